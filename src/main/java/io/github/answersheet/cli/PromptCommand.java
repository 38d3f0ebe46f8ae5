package io.github.answersheet.cli;

import io.github.answersheet.check.Languages;
import io.github.answersheet.llm.TokenEstimate;
import io.github.answersheet.pack.Pack;
import io.github.answersheet.prompt.Prompt;
import io.github.answersheet.prompt.PromptBuilder;
import io.github.answersheet.quiz.Quiz;
import io.github.answersheet.quiz.QuizReader;
import io.github.answersheet.run.Grounder;
import io.github.answersheet.run.Planner;
import io.github.answersheet.source.InputException;
import io.github.answersheet.source.Problem;
import io.github.answersheet.source.TextFiles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what would be sent for a question. */
@Command(
        name = "prompt",
        description = "Shows the messages for one question as they would be sent, with their size. Nothing is sent.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExample:%n",
        footer = "  answersheet prompt quiz.md --question 3")
final class PromptCommand implements Callable<Integer> {

    @Parameters(paramLabel = "QUIZ", description = "A quiz in Markdown.")
    private Path path;

    @Option(names = "--question", paramLabel = "N", required = true, description = "The question's number.")
    private int number;

    @Option(
            names = "--model",
            paramLabel = "MODEL",
            defaultValue = ModelOptions.DEFAULT_MODEL,
            description = "Model whose encoding counts the tokens (default: ${DEFAULT-VALUE}).")
    private String model;

    @Mixin
    private GroundingOptions grounding;

    @Mixin
    private PackOption pack;

    private final Environment environment;

    PromptCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        Pack loaded = pack.pack();
        Quiz quiz = QuizReader.read(TextFiles.read(path));
        if (quiz.questions().stream().noneMatch(q -> q.number() == number)) {
            throw noSuchQuestion(quiz);
        }
        Prompt prompt;
        try (Languages languages = LanguagesFactory.languages(environment.variables());
                Grounder grounder = grounding.grounder(languages)) {
            Planner planner = new Planner(pack.classifier(loaded), grounder::grounding);
            prompt = new PromptBuilder(loaded)
                    .draft(planner.plan(quiz, q -> q.number() == number).get(0));
        }
        TokenEstimate tokens = new TokenEstimate(model);
        message("system", prompt.system(), tokens);
        message("user", prompt.user(), tokens);
        environment.err().println("tokens counted with the encoding of " + tokens.encodingOf());
        return ExitCode.OK;
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
