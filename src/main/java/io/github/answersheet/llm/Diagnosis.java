package io.github.answersheet.llm;

import dev.langchain4j.exception.TimeoutException;
import io.github.answersheet.llm.Protocol.NoReplyException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/** Says of a failed attempt whether another may help, whether other calls may, and what the user should do. */
final class Diagnosis {

    private static final int LONGEST_DETAIL = 300;

    // Some providers refuse what a question is about as others refuse a key.
    private static final Pattern OF_CONTENT = Pattern.compile("(?i)moderation|flagged|content.?(?:policy|filter)");

    private final Endpoint endpoint;

    Diagnosis(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    /** What to throw instead. */
    RuntimeException of(RuntimeException e) {
        Optional<HttpFailure> http = cause(e, HttpFailure.class);
        if (http.isPresent()) {
            return ofStatus(http.get(), UsageReader.read(http.get().getMessage()));
        }
        if (cause(e, InterruptedException.class).isPresent()) {
            return new CallFailedException("interrupted");
        }
        if (cause(e, TimeoutException.class).isPresent()) {
            return again(
                    "no complete answer in time (" + seconds() + " s; raise --timeout if the model is slow)",
                    false,
                    Usage.NONE);
        }
        Optional<BoundedBody.TooLong> tooLong = cause(e, BoundedBody.TooLong.class);
        if (tooLong.isPresent()) {
            return new CallFailedException(worded(tooLong.get().getMessage()), Usage.NONE);
        }
        Optional<CertificateException> certificate = cause(e, CertificateException.class);
        if (certificate.isPresent()) {
            return stop("its certificate is not trusted" + detail(deepest(e))
                    + "; for a CA of your own name its PEM file in SSL_CERT_FILE, or give Java"
                    + " -Djavax.net.ssl.trustStore in JAVA_TOOL_OPTIONS");
        }
        if (cause(e, SSLException.class).filter(Diagnosis::isNoTls).isPresent()) {
            return stop("it speaks no TLS; its address may have to begin with http://" + detail(deepest(e)));
        }
        boolean unreachable = cause(e, ConnectException.class).isPresent()
                || cause(e, UnknownHostException.class).isPresent()
                || cause(e, UnresolvedAddressException.class).isPresent()
                || cause(e, HttpConnectTimeoutException.class).isPresent();
        return unreachable
                ? again("the endpoint cannot be reached" + detail(deepest(e)), true, Usage.NONE)
                : again(
                        "the connection broke or what came is no chat completion" + detail(deepest(e)),
                        false,
                        cause(e, NoReplyException.class)
                                .map(NoReplyException::usage)
                                .orElse(Usage.NONE));
    }

    private RuntimeException ofStatus(HttpFailure failure, Usage usage) {
        String said = detail(failure);
        if (failure.statusCode() / 100 == 3) {
            String target = failure.headers()
                    .firstValue("Location")
                    .map(this::resolved)
                    .orElse("a place that it does not name");
            return stop("the endpoint redirects to " + target + ", where the key is not sent; if that is right, give "
                    + target.replaceFirst(Pattern.quote(endpoint.provider().path(endpoint.model())) + "/?$", "")
                    + " with --base-url or OPENAI_BASE_URL (HTTP "
                    + failure.statusCode() + ")");
        }
        return switch (failure.statusCode()) {
            case 401 ->
                stop(
                        endpoint.apiKey().isPresent()
                                ? "the key in " + endpoint.keyVariable()
                                        + " was refused; check that it is valid for this endpoint" + said
                                : "the endpoint wants a key; set " + endpoint.keyVariable() + said);
            case 403 ->
                OF_CONTENT.matcher(said).find()
                        ? new CallFailedException(worded("the endpoint refused the request" + said), usage)
                        : stop(
                                endpoint.apiKey().isPresent()
                                        ? "the endpoint does not allow this with the key in " + endpoint.keyVariable()
                                                + said
                                        : "the endpoint wants a key; set " + endpoint.keyVariable() + said);
            case 404 ->
                stop("the endpoint does not know the model or the path; check --model, and that the address ends in"
                        + (endpoint.isAzure()
                                ? " /openai/v1 or /openai/deployments/NAME?api-version=DATE"
                                : endpoint.provider().baseUrl().replaceFirst(".*(?=/)", " "))
                        + said);
            case 402 -> stop("the endpoint wants to be paid" + said);
            case 429 ->
                failure.getMessage() != null && failure.getMessage().contains("insufficient_quota")
                        ? stop("the quota of this key is used up; raise it at the provider" + said)
                        : again("the endpoint limits requests" + said, wait(failure), usage);
            case 408, 409, 425 -> again("the endpoint was not ready" + said, wait(failure), usage);
            default ->
                failure.statusCode() >= 500
                        ? again("the endpoint has a fault of its own" + said, wait(failure), usage)
                        : new CallFailedException(worded("the endpoint refused the request" + said), usage);
        };
    }

    private String resolved(String location) {
        try {
            return endpoint.ofCalls().resolve(location.strip()).toString();
        } catch (IllegalArgumentException e) {
            return location;
        }
    }

    private static boolean isNoTls(SSLException e) {
        return String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("unrecognized ssl message");
    }

    private static Optional<Duration> wait(HttpFailure failure) {
        return RetryAfter.in(failure.headers(), Instant.now());
    }

    private EndpointException stop(String message) {
        return new EndpointException(worded(message));
    }

    private TransientException again(String message, boolean unreachable, Usage usage) {
        return new TransientException(worded(message), Optional.empty(), unreachable, usage);
    }

    private TransientException again(String message, Optional<Duration> wait, Usage usage) {
        return new TransientException(worded(message), wait, false, usage);
    }

    private String seconds() {
        double seconds = endpoint.timeout().toMillis() / 1000.0;
        return seconds == Math.rint(seconds) ? Long.toString((long) seconds) : Double.toString(seconds);
    }

    private String worded(String message) {
        return endpoint.withoutKey(endpoint + ": " + message);
    }

    private static String detail(Throwable e) {
        String message = e instanceof HttpFailure http
                ? http.inWords()
                : e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        String line = message.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
        return " (" + (line.length() > LONGEST_DETAIL ? line.substring(0, LONGEST_DETAIL) + "…" : line) + ")";
    }

    private static Throwable deepest(Throwable e) {
        Throwable deepest = e;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return deepest;
    }

    static <T extends Throwable> Optional<T> cause(Throwable e, Class<T> wanted) {
        for (Throwable t = e; t != null; t = t.getCause()) {
            if (wanted.isInstance(t)) {
                return Optional.of(wanted.cast(t));
            }
        }
        return Optional.empty();
    }
}
