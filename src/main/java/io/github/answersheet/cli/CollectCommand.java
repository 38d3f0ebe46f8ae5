package io.github.answersheet.cli;

import io.github.answersheet.check.Checker;
import io.github.answersheet.check.RuleSet;
import io.github.answersheet.cluster.Collecting;
import io.github.answersheet.cluster.OpenJob;
import io.github.answersheet.examine.Examiner;
import io.github.answersheet.llm.Prices;
import io.github.answersheet.prompt.Assignment;
import io.github.answersheet.quiz.Quiz;
import io.github.answersheet.repair.Agreement;
import io.github.answersheet.repair.Outcome;
import io.github.answersheet.repair.SheetComparison.Compared;
import io.github.answersheet.run.Answering;
import io.github.answersheet.run.BankRun;
import io.github.answersheet.run.QuizResult;
import io.github.answersheet.run.QuizTask;
import io.github.answersheet.run.Turns;
import io.github.answersheet.store.Backlog;
import io.github.answersheet.store.CallStore;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Spliterators;
import java.util.concurrent.Callable;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Puts sheets together from what workers left in the store. */
@Command(
        name = "collect",
        description =
                "Puts answer sheets together from what workers left in the store; no model is called. A sheet is written"
                        + " when all questions of its quiz are through, and is the same as a run on one machine would write, but for"
                        + " contradictions between answers: those are looked for by generate only.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  answersheet collect quizzes/ -o sheets/ --store jdbc:postgresql://db/answersheet",
            "",
            "Exit codes: 0 all written, 1 some answers need review, 4 some quizzes are not through."
        })
final class CollectCommand implements Callable<Integer> {

    // Checking costs processors, and nothing is waited for.
    private static final int CONCURRENCY = Runtime.getRuntime().availableProcessors();

    @Parameters(
            paramLabel = "QUIZ",
            arity = "1..*",
            description = "The quizzes that were enqueued, or folders of them.")
    private List<Path> quizzes;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE|DIR|-",
            description =
                    "Where to write: a file, a folder, or - for stdout (default: NAME.answers.md beside the quiz).")
    private String output;

    @Option(
            names = "--overwrite",
            fallbackValue = "true",
            description =
                    "Replace sheets that are there, with all that was edited or approved in them. A copy is kept.")
    private boolean overwrite;

    @Option(
            names = "--report",
            paramLabel = "FILE.json",
            description = "Write what was found, repaired and spent for each answer.")
    private Path report;

    @Option(
            names = {"-q", "--quiet"},
            fallbackValue = "true",
            description = "No progress on stderr.")
    private boolean quiet;

    @Mixin
    private JobOption job;

    @Mixin
    private PriceOptions prices;

    @Mixin
    private StoreOptions store;

    @Mixin
    private QuizOptions reading;

    @Spec
    private CommandSpec spec;

    private final Environment environment;

    CollectCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws InterruptedException {
        FailedQuizzes failed = new FailedQuizzes(environment::tell);
        QuizPlan plan = new QuizPlan(
                environment.inputs(), reading, quizzes, output, question -> true, Long.MAX_VALUE, this::say, failed);
        plan.refuseStreams();
        plan.refuseReportAmongSheets(report);
        try (CallStore opened = store.openShared(environment.variables(), CallStore.LEASE)) {
            Backlog backlog = Backlog.of(opened);
            return collect(
                    plan,
                    failed,
                    opened,
                    backlog,
                    new OpenJob(job.of(backlog), backlog, new Version().getVersion()[0]));
        }
    }

    private int collect(QuizPlan plan, FailedQuizzes failed, CallStore opened, Backlog backlog, OpenJob open)
            throws InterruptedException {
        try (Examiner examiner = ExaminerFactory.ofDrafts(environment.variables(), open.isRun())) {
            Optional<Prices> money = prices.prices(open.name().model());
            RuleSet rules = RuleOptions.rules(open.pack(), open.rules());
            String from = open.name() + ", from " + opened.name();
            try (RunReport told =
                            new RunReport(report, environment.out(), from, open.pack(), rules, open.isRun(), money);
                    RunProgress progress = RunProgress.of(environment, plan, money, quiet, false)) {
                Left left = new Left(progress);
                Merging merging = new Merging(
                        open.pack(),
                        (quiz, standing) -> standing.isMadeOf(open.pack().nameAndVersion()),
                        OnlyQuestions.ALL,
                        overwrite,
                        false,
                        progress::say);
                RunResults results = new RunResults(
                        environment.results(),
                        told,
                        progress,
                        new RunSummary(
                                spec.root().commandLine().getParseResult().originalArgs(), money, Optional.empty()),
                        left::isTaken,
                        merging,
                        failed);
                Collecting collecting =
                        new Collecting(opened, backlog, open, new Checker(examiner, rules), left::leave);
                new BankRun(open.pack(), answering(collecting), CONCURRENCY, Turns.ofCores(open.isRun()), results)
                        .run(through(plan, collecting));
                return left.exit(results);
            }
        }
    }

    private static Answering answering(Collecting collecting) {
        return new Answering() {

            @Override
            public Outcome answer(Assignment assignment) {
                return collecting.answer(assignment);
            }

            @Override
            public Compared compare(QuizTask task, List<Outcome> outcomes) {
                return new Compared(outcomes, Agreement.not("collect calls no model"));
            }
        };
    }

    private static Iterator<QuizTask> through(QuizPlan plan, Collecting collecting) {
        return StreamSupport.stream(
                        Spliterators.spliteratorUnknownSize(plan.tasks((quiz, target) -> collecting.plan(quiz)), 0),
                        false)
                .filter(task -> !task.assignments().isEmpty())
                .iterator();
    }

    /** Quizzes that cannot be collected yet, or not here. */
    private static final class Left {

        private final RunProgress progress;
        private long quizzes;

        Left(RunProgress progress) {
            this.progress = progress;
        }

        private synchronized void leave(Quiz quiz, String why) {
            quizzes++;
            progress.say(quiz.source().name() + ": " + why);
        }

        private boolean isTaken(QuizTask task, QuizResult result) {
            boolean isOther = result.outcomes().stream().anyMatch(Collecting::isOther);
            if (isOther) {
                leave(
                        task.quiz(),
                        "the checks of this machine want a call that no worker made; collect where python3, node, ruff"
                                + " and bubblewrap are those of the workers");
            }
            return !isOther;
        }

        private int exit(RunResults results) {
            if (quizzes > 0) {
                progress.say(
                        quizzes + (quizzes == 1 ? " quiz is" : " quizzes are") + " left; the same command goes on");
                return ExitCode.BUDGET;
            }
            return results.exit();
        }
    }

    private void say(String message) {
        if (!quiet) {
            environment.tell(message);
        }
    }
}
