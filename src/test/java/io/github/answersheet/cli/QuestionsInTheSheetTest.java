package io.github.answersheet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.answersheet.CommandRun;
import io.github.answersheet.ProjectFiles;
import io.github.answersheet.pack.Category;
import io.github.answersheet.pack.Classifier;
import io.github.answersheet.pack.Label;
import io.github.answersheet.pack.Pack;
import io.github.answersheet.pack.Packs;
import io.github.answersheet.quiz.Question;
import io.github.answersheet.quiz.Quiz;
import io.github.answersheet.quiz.QuizReader;
import io.github.answersheet.source.TextFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A sheet repeats every question byte for byte, whatever stands in it. */
class QuestionsInTheSheetTest {

    private final Pack pack = Packs.read(Packs.DEFAULT);

    @TempDir
    private Path folder;

    static Stream<String> realQuizzes() throws IOException {
        if (ProjectFiles.sharedQuizzes().isEmpty()) {
            return Stream.of("(no shared quizzes here)");
        }
        return Files.readAllLines(ProjectFiles.sharedQuizzes().get().resolve("EXPECTED.tsv")).stream()
                .skip(1)
                .map(line -> line.split("\t")[0]);
    }

    @ParameterizedTest
    @MethodSource("realQuizzes")
    void ofRealQuizzes(String name) throws IOException {
        assumeTrue(ProjectFiles.sharedQuizzes().isPresent(), "the shared quizzes are not at hand");
        check(ProjectFiles.sharedQuizzes().get().resolve(name));
    }

    @Test
    void ofTheSample() throws IOException {
        check(ProjectFiles.RECORDED_QUIZ);
    }

    @Test
    void whatAQuestionLeavesOpenDoesNotSwallowTheAnswer() throws IOException {
        String quiz = "## Conceptual Questions\n\n1. **What does this print?**\n\n   ```python\n   print(1)\n\n"
                + "2. **What is wrong with this comment?**\n\n   <!-- never closed\n\n"
                + "3. **Why is this a fence in a quote?**\n\n   > ```\n   > text\n";
        Path file = Files.writeString(folder.resolve("open.md"), quiz);
        check(file);
        CommandRun check = CommandRun.of("check", folder.resolve("sheet.md").toString());
        assertEquals(0, check.exit(), check.out());
        assertTrue(check.out().contains("3 answers"), check.out());
    }

    private void check(Path file) throws IOException {
        Quiz quiz = QuizReader.read(TextFiles.read(file));
        Path replies = Files.createDirectories(folder.resolve("replies"));
        Classifier classifier = new Classifier(pack, Optional.empty());
        for (Question question : quiz.questions()) {
            Path reply = replies.resolve(String.format("q%02d.md", question.number()));
            Files.writeString(
                    reply, reply(question, classifier.classify(quiz, question).category()));
        }
        Path sheet = folder.resolve("sheet.md");
        CommandRun run =
                CommandRun.of("generate", file.toString(), "--replay", replies.toString(), "-o", sheet.toString());
        // These answers say nothing of the code that is asked about.
        assertTrue(run.exit() <= 1, run.err());
        String text = Files.readString(sheet);
        int at = 0;
        for (Question question : quiz.questions()) {
            String block = "**Question:**\n\n" + question.text() + "\n";
            int next = text.indexOf(block, at);
            assertTrue(next > at, "question " + question.number() + " is not as it was written");
            at = next + block.length();
        }
    }

    private static String reply(Question question, Category category) {
        StringBuilder out = new StringBuilder("## Answer " + question.number() + ": Some Topic\n\n");
        for (Label label : category.format().drafted()) {
            out.append(label.line()).append("\n\n");
            // Options are told apart by their letters; all of them are named here.
            question.choices()
                    .forEach(c -> out.append("Option ").append(c.letter()).append(", "));
            out.append("Text of ").append(label.name()).append(".\n\n");
        }
        return out.toString();
    }
}
