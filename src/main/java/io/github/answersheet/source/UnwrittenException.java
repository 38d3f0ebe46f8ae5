package io.github.answersheet.source;

/**
 * A file could not be written although its place is right: there is no space left, or the disk fails. What was there stays, and
 * the same command goes on when that is mended. Its message names the file.
 */
public final class UnwrittenException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnwrittenException(String file, String why) {
        super(file + ": cannot be written: " + why);
    }
}
