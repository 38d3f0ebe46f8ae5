package io.github.answersheet.llm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.answersheet.CommandRun;
import io.github.answersheet.ProjectFiles;
import io.github.answersheet.RecordedReplies;
import io.github.answersheet.prompt.Prompt;
import io.github.answersheet.prompt.Subject;
import io.github.answersheet.store.CallKey;
import io.github.answersheet.store.CallStore;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of a call to a provider that does not speak as OpenAI does, by servers that answer as its documentation says. */
class ProvidersTest {

    private static final String KEY = "sk-very-secret-0123456789";
    private static final JsonMapper JSON = new JsonMapper();
    private static final Patience QUICK = new Patience(3, Duration.ofMillis(5), Duration.ofMillis(20));

    private static final String MESSAGE = """
            {"id": "msg_1", "type": "message", "role": "assistant", "model": "claude-test-1",
             "content": [{"type": "thinking", "thinking": "let me see", "signature": "x"}, {"type": "text", "text": %s}],
             "stop_reason": "%s", "stop_sequence": null,
             "usage": {"input_tokens": 10, "cache_creation_input_tokens": 200, "cache_read_input_tokens": 3000,
                       "output_tokens": 40}}
            """;
    private static final String CONTENT = """
            {"candidates": [{"content": {"role": "model", "parts": [{"text": "let me see", "thought": true}, {"text": %s}]},
                             "finishReason": "%s", "index": 0}],
             "usageMetadata": {"promptTokenCount": 3210, "candidatesTokenCount": 30, "thoughtsTokenCount": 10,
                               "cachedContentTokenCount": 3000, "totalTokenCount": 3250},
             "modelVersion": "gemini-test-1", "responseId": "r1"}
            """;

    @TempDir
    private Path folder;

    private final List<Asked> asked = Collections.synchronizedList(new ArrayList<>());
    private HttpServer server;

    private record Asked(String path, Map<String, List<String>> headers, JsonNode body) {}

    private record Answer(int status, Map<String, String> headers, String body) {

        static Answer of(String body) {
            return new Answer(200, Map.of(), body);
        }
    }

    /** @param script the answer to the request of that number, from 1 */
    private String serve(IntFunction<Answer> script) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> answer(exchange, script));
        server.start();
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange, IntFunction<Answer> script) throws IOException {
        JsonNode body = JSON.readTree(exchange.getRequestBody().readAllBytes());
        asked.add(new Asked(exchange.getRequestURI().toString(), Map.copyOf(exchange.getRequestHeaders()), body));
        Answer answer = script.apply(asked.size());
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.stop(0);
        }
    }

    private Endpoint endpoint(Provider provider, IntFunction<Answer> script) throws IOException {
        String base = provider.baseUrl().replaceFirst(".*(?=/)", serve(script));
        return new Endpoint(
                provider,
                base,
                Optional.of(KEY),
                provider.keyVariable(),
                provider == Provider.GEMINI ? "gemini-test" : "claude-test",
                Duration.ofSeconds(20));
    }

    private Reply reply(Provider provider, String body) throws IOException {
        return client(endpoint(provider, n -> Answer.of(body))).chat(call(OptionalInt.empty()));
    }

    private static ChatClient client(Endpoint endpoint) {
        return client(endpoint, new Limits(4, 0, 0, Duration.ofMillis(5)));
    }

    private static ChatClient client(Endpoint endpoint, Limits limits) {
        return new RetryingClient(new ModelClient(endpoint, limits, Map.of()), QUICK);
    }

    private static Call call(OptionalInt limit) {
        return new Call(new Subject("", 1, "?"), Step.DRAFT, new Prompt("the rules", "the question"), limit);
    }

    @Test
    void anthropicIsAskedAsItWants() throws IOException {
        Reply reply = reply(Provider.ANTHROPIC, MESSAGE.formatted("\"fine\"", "end_turn"));

        assertEquals("fine", reply.text());
        assertEquals(Reply.Finish.STOP, reply.finish());
        assertEquals(new Usage(3210, 40, 3000, 200), reply.usage());
        assertEquals("claude-test-1", reply.model());
        Asked request = asked.get(0);
        assertEquals("/v1/messages", request.path());
        assertEquals(List.of(KEY), request.headers().get("X-api-key"));
        assertFalse(request.headers().containsKey("Authorization"));
        assertTrue(request.headers().containsKey("Anthropic-version"));
        assertEquals("claude-test", request.body().path("model").asText());
        assertEquals(Budget.LONGEST_REPLY, request.body().path("max_tokens").asInt());
        JsonNode system = request.body().at("/system/0");
        assertEquals("the rules", system.path("text").asText());
        assertEquals("ephemeral", system.at("/cache_control/type").asText(), "what questions share is cached");
        assertEquals(
                "the question", request.body().at("/messages/0/content/0/text").asText());
    }

    /** The provider takes a quarter more for what it puts into its cache, and a tenth for what it reads from there. */
    @Test
    void whatIsPutIntoTheCacheHasItsPriceAndIsKept() throws IOException {
        Reply reply = reply(Provider.ANTHROPIC, MESSAGE.formatted("\"fine\"", "end_turn"));
        Prices prices = new Prices(
                new BigDecimal("4.00"),
                new BigDecimal("20.00"),
                new BigDecimal("0.40"),
                new BigDecimal("5.00"),
                Prices.UNNAMED);
        // 10 x 4 + 3000 x 0.4 + 200 x 5 + 40 x 20 millionths
        assertEquals(0, new BigDecimal("0.003040").compareTo(prices.of(reply.usage())), prices.of(reply.usage()) + "");

        try (CallStore store = CallStore.open(folder.resolve("calls.db"))) {
            CallKey key = CallKey.ofJson("{}");
            store.put(key, 1, "draft", "job", StoredCalls.stored(reply));
            store.put(CallKey.ofJson("[]"), 2, "draft", "job", StoredCalls.stored(reply));
            assertEquals(200, store.find(key, 0).orElseThrow().written());
            assertEquals(400, store.spent("job", 0).written());
            assertEquals(0, store.spent("job", Long.MAX_VALUE).written());
        }
    }

    @Test
    void geminiIsAskedAsItWants() throws IOException {
        Reply reply = reply(Provider.GEMINI, CONTENT.formatted("\"fine\"", "STOP"));

        assertEquals("fine", reply.text());
        assertEquals(Reply.Finish.STOP, reply.finish());
        assertEquals(new Usage(3210, 40, 3000), reply.usage());
        assertEquals("gemini-test-1", reply.model());
        Asked request = asked.get(0);
        assertEquals("/v1beta/models/gemini-test:generateContent", request.path(), "no key in the address");
        assertEquals(List.of(KEY), request.headers().get("X-goog-api-key"));
        assertFalse(request.headers().containsKey("Authorization"));
        assertEquals(
                "the rules",
                request.body().at("/systemInstruction/parts/0/text").asText());
        assertEquals(
                "the question", request.body().at("/contents/0/parts/0/text").asText());
    }

    @Test
    void theLimitOfAReplyIsSent() throws IOException {
        client(endpoint(Provider.ANTHROPIC, n -> Answer.of(MESSAGE.formatted("\"fine\"", "end_turn"))))
                .chat(call(OptionalInt.of(700)));
        stop();
        client(endpoint(Provider.GEMINI, n -> Answer.of(CONTENT.formatted("\"fine\"", "STOP"))))
                .chat(call(OptionalInt.of(700)));

        assertEquals(700, asked.get(0).body().path("max_tokens").asInt());
        assertEquals(
                700, asked.get(1).body().at("/generationConfig/maxOutputTokens").asInt());
    }

    @ParameterizedTest
    @CsvSource({
        "ANTHROPIC, stop_sequence, STOP",
        "ANTHROPIC, max_tokens, LENGTH",
        "ANTHROPIC, model_context_window_exceeded, LENGTH",
        "ANTHROPIC, refusal, FILTERED",
        "ANTHROPIC, something_new, UNKNOWN",
        "GEMINI, MAX_TOKENS, LENGTH",
        "GEMINI, SAFETY, FILTERED",
        "GEMINI, RECITATION, FILTERED",
        "GEMINI, PROHIBITED_CONTENT, FILTERED",
        "GEMINI, OTHER, UNKNOWN",
        "GEMINI, SOMETHING_NEW, UNKNOWN"
    })
    void whyAReplyEndedIsKnown(Provider provider, String reason, Reply.Finish finish) throws IOException {
        String body = provider == Provider.GEMINI ? CONTENT : MESSAGE;
        Reply reply = reply(provider, body.formatted("\"so far\"", reason));

        assertEquals(finish, reply.finish());
        assertEquals("so far", reply.text());
        assertEquals(
                new Usage(3210, 40, 3000, provider == Provider.GEMINI ? 0 : 200), reply.usage(), "it was paid for");
    }

    @Test
    void aReplyWithoutTextIsAnEmptyReply() throws IOException {
        assertEquals(
                "",
                reply(
                                Provider.ANTHROPIC,
                                MESSAGE.replaceFirst(", \\{\"type\": \"text\".*?}", "")
                                        .formatted("end_turn"))
                        .text());
        stop();
        assertEquals("", reply(Provider.GEMINI, """
                {"candidates": [{"finishReason": "MAX_TOKENS"}], "usageMetadata": {"promptTokenCount": 5, "thoughtsTokenCount": 9}}
                """).text());
        stop();
        Reply blocked = reply(Provider.GEMINI, """
                {"promptFeedback": {"blockReason": "SAFETY"}, "usageMetadata": {"promptTokenCount": 5}}
                """);
        assertEquals(Reply.Finish.FILTERED, blocked.finish());
        assertEquals(new Usage(5, 0, 0), blocked.usage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ANTHROPIC | 401 | {'type': 'error', 'error': {'type': 'authentication_error', 'message': 'invalid x-api-key @'}} | the key in ANTHROPIC_API_KEY was refused | true | 1",
                "ANTHROPIC | 404 | {'type': 'error', 'error': {'type': 'not_found_error', 'message': 'model: claude-test'}} | the address ends in /v1 | true | 1",
                "ANTHROPIC | 400 | {'type': 'error', 'error': {'type': 'invalid_request_error', 'message': 'Your credit balance is too low to access'}} | wants to be paid | true | 1",
                "ANTHROPIC | 400 | {'type': 'error', 'error': {'type': 'invalid_request_error', 'message': 'prompt is too long'}} | prompt is too long | false | 1",
                "ANTHROPIC | 413 | {'type': 'error', 'error': {'type': 'request_too_large', 'message': 'too large'}} | too large | false | 1",
                "ANTHROPIC | 429 | {'type': 'error', 'error': {'type': 'rate_limit_error', 'message': 'slowly'}} | limits requests | false | 3",
                "ANTHROPIC | 529 | {'type': 'error', 'error': {'type': 'overloaded_error', 'message': 'Overloaded'}} | a fault of its own | false | 3",
                "ANTHROPIC | 200 | {'type': 'error', 'error': {'type': 'api_error', 'message': 'broken'}} | an error in place of a reply | false | 3",
                "ANTHROPIC | 200 | {'hello': 'world'} | it is no message | false | 3",
                "GEMINI | 400 | {'error': {'code': 400, 'status': 'INVALID_ARGUMENT', 'message': 'API key not valid', 'details': [{'reason': 'API_KEY_INVALID'}]}} | the key in GEMINI_API_KEY was refused | true | 1",
                "GEMINI | 403 | {'error': {'code': 403, 'status': 'PERMISSION_DENIED', 'message': 'not with @'}} | does not allow this with the key in GEMINI_API_KEY | true | 1",
                "GEMINI | 404 | {'error': {'code': 404, 'status': 'NOT_FOUND', 'message': 'models/gemini-test is not found'}} | the address ends in /v1beta | true | 1",
                "GEMINI | 400 | {'error': {'code': 400, 'status': 'INVALID_ARGUMENT', 'message': 'unknown field'}} | unknown field | false | 1",
                "GEMINI | 503 | {'error': {'code': 503, 'status': 'UNAVAILABLE', 'message': 'overloaded'}} | a fault of its own | false | 3",
                "GEMINI | 200 | {'candidates': []} | it has no candidate | false | 3"
            })
    void errorsAreToldAsThoseOfOthers(
            Provider provider, int status, String body, String said, boolean isForAll, int attempts)
            throws IOException {
        String json = body.replace('\'', '"').replace("@", KEY);
        ChatClient client = client(endpoint(provider, n -> new Answer(status, Map.of("retry-after", "0"), json)));

        RuntimeException e = assertThrows(RuntimeException.class, () -> client.chat(call(OptionalInt.empty())));

        assertTrue(e.getMessage().contains(said), e.getMessage());
        assertFalse(e.getMessage().contains(KEY), e.getMessage());
        assertEquals(isForAll ? EndpointException.class : CallFailedException.class, e.getClass(), e.getMessage());
        assertEquals(attempts, asked.size());
    }

    @Test
    void theMostThatAModelMayWriteIsLearnt() throws IOException {
        String refused = """
                {"type": "error", "error": {"type": "invalid_request_error", "message":
                 "max_tokens: 16384 > 8192, which is the maximum allowed number of output tokens for claude-test"}}
                """;
        ChatClient client = client(endpoint(
                Provider.ANTHROPIC,
                n -> n == 1
                        ? new Answer(400, Map.of(), refused)
                        : Answer.of(MESSAGE.formatted("\"fine\"", "end_turn"))));

        assertEquals("fine", client.chat(call(OptionalInt.empty())).text());
        assertEquals("fine", client.chat(call(OptionalInt.empty())).text());
        assertEquals(
                List.of(16384, 8192, 8192),
                asked.stream().map(a -> a.body().path("max_tokens").asInt()).toList());
    }

    @Test
    void limitsAreLearntFromWhatEachProviderTells() throws IOException {
        Limits limits = new Limits(8, 0, 0, Duration.ofMillis(5));
        ChatClient client = client(
                endpoint(
                        Provider.ANTHROPIC,
                        n -> n == 1
                                ? new Answer(529, Map.of(), "{}")
                                : new Answer(
                                        200,
                                        Map.of(
                                                "anthropic-ratelimit-requests-remaining",
                                                "0",
                                                "anthropic-ratelimit-requests-reset",
                                                Instant.now().plusMillis(300).toString()),
                                        MESSAGE.formatted("\"fine\"", "end_turn"))),
                limits);
        client.chat(call(OptionalInt.empty()));
        assertEquals(4, limits.allowed(), "an overload halves what is in flight");
        stop();
        String wait = """
                {"error": {"code": 429, "status": "RESOURCE_EXHAUSTED", "message": "slowly", "details": [
                 {"@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay": "0.2s"}]}}
                """;
        long start = System.nanoTime();
        client(endpoint(
                        Provider.GEMINI,
                        n -> n == 3
                                ? new Answer(429, Map.of(), wait)
                                : Answer.of(CONTENT.formatted("\"fine\"", "STOP"))))
                .chat(call(OptionalInt.empty()));
        assertEquals(4, asked.size());
        assertTrue(System.nanoTime() - start >= Duration.ofMillis(200).toNanos(), "not before it wants to be asked");
    }

    @Test
    void aSheetComesFromAnthropicAndTheKeyStaysOut() throws IOException {
        String text = JSON.writeValueAsString(RecordedReplies.of(1));
        String url = serve(n -> Answer.of(MESSAGE.formatted(text, "end_turn")));
        Path sheet = folder.resolve("sheet.md");
        Path report = folder.resolve("report.json");
        Path store = folder.resolve("calls.db");
        CommandRun run = CommandRun.with(
                Map.of("ANTHROPIC_API_KEY", KEY, "OPENAI_API_KEY", "sk-other", "PATH", System.getenv("PATH")),
                "generate",
                ProjectFiles.RECORDED_QUIZ.toString(),
                "--only",
                "1",
                "--no-run",
                "--provider",
                "anthropic",
                "--model",
                "claude-test",
                "--base-url",
                url + "/v1",
                "--store",
                store.toString(),
                "--report",
                report.toString(),
                "-o",
                sheet.toString());

        assertEquals(0, run.exit(), run.err());
        assertEquals(List.of(KEY), asked.get(0).headers().get("X-api-key"));
        assertTrue(Files.readString(report).contains("claude-test-1"));
        for (Path file : List.of(sheet, report, store)) {
            assertFalse(
                    new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(KEY), file.toString());
        }
        assertFalse((run.out() + run.err()).contains(KEY), run.err());
    }

    @Test
    void noKeyGoesToTheAddressOfAnotherProvider() throws IOException {
        String url = serve(n -> Answer.of("{}"));
        String quiz = ProjectFiles.RECORDED_QUIZ.toString();
        Map<String, String> openAi = Map.of("OPENAI_BASE_URL", url + "/v1", "OPENAI_API_KEY", KEY);

        CommandRun named =
                CommandRun.with(openAi, "generate", quiz, "--provider", "anthropic", "--model", "claude-test");
        CommandRun byModel = CommandRun.with(Map.of("OPENAI_API_KEY", KEY), "generate", quiz, "--model", "gemini-test");
        CommandRun none = CommandRun.with(openAi, "generate", quiz, "--provider", "gemini");
        CommandRun batch = CommandRun.with(
                Map.of("GEMINI_API_KEY", KEY), "generate", quiz, "--model", "gemini-test", "--via", "batch");

        assertTrue(named.err().contains("set ANTHROPIC_API_KEY for claude-test"), named.err());
        assertTrue(byModel.err().contains("set GEMINI_API_KEY for gemini-test"), byModel.err());
        assertTrue(none.err().contains("name its model with --model"), none.err());
        assertTrue(batch.err().contains("leave out --via batch"), batch.err());
        for (CommandRun run : List.of(named, byModel, none, batch)) {
            assertEquals(2, run.exit(), run.err());
        }
        assertEquals(0, asked.size());
    }
}
