package io.github.answersheet.llm;

/**
 * What came back.
 *
 * @param text as sent by the model; empty if it sent nothing
 * @param finish why it ended
 * @param usage what it cost
 */
public record Reply(String text, Finish finish, Usage usage) {

    /** Why a reply ended. */
    public enum Finish {
        /** The model was done. */
        STOP,
        /** The limit on output tokens cut it off. */
        LENGTH,
        /** The provider withheld it. */
        FILTERED,
        /** The endpoint did not say. */
        UNKNOWN
    }
}
