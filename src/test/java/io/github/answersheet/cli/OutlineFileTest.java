package io.github.answersheet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.answersheet.CommandRun;
import io.github.answersheet.ProjectFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The file that says where the questions of a quiz stand: written, edited, outlived by a quiz, and forged. */
class OutlineFileTest {

    private static final String QUIZ = """
            # Disks

            1. Which command lists block devices?

               A) lsblk
               B) free

               Answer: A

            2. Explain what a partition is.

               ```bash
               fdisk -l
               ```

            3. What is a superblock?
            """;

    @TempDir
    private Path folder;

    static Stream<Path> quizzes() throws IOException {
        try (Stream<Path> files = Files.list(ProjectFiles.ROOT.resolve("src/test/resources/quizzes"))) {
            return files.filter(f -> f.toString().endsWith(".md")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("quizzes")
    void aQuizReadsTheSameByItsOwnOutline(Path quiz) throws IOException {
        Path copy = Files.copy(quiz, folder.resolve("quiz.md"));
        JsonNode before = inspect(copy);
        assertEquals(0, CommandRun.of("inspect", "--outline", copy.toString()).exit());
        assertTrue(Files.exists(folder.resolve("quiz.outline.json")));
        assertEquals(withoutReasons(before), withoutReasons(inspect(copy)));
    }

    private static List<String> withoutReasons(JsonNode quiz) {
        return quiz.get("questions").findValuesAsText("id").stream().toList();
    }

    @Test
    void whatTheAuthorEditsCounts() throws IOException {
        Path quiz = quiz(QUIZ);
        outline("""
                {"schema": "answersheet/outline/1", "questions": [
                  {"text": ["3-6"], "options": ["5", "6"], "key": ["8"], "section": 1, "category": "application"},
                  {"text": ["10-14"], "category": "coding-challenge"},
                  {"text": ["16"]}]}
                """);
        JsonNode read = inspect(quiz).get("questions");
        assertEquals(3, read.size());
        assertEquals("Application", read.get(0).get("category").asText());
        assertEquals("A", read.get(0).get("key").get("letters").get(0).asText());
        assertEquals("Coding Challenge", read.get(1).get("category").asText());
        assertEquals(
                "Explain what a partition is.\n\n```bash\nfdisk -l\n```",
                read.get(1).get("text").asText());
        assertTrue(CommandRun.of("inspect", "--explain", quiz.toString())
                .out()
                .contains("the outline beside the quiz: used"));
    }

    @Test
    void onlyTheEntriesThatAChangeTouchesAreStale() throws IOException {
        Path quiz = quiz(QUIZ);
        CommandRun.of("inspect", "--outline", quiz.toString());
        Files.writeString(
                quiz,
                "# Disks and more\n\nRead slowly.\n\n"
                        + QUIZ.substring("# Disks\n\n".length())
                                .replace("What is a superblock?", "What is a journal?"));
        CommandRun run = CommandRun.of("inspect", "--explain", quiz.toString());
        assertEquals(0, run.exit(), run.err());
        assertTrue(run.out().contains("2 of its questions are as they were, 1 were changed"), run.out());
        assertTrue(run.out().contains("What is a journal?"), run.out());
        assertTrue(run.out().contains("Which command lists block devices?"), run.out());
    }

    /** Each is refused, with the reason. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "is named twice|{'text': ['3-6']}, {'text': ['6-14']}, {'text': ['16']}",
                "gives an answer away|{'text': ['3-8']}, {'text': ['10-14']}, {'text': ['16']}",
                "in no question of it|{'text': ['3-6'], 'key': ['8']}, {'text': ['10-14']}",
                "begins another question|{'text': ['3-6'], 'key': ['8']}, {'text': ['10-16']}",
                "inside the code|{'text': ['3-6'], 'key': ['8']}, {'text': ['10-13']}, {'text': ['16']}",
                "ends at line 99|{'text': ['3-6'], 'key': ['8']}, {'text': ['10-14']}, {'text': ['16-99']}",
                "comes after one|{'text': ['10-14']}, {'text': ['3-6'], 'key': ['8']}, {'text': ['16']}",
                "not in the text|{'text': ['3-6'], 'options': ['8']}, {'text': ['10-14']}, {'text': ['16']}",
                "run backwards|{'text': ['6-3']}, {'text': ['10-14']}, {'text': ['16']}",
                "names no lines|{'text': ['three']}",
                "none of its questions|{'text': ['3-6'], 'hash': '000000000000', 'starts': 'Another quiz'}",
                "Unrecognized field|{'text': ['3-6'], 'says': 'What the quiz never said?'}",
                "blank lines|{'text': ['2']}, {'text': ['3-6'], 'key': ['8']}, {'text': ['10-14']}, {'text': ['16']}"
            })
    void aForgedOutlineIsRefused(String reasonAndEntries) throws IOException {
        Path quiz = quiz(QUIZ);
        String[] parts = reasonAndEntries.split("\\|");
        outline("{'schema': 'answersheet/outline/1', 'questions': [".replace('\'', '"') + parts[1].replace('\'', '"')
                + "]}");
        CommandRun run = CommandRun.of("inspect", quiz.toString());
        assertEquals(2, run.exit(), run.out());
        assertTrue(run.err().contains(parts[0]), run.err());
        assertFalse(run.err().contains("Exception"), run.err());
    }

    @Test
    void warningsAreToldAndStrictlyTheyAreErrors() throws IOException {
        Path quiz =
                quiz("# Logs\n\n1. Which one pages?\n\n   A) less\n   B) cat\n\n   Answer: D\n\n3. What is syslog?\n\n"
                        + "## Notes\n\nWho would ever read this?\n");
        CommandRun run = CommandRun.of("inspect", quiz.toString());
        assertEquals(0, run.exit(), run.err());
        assertTrue(run.out().contains("quiz.md:8:1: warning: the key of question 1 names D"), run.out());
        assertTrue(run.out().contains("number 2 was not found"), run.out());
        assertTrue(run.out().contains("quiz.md:14:1: warning: asks and belongs to no question"), run.out());
        assertTrue(run.out().contains("87 % of 8 lines accounted for"), run.out());
        assertEquals(2, CommandRun.of("inspect", "--strict", quiz.toString()).exit());
        CommandRun strict = CommandRun.of("generate", "--strict", "--dry-run", quiz.toString());
        assertEquals(2, strict.exit());
        assertTrue(strict.err().contains("key-names-no-option"), strict.err());
        CommandRun lenient = CommandRun.of("generate", "--dry-run", quiz.toString());
        assertEquals(0, lenient.exit(), lenient.err());
        assertTrue(lenient.err().contains("gap-in-numbers"), lenient.err());
    }

    @Test
    void theAuthorMaySayTheForm() throws IOException {
        Path quiz = quiz(
                "# Log\n\n## Rotation\n\nLogs grow.\n\nVerdict: rotate.\n\n## Levels\n\nThere are many.\n\nVerdict: filter.\n");
        CommandRun run = CommandRun.of(
                "inspect", "--json", "--question-level", "2", "--answer-word", "Verdict", quiz.toString());
        assertEquals(0, run.exit(), run.err());
        JsonNode questions = new JsonMapper().readTree(run.out()).get("questions");
        assertEquals(2, questions.size());
        assertEquals("rotate.", questions.get(0).get("key").get("text").asText());
        assertEquals(
                2,
                CommandRun.of("inspect", "--question-level", "9", quiz.toString())
                        .exit());
    }

    private Path quiz(String text) throws IOException {
        return Files.writeString(folder.resolve("quiz.md"), text);
    }

    private void outline(String json) throws IOException {
        Files.writeString(folder.resolve("quiz.outline.json"), json);
    }

    private static JsonNode inspect(Path quiz) throws IOException {
        CommandRun run = CommandRun.of("inspect", "--json", quiz.toString());
        assertEquals(0, run.exit(), run.err());
        return new JsonMapper().readTree(run.out());
    }
}
