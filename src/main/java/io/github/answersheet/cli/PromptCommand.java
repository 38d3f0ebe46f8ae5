package io.github.answersheet.cli;

import io.github.answersheet.check.Checker;
import io.github.answersheet.check.Finding;
import io.github.answersheet.check.Level;
import io.github.answersheet.check.RuleSet;
import io.github.answersheet.examine.Examiner;
import io.github.answersheet.llm.Call;
import io.github.answersheet.llm.TokenEstimate;
import io.github.answersheet.pack.Pack;
import io.github.answersheet.prompt.Assignment;
import io.github.answersheet.prompt.Prompt;
import io.github.answersheet.prompt.PromptBuilder;
import io.github.answersheet.quiz.Quiz;
import io.github.answersheet.repair.Ladder;
import io.github.answersheet.repair.Outcome;
import io.github.answersheet.run.Grounder;
import io.github.answersheet.run.Planner;
import io.github.answersheet.source.InputException;
import io.github.answersheet.source.Problem;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what would be sent for a question, or to mend a draft of its answer. */
@Command(
        name = "prompt",
        description = "Shows the messages for one question as they would be sent, with their size. Nothing is sent.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  answersheet prompt quiz.md --question 3",
            "  answersheet prompt quiz.md --out by-hand/      for a chat in a browser",
            "  answersheet prompt quiz.md --question 3 --draft reply.md   what generate would send next",
            "",
            "With --draft the exit code is 0 if the draft needs no call, and 1 if it does."
        })
final class PromptCommand implements Callable<Integer> {

    @Parameters(paramLabel = "QUIZ", description = "A quiz in Markdown; - is stdin.")
    private Path path;

    @Option(names = "--question", paramLabel = "N", description = "The question's number.")
    private Integer number;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description =
                    "Write what to ask for every question into this folder, for a chat in a browser, with a README of"
                            + " three steps.")
    private Path out;

    @Option(
            names = "--draft",
            paramLabel = "FILE",
            description =
                    "A reply to these messages: check it as generate does and show what would be sent to mend it.")
    private Path draft;

    @Option(
            names = "--no-run",
            fallbackValue = "true",
            description = "Do not run the code of the draft; generate has the same option.")
    private boolean noRun;

    @Option(
            names = "--model",
            paramLabel = "MODEL",
            defaultValue = EndpointOptions.DEFAULT_MODEL,
            description = "Model whose encoding counts the tokens (default: ${DEFAULT-VALUE}).")
    private String model;

    @Mixin
    private GroundingOptions grounding;

    @Mixin
    private QuizOptions reading;

    @Mixin
    private PackOption pack;

    @Mixin
    private LanguageOption language;

    @Mixin
    private RuleOptions rules;

    private final Environment environment;

    PromptCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        Pack loaded = language.of(pack.pack());
        RuleSet applying = rules.rules(loaded);
        Quiz quiz = reading.read(environment.inputs(), path);
        if (number == null && out == null) {
            throw new InputException(Problem.of("prompt", "name a question with --question, or a folder with --out"));
        }
        if (number != null && quiz.questions().stream().noneMatch(q -> q.number() == number)) {
            throw noSuchQuestion(quiz);
        }
        try (Examiner examiner = ExaminerFactory.ofDrafts(environment.variables(), draft != null && !noRun);
                Grounder grounder = grounding.grounder(examiner, loaded)) {
            Planner planner = new Planner(pack.classifier(loaded), grounder::grounding);
            List<Assignment> assignments = planner.plan(quiz, q -> number == null || q.number() == number);
            if (out != null) {
                new ByHand(out, new PromptBuilder(loaded)).write(path, assignments);
                environment.tell(out + ": what to ask for " + InspectCommand.count(assignments.size(), "answer")
                        + "; README.md says how to go on");
                return ExitCode.OK;
            }
            Assignment assignment = assignments.get(0);
            if (draft != null) {
                return next(
                        new DraftFromFile(environment.read(draft)),
                        loaded,
                        new Checker(examiner, applying),
                        assignment);
            }
            messages(new PromptBuilder(loaded).draft(assignment));
            return ExitCode.OK;
        }
    }

    private int next(DraftFromFile reply, Pack loaded, Checker checker, Assignment assignment) {
        Outcome outcome = new Ladder(loaded, reply, checker, EffortOptions.DEFAULT).answer(assignment);
        fixes(outcome).ifPresent(fixes -> say("fixed for nothing: " + fixes));
        outcome.remaining().stream()
                .filter(f -> f.level() == Level.WARNING)
                .forEach(f -> say("warning " + f.rule() + ": "
                        + f.section().map(label -> label + ": ").orElse("") + f.message()));
        if (reply.next().isEmpty()) {
            say("needs no call");
            return ExitCode.OK;
        }
        Call call = reply.next().get();
        say("generate would send this, " + call.step() + ", and record the reply as " + call.recording());
        messages(call.prompt());
        return ExitCode.FINDINGS;
    }

    private static Optional<String> fixes(Outcome outcome) {
        Map<String, Long> byRule = outcome.fixed().stream()
                .collect(Collectors.groupingBy(Finding::rule, TreeMap::new, Collectors.counting()));
        return byRule.isEmpty()
                ? Optional.empty()
                : Optional.of(byRule.entrySet().stream()
                        .map(e -> e.getKey() + (e.getValue() > 1 ? " ×" + e.getValue() : ""))
                        .collect(Collectors.joining(", ")));
    }

    private void say(String words) {
        environment.tell(draft + ": " + words);
    }

    private void messages(Prompt prompt) {
        TokenEstimate tokens = new TokenEstimate(model);
        message("system", prompt.system(), tokens);
        message("user", prompt.user(), tokens);
        environment.err().println("tokens counted with the encoding of " + tokens.encodingOf());
    }

    private void message(String role, String text, TokenEstimate tokens) {
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        environment.out().println("--- " + role + " (" + bytes + " bytes, " + tokens.count(text) + " tokens)");
        environment.out().println(text);
    }

    private InputException noSuchQuestion(Quiz quiz) {
        String numbers =
                quiz.questions().stream().map(q -> Integer.toString(q.number())).collect(Collectors.joining(", "));
        return new InputException(
                Problem.of(quiz.source().name(), "has no question " + number + "; it has " + numbers));
    }
}
