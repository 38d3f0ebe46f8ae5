package io.github.answersheet.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.answersheet.llm.CallFailedException;
import io.github.answersheet.pack.Classification;
import io.github.answersheet.pack.Classifier;
import io.github.answersheet.quiz.Decision;
import io.github.answersheet.quiz.LeftOut;
import io.github.answersheet.quiz.Question;
import io.github.answersheet.quiz.Quiz;
import io.github.answersheet.source.InputException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what was understood of quizzes. */
@Command(
        name = "inspect",
        description = "Shows what was understood: sections, questions, categories, code, options, keys, and what was"
                + " left out.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  answersheet inspect quiz.md",
            "  answersheet inspect --json quiz.md | jq '.questions[].category'",
            "  answersheet inspect --outline quiz.md            where the questions stand, to be edited",
            "  answersheet inspect --outline-by model quiz.md   a model says where; you confirm"
        })
final class InspectCommand implements Callable<Integer> {

    @Parameters(
            paramLabel = "QUIZ",
            arity = "1..*",
            description = "Quizzes in Markdown, or folders of them; - is stdin.")
    private List<Path> quizzes;

    @Option(
            names = "--json",
            fallbackValue = "true",
            description = "One JSON object a line for each quiz, with source positions.")
    private boolean json;

    @Option(
            names = "--explain",
            fallbackValue = "true",
            description = "Say what the votes over the whole file decided, and why.")
    private boolean explain;

    @Mixin
    private QuizOptions reading;

    @Mixin
    private PackOption pack;

    @Mixin
    private OutlineOptions outline;

    private final Environment environment;

    InspectCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws JsonProcessingException {
        Classifier classifier = pack.classifier(pack.pack());
        try (OutlineOptions.Outlines outlines = outline.outlines(environment, reading, pack.name(), classifier)) {
            return inspect(classifier, outlines);
        }
    }

    private int inspect(Classifier classifier, OutlineOptions.Outlines outlines) throws JsonProcessingException {
        int exit = ExitCode.OK;
        JsonMapper mapper = new JsonMapper();
        for (QuizFiles.QuizFile file : QuizFiles.of(quizzes)) {
            try {
                Quiz quiz = outlines.quiz(file);
                if (json) {
                    environment.out().println(mapper.writeValueAsString(InspectJson.of(quiz, classifier)));
                } else {
                    table(quiz, classifier);
                }
                if (reading.isStrict() && !quiz.warnings().isEmpty()) {
                    exit = ExitCode.USAGE;
                }
                outlines.keep(file, quiz);
            } catch (InputException | CallFailedException e) {
                environment.err().println(e.getMessage());
                exit = ExitCode.USAGE;
            }
        }
        return exit;
    }

    private void table(Quiz quiz, Classifier classifier) {
        List<Question> questions = quiz.questions();
        environment.out().println(quiz.source().name() + ": " + quiz.title());
        environment
                .out()
                .println(count(questions.size(), "question") + " in "
                        + count(quiz.sections().size(), "section"));
        environment.out().println();
        TextTable table =
                new TextTable("No", "Lines", "Section", "Category", "Why", "Code", "Options", "Key", "Question");
        for (Question question : questions) {
            Classification classification = classifier.classify(quiz, question);
            table.row(
                    Integer.toString(question.number()),
                    lines(question.firstLine(), question.lastLine()),
                    question.section().isEmpty() ? "-" : question.section(),
                    classification.category().name(),
                    classification.reason(),
                    question.code().isEmpty() ? "-" : codes(question),
                    question.choices().isEmpty()
                            ? "-"
                            : Integer.toString(question.choices().size()),
                    question.key()
                            .map(k -> k.letters().isEmpty() ? "text" : String.join("", k.letters()))
                            .orElse("-"),
                    question.stem());
        }
        environment.out().print(table.render());
        if (!quiz.leftOut().isEmpty()) {
            environment.out().println();
            environment.out().println("Left out:");
            for (LeftOut part : quiz.leftOut()) {
                environment.out().println("  " + place(part) + " (" + part.reason() + "): " + part.excerpt());
            }
        }
        if (explain) {
            environment.out().println();
            environment.out().println("Decided:");
            for (Decision decision : quiz.decisions()) {
                environment
                        .out()
                        .println("  " + decision.about() + ": " + decision.decided() + " (" + decision.reason() + ")");
            }
        }
        if (!quiz.warnings().isEmpty()) {
            environment.out().println();
            QuizOptions.problems(quiz).forEach(p -> environment.out().println(p.render()));
        }
        int written = quiz.writtenLines();
        environment.out().println();
        environment
                .out()
                .println(100L * quiz.accountedLines() / Math.max(1, written) + " % of " + count(written, "line")
                        + " accounted for");
        environment.out().println();
    }

    static String place(LeftOut part) {
        return (part.firstLine() == part.lastLine() ? "line " : "lines ") + lines(part.firstLine(), part.lastLine());
    }

    private static String lines(int first, int last) {
        return first == last ? Integer.toString(first) : first + "-" + last;
    }

    private static String codes(Question question) {
        return String.join(
                " ",
                question.code().stream()
                        .map(c -> c.language().isEmpty() ? "?" : c.language())
                        .toList());
    }

    static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
