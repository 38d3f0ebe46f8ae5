package io.github.answersheet.llm;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.IntFunction;

/** An endpoint on loopback that misbehaves by a script, down to the bytes of its connections. */
public final class FaultyEndpoint implements AutoCloseable {

    private static final String REPLY = """
            {"id":"1","object":"chat.completion","created":1,"model":"faulty","choices":[{"index":0,"finish_reason":"stop",\
            "message":{"role":"assistant","content":"fine"}}],\
            "usage":{"prompt_tokens":7,"completion_tokens":3,"total_tokens":10}}""";

    /** What is done with a connection after its request was read. */
    @FunctionalInterface
    public interface Fault {

        /** Answers, or does not; the connection is closed afterwards. */
        void on(Socket socket, OutputStream out) throws IOException, InterruptedException;
    }

    private final ServerSocket server;
    private final ExecutorService pool = Executors.newCachedThreadPool();
    private final AtomicInteger requests = new AtomicInteger();
    private final BiFunction<Integer, String, Fault> script;

    /**
     * @param script what to do with the request of that number, from 1
     */
    FaultyEndpoint(IntFunction<Fault> script) throws IOException {
        this((number, body) -> script.apply(number));
    }

    /**
     * @param script what to do with the request of that number, from 1, and with that body
     */
    public FaultyEndpoint(BiFunction<Integer, String, Fault> script) throws IOException {
        this.script = script;
        this.server = new ServerSocket(0, 1000, InetAddress.getLoopbackAddress());
        pool.submit(this::accept);
    }

    public String url() {
        return "http://127.0.0.1:" + server.getLocalPort() + "/v1";
    }

    public int requests() {
        return requests.get();
    }

    public static Fault fine() {
        return status(200, "", REPLY);
    }

    /** The reply with something in place of something else. */
    public static Fault fine(String instead, String of) {
        return status(200, "", REPLY.replace(of, instead));
    }

    public static Fault status(int status, String headers, String body) {
        return (socket, out) -> write(out, status, headers, body, body.getBytes(StandardCharsets.UTF_8).length);
    }

    /** Promises more than it sends. */
    public static Fault cut() {
        return (socket, out) -> write(out, 200, "", REPLY.substring(0, 40), REPLY.length());
    }

    public static Fault reset() {
        return (socket, out) -> socket.setSoLinger(true, 0);
    }

    public static Fault silence() {
        return (socket, out) -> Thread.sleep(60_000);
    }

    public static Fault stalledBody() {
        return (socket, out) -> {
            write(out, 200, "", REPLY.substring(0, 40), REPLY.length());
            Thread.sleep(60_000);
        };
    }

    public static Fault dribble() {
        return (socket, out) -> {
            write(out, 200, "", "", REPLY.length());
            for (byte b : REPLY.getBytes(StandardCharsets.UTF_8)) {
                out.write(b);
                out.flush();
                Thread.sleep(50);
            }
        };
    }

    private static void write(OutputStream out, int status, String headers, String body, int length)
            throws IOException {
        String head = "HTTP/1.1 " + status + " X\r\nContent-Type: application/json\r\nConnection: close\r\n" + headers
                + "Content-Length: " + length + "\r\n\r\n";
        out.write((head + body).getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                pool.submit(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            String body = readRequest(new BufferedInputStream(socket.getInputStream()));
            script.apply(requests.incrementAndGet(), body).on(socket, socket.getOutputStream());
        } catch (IOException gone) {
            // The client has hung up, as it may.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String readRequest(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("no request");
            }
            head.append((char) next);
        }
        String lower = head.toString().toLowerCase(Locale.ROOT);
        int at = lower.indexOf("content-length:") + "content-length:".length();
        return new String(
                in.readNBytes(Integer.parseInt(
                        lower.substring(at, lower.indexOf('\r', at)).strip())),
                StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        server.close();
        pool.shutdownNow();
    }
}
