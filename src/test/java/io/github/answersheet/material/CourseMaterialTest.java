package io.github.answersheet.material;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.answersheet.CommandRun;
import io.github.answersheet.ProjectFiles;
import io.github.answersheet.pack.Packs;
import io.github.answersheet.quiz.Question;
import io.github.answersheet.quiz.QuizReader;
import io.github.answersheet.source.InputException;
import io.github.answersheet.source.SourceText;
import io.github.answersheet.source.TextFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A small course, searched for what bears on questions. */
@Tag("java")
class CourseMaterialTest {

    private static final List<String> STOP_WORDS = Packs.read(Packs.DEFAULT).stopWords();

    private static final Path COURSE = ProjectFiles.ROOT.resolve("src/test/resources/material");
    private static final List<Question> SAMPLE =
            QuizReader.read(TextFiles.read(ProjectFiles.RECORDED_QUIZ)).questions();
    private static final int BUDGET = 3_000;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "1, week-1/exit-status.md, Processes > Exit status",
        "3, week-2/waiting.md, Waiting for many things",
        "4, week-1/logging.md, Logging > Structured logs",
        "9, week-2/waiting.md, Retry",
        "11, week-2/files.md, Files > Locks",
        "12, week-2/tls.txt, ''",
        "14, week-2/cloud.md, Cloud bills"
    })
    void theBestPassageIsTheOneAboutIt(int question, String file, String heading) {
        try (CourseMaterial course = CourseMaterial.open(List.of(COURSE), STOP_WORDS)) {
            List<Passage> found = course.passagesFor(SAMPLE.get(question - 1), BUDGET);
            assertFalse(found.isEmpty());
            assertEquals(file, found.get(0).file());
            assertEquals(heading, found.get(0).heading());
            assertEquals(found, course.passagesFor(SAMPLE.get(question - 1), BUDGET));
        }
    }

    @Test
    void aPassageIsAPieceOfItsFileAndHiddenFilesAreNotRead() throws IOException {
        try (CourseMaterial course = CourseMaterial.open(List.of(COURSE), STOP_WORDS)) {
            for (Question question : SAMPLE) {
                int length = 0;
                for (Passage passage : course.passagesFor(question, BUDGET)) {
                    SourceText file = TextFiles.read(COURSE.resolve(passage.file()));
                    int start = file.lineStart(passage.firstLine());
                    assertTrue(file.text().startsWith(passage.text(), start), passage.toString());
                    assertFalse(passage.file().contains("hidden"));
                    length += passage.text().length();
                }
                assertTrue(length <= BUDGET);
            }
        }
    }

    @Test
    void whatHasNothingToDoWithACourseFindsNothing() {
        try (CourseMaterial course = CourseMaterial.open(List.of(COURSE), STOP_WORDS)) {
            assertEquals(
                    List.of(), course.passagesFor(question("Name the capital of Portugal and its river."), BUDGET));
            assertEquals(List.of(), course.passagesFor(question("How would you bake bread?"), BUDGET));
            assertEquals(List.of(), course.passagesFor(question("+++ *:* AND text:[a TO z] ~"), BUDGET));
        }
    }

    @Test
    void otherLanguagesAndIdentifiersAreFound() {
        try (CourseMaterial course = CourseMaterial.open(List.of(COURSE), STOP_WORDS)) {
            Question german = question("Wie verhindert eine Sperrdatei, dass zwei Läufe gleichzeitig arbeiten?");
            assertEquals(
                    "week-2/diebe.md", course.passagesFor(german, BUDGET).get(0).file());
            Question code = question("What do `os.replace` and `os.fsync` do for a temporary file?");
            assertEquals(
                    "Files > Atomic writes",
                    course.passagesFor(code, BUDGET).get(0).heading());
        }
    }

    @Test
    void fencesStayWholeAndPassagesShort() throws IOException {
        String fence = "```python\n" + "x = 1\n\n".repeat(300) + "```\n";
        String words = "Locks are released when processes die, and files are closed.\n\n".repeat(100);
        Path file = Files.writeString(folder.resolve("long.md"), "# Locks\n\n" + words + fence + words);
        List<Passage> passages = PassageReader.read(TextFiles.read(file), "long.md");
        assertEquals(1, passages.stream().filter(p -> p.text().contains("```")).count());
        assertTrue(passages.stream()
                .filter(p -> !p.text().contains("```"))
                .allMatch(p -> p.text().length() < 1_700));
        try (CourseMaterial course = CourseMaterial.open(List.of(file), STOP_WORDS)) {
            // The same words a hundred times are one passage, not many.
            assertEquals(
                    1,
                    course.passagesFor(question("When are locks of processes released and files closed?"), BUDGET)
                            .size());
        }
    }

    @Test
    void hostileMaterialAndQuestionsEnd() throws IOException {
        Path huge = Files.writeString(folder.resolve("huge.txt"), "lock ".repeat(400_000));
        Files.writeString(
                folder.resolve("many.md"),
                IntStream.range(0, 50_000)
                        .mapToObj(i -> "# H" + i + "\n\nLock number " + i + " of process.\n")
                        .collect(Collectors.joining("\n")));
        Files.write(folder.resolve("binary.md"), new byte[] {0, (byte) 0xff, (byte) 0xfe, 0});
        assertTrue(Files.size(huge) > 1_000_000);
        try (CourseMaterial course = CourseMaterial.open(List.of(folder), STOP_WORDS)) {
            String words = IntStream.range(0, 20_000).mapToObj(i -> "word" + i).collect(Collectors.joining(" "));
            assertEquals(List.of(), course.passagesFor(question("What? " + words), BUDGET));
            assertFalse(course.passagesFor(question("Which process holds lock number 4711?"), BUDGET)
                    .isEmpty());
        }
    }

    @Test
    void whatCannotBeReadIsNamed() throws IOException {
        Path none = folder.resolve("none.md");
        assertThrows(InputException.class, () -> CourseMaterial.open(List.of(none), STOP_WORDS));
        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertThrows(InputException.class, () -> CourseMaterial.open(List.of(empty), STOP_WORDS));
        CommandRun run = CommandRun.of(
                "generate", ProjectFiles.RECORDED_QUIZ.toString(), "--dry-run", "--material", none.toString());
        assertEquals(2, run.exit());
        assertTrue(run.err().contains("none.md"), run.err());
    }

    @Test
    void aPromptCitesThePassages() {
        CommandRun run = CommandRun.of(
                "prompt", ProjectFiles.RECORDED_QUIZ.toString(), "--question", "4", "--material", COURSE.toString());
        assertEquals(0, run.exit(), run.err());
        assertTrue(run.out().contains("From `week-1/logging.md`, Logging > Levels and lazy arguments:"), run.out());
    }

    private static Question question(String text) {
        return QuizReader.read(SourceText.of("quiz.md", "# Quiz\n\n1. " + text + "\n\n2. Another?\n"))
                .questions()
                .get(0);
    }
}
