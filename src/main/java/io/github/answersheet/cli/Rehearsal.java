package io.github.answersheet.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Runs what people run most, so that the launcher can archive the classes of it: a check, and an answer from an endpoint of its
 * own. Nothing is kept of it.
 */
final class Rehearsal {

    private static final String QUESTION = "4";
    private static final String REPLY = "q04.md";

    private Rehearsal() {}

    /**
     * @param args the folder of a quiz with its sheet and recorded replies
     */
    public static void main(String[] args) throws IOException {
        Path sample = Path.of(args[0]);
        Path folder = Files.createTempDirectory("answersheet");
        HttpServer endpoint =
                endpoint(Files.readString(sample.resolve("replies").resolve(REPLY)));
        try {
            String url = "http://127.0.0.1:" + endpoint.getAddress().getPort() + "/v1";
            run(url, "check", "--run", "--only", "4,10", sample.resolve("quiz.answers.md"));
            run(
                    url,
                    "generate",
                    sample.resolve("quiz.md"),
                    "--only",
                    QUESTION,
                    "--max-repairs",
                    "0",
                    "--store",
                    folder.resolve("calls.db"),
                    "-o",
                    folder.resolve("sheet.md"));
        } finally {
            endpoint.stop(0);
            for (String file : List.of("sheet.md", "calls.db")) {
                Files.deleteIfExists(folder.resolve(file));
            }
            Files.deleteIfExists(folder);
        }
    }

    private static void run(String url, Object... words) {
        PrintWriter nobody = new PrintWriter(OutputStream.nullOutputStream());
        Map<String, String> variables =
                Map.of("OPENAI_BASE_URL", url, "PATH", System.getenv().getOrDefault("PATH", ""));
        String[] args = new String[words.length];
        for (int i = 0; i < words.length; i++) {
            args[i] = words[i].toString();
        }
        Main.run(args, InputStream.nullInputStream(), nobody, nobody, variables);
    }

    private static HttpServer endpoint(String text) throws IOException {
        ObjectNode body = new JsonMapper().createObjectNode();
        body.put("model", "rehearsal");
        body.putArray("choices")
                .addObject()
                .put("index", 0)
                .put("finish_reason", "stop")
                .putObject("message")
                .put("role", "assistant")
                .put("content", text);
        byte[] reply = new JsonMapper().writeValueAsBytes(body);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, reply.length);
            exchange.getResponseBody().write(reply);
            exchange.close();
        });
        server.start();
        return server;
    }
}
