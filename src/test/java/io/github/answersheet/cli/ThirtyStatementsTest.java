package io.github.answersheet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.answersheet.CommandRun;
import io.github.answersheet.ProjectFiles;
import io.github.answersheet.RecordedReplies;
import io.github.answersheet.ScriptedEndpoint;
import io.github.answersheet.ScriptedEndpoint.Request;
import io.github.answersheet.ScriptedEndpoint.Response;
import io.github.answersheet.sandbox.RealSandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Thirty statements about the library, the system, the code beside them and its numbers, each in a false and in a true form:
 * all false ones are found and mended, and no true one is ever blamed, whatever the examiner thinks of it.
 */
class ThirtyStatementsTest {

    private static final JsonMapper JSON = new JsonMapper();

    // What came of a program is found out once for both tests.
    @TempDir
    private static Path verdicts;

    @TempDir
    private Path folder;

    private record Row(
            String falseForm, String trueForm, String language, JsonNode program, String claimed, String seen) {

        ObjectNode trial(String kind, String quote) {
            ObjectNode trial = JSON.createObjectNode();
            trial.put("kind", kind).put("quote", quote).put("language", language);
            trial.set("program", program);
            return trial;
        }
    }

    private record Run(int exit, String err, String sheet, List<Request> requests, JsonNode answer) {}

    @BeforeEach
    void onlyWhereThereIsASandbox() {
        RealSandbox.get();
    }

    @Test
    void allFalseOnesAreFoundAndMended() throws IOException {
        List<Row> rows = rows();
        ArrayNode trials = JSON.createArrayNode();
        for (Row row : rows) {
            ObjectNode doubt = row.trial("doubt", row.falseForm());
            doubt.putObject("ifTrue").put("stdout", row.claimed());
            doubt.putObject("ifFalse").put("stdout", row.seen());
            trials.add(doubt);
        }
        String wrong = answer(rows.stream().map(Row::falseForm).toList());
        String right = answer(rows.stream().map(Row::trueForm).toList());
        Run run = run(trials, wrong, right);
        assertEquals(0, run.exit(), run.err());
        assertEquals(3, run.requests().size());
        String repair = run.requests().get(2).user();
        for (Row row : rows) {
            assertTrue(repair.contains(": " + row.falseForm() + "\n\nProgram:"), row.falseForm());
            assertFalse(run.sheet().contains(row.falseForm()), row.falseForm());
            assertTrue(run.sheet().contains(row.trueForm()), row.trueForm());
        }
        assertFalse(run.sheet().contains("Needs review"), run.sheet());
    }

    @Test
    void noTrueOneIsBlamed() throws IOException {
        List<Row> rows = rows();
        ArrayNode trials = JSON.createArrayNode();
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            // Every other one is doubted, wrongly.
            ObjectNode trial = row.trial(i % 2 == 0 ? "evidence" : "doubt", row.trueForm());
            trial.putObject("ifTrue").put("stdout", row.seen());
            if (i % 2 == 1) {
                trial.putObject("ifFalse").put("stdout", row.claimed());
            }
            trials.add(trial);
        }
        String right = answer(rows.stream().map(Row::trueForm).toList());
        Run run = run(trials, right, "");
        assertEquals(0, run.exit(), run.err());
        assertEquals(2, run.requests().size(), "no repair");
        assertEquals("{\"holds\":30}", run.answer().at("/trials/counts").toString());
        assertTrue(run.sheet().contains("\n\nTried by execution: 30 statements hold.\n\n"), run.sheet());
    }

    private static List<Row> rows() throws IOException {
        List<Row> rows = new ArrayList<>();
        for (JsonNode row : JSON.readTree(ProjectFiles.ROOT
                .resolve("src/test/resources/verification/statements.json")
                .toFile())) {
            rows.add(new Row(
                    row.get("false").asText(),
                    row.get("true").asText(),
                    row.get("language").asText(),
                    row.get("program"),
                    row.get("claimed").asText(),
                    row.get("seen").asText()));
        }
        return rows;
    }

    private static String answer(List<String> statements) {
        String overview = "What waits, what is read and what a shell does with it, one thing at a time.";
        String list = statements.stream().map(each -> "- " + each).collect(Collectors.joining("\n"));
        return """
                ## Answer 1: Thirty Statements

                **Answer Overview:**

                %s

                **Detailed Answer:**

                %s

                **Example Code:**

                ```python
                # waiting.py
                \"""Waits between attempts, and levels of lines.\"""


                def delays(attempts: int, cap: float = 30.0) -> list[float]:
                    \"""Return the waits, each twice the one before.\"""
                    # The cap keeps the last ones short.
                    return [min(2.0**n, cap) for n in range(attempts)]


                def level(line: str) -> str:
                    \"""Return the level in brackets.\"""
                    if not line.startswith("["):
                        raise ValueError(line)
                    return line[1 : line.index("]")]


                def spread(values: list[int]) -> int:
                    \"""Return the difference of the ends.\"""
                    values.sort()
                    return values[-1] - values[0]
                ```

                ```bash
                # check.sh
                if [ ! -e "$1" ]; then
                  exit 3
                fi
                echo ok
                ```

                **SRE Perspective:**

                - **Alert**: the pager looks at the error budget and not at single errors in a log.

                **Common Pitfalls:**

                - **Waiting for ever**: an attempt without a limit holds a worker. Give each a timeout.

                **Advanced Considerations:**

                - **Jitter**: random parts keep clients from coming back together after an outage.
                """.formatted(overview, list);
    }

    private Run run(ArrayNode trials, String draft, String mended) throws IOException {
        Path quiz = Files.writeString(
                folder.resolve("quiz.md"), "# Quiz\n\n## Conceptual Questions\n\n1. What is seen of programs?\n");
        Path sheet = folder.resolve("sheet.md");
        Path report = folder.resolve("report.json");
        String proof = JSON.createObjectNode().set("trials", trials).toString();
        try (ScriptedEndpoint endpoint = new ScriptedEndpoint(r -> Response.reply(
                r.isProof() ? proof : r.isRepair() ? RecordedReplies.sections(mended, r.labels()) : draft))) {
            CommandRun run = CommandRun.with(
                    Map.of(
                            "OPENAI_BASE_URL",
                            endpoint.url(),
                            "PATH",
                            System.getenv("PATH"),
                            "XDG_CACHE_HOME",
                            verdicts.toString()),
                    "generate",
                    quiz.toString(),
                    "-o",
                    sheet.toString(),
                    "--report",
                    report.toString(),
                    "--store",
                    "none",
                    "--trials",
                    "30");
            assertTrue(Files.exists(sheet), run.err());
            return new Run(
                    run.exit(),
                    run.err(),
                    Files.readString(sheet),
                    List.copyOf(endpoint.history()),
                    JSON.readTree(report.toFile()).at("/quizzes/0/answers/0"));
        }
    }
}
