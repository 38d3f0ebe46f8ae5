package io.github.answersheet.llm;

/** The next call could cost more than the user allows. Nothing was lost; its message names the limit. */
public final class BudgetExceededException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public BudgetExceededException(String message) {
        super(message);
    }
}
