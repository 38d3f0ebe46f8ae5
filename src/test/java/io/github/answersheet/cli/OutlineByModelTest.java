package io.github.answersheet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.answersheet.CommandRun;
import io.github.answersheet.ScriptedEndpoint;
import io.github.answersheet.ScriptedEndpoint.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A model says where the questions of a quiz stand that no rule understands. */
class OutlineByModelTest {

    // No rule finds a question in it.
    private static final String ORAL = """
            # Disks, an oral exam

            The candidate names the command that lists block devices.
            Expected: lsblk

            The candidate says what a partition is.

            ```bash
            fdisk -l
            ```

            Expected: a part of a disk with a place of its own
            """;

    private static final String RIGHT = """
            {"schema": "answersheet/outline/1",
             "questions": [{"text": ["3"], "key": ["4"], "section": 1},
                           {"text": ["6-10"], "key": ["12"], "section": 1}]}
            """;

    private static final String MARKED = """
            # Disks

            ## Question 1

            Name a tool for partitions.

            Answer: fdisk

            ## Question 2

            Name another.
            """;

    @TempDir
    private Path folder;

    private Path quiz;

    @BeforeEach
    void write() throws IOException {
        quiz = Files.writeString(folder.resolve("oral.md"), ORAL);
    }

    private CommandRun ask(ScriptedEndpoint endpoint, Path what, String... more) {
        List<String> args = new ArrayList<>(List.of("inspect", "--outline-by", "model"));
        args.addAll(List.of(more));
        args.add(what.toString());
        return CommandRun.with(
                Map.of(
                        "OPENAI_BASE_URL",
                        endpoint.url(),
                        "XDG_STATE_HOME",
                        folder.resolve("state").toString()),
                args.toArray(String[]::new));
    }

    private static ScriptedEndpoint saying(String... replies) throws IOException {
        List<String> left = new ArrayList<>(Arrays.asList(replies));
        return new ScriptedEndpoint(request -> Response.reply(left.size() > 1 ? left.remove(0) : left.get(0)));
    }

    private static JsonNode inspected(Path quiz) throws IOException {
        CommandRun run = CommandRun.of("inspect", "--json", quiz.toString());
        assertEquals(0, run.exit(), run.err());
        return new JsonMapper().readTree(run.out());
    }

    @Test
    void itsLinesMakeTheQuizReadable() throws IOException {
        assertEquals(2, CommandRun.of("inspect", quiz.toString()).exit(), "rules find nothing");
        try (ScriptedEndpoint endpoint = saying("Here it is:\n\n```json\n" + RIGHT + "```\n")) {
            CommandRun run = ask(endpoint, quiz);
            assertEquals(0, run.exit(), run.err());
            assertTrue(run.out().contains("2 questions"), run.out());
            assertTrue(run.err().contains("wrote " + folder.resolve("oral.outline.json")), run.err());
            assertTrue(endpoint.history().get(0).user().contains("\n3| The candidate names"), "lines have numbers");
            assertEquals(0, ask(endpoint, quiz, "--yes").exit());
            assertEquals(1, endpoint.history().size(), "what was paid for is kept");
        }
        JsonNode questions = inspected(quiz).path("questions");
        assertEquals(2, questions.size());
        assertEquals(
                "The candidate names the command that lists block devices.",
                questions.path(0).path("text").asText());
        assertEquals(
                String.join("\n", ORAL.lines().toList().subList(5, 10)),
                questions.path(1).path("text").asText());
        assertFalse(questions.toString().contains("lsblk\"")
                && questions.path(0).path("text").asText().contains("lsblk"));
    }

    @Test
    void whatCannotBeUsedIsAskedForOnceMore() throws IOException {
        String twice = RIGHT.replace("\"6-10\"", "\"3-10\"");
        try (ScriptedEndpoint endpoint = saying(twice, RIGHT)) {
            CommandRun run = ask(endpoint, quiz);
            assertEquals(0, run.exit(), run.err());
            assertEquals(2, endpoint.history().size());
            String second = endpoint.history().get(1).user();
            assertTrue(second.contains("named twice"), second);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "overlap           | oral   | {'questions': [{'text': ['3-6']}, {'text': ['6-10']}]} | named twice",
                "past the end      | oral   | {'questions': [{'text': ['3'], 'key': ['4']}, {'text': ['6-99']}]} | the quiz has",
                "inside code       | oral   | {'questions': [{'text': ['3'], 'key': ['4']}, {'text': ['6-9']}]} | inside the code",
                "backwards         | oral   | {'questions': [{'text': ['6-10']}, {'text': ['3']}]} | comes after",
                "the key is text   | marked | {'questions': [{'text': ['3-7']}, {'text': ['9-11']}]} | gives an answer away",
                "one is hidden     | marked | {'questions': [{'text': ['3-5'], 'key': ['7']}], 'leftOut': ['9-11']} | is left out",
                "one is forgotten  | marked | {'questions': [{'text': ['3-5'], 'key': ['7']}]} | in no question of it",
                "one swallows one  | marked | {'questions': [{'text': ['3-5', '9-11'], 'key': ['7']}]} | begins another question",
                "words of its own  | oral   | {'questions': [{'text': ['3'], 'title': 'What?'}]} | is no outline",
                "no numbers        | oral   | {'questions': [{'text': ['/etc/passwd']}]} | names no lines",
                "nothing           | oral   | {'questions': []} | none of its questions",
                "prose             | oral   | I cannot do that. | no JSON object",
            })
    void hostileOutlinesAreRefusedWithTheReason(String what, String which, String reply, String why)
            throws IOException {
        Path file = which.equals("oral") ? quiz : Files.writeString(folder.resolve("marked.md"), MARKED);
        String json = reply.replace('\'', '"').replaceFirst("^\\{", "{\"schema\": \"answersheet/outline/1\", ");
        try (ScriptedEndpoint endpoint = saying(json)) {
            CommandRun run = ask(endpoint, file);
            assertEquals(2, run.exit(), what + ": " + run.out());
            assertTrue(run.err().contains("the model's outline is refused: "), what + ": " + run.err());
            assertTrue(run.err().contains(why), what + ": " + run.err());
            assertEquals(2, endpoint.history().size(), what);
        }
        assertFalse(Files.exists(folder.resolve(which + ".outline.json")), what);
    }

    @Test
    void anOutlineThatIsThereStaysUnlessTheUserSaysOtherwise() throws IOException {
        Path outline = folder.resolve("oral.outline.json");
        Files.writeString(outline, RIGHT);
        try (ScriptedEndpoint endpoint = saying(RIGHT)) {
            CommandRun run = ask(endpoint, quiz);
            assertEquals(RIGHT, Files.readString(outline));
            assertTrue(run.err().contains("is there already"), run.err());
            ask(endpoint, quiz, "--yes");
            assertTrue(Files.readString(outline).contains("hash"));
        }
    }

    @Test
    void ofAFolderTheQuizzesWithoutDoubtAreLeftAlone() throws IOException {
        Path bank = Files.createDirectories(folder.resolve("bank"));
        Files.writeString(bank.resolve("marked.md"), MARKED);
        Files.writeString(bank.resolve("oral.md"), ORAL);
        try (ScriptedEndpoint endpoint = saying(RIGHT)) {
            assertEquals(0, ask(endpoint, bank).exit());
            assertEquals(1, endpoint.history().size());
        }
        assertTrue(Files.exists(bank.resolve("oral.outline.json")));
        assertFalse(Files.exists(bank.resolve("marked.outline.json")));
    }

    @Test
    void withoutAModelItSaysSo() {
        CommandRun run = CommandRun.of("inspect", "--outline-by", "model", quiz.toString());
        assertEquals(2, run.exit());
        assertTrue(run.err().contains("OPENAI_API_KEY"), run.err());
    }
}
