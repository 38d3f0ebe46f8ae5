package io.github.answersheet.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.answersheet.llm.Call;
import io.github.answersheet.llm.CallFailedException;
import io.github.answersheet.llm.Endpoint;
import io.github.answersheet.llm.EndpointException;
import io.github.answersheet.llm.Limits;
import io.github.answersheet.llm.ModelClient;
import io.github.answersheet.llm.Reply;
import io.github.answersheet.llm.Step;
import io.github.answersheet.llm.TransientException;
import io.github.answersheet.prompt.Prompt;
import io.github.answersheet.prompt.Subject;
import io.github.answersheet.source.InputException;
import io.github.answersheet.store.CallStore;
import io.github.answersheet.store.StoreException;
import io.github.answersheet.store.StoreUpkeep;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Tells what is there to work with. */
@Command(
        name = "doctor",
        description =
                "Shows what answersheet finds on this machine, what is missing, what that costs you, and the line that"
                        + " mends it. Without --call nothing is paid for. No key is shown.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  answersheet doctor                          what is there, and what is missing",
            "  answersheet doctor --call --model gpt-4.1   also makes one short call, which is paid",
            "  answersheet doctor --format json            for programs",
            "",
            "Exit codes: 0 the sample of answersheet works here, 1 it does not, 3 the call was not answered."
        })
final class DoctorCommand implements Callable<Integer> {

    private static final String SCHEMA = "answersheet/doctor/1";
    private static final Prompt GREETING =
            new Prompt("You help to find out whether a connection works.", "Answer with the one word: ready");

    @Option(
            names = "--call",
            fallbackValue = "true",
            description = "Also ask the model for one word. Such a call costs a few tokens.")
    private boolean isCallWanted;

    enum Format {
        TEXT,
        JSON
    }

    @Option(
            names = "--format",
            paramLabel = "text|json",
            defaultValue = "text",
            description = "How the result is printed (default: ${DEFAULT-VALUE}).")
    private Format format;

    @Mixin
    private EndpointOptions model;

    @Mixin
    private StoreOptions store;

    @Spec
    private CommandLine.Model.CommandSpec spec;

    private final Environment environment;

    DoctorCommand(Environment environment) {
        this.environment = environment;
    }

    /** What {@code --format json} prints. The names are kept; new ones may come. */
    private record Report(String schema, String program, boolean works, List<MachinePart> parts) {}

    @Override
    public Integer call() throws JsonProcessingException {
        List<MachinePart> parts = new ArrayList<>(new Machine(environment.variables()).parts());
        parts.add(terminal());
        parts.add(store());
        parts.add(endpoint());
        Optional<MachinePart> answer = isCallWanted ? Optional.of(answer()) : Optional.empty();
        answer.ifPresent(parts::add);
        boolean works = parts.stream().noneMatch(part -> part.state() == MachinePart.State.NEEDED);
        if (format == Format.JSON) {
            Report report = new Report(SCHEMA, new Version().getVersion()[0], works, parts);
            environment
                    .out()
                    .println(new JsonMapper().writerWithDefaultPrettyPrinter().writeValueAsString(report));
        } else {
            print(parts, works);
        }
        boolean isAnswered = answer.stream().allMatch(part -> part.state() == MachinePart.State.OK);
        return !works ? ExitCode.FINDINGS : isAnswered ? ExitCode.OK : ExitCode.ENDPOINT;
    }

    private MachinePart terminal() {
        Optional<String> columns = Optional.ofNullable(environment.variables().get(ProgressDisplay.TERMINAL));
        String colours = spec.commandLine().getColorScheme().ansi().enabled() ? "colours" : "no colours";
        return MachinePart.found(
                "terminal", "", "", columns.map(width -> width + " columns, ").orElse("none, ") + colours);
    }

    private MachinePart store() {
        Map<String, String> variables = environment.variables();
        Optional<String> location = store.location(variables);
        String cost = "Replies are not kept, so the next run pays for them again.";
        if (location.isEmpty()) {
            return MachinePart.missing(
                    "store",
                    "switched off, or no HOME to put it in",
                    cost,
                    "answersheet generate --store calls.db ...");
        }
        String place = location.get();
        if (CallStore.isOnServer(place)) {
            return MachinePart.found("store", "", place, "not asked; `answersheet store stats` asks it");
        }
        try {
            if (!Files.exists(Path.of(place))) {
                return Machine.isWritable(Path.of(place))
                        ? MachinePart.found("store", "", place, "none yet; it is made with the first reply")
                        : unusable(place + " cannot be made", cost);
            }
            try (CallStore kept = store.existing(variables)) {
                long replies = new StoreUpkeep(kept)
                        .counts().stream().mapToLong(StoreUpkeep.Count::replies).sum();
                return MachinePart.found(
                        "store", "", place, replies + (replies == 1 ? " reply" : " replies") + " kept");
            }
        } catch (InputException | StoreException e) {
            return unusable(e.getMessage(), "No model is called with this store.");
        }
    }

    private static MachinePart unusable(String says, String cost) {
        return MachinePart.missing("store", says, cost, "answersheet generate --store calls.db ...");
    }

    private MachinePart endpoint() {
        try {
            Endpoint endpoint = model.of(environment.variables());
            return MachinePart.found(
                    "model",
                    "",
                    endpoint.baseUrl(),
                    endpoint.model() + "; " + endpoint.keyVariable()
                            + (endpoint.apiKey().isPresent() ? " is set" : " is not set"));
        } catch (InputException e) {
            return MachinePart.missing(
                    "model",
                    e.getMessage(),
                    "No model drafts answers. Recorded replies, check and render need none.",
                    "export " + model.keyVariable() + "=...");
        }
    }

    private MachinePart answer() {
        Map<String, String> variables = environment.variables();
        try {
            ModelClient client = new ModelClient(model.of(variables), new Limits(1, 0, 0), variables);
            Reply reply =
                    client.chat(new Call(new Subject("", 0, "doctor"), Step.DRAFT, GREETING, OptionalInt.empty()));
            return MachinePart.found(
                    "call",
                    "",
                    "",
                    String.format(
                            Locale.ROOT,
                            "%s answered in %.1f s; %d tokens in, %d out",
                            reply.model().isEmpty() ? "the model" : reply.model(),
                            reply.time().toMillis() / 1000.0,
                            reply.usage().input(),
                            reply.usage().output()));
        } catch (InputException | EndpointException | CallFailedException | TransientException e) {
            return MachinePart.missing("call", e.getMessage(), "No model drafts answers.", "");
        }
    }

    private void print(List<MachinePart> parts, boolean works) {
        Terminal out = environment.out();
        out.println(new Version().getVersion()[0]);
        out.println();
        for (MachinePart part : parts) {
            List<String> words = new ArrayList<>(List.of(part.version(), part.place(), part.says()));
            words.removeIf(String::isEmpty);
            out.println(String.format(
                    "%-8s %-9s %s",
                    part.state().word(), part.name(), String.join("  ", words).replace("\n", "; ")));
            for (String line : List.of(part.cost(), part.mend().isEmpty() ? "" : "$ " + part.mend())) {
                if (!line.isEmpty()) {
                    out.println(" ".repeat(19) + line);
                }
            }
        }
        out.println();
        long lacking = parts.stream()
                .filter(part -> part.state() != MachinePart.State.OK)
                .count();
        out.println((works ? "The sample works here" : "The sample does not work here")
                + (lacking == 0 ? "." : "; " + InspectCommand.count(lacking, "thing") + " missing."));
    }
}
