package io.github.answersheet.llm;

import java.time.Duration;

/**
 * What came back.
 *
 * @param text as sent by the model; empty if it sent nothing
 * @param finish why it ended
 * @param usage what it cost when it was made
 * @param model which answered, as the endpoint names it; empty if it does not say
 * @param time how long the model took
 * @param origin where it comes from
 */
public record Reply(String text, Finish finish, Usage usage, String model, Duration time, Origin origin) {

    /** This reply with the cost of attempts that failed before it came. */
    Reply after(Usage failed) {
        return new Reply(text, finish, usage.plus(failed), model, time, origin);
    }

    /** Why a reply ended. */
    public enum Finish {
        /** The model was done. */
        STOP,
        /** The limit on output tokens cut it off. */
        LENGTH,
        /** The model refused, or the provider withheld what it wrote. */
        FILTERED,
        /** The endpoint did not say. */
        UNKNOWN
    }

    /** Where a reply comes from. */
    public enum Origin {
        /** A call that was made now and has to be paid. */
        ENDPOINT,
        /** A call that was made and paid before. */
        STORE,
        /** A file. */
        RECORDING
    }
}
