package io.github.answersheet.llm;

import java.io.IOException;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;

/** The body of an answer that is given up as soon as it is longer than any honest one. */
final class BoundedBody<T> implements BodySubscriber<T> {

    /** The longest answer to one call, in bytes: far more than the longest reply. */
    static final long LONGEST = 32L << 20;

    private final BodySubscriber<T> to;
    private final CompletableFuture<T> body = new CompletableFuture<>();
    private final long limit;
    private long left;
    private Subscription subscription;

    /** An answer was longer than it may be. */
    static final class TooLong extends IOException {

        private static final long serialVersionUID = 1L;

        TooLong(long limit) {
            super("what came is longer than " + (limit >> 20) + " MB, and was given up");
        }
    }

    /**
     * @param to what takes the body
     * @param limit in bytes
     */
    BoundedBody(BodySubscriber<T> to, long limit) {
        this.to = to;
        this.limit = limit;
        this.left = limit;
        to.getBody().whenComplete((value, failure) -> {
            if (failure == null) {
                body.complete(value);
            } else {
                body.completeExceptionally(failure);
            }
        });
    }

    /** A text. */
    static BodySubscriber<String> text() {
        return new BoundedBody<>(BodySubscribers.ofString(StandardCharsets.UTF_8), LONGEST);
    }

    /** A text, whatever the status. */
    static BodyHandler<String> ofText() {
        return info -> text();
    }

    @Override
    public CompletionStage<T> getBody() {
        return body;
    }

    @Override
    public void onSubscribe(Subscription given) {
        subscription = given;
        to.onSubscribe(given);
    }

    @Override
    public void onNext(List<ByteBuffer> pieces) {
        if (left < 0) {
            return;
        }
        left -= pieces.stream().mapToLong(ByteBuffer::remaining).sum();
        if (left < 0) {
            subscription.cancel();
            onError(new TooLong(limit));
        } else {
            to.onNext(pieces);
        }
    }

    @Override
    public void onError(Throwable failure) {
        body.completeExceptionally(failure);
        to.onError(failure);
    }

    @Override
    public void onComplete() {
        if (left >= 0) {
            to.onComplete();
        }
    }
}
