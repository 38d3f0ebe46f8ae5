package io.github.answersheet.llm;

/** A call has no reply yet and will have one later; its question waits. */
public final class CallPendingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public CallPendingException(Call call) {
        super("the " + call.step() + " of " + call.subject() + " has no reply yet", null, false, false);
    }
}
