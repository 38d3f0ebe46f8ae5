package io.github.answersheet.llm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.github.answersheet.llm.FaultyEndpoint.Fault;
import io.github.answersheet.llm.batch.ImportedReplies;
import io.github.answersheet.prompt.Prompt;
import io.github.answersheet.prompt.Subject;
import io.github.answersheet.source.InputException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Endpoints and files that send without end: what they send is bounded while it is read. */
class EndlessAnswersTest {

    private static final Duration LONG = Duration.ofMinutes(2);
    private static final Patience QUICK = new Patience(2, Duration.ofMillis(5), Duration.ofMillis(20));
    private static final Call CALL =
            new Call(new Subject("", 1, "?"), Step.DRAFT, new Prompt("system", "user"), OptionalInt.empty());

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 X\r\n\r\n",
                "HTTP/1.1 200 X\r\n\r\n{\"choices\":[{\"message\":{\"content\":\"",
                "HTTP/1.1 500 X\r\n\r\n{\"error\":{\"message\":\"",
                "HTTP/1.1 302 X\r\nLocation: http://127.0.0.1:9/\r\n\r\n",
                "HTTP/1.1 200 X\r\nContent-Type: text/event-stream\r\n\r\ndata: "
            })
    void aBodyWithoutEnd(String start) throws IOException {
        try (FaultyEndpoint endpoint = new FaultyEndpoint(n -> endless(start, "x"))) {
            CallFailedException failed = assertThrows(
                    CallFailedException.class, () -> client(endpoint).chat(CALL));
            assertTrue(failed.getMessage().contains("longer than 32 MB"), failed.getMessage());
            assertEquals(1, endpoint.requests(), "nothing is paid for again");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"ha\"}}]}\n\n", ": wait\n\n"})
    void aStreamWithoutEnd(String event) throws IOException {
        try (FaultyEndpoint endpoint = new FaultyEndpoint(n -> endless("HTTP/1.1 200 X\r\n\r\n", event))) {
            CallFailedException failed = assertThrows(
                    CallFailedException.class, () -> client(endpoint).chat(CALL));
            assertTrue(failed.getMessage().contains("longer than 32 MB"), failed.getMessage());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "X-More: y\r\n"})
    void headersWithoutEnd(String piece) throws IOException {
        try (FaultyEndpoint endpoint = new FaultyEndpoint(n -> endless("HTTP/1.1 200 X\r\nX-First: ", piece))) {
            assertThrows(CallFailedException.class, () -> client(endpoint).chat(CALL));
        }
    }

    @Test
    void aFileOfResultsWithoutEnd() throws IOException {
        Path target = Files.createFile(folder.resolve("results.jsonl"));
        withServer(api -> {
            EndpointException failed = assertThrows(EndpointException.class, () -> api.download("f", target, 3));
            assertTrue(failed.getMessage().contains("longer than"), failed.getMessage());
            assertThrows(EndpointException.class, () -> api.get("b"));
        });
        assertTrue(Files.size(target) < 40 << 20, Files.size(target) + " bytes");
    }

    @Test
    void aLineWithoutEnd() throws IOException {
        Path file = folder.resolve("results.jsonl");
        try (RandomAccessFile holes = new RandomAccessFile(file.toFile(), "rw")) {
            holes.setLength(600L << 20);
        }
        InputException refused = assertThrows(InputException.class, () -> new ImportedReplies(List.of(file)));
        assertTrue(refused.getMessage().contains("results.jsonl:1:1: is no result of a batch"), refused.getMessage());
    }

    private interface Use {
        void of(BatchApi api) throws IOException;
    }

    private static void withServer(Use use) throws IOException {
        ExecutorService pool = Executors.newCachedThreadPool();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(pool);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            pour(exchange.getResponseBody(), "{\"id\":\"b\"}\n");
        });
        server.start();
        try {
            String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
            use.of(new BatchApi(new Endpoint(url, Optional.empty(), "m", LONG), QUICK, Map.of()));
        } finally {
            server.stop(0);
            pool.shutdownNow();
        }
    }

    private static Fault endless(String start, String piece) {
        return (socket, out) -> {
            out.write(start.getBytes(StandardCharsets.UTF_8));
            pour(out, piece);
        };
    }

    // Until the other side hangs up.
    private static void pour(OutputStream out, String piece) throws IOException {
        byte[] pieces = piece.repeat((1 << 16) / piece.length()).getBytes(StandardCharsets.UTF_8);
        while (!Thread.currentThread().isInterrupted()) {
            out.write(pieces);
        }
    }

    private static ChatClient client(FaultyEndpoint endpoint) {
        Limits limits = new Limits(1, 0, 0, Duration.ofMillis(5));
        return new RetryingClient(
                new ModelClient(new Endpoint(endpoint.url(), Optional.empty(), "m", LONG), limits, Map.of()), QUICK);
    }
}
