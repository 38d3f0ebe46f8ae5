package io.github.answersheet.cluster;

/** How much may be taken a minute. */
@FunctionalInterface
interface GlobalLimit {

    GlobalLimit NONE = units -> {};

    /** Takes some units, waiting until they are there. */
    void take(long units) throws InterruptedException;
}
