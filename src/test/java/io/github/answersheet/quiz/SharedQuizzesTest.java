package io.github.answersheet.quiz;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.answersheet.CommandRun;
import io.github.answersheet.ProjectFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Real quizzes by other authors, against what a person sees in them. Skipped where they are not at hand. */
@Tag("campaign")
class SharedQuizzesTest {

    private static final Pattern SECTION = Pattern.compile("(.*) (\\d+)");

    @TempDir
    private Path folder;

    /** A line of EXPECTED.tsv; without the quizzes one line that is skipped. */
    record Expected(String file, int questions, String sections) {}

    static Stream<Expected> expected() throws IOException {
        if (ProjectFiles.sharedQuizzes().isEmpty()) {
            return Stream.of(new Expected("(no shared quizzes here)", 0, ""));
        }
        return Files.readAllLines(ProjectFiles.sharedQuizzes().get().resolve("EXPECTED.tsv")).stream()
                .skip(1)
                .map(line -> line.split("\t"))
                .map(cells -> new Expected(cells[0], Integer.parseInt(cells[1]), cells[2]));
    }

    @BeforeAll
    static void theQuizzesAreHere() {
        assumeTrue(ProjectFiles.sharedQuizzes().isPresent(), "the shared quizzes are not at hand");
    }

    @ParameterizedTest
    @MethodSource("expected")
    void aPersonSeesTheSame(Expected expected) throws IOException {
        JsonNode quiz = inspect(ProjectFiles.sharedQuizzes().orElseThrow().resolve(expected.file()));
        assertEquals(expected.questions(), quiz.get("questions").size());
        if (expected.sections().equals("one")) {
            assertEquals(1, quiz.get("sections").size());
            return;
        }
        String[] sections = expected.sections().split(", ");
        assertEquals(sections.length, quiz.get("sections").size());
        for (int i = 0; i < sections.length; i++) {
            Matcher section = SECTION.matcher(sections[i]);
            assertTrue(section.matches());
            JsonNode seen = quiz.get("sections").get(i);
            assertTrue(seen.get("name").asText().contains(section.group(1)), seen + " is not " + sections[i]);
            assertEquals(
                    Integer.parseInt(section.group(2)), seen.get("questions").asInt());
        }
    }

    @ParameterizedTest
    @MethodSource("expected")
    void howAnEditorSavedTheFileDoesNotMatter(Expected expected) throws IOException {
        Path original = ProjectFiles.sharedQuizzes().orElseThrow().resolve(expected.file());
        String text = Files.readString(original).replace("\r\n", "\n");
        JsonNode quiz = inspect(write("quiz.md", text));
        assertAll(
                () -> assertSame(quiz, text.replace("\n", "\r\n")),
                () -> assertSame(quiz, "\uFEFF" + text),
                () -> assertSame(quiz, text.stripTrailing()),
                () -> assertSame(quiz, text + "  \n \n\t\n"),
                () -> assertEquals(
                        ids(quiz), ids(inspect(write("quiz.md", edited(text, line -> line.isBlank() ? " " : line))))));
    }

    // Question by question, so that a difference can be read.
    private void assertSame(JsonNode expected, String text) throws IOException {
        JsonNode actual = inspect(write("quiz.md", text));
        assertEquals(ids(expected), ids(actual));
        for (int i = 0; i < expected.get("questions").size(); i++) {
            assertEquals(
                    expected.get("questions").get(i), actual.get("questions").get(i));
        }
        assertEquals(expected.get("sections"), actual.get("sections"));
        assertEquals(expected.get("leftOut"), actual.get("leftOut"));
    }

    private static String edited(String text, UnaryOperator<String> edit) {
        return String.join("\n", text.lines().map(edit).toList());
    }

    private static List<String> ids(JsonNode quiz) {
        List<String> ids = new ArrayList<>();
        quiz.get("questions").forEach(q -> ids.add(q.get("id").asText()));
        return ids;
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static JsonNode inspect(Path quiz) throws IOException {
        CommandRun run = CommandRun.of("inspect", "--json", quiz.toString());
        assertEquals(0, run.exit(), run.err());
        return new JsonMapper().readTree(run.out());
    }
}
