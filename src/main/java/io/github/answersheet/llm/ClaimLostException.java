package io.github.answersheet.llm;

/** The right to make a call has lapsed before it was made; somebody else may be making it. */
final class ClaimLostException extends RuntimeException {

    private static final long serialVersionUID = 1L;
}
