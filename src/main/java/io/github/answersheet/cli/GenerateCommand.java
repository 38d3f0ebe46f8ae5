package io.github.answersheet.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.answersheet.check.Checker;
import io.github.answersheet.check.Finding;
import io.github.answersheet.check.Languages;
import io.github.answersheet.check.rule.Rules;
import io.github.answersheet.llm.ChatClient;
import io.github.answersheet.llm.EndpointException;
import io.github.answersheet.llm.Usage;
import io.github.answersheet.pack.Pack;
import io.github.answersheet.prompt.Assignment;
import io.github.answersheet.quiz.Quiz;
import io.github.answersheet.quiz.QuizReader;
import io.github.answersheet.render.MarkdownRenderer;
import io.github.answersheet.repair.Effort;
import io.github.answersheet.repair.Ladder;
import io.github.answersheet.repair.Outcome;
import io.github.answersheet.run.Grounder;
import io.github.answersheet.run.Planner;
import io.github.answersheet.run.Prices;
import io.github.answersheet.run.QuizResult;
import io.github.answersheet.run.QuizRun;
import io.github.answersheet.source.InputException;
import io.github.answersheet.source.Problem;
import io.github.answersheet.source.TextFiles;
import io.github.answersheet.store.CallStore;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

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
            "",
            "A key is read from OPENAI_API_KEY and from nowhere else."
        })
final class GenerateCommand implements Callable<Integer> {

    @Parameters(paramLabel = "QUIZ", arity = "1..*", description = "Quizzes in Markdown, or folders of them.")
    private List<Path> quizzes;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE|DIR|-",
            description = "Where to write: a file, a folder, or - for stdout (default: NAME.answers.md beside the"
                    + " quiz).")
    private String output;

    @Option(
            names = "--only",
            paramLabel = "3,7-9",
            converter = NumberRanges.Converter.class,
            description = "Answer these questions only.")
    private NumberRanges only;

    @Option(names = "--dry-run", description = "Print the plan with its tokens; send nothing, write nothing.")
    private boolean dryRun;

    @Option(
            names = "--report",
            paramLabel = "FILE.json",
            description = "Write what was found, repaired and spent for each answer.")
    private Path report;

    @Option(
            names = {"-q", "--quiet"},
            description = "No progress on stderr.")
    private boolean quiet;

    @Mixin
    private EffortOptions effort;

    @Mixin
    private GroundingOptions grounding;

    @Mixin
    private PriceOptions prices;

    @Mixin
    private StoreOptions store;

    @Option(names = "--fresh", description = "Ask again for what is in the store; the new replies are kept as well.")
    private boolean fresh;

    @Mixin
    private ModelOptions model;

    @Mixin
    private PackOption pack;

    private final Environment environment;

    GenerateCommand(Environment environment) {
        this.environment = environment;
    }

    /** A quiz read and planned before the first call is made. */
    private record Planned(Quiz quiz, List<Assignment> questions, Path target) {}

    @Override
    public Integer call() throws InterruptedException, JsonProcessingException {
        Effort wanted = effort.effort();
        Optional<Prices> money = prices.prices();
        Pack loaded = pack.pack();
        boolean isCalling = !dryRun && !model.isReplay();
        if (isCalling) {
            // Said before anything is opened or made.
            model.refuseWithoutEndpoint(environment.variables());
        }
        long needReview = 0;
        try (Kept kept = new Kept(isCalling ? store.open(environment.variables()) : Optional.empty());
                Languages languages = LanguagesFactory.languages(environment.variables());
                Grounder grounder = grounding.grounder(languages)) {
            List<Planned> planned = plan(new Planner(pack.classifier(loaded), grounder::grounding));
            if (dryRun) {
                return dryRun(loaded, planned, wanted, money);
            }
            long since = fresh ? System.currentTimeMillis() : 0;
            ChatClient client = model.client(environment.variables(), kept.store(), since);
            RunReport told = new RunReport(client.description(), loaded, languages, money);
            say("model: " + client.description());
            // Loading the grammar takes as long as a model's first words.
            languages.mermaid().warmUp();
            Ladder ladder = new Ladder(loaded, client, new Checker(Rules.all(languages)), wanted);
            for (Planned next : planned) {
                QuizRun run = new QuizRun(loaded, ladder, model.concurrency(), this::progress);
                QuizResult result = run.run(next.quiz(), next.questions());
                refuseIfNothingCame(result);
                write(MarkdownRenderer.render(result.sheet()), next.target());
                summary(next, result);
                needReview += result.needReview();
                told.add(next.quiz().source().name(), String.valueOf(next.target()), result);
                if (report != null) {
                    TextFiles.writeAtomically(report, told.json());
                }
            }
        }
        return needReview == 0 ? ExitCode.OK : ExitCode.FINDINGS;
    }

    /** A store that need not be there. */
    private record Kept(Optional<CallStore> store) implements AutoCloseable {

        @Override
        public void close() {
            store.ifPresent(CallStore::close);
        }
    }

    // A sheet without a single answer is of no use to anybody.
    private static void refuseIfNothingCame(QuizResult result) {
        if (result.outcomes().stream().allMatch(Outcome::isFailed)) {
            result.outcomes().stream()
                    .flatMap(o -> o.attempts().stream())
                    .flatMap(a -> a.failure().stream())
                    .findFirst()
                    .ifPresent(why -> {
                        throw new EndpointException(why);
                    });
        }
    }

    private int dryRun(Pack loaded, List<Planned> planned, Effort wanted, Optional<Prices> money) {
        DryRun plan = new DryRun(loaded, model.name(), wanted, money, environment.out());
        for (Planned next : planned) {
            String target = next.target() == null ? "stdout" : next.target().toString();
            plan.quiz(next.quiz().source().name(), target, next.questions());
        }
        plan.totals();
        return ExitCode.OK;
    }

    private List<Planned> plan(Planner planner) {
        List<QuizFiles.QuizFile> files = QuizFiles.of(quizzes);
        SheetTargets targets =
                new SheetTargets(output, files.size() == 1 && files.get(0).isNamed());
        List<Planned> planned = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (QuizFiles.QuizFile file : files) {
            try {
                Quiz quiz = QuizReader.read(TextFiles.read(file.path()));
                List<Assignment> questions = planner.plan(quiz, q -> only == null || only.contains(q.number()));
                if (questions.isEmpty()) {
                    problems.add(Problem.of(file.path().toString(), "no question has a number that --only names"));
                } else {
                    planned.add(new Planned(quiz, questions, targets.of(file)));
                }
            } catch (InputException e) {
                if (file.isNamed()) {
                    problems.addAll(e.problems());
                } else {
                    say("skipped "
                            + e.problems().get(0).render().lines().findFirst().orElse(""));
                }
            }
        }
        if (problems.isEmpty() && planned.isEmpty()) {
            problems.add(Problem.of(quizzes.get(0).toString(), "no file in this folder holds a question"));
        }
        if (!problems.isEmpty()) {
            throw new InputException(problems);
        }
        return planned;
    }

    private void write(String sheet, Path target) {
        if (target == null) {
            environment.out().print(sheet);
            environment.out().flush();
        } else {
            TextFiles.writeAtomically(target, sheet);
        }
    }

    private void progress(int done, int total, Outcome outcome) {
        StringBuilder line = new StringBuilder();
        line.append('[').append(done).append('/').append(total).append("] answer ");
        line.append(outcome.candidate().number()).append(": ");
        line.append(outcome.candidate().draft().topic());
        if (outcome.repairs() > 0) {
            line.append(" (")
                    .append(InspectCommand.count(outcome.repairs(), "repair"))
                    .append(')');
        }
        say(line.toString());
        if (outcome.needsReview()) {
            outcome.remaining().stream()
                    .filter(Finding::isError)
                    .forEach(f -> say("    needs review: "
                            + f.section().map(s -> s + ": ").orElse("") + f.message()));
        }
    }

    private void summary(Planned planned, QuizResult result) {
        StringBuilder line = new StringBuilder();
        line.append(planned.target() == null ? planned.quiz().source().name() : planned.target());
        line.append(": ").append(InspectCommand.count(result.outcomes().size(), "answer"));
        line.append(", ").append(InspectCommand.count(result.repairs(), "repair"));
        line.append(", ").append(result.needReview()).append(" need review");
        long unchecked = result.outcomes().stream()
                .flatMap(o -> o.remaining().stream())
                .filter(f -> f.rule().equals("unchecked-block"))
                .count();
        if (unchecked > 0) {
            line.append(", ").append(InspectCommand.count(unchecked, "block")).append(" UNCHECKED");
        }
        Usage usage = result.usage();
        if (usage.input() + usage.output() > 0) {
            line.append("; tokens ").append(usage.input()).append(" in (").append(usage.cached());
            line.append(" cached), ").append(usage.output()).append(" out");
        }
        say(line.toString());
    }

    private void say(String message) {
        if (!quiet) {
            PrintWriter err = environment.err();
            err.println(message.replaceAll("\\p{Cntrl}", " "));
            err.flush();
        }
    }
}
