package io.github.answersheet.browser;

/** A browser did not do what it was asked; the message says why in words for a user, without a full stop. */
public final class BrowserException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BrowserException(String message) {
        super(message);
    }
}
