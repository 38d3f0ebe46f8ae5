package io.github.answersheet.benchmark;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A model in a process of its own: answers each question of a {@link Bank} after a fixed time, and counts what it sees. Prints its
 * port, and ends with its standard input.
 */
final class ModelEndpoint {

    private static final long RAMP = TimeUnit.SECONDS.toNanos(1);

    private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor();
    private final Replies replies;
    private final long latency;
    // When each request came, and the sum of requests in flight times nanoseconds until then.
    private final List<long[]> arrivals = new ArrayList<>();
    private long area;
    private long changed = System.nanoTime();
    private int inFlight;
    private int most;

    private ModelEndpoint(Replies replies, long latency) {
        this.replies = replies;
        this.latency = latency;
    }

    /**
     * @param args the latency in milliseconds
     */
    public static void main(String[] args) throws IOException {
        // With its default of 200 the server hangs up on clients that keep more connections.
        System.setProperty("sun.net.httpserver.maxIdleConnections", "4096");
        System.setProperty("sun.net.httpserver.nodelay", "true");
        ModelEndpoint endpoint = new ModelEndpoint(new Replies(), Long.parseLong(args[0]));
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 4_096);
        server.createContext("/v1/chat/completions", endpoint::answer);
        server.createContext("/seen", endpoint::tell);
        server.setExecutor(Executors.newFixedThreadPool(2));
        server.start();
        System.out.println(server.getAddress().getPort());
        while (System.in.read() >= 0) {
            // Until whoever started this is gone.
        }
        System.exit(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] request = exchange.getRequestBody().readAllBytes();
        count(1);
        later.schedule(() -> send(exchange, request), latency, TimeUnit.MILLISECONDS);
    }

    private void send(HttpExchange exchange, byte[] request) {
        count(-1);
        try (exchange) {
            byte[] reply = replies.to(request);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, reply.length);
            exchange.getResponseBody().write(reply);
        } catch (IOException | RuntimeException e) {
            e.printStackTrace();
        }
    }

    private synchronized void count(int more) {
        long now = System.nanoTime();
        area += inFlight * (now - changed);
        changed = now;
        inFlight += more;
        most = Math.max(most, inFlight);
        if (more > 0) {
            arrivals.add(new long[] {now, area});
        }
    }

    // Calls, the most at once, and the mean at once while questions were waiting, without the first second.
    private void tell(HttpExchange exchange) throws IOException {
        byte[] told;
        synchronized (this) {
            told = (arrivals.size() + " " + most + " " + mean()).getBytes(StandardCharsets.UTF_8);
        }
        exchange.sendResponseHeaders(200, told.length);
        exchange.getResponseBody().write(told);
        exchange.close();
    }

    private double mean() {
        if (arrivals.isEmpty()) {
            return 0;
        }
        long[] last = arrivals.get(arrivals.size() - 1);
        long[] first = arrivals.stream()
                .filter(a -> a[0] >= arrivals.get(0)[0] + RAMP)
                .findFirst()
                .orElse(last);
        return last[0] == first[0] ? 0 : (last[1] - first[1]) / (double) (last[0] - first[0]);
    }
}
