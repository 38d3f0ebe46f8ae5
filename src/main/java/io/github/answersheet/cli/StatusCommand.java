package io.github.answersheet.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.answersheet.cluster.Job;
import io.github.answersheet.llm.Prices;
import io.github.answersheet.llm.Usage;
import io.github.answersheet.pack.Pack;
import io.github.answersheet.quiz.Quiz;
import io.github.answersheet.sheet.SheetFile;
import io.github.answersheet.store.Backlog;
import io.github.answersheet.store.BacklogStatus;
import io.github.answersheet.store.BatchLog;
import io.github.answersheet.store.CallStore;
import io.github.answersheet.store.Intents;
import io.github.answersheet.store.QuestionState;
import io.github.answersheet.store.Spending;
import io.github.answersheet.store.StoredBatch;
import java.io.PrintWriter;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows how sheets stand, or how far workers have come. */
@Command(
        name = "status",
        description =
                "Shows how the answers of sheets stand: what needs review, what was proved, edited, approved. Without a"
                        + " sheet it shows how far workers have come: questions, rate, tokens and money of each job, workers,"
                        + " and work that is stuck.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  answersheet status quiz.answers.md",
            "  answersheet status sheets/ --require approved     for CI: exit code 1 if one is not",
            "  answersheet status --store jdbc:postgresql://db/answersheet",
            "  answersheet status --store jdbc:postgresql://db/answersheet --price-in 2.00 --price-out 8.00"
        })
final class StatusCommand implements Callable<Integer> {

    private static final Duration RECENT = Duration.ofMinutes(5);
    private static final Duration LEAST_SPAN = Duration.ofSeconds(10);

    @Parameters(
            paramLabel = "SHEET|DIR",
            arity = "0..*",
            description = "Answer sheets, or folders in which all *.answers.md are looked at.")
    private List<Path> sheets = List.of();

    @Option(
            names = "--require",
            paramLabel = "valid|approved",
            description = "Exit code 1 unless every answer is valid, or is approved as it stands.")
    private SheetStatus.Required required;

    enum Format {
        TEXT,
        JSON
    }

    @Option(
            names = "--format",
            paramLabel = "text|json",
            defaultValue = "text",
            description = "How the status of sheets is printed (default: ${DEFAULT-VALUE}).")
    private Format format;

    @Mixin
    private QuizOfSheet quiz;

    @Mixin
    private PackOption pack;

    @Mixin
    private JobOption job;

    @Mixin
    private PriceOptions prices;

    @Mixin
    private StoreOptions store;

    private final Environment environment;

    StatusCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws JsonProcessingException {
        return sheets.isEmpty() ? workers() : sheets();
    }

    private int sheets() throws JsonProcessingException {
        Pack loaded = pack.pack();
        SheetStatus status = new SheetStatus();
        for (Path path : QuizFiles.sheets(sheets)) {
            SheetFile file = new SheetFile(path, loaded, environment::tell);
            Optional<Quiz> asked = quiz.of(path, environment);
            status.add(path, asked.isPresent() ? file.standings(asked.get()) : file.standings());
        }
        if (format == Format.JSON) {
            status.json(environment.out());
        } else {
            status.table(environment.out());
        }
        return required == null || status.are(required) ? ExitCode.OK : ExitCode.FINDINGS;
    }

    private int workers() {
        try (CallStore opened = store.openShared(environment.variables(), CallStore.LEASE)) {
            Backlog backlog = Backlog.of(opened);
            BacklogStatus status = new BacklogStatus(opened);
            for (Backlog.Job told : job.some(backlog)) {
                tell(told, opened, status);
            }
            PrintWriter out = environment.out();
            for (BacklogStatus.Worker worker : status.workers()) {
                out.println("worker " + worker.name() + ": " + InspectCommand.count(worker.questions(), "question")
                        + ", last sign " + worker.silence() + " s ago");
            }
            for (BacklogStatus.Stuck stuck : status.stuck()) {
                out.println("stuck: question " + stuck.question().number() + " of quiz "
                        + stuck.question().quiz().substring(0, 8) + " failed " + stuck.times() + " times in a row");
            }
            return ExitCode.OK;
        }
    }

    private void tell(Backlog.Job told, CallStore opened, BacklogStatus status) {
        Map<QuestionState, Long> counts = status.counts(told.id());
        long open = counts.getOrDefault(QuestionState.OPEN, 0L);
        long all = counts.values().stream().mapToLong(Long::longValue).sum();
        BacklogStatus.Recent recent = status.since(told.id(), System.currentTimeMillis() - RECENT.toMillis());
        double perMinute = recent.questions() * 60_000.0 / Math.max(recent.span(), LEAST_SPAN.toMillis());
        Optional<Prices> money = prices.prices(Job.read(told).model());
        Spending spent = opened.spent(told.id(), 0);
        PrintWriter out = environment.out();
        out.println("job " + told.id() + ": " + (all - open) + " of " + all + " questions, "
                + counts.getOrDefault(QuestionState.REVIEW, 0L) + " need review, "
                + counts.getOrDefault(QuestionState.FAILED, 0L) + " failed");
        out.println(String.format(Locale.ROOT, "  %.1f a minute lately", perMinute)
                + (open > 0 && perMinute > 0 ? ", about " + Math.round(open / perMinute) + " minutes left" : ""));
        out.println("  " + InspectCommand.count(spent.calls(), "call") + ", tokens " + spent.input() + " in ("
                + spent.cached() + " cached"
                + (spent.written() == 0 ? "" : ", " + spent.written() + " put into the cache") + "), " + spent.output()
                + " out"
                + money.map(p -> ", "
                                + p.of(new Usage(spent.input(), spent.output(), spent.cached(), spent.written()))
                                        .setScale(2, RoundingMode.HALF_UP)
                                + " money")
                        .orElse(""));
        List<StoredBatch> batches = new BatchLog(opened)
                .all().stream()
                        .filter(batch -> batch.job().equals(told.id()) && batch.waiting() > 0)
                        .toList();
        if (!batches.isEmpty()) {
            out.println("  "
                    + InspectCommand.count(
                            batches.stream().mapToLong(StoredBatch::waiting).sum(), "call")
                    + " under way in " + batches.size() + (batches.size() == 1 ? " batch" : " batches"));
        }
        long lost = new Intents(opened).lost(told.id());
        if (lost > 0) {
            out.println(
                    "  " + InspectCommand.count(lost, "call") + " of lost workers may have been paid and got no reply");
        }
    }
}
