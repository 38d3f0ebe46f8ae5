package io.github.answersheet.cli;

import io.github.answersheet.check.Checker;
import io.github.answersheet.check.Finding;
import io.github.answersheet.examine.Examiner;
import io.github.answersheet.llm.Budget;
import io.github.answersheet.llm.ChatClient;
import io.github.answersheet.llm.Endpoint;
import io.github.answersheet.markdown.LineDiff;
import io.github.answersheet.pack.Label;
import io.github.answersheet.pack.Pack;
import io.github.answersheet.pack.Words;
import io.github.answersheet.prompt.Assignment;
import io.github.answersheet.prompt.Prompt;
import io.github.answersheet.quiz.Quiz;
import io.github.answersheet.repair.Ladder;
import io.github.answersheet.repair.Outcome;
import io.github.answersheet.run.Grounder;
import io.github.answersheet.run.Planner;
import io.github.answersheet.sheet.Answer;
import io.github.answersheet.sheet.Origin;
import io.github.answersheet.sheet.SheetFile;
import io.github.answersheet.sheet.SheetFile.Revision;
import io.github.answersheet.sheet.Standing;
import io.github.answersheet.source.InputException;
import io.github.answersheet.source.Problem;
import io.github.answersheet.source.SourceText;
import io.github.answersheet.store.CallStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Has one answer, or a section of it, written again. */
@Command(
        name = "revise",
        description =
                "Has one answer of a sheet, or one section of it, written again with a remark of yours. Everything"
                        + " else stays, byte for byte. The change is shown first.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  answersheet revise quiz.answers.md 4 --section LABEL --remark \"Name the tool that shows it.\"",
            "  answersheet revise quiz.answers.md 4 --remark - --yes <remark.txt",
            "  answersheet revise quiz.answers.md 4 --prompt > ask.txt      by hand: what to ask a chat",
            "  answersheet revise quiz.answers.md 4 --reply reply.md        and what it said",
            "  answersheet revise quiz.answers.md 4 --proposed              the new text of a conflict",
            "",
            "Exit codes: 0 written or nothing to change, 1 findings remain or nothing was written."
        })
final class ReviseCommand implements Callable<Integer> {

    private static final String ANEW = "The author wants this written anew.";

    @Parameters(index = "0", paramLabel = "SHEET", description = "An answer sheet.")
    private Path sheet;

    @Parameters(index = "1", paramLabel = "ANSWER", description = "The number of the answer.")
    private int number;

    @Option(names = "--section", paramLabel = "LABEL", description = "Only this section.")
    private String section;

    @Option(names = "--remark", paramLabel = "TEXT|-", description = "What is to be better; - reads it from stdin.")
    private String remark = "";

    @Option(
            names = "--choices",
            paramLabel = "N",
            defaultValue = "1",
            description = "So many proposals, to choose from.")
    private int choices;

    @Option(
            names = "--yes",
            fallbackValue = "true",
            description = "Write it without a question; of several proposals the first.")
    private boolean yes;

    @Option(
            names = "--prompt",
            fallbackValue = "true",
            description = "Print what would be asked, for a chat; nothing is sent.")
    private boolean isPrinted;

    @Option(names = "--reply", paramLabel = "FILE", description = "Take this reply instead of asking a model.")
    private Path reply;

    @Option(
            names = "--proposed",
            fallbackValue = "true",
            description = "Take the new text that waits beside an answer in conflict; nothing is sent.")
    private boolean isProposed;

    @Option(names = "--no-run", fallbackValue = "true", description = "Do not run the code of the answer.")
    private boolean noRun;

    @Mixin
    private EffortOptions effort;

    @Mixin
    private BudgetOptions budget;

    @Mixin
    private StoreOptions store;

    @Mixin
    private ModelOptions model;

    @Mixin
    private GroundingOptions grounding;

    @Mixin
    private QuizOfSheet quiz;

    @Mixin
    private PackOption pack;

    @Mixin
    private RuleOptions rules;

    private final Environment environment;

    ReviseCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        EffortOptions.atLeast("--choices", choices, 1);
        Pack loaded = pack.packOf(environment.read(sheet));
        SheetFile file = new SheetFile(sheet, loaded, environment::tell);
        Quiz asked = quiz.of(sheet, environment)
                .orElseThrow(() -> new InputException(
                        Problem.of(sheet.toString(), "its quiz is not beside it; name it with --quiz")));
        Standing standing = file.standings(asked).stream()
                .filter(s -> s.isWritten() && s.draft().number().orElseThrow() == number)
                .findFirst()
                .orElseThrow(() -> new InputException(Problem.of(sheet.toString(), "has no answer " + number)));
        if (isProposed) {
            Revision waiting = file.proposed(standing)
                    .orElseThrow(() -> new InputException(
                            Problem.of(sheet.toString(), "no new text waits beside answer " + number)));
            return chosen(file, List.of(waiting), true);
        }
        if (standing.question().isEmpty()) {
            throw new InputException(
                    Problem.of(asked.source().name(), "does not ask the question of answer " + number));
        }
        if (standing.isApproved()) {
            throw new InputException(Problem.of(
                    sheet.toString(),
                    "answer " + number + " is approved by "
                            + standing.approvedBy().get() + "; unapprove it first"));
        }
        try (Examiner examiner = ExaminerFactory.ofDrafts(environment.variables(), !noRun && !isPrinted);
                Grounder grounder = grounding.grounder(examiner, loaded)) {
            Assignment assignment = new Planner(pack.classifier(loaded), grounder::grounding)
                    .plan(asked, q -> q.number() == standing.number())
                    .get(0);
            return revise(file, standing, assignment, loaded, new Checker(examiner, rules.rules(loaded)));
        }
    }

    private int revise(SheetFile file, Standing standing, Assignment assignment, Pack loaded, Checker checker) {
        List<Label> labels = labels(assignment);
        String wish = remark.equals(Inputs.DASH)
                ? environment.read(Path.of(Inputs.DASH)).text().strip()
                : remark.strip();
        if (isPrinted || reply != null) {
            DraftFromFile from = new DraftFromFile(
                    reply == null ? SourceText.of("nothing", "") : environment.read(reply), isPrinted);
            Work work =
                    new Work(new Ladder(loaded, from, checker, effort.effort()), standing, assignment, labels, wish);
            Outcome outcome = work.outcome(1);
            if (isPrinted) {
                Prompt prompt = from.next().orElseThrow().prompt();
                environment.results().print(prompt.system() + "\n\n" + prompt.user() + "\n");
                return ExitCode.OK;
            }
            return chosen(file, List.of(work.revision(file, outcome)), tell(outcome));
        }
        try (Opened opened = new Opened(model.isReplay() ? Optional.empty() : store.open(environment.variables()))) {
            Work work = new Work(
                    new Ladder(loaded, client(opened.store()), checker, effort.effort()),
                    standing,
                    assignment,
                    labels,
                    wish);
            List<Revision> revisions = new ArrayList<>();
            boolean isClean = true;
            for (int i = 1; i <= choices; i++) {
                Outcome outcome = work.outcome(i);
                isClean &= tell(outcome);
                if (!outcome.isFailed()) {
                    revisions.add(work.revision(file, outcome));
                }
            }
            return chosen(file, revisions, isClean);
        }
    }

    /** A store that need not be there. */
    private record Opened(Optional<CallStore> store) implements AutoCloseable {

        @Override
        public void close() {
            store.ifPresent(CallStore::close);
        }
    }

    private ChatClient client(Optional<CallStore> kept) {
        if (model.isReplay()) {
            return model.replaying(true).usual();
        }
        Endpoint endpoint = model.endpoint(environment.variables());
        Budget allowed = budget.budget(Optional.empty());
        ModelOptions.Job job = model.job(endpoint, "revise " + sheet.toAbsolutePath(), 0, allowed);
        ChatClient client = model.calling(environment.variables(), kept, job).usual();
        environment.tell("model: " + client.description());
        return client;
    }

    private List<Label> labels(Assignment assignment) {
        if (section == null) {
            return List.of();
        }
        List<Label> known = assignment.category().format().drafted();
        return List.of(known.stream()
                .filter(label -> label.name().equalsIgnoreCase(section.strip()))
                .findFirst()
                .orElseThrow(() -> new InputException(Problem.of(
                        "--section " + section,
                        "such an answer has no section of that name; it has "
                                + known.stream().map(Label::name).collect(Collectors.joining(", "))))));
    }

    /** One answer to write again. */
    private record Work(Ladder ladder, Standing standing, Assignment assignment, List<Label> labels, String remark) {

        Outcome outcome(int proposal) {
            String wish = remark.isBlank() ? ANEW : remark;
            return labels.isEmpty()
                    ? ladder.answerAgain(assignment, wish, proposal)
                    : ladder.revise(assignment, standing.draft(), labels, wish, proposal);
        }

        Revision revision(SheetFile file, Outcome outcome) {
            Words words =
                    Origin.words(standing.draft().source(), outcome.candidate().pack());
            Answer answer = Answer.of(
                    assignment.question(),
                    outcome.candidate(),
                    outcome.remaining(),
                    outcome.verification(),
                    outcome.answer().trials(),
                    words);
            Set<String> names = labels.stream().map(Label::name).collect(Collectors.toSet());
            return labels.isEmpty()
                    ? file.revised(standing, answer, outcome, remark)
                    : file.revised(standing, answer, outcome, names, remark);
        }
    }

    private boolean tell(Outcome outcome) {
        List<Finding> errors =
                outcome.remaining().stream().filter(Finding::isError).toList();
        errors.forEach(f -> environment.tell("needs review: "
                + f.section().map(label -> label + ": ").orElse("") + f.message() + " (" + f.rule() + ")"));
        if (outcome.isFailed()) {
            outcome.attempts().stream()
                    .flatMap(a -> a.failure().stream())
                    .findFirst()
                    .ifPresent(why -> environment.tell("no reply: " + why));
        }
        return errors.isEmpty();
    }

    private int chosen(SheetFile file, List<Revision> revisions, boolean isClean) {
        List<Revision> changing = revisions.stream().filter(r -> !r.isIdle()).toList();
        if (changing.isEmpty()) {
            environment.tell(sheet + ": nothing changes");
            return revisions.isEmpty() ? ExitCode.FINDINGS : ExitCode.OK;
        }
        for (int i = 0; i < changing.size(); i++) {
            if (changing.size() > 1) {
                environment.out().println("proposal " + (i + 1));
            }
            show(changing.get(i));
        }
        int choice = choice(changing.size());
        if (choice == 0) {
            environment.tell(sheet + ": nothing was written; --yes writes it");
            return ExitCode.FINDINGS;
        }
        file.write(changing.get(choice - 1));
        environment.tell(sheet + ": answer " + number + " was written");
        return isClean ? ExitCode.OK : ExitCode.FINDINGS;
    }

    // 0 for none.
    private int choice(int many) {
        if (yes) {
            return 1;
        }
        if (!environment.variables().containsKey(ProgressDisplay.TERMINAL)) {
            return 0;
        }
        environment.err().print(many == 1 ? "Write it? [y/N] " : "Write which? [1-" + many + ", or nothing] ");
        environment.err().flush();
        String said = environment.inputs().line().strip();
        if (many == 1) {
            return said.equalsIgnoreCase("y") || said.equalsIgnoreCase("yes") ? 1 : 0;
        }
        return said.matches("\\d{1,3}") && Integer.parseInt(said) <= many ? Integer.parseInt(said) : 0;
    }

    private void show(Revision revision) {
        boolean isColoured = environment.variables().containsKey(ProgressDisplay.TERMINAL)
                && environment.variables().getOrDefault("NO_COLOR", "").isEmpty();
        for (LineDiff.Line line : LineDiff.of(revision.before(), revision.after())) {
            String colour =
                    switch (line.kind()) {
                        case GONE -> "\u001b[31m";
                        case COME -> "\u001b[32m";
                        case LEFT_OUT -> "\u001b[36m";
                        case SAME -> "";
                    };
            environment.out().command(isColoured ? colour : "");
            environment
                    .out()
                    .print(line.kind().sign() + (line.kind() == LineDiff.Kind.LEFT_OUT ? "@" : " " + line.text()));
            environment.out().command(isColoured && !colour.isEmpty() ? "\u001b[0m" : "");
            environment.out().println();
        }
    }
}
