package io.github.answersheet.llm;

import static io.github.answersheet.llm.FaultyEndpoint.fine;
import static io.github.answersheet.llm.FaultyEndpoint.status;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.answersheet.prompt.Prompt;
import io.github.answersheet.prompt.Subject;
import java.net.Proxy;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What holds calls back. */
@Tag("java")
class LimitsTest {

    private static final HttpHeaders NONE = headers(Map.of());

    @ParameterizedTest
    @CsvSource({
        "retry-after, 7, 7000",
        "retry-after, 0.5, 500",
        "retry-after-ms, 250, 250",
        "retry-after, 999999, 300000",
        "retry-after, -3, 0",
        "retry-after, 'Wed, 21 Oct 2015 07:28:10 GMT', 10000",
        "retry-after, 'Wed, 21 Oct 2015 07:27:00 GMT', 0"
    })
    void retryAfterIsReadInEachForm(String name, String value, long milliseconds) {
        Instant now = Instant.parse("2015-10-21T07:28:00Z");
        assertEquals(Optional.of(Duration.ofMillis(milliseconds)), RetryAfter.in(headers(Map.of(name, value)), now));
    }

    @ParameterizedTest
    @CsvSource({"6m0s, 300000", "1.5s, 1500", "20ms, 20", "1m3s, 63000", "4, 4000", "1h, 300000"})
    void aSpanIsReadAsProvidersWriteIt(String text, long milliseconds) {
        assertEquals(Optional.of(Duration.ofMillis(milliseconds)), RetryAfter.span(text));
    }

    @Test
    void whatIsNoTimeIsNoTime() {
        assertEquals(Optional.empty(), RetryAfter.in(headers(Map.of("retry-after", "soon")), Instant.now()));
        assertEquals(Optional.empty(), RetryAfter.span("later"));
        assertEquals(Optional.empty(), RetryAfter.span("NaN"));
        assertEquals(Optional.empty(), RetryAfter.in(NONE, Instant.now()));
    }

    @Test
    void overloadHalvesAndSuccessComesBackOneByOne() throws InterruptedException {
        Limits limits = new Limits(16, 0, 0, Duration.ofMillis(1));
        ended(limits, 429, NONE);
        assertEquals(8, limits.allowed());
        Thread.sleep(5);
        ended(limits, 503, NONE);
        assertEquals(4, limits.allowed());
        for (int i = 0; i < 5; i++) {
            ended(limits, 200, NONE);
        }
        assertEquals(5, limits.allowed());
        for (int i = 0; i < 1_000; i++) {
            ended(limits, 200, NONE);
        }
        assertEquals(16, limits.allowed());
    }

    @Test
    void neverMoreAtOnceThanAllowed() throws Exception {
        Limits limits = new Limits(5, 0, 0);
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        ExecutorService pool = Executors.newFixedThreadPool(40);
        for (int i = 0; i < 400; i++) {
            pool.submit(() -> {
                limits.acquire(0);
                most.accumulateAndGet(now.incrementAndGet(), Math::max);
                Thread.sleep(1);
                now.decrementAndGet();
                limits.release(200, NONE);
                return null;
            });
        }
        pool.shutdown();
        assertTrue(pool.awaitTermination(1, TimeUnit.MINUTES));
        assertEquals(5, most.get());
    }

    @Test
    void requestsAndTokensAMinuteAreKept() throws InterruptedException {
        // 600 a minute are ten a second, ten of them in the first burst.
        assertTrue(elapsed(new Limits(100, 600, 0), 15, 4).toMillis() >= 400);
        // 15 times 100 tokens at 60,000 a minute, the first 1,000 in the burst.
        assertTrue(elapsed(new Limits(100, 0, 60_000), 15, 400).toMillis() >= 300);
        // The headers of the provider say the same.
        Limits learned = new Limits(100, 0, 0);
        ended(learned, 200, headers(Map.of("x-ratelimit-limit-requests", "600")));
        assertTrue(elapsed(learned, 15, 4).toMillis() >= 300);
    }

    @Test
    void whatIsUsedUpIsWaitedFor() throws InterruptedException {
        Limits limits = new Limits(100, 0, 0);
        ended(limits, 200, headers(Map.of("x-ratelimit-remaining-tokens", "0", "x-ratelimit-reset-tokens", "300ms")));
        assertTrue(elapsed(limits, 1, 4).toMillis() >= 250);
    }

    @Test
    void one429StopsAllCallsForAsLongAsItSays() throws Exception {
        AtomicInteger early = new AtomicInteger();
        long[] limitedAt = new long[1];
        try (FaultyEndpoint endpoint = new FaultyEndpoint(n -> {
            if (n == 1) {
                limitedAt[0] = System.nanoTime();
                return status(429, "retry-after-ms: 400\r\n", "");
            }
            if (System.nanoTime() - limitedAt[0] < Duration.ofMillis(390).toNanos()) {
                early.incrementAndGet();
            }
            return fine();
        })) {
            Limits limits = new Limits(4, 0, 0, Duration.ofMillis(5));
            Endpoint there = new Endpoint(endpoint.url(), Optional.empty(), "some-model", Duration.ofSeconds(20));
            ChatClient client = new RetryingClient(
                    new ModelClient(there, limits, Map.of()),
                    new Patience(3, Duration.ofMillis(1), Duration.ofMillis(2)));
            Call call = new Call(new Subject("", 1, "?"), Step.DRAFT, new Prompt("s", "u"), OptionalInt.empty());
            ExecutorService pool = Executors.newFixedThreadPool(4);
            pool.submit(() -> client.chat(call)).isDone();
            while (limits.allowed() == 4) {
                Thread.sleep(1);
            }
            for (int i = 0; i < 10; i++) {
                pool.submit(() -> client.chat(call));
            }
            pool.shutdown();
            assertTrue(pool.awaitTermination(1, TimeUnit.MINUTES));
            assertEquals(12, endpoint.requests());
            assertEquals(0, early.get());
        }
    }

    @Test
    void theProxyOfTheEnvironmentIsTaken() {
        EnvironmentProxy proxy = new EnvironmentProxy(Map.of(
                "HTTPS_PROXY", "http://proxy.example:3128",
                "http_proxy", "other.example:8888",
                "NO_PROXY", "internal.example, .svc"));
        assertEquals("proxy.example:3128", address(proxy, "https://api.openai.com/v1"));
        assertEquals("other.example:8888", address(proxy, "http://models.example/v1"));
        assertEquals("", address(proxy, "https://internal.example/v1"));
        assertEquals("", address(proxy, "https://a.svc/v1"));
        assertEquals("", address(proxy, "http://127.0.0.1:11434/v1"));
        assertEquals("", address(proxy, "http://localhost:11434/v1"));
    }

    private static String address(EnvironmentProxy selector, String uri) {
        Proxy proxy = selector.select(URI.create(uri)).get(0);
        return proxy == Proxy.NO_PROXY ? "" : proxy.address().toString().replaceAll("/<unresolved>|^/", "");
    }

    private static Duration elapsed(Limits limits, int calls, int characters) throws InterruptedException {
        long start = System.nanoTime();
        for (int i = 0; i < calls; i++) {
            limits.acquire(characters);
            limits.release(200, NONE);
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static void ended(Limits limits, int status, HttpHeaders headers) throws InterruptedException {
        limits.acquire(0);
        limits.release(status, headers);
    }

    private static HttpHeaders headers(Map<String, String> values) {
        return HttpHeaders.of(
                values.entrySet().stream()
                        .collect(java.util.stream.Collectors.toMap(Map.Entry::getKey, e -> List.of(e.getValue()))),
                (name, value) -> true);
    }
}
