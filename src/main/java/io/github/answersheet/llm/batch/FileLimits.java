package io.github.answersheet.llm.batch;

/**
 * How much a file of requests may hold.
 *
 * @param requests at most
 * @param bytes at most
 */
public record FileLimits(int requests, long bytes) {

    /** What OpenAI takes. */
    public static final FileLimits OPENAI = new FileLimits(50_000, 200_000_000);

    /** For servers that read whatever they are given. */
    public static final FileLimits NONE = new FileLimits(Integer.MAX_VALUE, Long.MAX_VALUE);
}
