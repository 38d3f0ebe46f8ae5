package io.github.answersheet.cli;

import io.github.answersheet.check.Checker;
import io.github.answersheet.cluster.Answering;
import io.github.answersheet.cluster.EndpointEntry;
import io.github.answersheet.cluster.EndpointsFile;
import io.github.answersheet.cluster.GlobalLimits;
import io.github.answersheet.cluster.OpenJob;
import io.github.answersheet.cluster.Worker;
import io.github.answersheet.cluster.WorkerClients;
import io.github.answersheet.examine.Examiner;
import io.github.answersheet.llm.Endpoint;
import io.github.answersheet.llm.IntendingClient.OnLost;
import io.github.answersheet.llm.Patience;
import io.github.answersheet.source.InputException;
import io.github.answersheet.source.Problem;
import io.github.answersheet.source.TextFiles;
import io.github.answersheet.store.Backlog;
import io.github.answersheet.store.Backlog.Standing;
import io.github.answersheet.store.CallStore;
import io.github.answersheet.store.QuestionId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Answers questions that were enqueued. */
@Command(
        name = "worker",
        description =
                "Answers questions that were enqueued, together with any number of other workers. Needs no quiz and no"
                        + " pack; every reply goes to the store. Runs until it is told to stop; with --via batch, until no"
                        + " question of the job is open.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  answersheet worker --store jdbc:postgresql://db/answersheet --concurrency 64 --rpm 3000",
            "  answersheet worker --store jdbc:postgresql://db/answersheet --endpoints endpoints.json",
            "  answersheet worker --store jdbc:postgresql://db/answersheet --via batch --batch-wait 8h",
            "",
            "endpoints.json names endpoints, and the environment variables that hold their keys:",
            "  {\"endpoints\": [{\"name\": \"first\", \"baseUrl\": \"https://api.openai.com/v1\",",
            "    \"keyVariable\": \"FIRST_KEY\", \"rpm\": 3000, \"tpm\": 2000000}]}"
        })
final class WorkerCommand implements Callable<Integer> {

    @Option(
            names = "--endpoints",
            paramLabel = "FILE.json",
            description = "Several endpoints or keys that serve the model, each with limits of its own.")
    private Path endpoints;

    @Option(
            names = "--base-url",
            paramLabel = "URL",
            description = "The one endpoint to call; also OPENAI_BASE_URL. The key is read from OPENAI_API_KEY; a local"
                    + " server needs none.")
    private String baseUrl;

    @Option(
            names = "--rpm",
            paramLabel = "N",
            defaultValue = "0",
            description = "Requests a minute at most, of all workers together (default: no limit but the endpoint's).")
    private int requestsPerMinute;

    @Option(
            names = "--tpm",
            paramLabel = "N",
            defaultValue = "0",
            description = "Input tokens a minute at most, of all workers together, estimated (default: no limit but the"
                    + " endpoint's).")
    private int tokensPerMinute;

    @Option(
            names = "--concurrency",
            paramLabel = "N",
            defaultValue = "8",
            description = "Questions at once of this worker (default: ${DEFAULT-VALUE}).")
    private int concurrency;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "600",
            description = "Longest time for one call (default: ${DEFAULT-VALUE}).")
    private int timeout;

    @Option(
            names = "--attempts",
            paramLabel = "N",
            defaultValue = "6",
            description = "Attempts for a call that fails for a reason that may pass (default: ${DEFAULT-VALUE}).")
    private int attempts;

    @Option(
            names = "--on-lost",
            paramLabel = "retry|report",
            defaultValue = "retry",
            description =
                    "A call that a lost worker had begun may have been paid: make it again, or leave it and let the"
                            + " question need review (default: ${DEFAULT-VALUE}).")
    private OnLost onLost;

    @Option(
            names = "--lease",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description =
                    "A worker that gives no sign of life for so long is taken for dead (default: ${DEFAULT-VALUE}).")
    private int lease;

    @Option(
            names = "--grace",
            paramLabel = "SECONDS",
            defaultValue = "25",
            description = "When told to stop, wait so long for questions under way (default: ${DEFAULT-VALUE}).")
    private int grace;

    @Option(names = "--until-done", fallbackValue = "true", description = "End when no question is open.")
    private boolean untilDone;

    @Option(
            names = {"-q", "--quiet"},
            fallbackValue = "true",
            description = "No progress on stderr.")
    private boolean quiet;

    @Mixin
    private WaveOptions waves;

    @Mixin
    private JobOption job;

    @Mixin
    private StoreOptions store;

    private final Environment environment;

    WorkerCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws InterruptedException {
        EffortOptions.atLeast("--concurrency", concurrency, 1);
        EffortOptions.atLeast("--timeout", timeout, 1);
        EffortOptions.atLeast("--attempts", attempts, 1);
        EffortOptions.atLeast("--lease", lease, 1);
        EffortOptions.atLeast("--grace", grace, 0);
        waves.check();
        if (!waves.isWanted()) {
            job.refuse();
        }
        Map<String, String> variables = environment.variables();
        List<EndpointEntry> entries = entries();
        Duration silence = Duration.ofSeconds(lease);
        try (CallStore opened = store.openShared(variables, silence);
                Examiner running = ExaminerFactory.ofDrafts(variables, true);
                Examiner reading = ExaminerFactory.ofDrafts(variables, false)) {
            Backlog backlog = Backlog.of(opened);
            WorkerClients clients = new WorkerClients(
                    opened,
                    new GlobalLimits(backlog.dataSource()),
                    entries,
                    concurrency,
                    Duration.ofSeconds(timeout),
                    new Patience(attempts, Patience.DEFAULT.first(), Patience.DEFAULT.longest()),
                    onLost,
                    variables);
            Function<OpenJob, Checker> checkers =
                    open -> new Checker(open.isRun() ? running : reading, RuleOptions.rules(open.pack(), open.rules()));
            String name = Worker.newName();
            say("worker " + name + " at " + opened.name());
            if (waves.isWanted()
                    && new BatchWorking(waves, clients, silence, checkers, this::told, this::say)
                            .run(job.of(backlog))) {
                return ExitCode.OK;
            }
            Answering answering = new Answering(backlog, new Version().getVersion()[0], clients::of, checkers);
            new Worker(backlog, answering, name, concurrency, silence, Duration.ofSeconds(grace), this::told)
                    .run(untilDone || waves.isWanted());
            return ExitCode.OK;
        }
    }

    private List<EndpointEntry> entries() {
        Map<String, String> variables = environment.variables();
        if (endpoints != null) {
            return EndpointsFile.read(TextFiles.read(endpoints), variables);
        }
        EffortOptions.atLeast("--rpm", requestsPerMinute, 0);
        EffortOptions.atLeast("--tpm", tokensPerMinute, 0);
        String url = baseUrl == null ? Endpoint.OPENAI : baseUrl;
        EndpointEntry entry = new EndpointEntry(url, url, "OPENAI_API_KEY", null, requestsPerMinute, tokensPerMinute);
        Endpoint checked = entry.endpoint("any", Duration.ofSeconds(timeout), variables);
        if (baseUrl == null && checked.apiKey().isEmpty()) {
            throw new InputException(Problem.of(
                    "no model",
                    "set OPENAI_API_KEY, or OPENAI_BASE_URL for a local server, or name several with --endpoints"));
        }
        return List.of(entry);
    }

    private void told(QuestionId question, Standing standing) {
        say("question " + question.number() + " of quiz " + question.quiz().substring(0, 8) + ": "
                + standing.state().word()
                + standing.failure().map(why -> " (" + why + ")").orElse(""));
    }

    private void say(String message) {
        if (!quiet) {
            environment.tell(message);
        }
    }
}
