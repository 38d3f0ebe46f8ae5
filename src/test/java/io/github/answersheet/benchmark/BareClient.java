package io.github.answersheet.benchmark;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;

/** Asks as many questions with requests as long, checks nothing and keeps nothing: what the JDK's client costs alone. */
final class BareClient {

    private static final int LENGTH = 10_000;

    private BareClient() {}

    /**
     * @param args address, calls at once, calls
     */
    public static void main(String[] args) throws InterruptedException {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        Semaphore free = new Semaphore(Integer.parseInt(args[1]));
        List<CompletableFuture<?>> all = new ArrayList<>();
        for (int i = 0; i < Integer.parseInt(args[2]); i++) {
            free.acquire();
            String question = String.format("kind-%02d case-%06d variant-%d", i % 15 + 1, i, i);
            HttpRequest request = HttpRequest.newBuilder(URI.create(args[0] + "/chat/completions"))
                    .POST(HttpRequest.BodyPublishers.ofString(question + "x".repeat(LENGTH)))
                    .build();
            all.add(client.sendAsync(request, HttpResponse.BodyHandlers.ofString())
                    .whenComplete((reply, failure) -> free.release()));
        }
        CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).join();
    }
}
