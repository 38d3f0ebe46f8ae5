package io.github.answersheet.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.answersheet.check.SheetText;
import io.github.answersheet.compare.Judge;
import io.github.answersheet.compare.Judged;
import io.github.answersheet.compare.Pair;
import io.github.answersheet.compare.Pairing;
import io.github.answersheet.compare.Tally;
import io.github.answersheet.llm.Budget;
import io.github.answersheet.llm.Endpoint;
import io.github.answersheet.llm.EndpointException;
import io.github.answersheet.llm.Prices;
import io.github.answersheet.pack.Pack;
import io.github.answersheet.pack.Packs;
import io.github.answersheet.pack.Rubric;
import io.github.answersheet.quiz.Quiz;
import io.github.answersheet.quiz.QuizReader;
import io.github.answersheet.run.CallThreads;
import io.github.answersheet.sheet.SheetReader;
import io.github.answersheet.source.InputException;
import io.github.answersheet.source.Problem;
import io.github.answersheet.source.SourceText;
import io.github.answersheet.source.VisibleText;
import io.github.answersheet.store.CallStore;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Has two sheets compared by a model. */
@Command(
        name = "compare",
        description =
                "Compares two answer sheets, whoever made them: a model reads both answers to each question without"
                        + " knowing whose they are, in both orders, and says which is better and why.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  answersheet compare old.md new.md                    as a learner would",
            "  answersheet compare old.md new.md --role instructor  as somebody who teaches from it",
            "  answersheet compare old.md new.md --quiz quiz.md     where a sheet does not show the questions",
            "  answersheet compare old.md new.md --format json      for programs",
            "  answersheet compare old.md new.md --dry-run          what would be sent",
            "",
            "Recordings for --replay and --record are q03.compare-1.md and q03.compare-2.md for the two orders of",
            "question 3, and q03.compare-1-again.md where a verdict could not be read.",
            "Exit codes: 0 every pair has a verdict, 1 some have none, 2 nothing can be compared, 3 the model endpoint",
            "cannot be used, 4 stopped by a budget, 130 interrupted."
        })
final class CompareCommand implements Callable<Integer> {

    private static final int MOST_REASONS = 5;

    @Parameters(index = "0", paramLabel = "A.md", description = "The first sheet; its answers are called A.")
    private Path a;

    @Parameters(index = "1", paramLabel = "B.md", description = "The second sheet; its answers are called B.")
    private Path b;

    @Option(
            names = "--quiz",
            paramLabel = "QUIZ",
            description = "The quiz that both answer; needed where the sheets do not show the questions, or show them"
                    + " in different words.")
    private Path quizFile;

    @Option(
            names = "--only",
            paramLabel = "3,7-9",
            converter = NumberRanges.Converter.class,
            description = "Compare these answers only.")
    private NumberRanges only;

    @Option(
            names = "--role",
            paramLabel = "learner|instructor",
            defaultValue = "learner",
            description =
                    "Whose eyes the judge reads with: somebody with two years of experience who wants to learn, or"
                            + " somebody who has to teach from it; or another file of the pack's compare/roles (default:"
                            + " ${DEFAULT-VALUE}).")
    private String role;

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

    @Option(
            names = "--dry-run",
            fallbackValue = "true",
            description = "Print what would be sent and how much it is; send nothing.")
    private boolean dryRun;

    @Option(
            names = "--fresh",
            fallbackValue = "true",
            description = "Ask again for what is in the store; the new replies are kept as well.")
    private boolean fresh;

    @Option(
            names = {"-q", "--quiet"},
            fallbackValue = "true",
            description = "No progress on stderr.")
    private boolean quiet;

    @Mixin
    private PriceOptions prices;

    @Mixin
    private BudgetOptions budget;

    @Mixin
    private StoreOptions store;

    @Mixin
    private ModelOptions model;

    @Mixin
    private PackOption pack;

    private final Environment environment;

    CompareCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws InterruptedException, JsonProcessingException {
        Optional<Prices> money = prices.prices(model.name());
        Budget allowed = budget.budget(money);
        Pack loaded = pack.pack();
        Rubric rubric = Packs.rubric(pack.name(), role);
        boolean isCalling = !dryRun && !model.isReplay();
        Optional<Endpoint> endpoint =
                isCalling ? Optional.of(model.endpoint(environment.variables())) : Optional.empty();
        Pairing pairing = pairing(loaded);
        pairing.notes().forEach(this::say);
        ComparisonText text = new ComparisonText(environment.out(), pairing, money);
        if (dryRun) {
            text.dryRun(rubric, model.name());
            return ExitCode.OK;
        }
        try (CallStore kept = isCalling ? store.open(environment.variables()).orElse(null) : null) {
            ModelOptions.Clients clients = endpoint.map(
                            e -> model.calling(environment.variables(), Optional.ofNullable(kept), job(e, allowed)))
                    .orElseGet(() -> model.replaying(true));
            String judge = clients.usual().description();
            say("model: " + judge);
            Tally tally = new Tally(judged(pairing.pairs(), new Judge(rubric, clients.usual())));
            refuseIfNothingCame(tally);
            if (format == Format.JSON) {
                environment
                        .out()
                        .println(new JsonMapper()
                                .writerWithDefaultPrettyPrinter()
                                .writeValueAsString(ComparisonJson.of(
                                        new ComparisonJson.Names(
                                                judge,
                                                loaded.name() + " " + loaded.version(),
                                                role,
                                                a.toString(),
                                                b.toString()),
                                        pairing,
                                        tally,
                                        money)));
            } else {
                environment.out().println("A: " + a);
                environment.out().println("B: " + b);
                environment.out().println("judge: " + judge + ", role " + role);
                text.result(tally);
            }
            return tally.withoutVerdict() == 0 ? ExitCode.OK : ExitCode.FINDINGS;
        }
    }

    private ModelOptions.Job job(Endpoint endpoint, Budget allowed) {
        String work = String.join(
                "\n",
                "compare",
                role,
                a.toAbsolutePath().toString(),
                b.toAbsolutePath().toString());
        return model.job(endpoint, work, fresh ? System.currentTimeMillis() : 0, allowed);
    }

    private Pairing pairing(Pack loaded) {
        Optional<Quiz> quiz =
                Optional.ofNullable(quizFile).map(environment::read).map(QuizReader::read);
        SheetText ofA = sheet(environment.read(a), quiz);
        SheetText ofB = sheet(environment.read(b), quiz);
        Pairing pairing = Pairing.of(ofA, ofB, quiz, number -> only == null || only.contains(number));
        if (pairing.pairs().isEmpty()) {
            List<Pairing.LeftOut> leftOut = pairing.leftOut();
            String reasons = leftOut.stream()
                    .limit(MOST_REASONS)
                    .map(left -> "question " + left.number() + " (" + left.reason() + ")")
                    .collect(Collectors.joining(", "));
            String more = leftOut.size() > MOST_REASONS ? " and " + (leftOut.size() - MOST_REASONS) + " more" : "";
            throw new InputException(Problem.of(
                    a + " and " + b,
                    leftOut.isEmpty()
                            ? "no answer has a number that --only names"
                            : "there is no question whose answers can be compared: " + reasons + more));
        }
        return pairing;
    }

    private SheetText sheet(SourceText text, Optional<Quiz> quiz) {
        return new SheetReader(pack.packOf(text)).read(text, quiz);
    }

    private List<Judged> judged(List<Pair> pairs, Judge judge) throws InterruptedException {
        Judged[] all = new Judged[pairs.size()];
        Optional<ProgressDisplay> display = quiet
                ? Optional.empty()
                : Optional.of(ProgressDisplay.of(environment.err(), environment.variables(), "pairs", pairs.size()));
        int[] done = new int[1];
        Iterator<Runnable> work = IntStream.range(0, pairs.size())
                .<Runnable>mapToObj(i -> () -> {
                    Judged judged = judge.judge(pairs.get(i));
                    // What was broken off is no verdict.
                    if (!Thread.currentThread().isInterrupted()) {
                        synchronized (all) {
                            all[i] = judged;
                            done[0]++;
                            display.ifPresent(d -> tell(d, judged, done[0], all.length));
                        }
                    }
                })
                .iterator();
        try {
            CallThreads.run(model.concurrency(), work);
        } finally {
            display.ifPresent(ProgressDisplay::close);
        }
        return Arrays.asList(all);
    }

    private static void tell(ProgressDisplay display, Judged judged, int done, int total) {
        String line =
                "[" + done + "/" + total + "] question " + judged.pair().number() + ": " + ComparisonText.words(judged);
        display.note(VisibleText.line(line));
        display.at(done, "");
    }

    private void refuseIfNothingCame(Tally tally) {
        if (tally.judged().stream().anyMatch(Judged::isAnswered)) {
            return;
        }
        String why = tally.judged().get(0).failure().orElseThrow();
        if (model.isReplay()) {
            throw new InputException(Problem.of("--replay", why));
        }
        throw new EndpointException(why);
    }

    private void say(String message) {
        if (!quiet) {
            environment.tell(message);
        }
    }
}
