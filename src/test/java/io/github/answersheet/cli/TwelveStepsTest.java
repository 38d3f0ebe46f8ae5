package io.github.answersheet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.answersheet.CommandRun;
import io.github.answersheet.ProjectFiles;
import io.github.answersheet.ScriptedEndpoint;
import io.github.answersheet.ScriptedEndpoint.Response;
import io.github.answersheet.pack.Packs;
import io.github.answersheet.quiz.Question;
import io.github.answersheet.quiz.QuizReader;
import io.github.answersheet.source.TextFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sample in the hands of its author, for twelve steps: what each costs, and that nothing they wrote is lost. */
class TwelveStepsTest {

    private static final String MINE = "\n\nI say so, and nobody changes a word of it.";

    @TempDir
    private Path folder;

    private ScriptedEndpoint endpoint;
    private Path quiz;
    private Path sheet;
    private Path record;

    @Test
    void twelveSteps() throws Exception {
        List<Question> questions =
                QuizReader.read(TextFiles.read(ProjectFiles.SAMPLE_QUIZ)).questions();
        quiz = Files.copy(ProjectFiles.SAMPLE_QUIZ, folder.resolve("quiz.md"));
        sheet = folder.resolve("quiz.answers.md");
        record = folder.resolve("quiz.answers.json");
        try (ScriptedEndpoint scripted = new ScriptedEndpoint(request -> Response.reply(questions.stream()
                .filter(q -> request.user().contains(q.stem().substring(0, 30)))
                .filter(q -> request.user().indexOf(q.stem().substring(0, 30))
                        >= request.user().indexOf("Write answer"))
                .findFirst()
                .map(q -> reply(q.number()))
                .orElse(reply(1))))) {
            endpoint = scripted;
            assertEquals(15, calls(), "1. the first run");

            String second = questions.get(1).stem().substring(0, 30);
            edit(second, "**Common Pitfalls:**");
            assertEquals(0, calls(), "2. a section is edited");
            assertMine(second);

            insert(second);
            assertEquals(1, calls(), "3. a question is inserted");
            assertMine(second);
            assertTrue(answerTo(second).startsWith("## Answer 3:"), answerTo(second));

            quiz(Files.readString(quiz).replace("2. What does a file descriptor stand for?\n\n", ""));
            assertEquals(0, calls(), "4. it is deleted again");
            assertFalse(Files.readString(sheet).contains("file descriptor stand for"));
            assertTrue(answerTo(second).startsWith("## Answer 2:"), answerTo(second));

            List<String> parts = new ArrayList<>(List.of(Files.readString(quiz).split("(?m)^(?=## )")));
            parts.add(1, parts.remove(2));
            quiz(String.join("", parts));
            assertEquals(0, calls(), "5. a section with its questions moves");
            assertMine(second);

            quiz(Files.readString(quiz)
                    .replace(
                            questions.get(3).stem().substring(0, 30),
                            questions.get(3).stem().substring(0, 30) + " today"));
            assertEquals(1, calls(), "6. a question is worded anew");

            String fifth = questions.get(4).stem().substring(0, 30);
            assertEquals(
                    0,
                    CommandRun.of("approve", sheet.toString(), number(fifth), "--by", "Ada")
                            .exit());
            String approved = answerTo(fifth);
            assertEquals(0, calls(), "7. an answer is approved");

            assertEquals(13, calls("--pack", newPack().toString()), "8. the pack changes");
            assertTrue(Files.readString(sheet).contains("pack: sre-scripting 99.0.0,"), "the sheet names it");
            assertMine(second);
            assertEquals(unnumbered(approved), unnumbered(answerTo(fifth)));

            Files.delete(record);
            String before = Files.readString(sheet);
            assertEquals(0, calls(), "9. the record is lost");
            assertEquals(before, Files.readString(sheet));

            String third = questions.get(2).stem().substring(0, 30);
            quiz(Files.readString(quiz).replace(third, third + " today"));
            assertEquals(1, calls(), "10. a question of an answer that counts as written by hand changes");
            assertEquals(before, Files.readString(sheet));
            assertEquals(0, calls());
            assertMine(second);

            CommandRun revised = CommandRun.with(
                    variables(),
                    "revise",
                    sheet.toString(),
                    number(second),
                    "--section",
                    "Advanced Considerations",
                    "--remark",
                    "Name a number.",
                    "--no-run",
                    "--max-repairs",
                    "0",
                    "--yes");
            assertTrue(revised.exit() <= 1, revised.err());
            assertMine(second);
            assertEquals(unnumbered(approved), unnumbered(answerTo(fifth)));

            insert(second);
            twoAtOnce();
            assertMine(second);
            assertEquals(unnumbered(approved), unnumbered(answerTo(fifth)));
            before = Files.readString(sheet);
            assertEquals(0, calls(), () -> "12. two runs at once: " + last());
            assertEquals(before, Files.readString(sheet));
        }
    }

    private void twoAtOnce() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try {
            List<Future<CommandRun>> runs = List.of(pool.submit(() -> run()), pool.submit(() -> run()));
            for (Future<CommandRun> run : runs) {
                assertTrue(run.get().exit() <= 1, run.get().err());
            }
        } finally {
            pool.shutdownNow();
        }
        assertEquals(2, Files.readString(sheet).split("file descriptor stand for").length, "it is there once");
    }

    // The same words under another version.
    private Path newPack() throws IOException {
        Path pack = folder.resolve("sre-scripting");
        for (Map.Entry<String, String> file : Packs.texts(Packs.DEFAULT).entrySet()) {
            Path target = pack.resolve(file.getKey());
            Files.createDirectories(target.getParent());
            Files.writeString(
                    target,
                    file.getKey().equals("pack.json")
                            ? file.getValue().replaceFirst("\"version\" *: *\"[^\"]+\"", "\"version\": \"99.0.0\"")
                            : file.getValue());
        }
        return pack;
    }

    private static String reply(int question) {
        try {
            return Files.readString(ProjectFiles.SAMPLE_REPLIES.resolve(String.format("q%02d.md", question)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // Before another one.
    private void insert(String question) throws IOException {
        String text = Files.readString(quiz);
        int line = text.lastIndexOf('\n', text.indexOf(question)) + 1;
        quiz(text.substring(0, line) + "2. What does a file descriptor stand for?\n\n" + text.substring(line));
    }

    private void quiz(String text) throws IOException {
        Files.writeString(quiz, text);
    }

    // Puts words of the author's at the end of the section before a label.
    private void edit(String question, String label) throws IOException {
        String text = Files.readString(sheet);
        int answer = text.indexOf(question, text.indexOf("**Question:**"));
        int end = text.indexOf("\n\n" + label, answer);
        Files.writeString(sheet, text.substring(0, end) + MINE + text.substring(end));
    }

    private void assertMine(String question) throws IOException {
        assertTrue(answerTo(question).contains(MINE), answerTo(question));
    }

    private String answerTo(String question) throws IOException {
        String text = Files.readString(sheet);
        int asked = text.indexOf(question, text.indexOf("**Question:**"));
        assertFalse(asked < 0, question);
        int start = text.lastIndexOf("\n## Answer ", asked) + 1;
        return text.substring(start, text.indexOf("\n---\n\n## ", start));
    }

    private String last() {
        String user = endpoint.history().get(endpoint.history().size() - 1).user();
        return user.substring(user.indexOf("Write answer"));
    }

    // The number follows the quiz.
    private static String unnumbered(String answer) {
        return answer.replaceFirst("## Answer \\d+", "## Answer");
    }

    private String number(String question) throws IOException {
        return answerTo(question).replaceFirst("(?s)## Answer (\\d+).*", "$1");
    }

    private int calls(String... more) {
        int before = endpoint.history().size();
        CommandRun run = run(more);
        assertTrue(run.exit() <= 1, run.err());
        return endpoint.history().size() - before;
    }

    private CommandRun run(String... more) {
        List<String> words = new ArrayList<>(List.of("generate", quiz.toString(), "--no-run", "--max-repairs", "0"));
        words.addAll(List.of(more));
        return CommandRun.with(variables(), words.toArray(String[]::new));
    }

    private Map<String, String> variables() {
        return Map.of("OPENAI_BASE_URL", endpoint.url(), "ANSWERSHEET_STORE", "none");
    }
}
