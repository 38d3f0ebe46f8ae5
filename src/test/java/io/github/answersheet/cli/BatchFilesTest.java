package io.github.answersheet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.answersheet.CommandRun;
import io.github.answersheet.ScriptedEndpoint;
import io.github.answersheet.ScriptedEndpoint.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Batches that are carried to a server and back as files. */
class BatchFilesTest extends SampleInBatches {

    private static final JsonMapper JSON = new JsonMapper();

    @Test
    void filesAreCarriedToAServerAndBack() throws IOException {
        Path calls = folder.resolve("calls.jsonl");
        CommandRun drafts = elsewhere("--export", calls.toString());
        assertEquals(4, drafts.exit(), drafts.err());
        assertTrue(drafts.err().contains("15 calls written to " + calls), drafts.err());
        Path results = answered(calls, "results-1.jsonl", SampleInBatches::reply);
        // Of another job, and one that failed.
        Files.writeString(
                results,
                Files.readString(results).replaceFirst("\"status_code\":200", "\"status_code\":503")
                        + "{\"custom_id\":\"other\",\"response\":{\"status_code\":200,\"body\":{\"choices\":[{\"message\":{}}]}}}\n");
        CommandRun first = elsewhere("--import", results.toString());
        assertEquals(4, first.exit(), first.err());
        assertTrue(first.err().contains("1 result left out"), first.err());
        assertTrue(first.err().contains("2 calls without a reply, 1 of them failed (HTTP 503"), first.err());
        CommandRun rest = elsewhere(
                "--import",
                results.toString(),
                "--export",
                folder.resolve("more").toString());
        assertEquals(4, rest.exit(), rest.err());
        Path more = folder.resolve("more/requests-001.jsonl");
        assertEquals(2, Files.readAllLines(more).size());
        CommandRun done = elsewhere(
                "--import",
                answered(more, "results-2.jsonl", SampleInBatches::reply).toString(),
                "--import",
                results.toString());
        assertEquals(0, done.exit(), done.err());
        assertEquals(liveSheet(), sheet());
        assertEquals(16, replies());
    }

    @Test
    void aFileOfSomethingElseIsNamedWithItsLine() throws IOException {
        Path results = Files.writeString(folder.resolve("notes.jsonl"), "\nthese are my notes\n");
        CommandRun run = elsewhere("--import", results.toString());
        assertEquals(2, run.exit());
        assertTrue(run.err().contains(results + ":2:1: is no result of a batch"), run.err());
    }

    @Test
    void requestsInFilesAreThoseOnTheWire() throws IOException {
        try (ScriptedEndpoint endpoint = new ScriptedEndpoint(SampleInBatches::reply)) {
            for (String[] limit : new String[][] {{}, {"--max-output", "5000"}, {"--max-tokens", "9000000"}}) {
                List<String> options = new ArrayList<>(List.of("--only", "1", "--max-repairs", "0", "--fresh"));
                Collections.addAll(options, limit);
                Path calls = folder.resolve("calls.jsonl");
                List<String> exporting = new ArrayList<>(options);
                exporting.addAll(List.of("--export", calls.toString()));
                assertEquals(
                        4,
                        CommandRun.with(variables(endpoint.url()), args(exporting.toArray(String[]::new)))
                                .exit());
                assertEquals(
                        0,
                        CommandRun.with(variables(endpoint.url()), args(options.toArray(String[]::new)))
                                .exit());
                Request live = endpoint.history().get(endpoint.history().size() - 1);
                JsonNode file = JSON.readTree(Files.readString(calls)).path("body");
                for (String name : List.of("model", "messages", "max_tokens", "max_completion_tokens")) {
                    assertEquals(live.body().path(name), file.path(name), name);
                }
                List<String> known = new ArrayList<>();
                live.body().fieldNames().forEachRemaining(known::add);
                known.removeAll(List.of("model", "messages", "max_tokens", "stream"));
                assertEquals(List.of(), known, "nothing else is on the wire");
            }
        }
    }
}
