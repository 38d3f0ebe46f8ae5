package io.github.answersheet.cli;

import io.github.answersheet.check.Checker;
import io.github.answersheet.check.RuleSet;
import io.github.answersheet.examine.Examiner;
import io.github.answersheet.llm.Budget;
import io.github.answersheet.llm.BudgetExceededException;
import io.github.answersheet.llm.ChatClient;
import io.github.answersheet.llm.Endpoint;
import io.github.answersheet.llm.Prices;
import io.github.answersheet.pack.Classifier;
import io.github.answersheet.pack.Pack;
import io.github.answersheet.prompt.Assignment;
import io.github.answersheet.prompt.Subject;
import io.github.answersheet.quiz.Question;
import io.github.answersheet.quiz.Quiz;
import io.github.answersheet.repair.Agreement;
import io.github.answersheet.repair.Effort;
import io.github.answersheet.repair.Ladder;
import io.github.answersheet.repair.Outcome;
import io.github.answersheet.repair.SheetComparison;
import io.github.answersheet.repair.SheetComparison.Compared;
import io.github.answersheet.run.Answering;
import io.github.answersheet.run.Grounder;
import io.github.answersheet.run.Passes;
import io.github.answersheet.run.Planner;
import io.github.answersheet.run.QuizTask;
import io.github.answersheet.run.Turns;
import io.github.answersheet.run.UnfinishedException;
import io.github.answersheet.source.SourceText;
import io.github.answersheet.store.CallStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Drafts, checks, repairs and assembles answer sheets. */
@Command(
        name = "generate",
        description = "Drafts an answer to each question of a quiz, checks it, has what fails repaired, and writes the"
                + " answer sheet.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  answersheet generate quiz.md                        writes quiz.answers.md",
            "  answersheet generate quiz.md -o - --only 3,7-9      some questions, to stdout",
            "  answersheet generate quiz.md --replay replies/      from recorded replies, no model",
            "  answersheet generate quizzes/ -o sheets/            every *.md below a folder",
            "  answersheet generate quizzes/ --only failed         once more where answers need review",
            "  answersheet generate quizzes/ --via batch           in the provider's batches, within a day",
            "  answersheet generate quizzes/ --export calls.jsonl  calls for vllm run-batch or a provider",
            "  answersheet generate quizzes/ --import results.jsonl   and their replies",
            "",
            "A key is read from OPENAI_API_KEY, ANTHROPIC_API_KEY or GEMINI_API_KEY, and from nowhere else."
        })
final class GenerateCommand implements Callable<Integer> {

    // For somebody who only tries what happens.
    private static final List<String> IN_SHORT = List.of(
            "generate answers a quiz in Markdown: a model drafts, the program checks, and a sheet is written.",
            "  answersheet generate quiz.md             writes quiz.answers.md beside the quiz",
            "  answersheet generate quiz.md --dry-run   shows the plan and sends nothing",
            "It needs a key in OPENAI_API_KEY, or another endpoint; answersheet doctor says what is missing.",
            "All options and more examples: answersheet generate --help");

    @Parameters(
            paramLabel = "QUIZ",
            arity = "0..*",
            description = "Quizzes in Markdown, or folders of them; - is stdin.")
    // A name that cannot be one is told when it is used: the parser would only say that it matches nothing.
    private List<String> quizzes;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE|DIR|-",
            description = "Where to write: a file, a folder, or - for stdout (default: NAME.answers.md beside the"
                    + " quiz; stdout for a quiz from stdin).")
    private String output;

    @Option(
            names = "--only",
            paramLabel = "3,7-9|failed",
            converter = OnlyQuestions.Converter.class,
            description = "Answer these questions only; failed: ask anew where the replies that are kept gave no valid"
                    + " answer, and take the others from the store.")
    private OnlyQuestions only = OnlyQuestions.ALL;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "Answer no more than N questions in this run. The sheet of a quiz that is not through is not"
                    + " written; the same command goes on.")
    private Long limit;

    @Option(
            names = "--overwrite",
            fallbackValue = "true",
            description =
                    "Replace a sheet that is there, with all that was edited or approved in it; with --only, those"
                            + " answers. A copy is kept. Without it what was edited or approved stays.")
    private boolean overwrite;

    @Option(
            names = "--dry-run",
            fallbackValue = "true",
            description = "Print the plan with its tokens; send nothing, write nothing.")
    private boolean dryRun;

    @Option(
            names = "--report",
            paramLabel = "FILE.json",
            description = "Write what was found, repaired and spent for each answer.")
    private Path report;

    @Option(
            names = "--no-run",
            fallbackValue = "true",
            description = "Do not run the code of answers. Without it code is run in a sandbox (bubblewrap), where one"
                    + " can be had and nowhere else; what fails is repaired.")
    private boolean noRun;

    @Option(
            names = {"-q", "--quiet"},
            fallbackValue = "true",
            description = "No progress on stderr.")
    private boolean quiet;

    @Mixin
    private EffortOptions effort;

    @Mixin
    private GroundingOptions grounding;

    @Mixin
    private PriceOptions prices;

    @Mixin
    private BudgetOptions budget;

    @Mixin
    private StoreOptions store;

    @Option(
            names = "--fresh",
            fallbackValue = "true",
            description = "Ask again for what is in the store; the new replies are kept as well.")
    private boolean fresh;

    @Mixin
    private ModelOptions model;

    @Mixin
    private BatchOptions batch;

    @Mixin
    private QuizOptions reading;

    @Mixin
    private PackOption pack;

    @Mixin
    private LanguageOption language;

    @Mixin
    private RuleOptions rules;

    @Option(
            names = "--verbose",
            fallbackValue = "true",
            description = "A line for each answer and each sheet, also of a large bank.")
    private boolean verbose;

    @Spec
    private CommandSpec spec;

    private final Environment environment;

    GenerateCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (quizzes == null) {
            IN_SHORT.forEach(environment.err()::println);
            return ExitCode.USAGE;
        }
        boolean isCalling = !dryRun && !model.isReplay();
        if (isCalling) {
            store.prepare(environment.variables());
        }
        Effort wanted = effort.effort();
        Optional<Prices> money = prices.prices(model.name());
        Budget allowed = budget.budget(money);
        Pack loaded = language.of(pack.pack());
        RuleSet applying = rules.rules(loaded);
        batch.refuseContradictions(model.isReplay());
        if (batch.isWanted()) {
            model.withBatches(environment.variables());
        }
        // Said before anything is opened or made.
        Optional<Endpoint> endpoint = isCalling
                ? Optional.of(
                        batch.isElsewhere()
                                ? model.endpointElsewhere(environment.variables())
                                : model.endpoint(environment.variables()))
                : Optional.empty();
        FailedQuizzes failed = new FailedQuizzes(environment::tell);
        Merging merging = merging(loaded);
        QuizPlan plan = new QuizPlan(
                environment.inputs(),
                reading,
                quizzes.stream().map(Path::of).toList(),
                output,
                wanted(merging),
                limit == null ? Long.MAX_VALUE : limit,
                this::say,
                failed);
        plan.refuseReportAmongSheets(report);
        try (OpenStore kept = new OpenStore(isCalling ? store.open(environment.variables()) : Optional.empty());
                Examiner examiner = ExaminerFactory.ofDrafts(environment.variables(), !noRun && !dryRun);
                Grounder grounder = grounding.grounder(examiner, loaded)) {
            Planner planner = new Planner(pack.classifier(loaded), grounder::grounding);
            if (dryRun) {
                DryRun dry = new DryRun(loaded, model.name(), wanted, !noRun, money, merging, environment.out());
                plan.tasks(planner).forEachRemaining(dry::quiz);
                dry.totals();
                return failed.exit(ExitCode.OK);
            }
            if (model.isReplay()) {
                model.refuseMissing(plan.isOneQuiz(), () -> plan.subjects(pack.classifier(loaded)));
            }
            Checker checker = new Checker(examiner, applying);
            long since = fresh ? System.currentTimeMillis() : 0;
            Optional<ModelOptions.Job> job = endpoint.map(e -> model.job(e, plan.files(), since, allowed));
            Turns turns = Turns.ofCores(!noRun);
            Calling.WithClients answering = clients -> {
                ChatClient usual = turns.leftBy(clients.usual());
                Ladder ladder = new Ladder(loaded, usual, checker, wanted);
                Ladder anew = new Ladder(loaded, turns.leftBy(clients.anew()), checker, wanted);
                return new BySheet(ladder, anew, new SheetComparison(loaded, usual, ladder, wanted, !noRun), merging);
            };
            Calling calling = calling(job, kept.store(), plan);
            say("model: " + calling.description());
            try (RunReport told = new RunReport(
                            report, environment.out(), calling.description(), loaded, applying, !noRun, money);
                    RunProgress progress = RunProgress.of(environment, plan, money, quiet, verbose)) {
                RunSummary summary = new RunSummary(
                        spec.root().commandLine().getParseResult().originalArgs(),
                        money,
                        kept.store().map(CallStore::name));
                RunResults results = new RunResults(
                        environment.results(), told, progress, summary, (task, result) -> true, merging, failed);
                Passes passes = new Passes(loaded, model.underway(), turns, results, () -> plan.tasks(planner));
                try {
                    calling.run(passes, answering, progress::say);
                } catch (InterruptedException | BudgetExceededException | UnfinishedException e) {
                    results.stopped();
                    throw e;
                }
                results.refuseIfNothingCame();
                return results.exit();
            }
        }
    }

    private Merging merging(Pack loaded) {
        Classifier classifier = pack.classifier(loaded);
        return new Merging(
                loaded,
                (quiz, standing) -> standing.isMadeIn(
                        classifier
                                .classify(quiz, standing.question().orElseThrow())
                                .category()
                                .id(),
                        loaded.nameAndVersion()),
                only,
                overwrite,
                fresh,
                this::say);
    }

    private QuizPlan.Wanted wanted(Merging merging) {
        return new QuizPlan.Wanted() {

            @Override
            public boolean isNamed(Question question) {
                return only.contains(question.number());
            }

            @Override
            public Predicate<Question> drafted(Quiz quiz, Optional<Path> target) {
                return merging.drafted(quiz, target);
            }
        };
    }

    private Calling calling(Optional<ModelOptions.Job> job, Optional<CallStore> kept, QuizPlan plan) {
        if (job.isEmpty()) {
            return new LiveCalling(model.replaying(plan.isOneQuiz()), 0);
        }
        return batch.isWanted()
                ? new BatchCalling(batch, model, environment.variables(), batch.needed(kept), job.get())
                : LiveCalling.of(model, environment.variables(), kept, job.get());
    }

    /** Answers question by question, and compares when all answers of a sheet are there. */
    private final class BySheet implements Answering {

        private final Ladder ladder;
        private final Ladder anew;
        private final SheetComparison comparison;
        private final Merging merging;

        BySheet(Ladder ladder, Ladder anew, SheetComparison comparison, Merging merging) {
            this.ladder = ladder;
            this.anew = anew;
            this.comparison = comparison;
            this.merging = merging;
        }

        @Override
        public Outcome answer(Assignment assignment) {
            Outcome outcome = ladder.answer(assignment);
            return only.failed() && outcome.needsReview() ? anew.answer(assignment) : outcome;
        }

        @Override
        public Compared compare(QuizTask task, List<Outcome> outcomes) {
            SourceText quiz = task.quiz().source();
            return task.isWhole()
                    ? comparison.compare(
                            new Subject(quiz.name(), 0, quiz.text()),
                            task.assignments(),
                            outcomes,
                            () -> merging.staying(task))
                    : new Compared(outcomes, Agreement.not("--limit leaves some questions"));
        }
    }

    /** A store that need not be there. */
    private record OpenStore(Optional<CallStore> store) implements AutoCloseable {

        @Override
        public void close() {
            store.ifPresent(CallStore::close);
        }
    }

    private void say(String message) {
        if (!quiet) {
            environment.tell(message);
        }
    }
}
