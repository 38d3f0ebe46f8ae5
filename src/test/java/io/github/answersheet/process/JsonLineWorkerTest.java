package io.github.answersheet.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.answersheet.process.WorkerFailure.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workers played by Bash, which reads the program and takes no notice of it. */
@Tag("java")
class JsonLineWorkerTest {
    private static final JsonNode REQUEST =
            JsonNodeFactory.instance.objectNode().put("n", 1);
    private static final Duration LIMIT = Duration.ofSeconds(5);

    @TempDir
    Path folder;

    @Test
    void answersLineByLine() throws WorkerFailure {
        try (JsonLineWorker worker = worker("while read -r line; do echo \"$line\"; done")) {
            assertEquals(REQUEST, worker.ask(REQUEST, LIMIT));
            JsonNode odd = JsonNodeFactory.instance.objectNode().put("text", "é \u2028 \ud800 \n 🚀");
            assertEquals(odd, worker.ask(odd, LIMIT));
        }
    }

    @Test
    void startsAgainOnceAfterACrash() throws WorkerFailure {
        Path mark = folder.resolve("crashed");
        String crashOnce = "read -r l; if [ ! -e '" + mark + "' ]; then touch '" + mark + "'; exit 1; fi; echo \"$l\"";
        try (JsonLineWorker worker = worker(crashOnce)) {
            assertEquals(REQUEST, worker.ask(REQUEST, LIMIT));
        }
    }

    @Test
    void givesUpWhenItCrashesAgain() {
        try (JsonLineWorker worker = worker("read -r line; echo '{\"half'; exit 1")) {
            assertEquals(Kind.CRASHED, failure(worker, LIMIT).kind());
        }
    }

    @Test
    void killsWhatTakesTooLongAndItsChildren() throws WorkerFailure {
        String slowThenFast = "read -r l; if [[ $l == *1* ]]; then sleep 60; fi; echo \"$l\"";
        try (JsonLineWorker worker = worker(slowThenFast)) {
            WorkerFailure failure = failure(worker, Duration.ofMillis(200));
            assertEquals(Kind.TIMED_OUT, failure.kind());
            assertEquals("took longer than 0.2 s", failure.getMessage());
            JsonNode other = JsonNodeFactory.instance.objectNode().put("n", 2);
            assertEquals(other, worker.ask(other, LIMIT));
        }
    }

    @Test
    void repeatsTheReasonOfAWorkerThatCannotRun() {
        try (JsonLineWorker worker = new JsonLineWorker(
                List.of("bash", "-c", "read -r p; echo '{\"unavailable\": \"too old\"}'"), () -> new TextNode(""))) {
            for (int i = 0; i < 2; i++) {
                WorkerFailure failure = failure(worker, LIMIT);
                assertEquals(Kind.UNAVAILABLE, failure.kind());
                assertEquals("too old", failure.getMessage());
            }
        }
    }

    @Test
    void withholdsSecretsFromTheWorker() throws WorkerFailure {
        // What the tests inherit is all there is to see: none of it may look like a secret.
        try (JsonLineWorker worker =
                worker("read -r l; echo \"{\\\"n\\\": $(env | grep -ciE '^[^=]*(key|token)')}\"")) {
            assertEquals(0, worker.ask(REQUEST, LIMIT).path("n").asInt());
        }
    }

    private static WorkerFailure failure(JsonLineWorker worker, Duration limit) {
        return assertThrows(WorkerFailure.class, () -> worker.ask(REQUEST, limit));
    }

    private static JsonLineWorker worker(String script) {
        return new JsonLineWorker(
                List.of("bash", "-c", "read -r program; echo '{\"ready\": true}'; " + script), () -> new TextNode(""));
    }
}
