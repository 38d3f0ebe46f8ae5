package io.github.answersheet.llm.batch;

/**
 * How much a file of requests may hold.
 *
 * @param requests at most
 * @param bytes at most
 */
public record FileLimits(int requests, long bytes) {

    /** The most requests that providers take. */
    public static final int MOST_REQUESTS = 50_000;

    /** For servers that read whatever they are given. */
    static final FileLimits NONE = new FileLimits(Integer.MAX_VALUE, Long.MAX_VALUE);

    private static final long MOST_BYTES = 200_000_000;

    /** Limits of a file that providers take. */
    public static FileLimits ofRequests(int most) {
        return new FileLimits(Math.min(most, MOST_REQUESTS), MOST_BYTES);
    }
}
