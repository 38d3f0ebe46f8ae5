package io.github.answersheet.llm;

import static io.github.answersheet.llm.FaultyEndpoint.cut;
import static io.github.answersheet.llm.FaultyEndpoint.dribble;
import static io.github.answersheet.llm.FaultyEndpoint.fine;
import static io.github.answersheet.llm.FaultyEndpoint.reset;
import static io.github.answersheet.llm.FaultyEndpoint.silence;
import static io.github.answersheet.llm.FaultyEndpoint.stalledBody;
import static io.github.answersheet.llm.FaultyEndpoint.status;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.answersheet.ScriptedEndpoint;
import io.github.answersheet.llm.FaultyEndpoint.Fault;
import io.github.answersheet.prompt.Prompt;
import io.github.answersheet.prompt.Subject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What becomes of a call when the endpoint misbehaves. */
@Tag("java")
class TransportTest {

    private static final String KEY = "sk-very-secret-0123456789";
    private static final Duration TIMEOUT = Duration.ofMillis(700);
    private static final Patience QUICK = new Patience(3, Duration.ofMillis(5), Duration.ofMillis(20));
    private static final String ECHO = "{\"error\":{\"message\":\"your key " + KEY + " is wrong\"}}";
    private static final String QUOTA =
            "{\"error\":{\"message\":\"pay\",\"type\":\"insufficient_quota\",\"code\":\"insufficient_quota\"}}";

    private static final String DELTA = "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"fi\"}}]}\n\n";

    /**
     * A fault of one attempt.
     *
     * @param outcome of a call whose every attempt meets it; null for a reply
     * @param attempts that the call then makes
     * @param mends whether a call succeeds that meets it once
     */
    private record Row(String name, Fault fault, Class<? extends Exception> outcome, int attempts, boolean mends) {}

    private static final List<Row> ROWS = List.of(
            new Row("429", status(429, "", ECHO), CallFailedException.class, 3, true),
            new Row("429 in seconds", status(429, "Retry-After: 0\r\n", ECHO), CallFailedException.class, 3, true),
            new Row(
                    "429 in milliseconds",
                    status(429, "retry-after-ms: 3\r\n", ECHO),
                    CallFailedException.class,
                    3,
                    true),
            new Row(
                    "429 by date",
                    status(429, "Retry-After: Wed, 21 Oct 2015 07:28:00 GMT\r\n", ECHO),
                    CallFailedException.class,
                    3,
                    true),
            new Row("insufficient_quota", status(429, "", QUOTA), EndpointException.class, 1, false),
            new Row("500", status(500, "", ECHO), CallFailedException.class, 3, true),
            new Row("502, a page", status(502, "", "<html>bad gateway</html>"), CallFailedException.class, 3, true),
            new Row("503", status(503, "Retry-After: 0\r\n", ""), CallFailedException.class, 3, true),
            new Row("408", status(408, "", ECHO), CallFailedException.class, 3, true),
            new Row("no response headers", silence(), CallFailedException.class, 3, true),
            new Row("400", status(400, "", ECHO), CallFailedException.class, 1, false),
            new Row("409", status(409, "", ECHO), CallFailedException.class, 3, true),
            new Row("413", status(413, "", ECHO), CallFailedException.class, 1, false),
            new Row("401", status(401, "", ECHO), EndpointException.class, 1, false),
            new Row("403", status(403, "", ECHO), EndpointException.class, 1, false),
            new Row("404", status(404, "", ECHO), EndpointException.class, 1, false),
            new Row("a stalled body", stalledBody(), CallFailedException.class, 3, true),
            new Row("a dribbled body", dribble(), CallFailedException.class, 3, true),
            new Row("a reset", reset(), CallFailedException.class, 3, true),
            new Row("a cut body", cut(), CallFailedException.class, 3, true),
            new Row("truncated JSON", status(200, "", "{\"choices\":[{"), CallFailedException.class, 3, true),
            new Row("HTML with 200", status(200, "", "<html>login</html>"), CallFailedException.class, 3, true),
            new Row("an empty body", status(200, "", ""), CallFailedException.class, 3, true),
            new Row("an error in a 200", status(200, "", ECHO), CallFailedException.class, 3, true),
            new Row(
                    "no choices",
                    fine(
                            "[]}",
                            "[{\"index\":0,\"finish_reason\":\"stop\",\"message\":{\"role\":\"assistant\","
                                    + "\"content\":\"fine\"}}],\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":3,"
                                    + "\"total_tokens\":10}}"),
                    CallFailedException.class,
                    3,
                    true),
            new Row("content null", fine("null", "\"fine\""), null, 1, true),
            new Row("cut off", fine("length", "stop"), null, 1, true),
            new Row("an unknown finish", fine("whatever", "stop"), null, 1, true),
            new Row(
                    "an error in a 200 that has a code of the key",
                    status(200, "", "{\"error\":{\"message\":\"No credentials\",\"code\":401}}"),
                    EndpointException.class,
                    1,
                    false),
            new Row(
                    "an error in a 200 that says to wait",
                    status(200, "", "{\"error\":{\"message\":\"slowly\",\"code\":\"rate_limit_exceeded\"}}"),
                    CallFailedException.class,
                    3,
                    true),
            new Row(
                    "an error in a choice",
                    status(200, "", "{\"choices\":[{\"error\":{\"code\":400,\"message\":\"too long\"}}]}"),
                    CallFailedException.class,
                    1,
                    false),
            new Row(
                    "flagged",
                    status(403, "", "{\"error\":\"input was flagged\"}"),
                    CallFailedException.class,
                    1,
                    false),
            new Row("a redirect", status(307, "Location: /v2/x\r\n", ""), EndpointException.class, 1, false),
            new Row("a stream that ends early", status(200, "", DELTA), CallFailedException.class, 3, true),
            new Row("a stream", status(200, "", DELTA + "data: [DONE]\n\n"), null, 1, true),
            new Row("no usage", fine("\"x\"", "\"usage\""), null, 1, true));

    @TestFactory
    Stream<DynamicTest> everyFaultEndsInAReplyOrANamedFailure() {
        return ROWS.stream()
                .map(row -> dynamicTest(row.name(), () -> {
                    try (FaultyEndpoint endpoint = new FaultyEndpoint(n -> row.fault())) {
                        ChatClient client = client(endpoint, 4);
                        if (row.outcome() == null) {
                            client.chat(call(1));
                        } else {
                            Exception e = assertThrows(row.outcome(), () -> client.chat(call(1)));
                            assertTrue(e.getMessage().contains(endpoint.url()), e.getMessage());
                            assertFalse(e.getMessage().contains("\n"));
                            assertNoKey(e);
                        }
                        assertEquals(row.attempts(), endpoint.requests());
                    }
                    try (FaultyEndpoint endpoint = new FaultyEndpoint(n -> n == 1 ? row.fault() : fine())) {
                        ChatClient client = client(endpoint, 4);
                        if (row.mends()) {
                            client.chat(call(1));
                        } else {
                            assertThrows(row.outcome(), () -> client.chat(call(1)));
                        }
                    }
                }));
    }

    @Test
    void whatAReplyTellsIsKept() throws IOException {
        try (FaultyEndpoint endpoint = new FaultyEndpoint(n -> fine())) {
            Reply reply = client(endpoint, 1).chat(call(1));
            assertEquals("fine", reply.text());
            assertEquals(new Usage(7, 3, 0), reply.usage());
            assertEquals("faulty", reply.model());
            assertEquals(Reply.Finish.STOP, reply.finish());
            assertEquals(Reply.Origin.ENDPOINT, reply.origin());
        }
    }

    @Test
    void aRefusalIsAReplyWithItsUsage() throws IOException {
        try (FaultyEndpoint endpoint = new FaultyEndpoint(n -> fine("null,\"refusal\":\"I will not.\"", "\"fine\""))) {
            Reply reply = client(endpoint, 1).chat(call(1));
            assertEquals(Reply.Finish.FILTERED, reply.finish());
            assertEquals("I will not.", reply.text());
            assertEquals(new Usage(7, 3, 0), reply.usage());
            assertEquals(1, endpoint.requests());
        }
    }

    @Test
    void textThatStandsElsewhereIsFound() throws IOException {
        String thoughts = "\"reasoning_content\":\"I thought.\",";
        for (String content : List.of(
                "[{\"type\":\"text\",\"text\":\"fi\"},{\"type\":\"text\",\"text\":\"ne\"}]",
                "[{\"type\":\"thinking\",\"thinking\":[{\"type\":\"text\",\"text\":\"hm\"}]},{\"type\":\"text\",\"text\":\"fine\"}]",
                "{\"type\":\"text\",\"text\":\"fine\"}",
                "\"\",\"reasoning_content\":\"fine\"",
                "null,\"reasoning\":\"fine\"",
                "\"fine\"," + thoughts + "\"x\":1")) {
            try (FaultyEndpoint endpoint = new FaultyEndpoint(n -> fine(content, "\"fine\""))) {
                Reply reply = client(endpoint, 1).chat(call(1));
                assertEquals("fine", reply.text(), content);
                assertEquals(new Usage(7, 3, 0), reply.usage());
                assertEquals(1, endpoint.requests());
            }
        }
        // Thoughts that were cut off are no answer.
        String cut = "\"\"," + thoughts.substring(0, thoughts.length() - 1);
        try (FaultyEndpoint endpoint = new FaultyEndpoint(n -> FaultyEndpoint.fine(
                "\"finish_reason\":\"length\",\"message\":{\"role\":\"assistant\",\"content\":" + cut,
                "\"finish_reason\":\"stop\",\"message\":{\"role\":\"assistant\",\"content\":\"fine\""))) {
            Reply reply = client(endpoint, 1).chat(call(1));
            assertEquals("", reply.text());
            assertEquals(Reply.Finish.LENGTH, reply.finish());
        }
    }

    @Test
    void aStreamIsPutTogether() throws IOException {
        String stream =
                ": hello\n\nevent: x\ndata: {\"model\":\"m\",\"choices\":[{\"delta\":{\"role\":\"assistant\",\"content\":null}}]}\n\n"
                        + DELTA
                        + "data: {\"choices\":[{\"delta\":{\"content\":[{\"type\":\"text\",\"text\":\"ne\"}]},\"finish_reason\":\"length\"}]}\r\n\r\n"
                        + "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":3}}\n\ndata: [DONE]\n\n";
        try (FaultyEndpoint endpoint = new FaultyEndpoint(n -> status(200, "", stream))) {
            Reply reply = client(endpoint, 1).chat(call(1));
            assertEquals("fine", reply.text());
            assertEquals(Reply.Finish.LENGTH, reply.finish());
            assertEquals(new Usage(7, 3, 0), reply.usage());
            assertEquals("m", reply.model());
        }
    }

    @Test
    void howAnEndpointWantsToBeAskedIsLearntOnce() throws IOException {
        BiFunction<Integer, String, Fault> onlyStreams = (n, body) -> body.contains("\"stream\":true")
                ? body.contains("stream_options")
                        ? refused("unknown field stream_options")
                        : status(200, "", DELTA + "data: [DONE]\n\n")
                : refused("This model only supports streaming responses");
        BiFunction<Integer, String, Fault> newLimit = (n, body) -> body.contains("\"max_tokens\"")
                ? refused("Unsupported parameter: max_tokens. Use max_completion_tokens instead.")
                : fine();
        BiFunction<Integer, String, Fault> oldLimit = (n, body) ->
                body.contains("max_tokens") ? fine() : refused("extra fields not permitted: max_completion_tokens");
        for (var script : List.of(onlyStreams, newLimit, oldLimit)) {
            try (FaultyEndpoint endpoint = new FaultyEndpoint(script)) {
                ChatClient client = client(endpoint, 1);
                Call limited = new Call(
                        new Subject("", 1, "?"), Step.DRAFT, new Prompt("system", "user"), OptionalInt.of(300));
                assertTrue("fine".startsWith(client.chat(limited).text()));
                int learning = endpoint.requests();
                assertTrue(learning <= 3, learning + " requests");
                client.chat(limited);
                client.chat(limited);
                assertEquals(learning + 2, endpoint.requests());
            }
        }
        // A limit that is too high is no matter of its name.
        try (FaultyEndpoint endpoint = new FaultyEndpoint(n -> refused("max_tokens is too large: 300, at most 100"))) {
            Call limited =
                    new Call(new Subject("", 1, "?"), Step.DRAFT, new Prompt("system", "user"), OptionalInt.of(300));
            ChatClient client = client(endpoint, 1);
            assertThrows(CallFailedException.class, () -> client.chat(limited));
            assertEquals(1, endpoint.requests());
        }
    }

    private static Fault refused(String why) {
        return status(400, "", "{\"error\":{\"message\":\"" + why + "\"}}");
    }

    @Test
    void whatAnEndpointSaysIsTold() throws IOException {
        Map<Fault, List<String>> told = Map.of(
                status(403, "", "{\"error\":{\"message\":\"Your organization must be verified\"}}"),
                List.of("Your organization must be verified", "HTTP 403"),
                status(301, "Location: https://else.example/v1/chat/completions\r\n", ""),
                List.of("redirects to https://else.example/v1/chat/completions", "OPENAI_BASE_URL"),
                status(200, "", "{\"error\":{\"message\":\"No auth credentials found\",\"code\":401}}"),
                List.of("No auth credentials found"));
        for (Map.Entry<Fault, List<String>> row : told.entrySet()) {
            try (FaultyEndpoint endpoint = new FaultyEndpoint(n -> row.getKey())) {
                ChatClient client = client(endpoint, 1);
                Exception e = assertThrows(EndpointException.class, () -> client.chat(call(1)));
                row.getValue().forEach(words -> assertTrue(e.getMessage().contains(words), e.getMessage()));
                assertFalse(e.getMessage().contains("{"), e.getMessage());
            }
        }
    }

    @Test
    void whatFailedAttemptsCostIsCounted() throws IOException {
        String noChoices = "{\"choices\":[],\"usage\":{\"prompt_tokens\":100,\"completion_tokens\":20}}";
        try (FaultyEndpoint endpoint = new FaultyEndpoint(n -> n == 1 ? status(200, "", noChoices) : fine())) {
            assertEquals(
                    new Usage(107, 23, 0), client(endpoint, 1).chat(call(1)).usage());
        }
        try (FaultyEndpoint endpoint = new FaultyEndpoint(n -> status(200, "", noChoices))) {
            ChatClient client = client(endpoint, 1);
            CallFailedException e = assertThrows(CallFailedException.class, () -> client.chat(call(1)));
            assertEquals(new Usage(300, 60, 0), e.usage());
        }
    }

    @Test
    void anEndpointThatIsNotThereStopsTheRunAtOnce() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        ChatClient client = client("http://127.0.0.1:" + port + "/v1", 1);
        Exception e = assertThrows(EndpointException.class, () -> client.chat(call(1)));
        assertTrue(e.getMessage().contains("cannot be reached"), e.getMessage());
    }

    @Test
    void anEndpointThatOnlyFailsIsTakenForDead() throws IOException {
        try (FaultyEndpoint endpoint = new FaultyEndpoint(n -> status(500, "", ""))) {
            ChatClient client = client(endpoint, 1);
            for (int i = 1; i < 50; i++) {
                assertThrows(CallFailedException.class, () -> client.chat(call(1)));
            }
            assertThrows(EndpointException.class, () -> client.chat(call(1)));
        }
    }

    @Test
    void anInterruptedCallEndsAtOnce() throws Exception {
        try (FaultyEndpoint endpoint = new FaultyEndpoint(n -> silence())) {
            ChatClient client = client(endpoint.url(), 1, Duration.ofSeconds(60));
            ExecutorService pool = Executors.newSingleThreadExecutor();
            Future<Reply> call = pool.submit(() -> client.chat(call(1)));
            while (endpoint.requests() == 0) {
                Thread.sleep(5);
            }
            pool.shutdownNow();
            assertTrue(pool.awaitTermination(10, TimeUnit.SECONDS));
            assertTrue(call.isDone());
        }
    }

    /** 2,000 calls over an endpoint that resets, fails, hangs and truncates. */
    @Test
    void noneOfManyCallsHangsOrIsLost() throws Exception {
        Random random = new Random(20_261_124);
        List<Fault> faults = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            double dice = random.nextDouble();
            faults.add(
                    dice < 0.03
                            ? reset()
                            : dice < 0.08
                                    ? status(500, "", ECHO)
                                    : dice < 0.085
                                            ? stalledBody()
                                            : dice < 0.09
                                                    ? silence()
                                                    : dice < 0.11
                                                            ? cut()
                                                            : dice < 0.12
                                                                    ? status(429, "retry-after-ms: 5\r\n", ECHO)
                                                                    : fine());
        }
        IntFunction<Fault> script = faults::get;
        try (FaultyEndpoint endpoint = new FaultyEndpoint(script)) {
            ChatClient client = client(endpoint, 64);
            ExecutorService pool = Executors.newFixedThreadPool(64);
            List<Future<Object>> calls = new ArrayList<>();
            for (int i = 1; i <= 2_000; i++) {
                int number = i;
                calls.add(pool.submit(() -> outcome(client, number)));
            }
            pool.shutdown();
            assertTrue(pool.awaitTermination(5, TimeUnit.MINUTES), "none hangs");
            int replies = 0;
            for (Future<Object> call : calls) {
                Object outcome = call.get();
                if (outcome instanceof Reply reply) {
                    assertEquals("fine", reply.text());
                    replies++;
                } else {
                    assertInstanceOf(CallFailedException.class, outcome);
                    assertNoKey((Exception) outcome);
                }
            }
            // Three attempts at 12 % each: about one call in six hundred fails.
            assertTrue(replies > 1_960, replies + " replies");
        }
    }

    private static Object outcome(ChatClient client, int number) {
        try {
            return client.chat(call(number));
        } catch (CallFailedException | EndpointException e) {
            return e;
        }
    }

    @Test
    void aKeyThatIsRefusedIsNamedByTheVariableThatItCameFrom() throws Exception {
        try (ScriptedEndpoint server = new ScriptedEndpoint(r -> ScriptedEndpoint.Response.error(401, "no"))) {
            for (String variable : List.of("FIRST_KEY", Endpoint.KEY_VARIABLE)) {
                Endpoint endpoint = new Endpoint(server.url(), Optional.of(KEY), variable, "some-model", TIMEOUT);
                ChatClient client = new ModelClient(endpoint, new Limits(1, 0, 0, Duration.ofMillis(5)), Map.of());
                EndpointException refused = assertThrows(EndpointException.class, () -> client.chat(call(1)));
                assertTrue(refused.getMessage().contains("the key in " + variable + " was refused"), refused::toString);
            }
        }
    }

    private static void assertNoKey(Exception e) {
        StringWriter trace = new StringWriter();
        e.printStackTrace(new PrintWriter(trace));
        assertFalse(trace.toString().contains(KEY), trace.toString());
    }

    private static Call call(int number) {
        return new Call(new Subject("", number, "?"), Step.DRAFT, new Prompt("system", "user"), OptionalInt.empty());
    }

    private static ChatClient client(FaultyEndpoint endpoint, int concurrency) {
        return client(endpoint.url(), concurrency);
    }

    private static ChatClient client(String url, int concurrency) {
        return client(url, concurrency, TIMEOUT);
    }

    private static ChatClient client(String url, int concurrency, Duration timeout) {
        Limits limits = new Limits(concurrency, 0, 0, Duration.ofMillis(5));
        Endpoint endpoint = new Endpoint(url, Optional.of(KEY), "some-model", timeout);
        return new RetryingClient(new ModelClient(endpoint, limits, Map.of()), QUICK);
    }
}
