package io.github.answersheet.store;

/**
 * How a call fared in batches so far.
 *
 * @param count of the batches that brought no reply
 * @param isRefused whether asking again has no sense
 * @param why the last one brought none; empty if there is none
 */
public record BatchFailures(long count, boolean isRefused, String why) {

    static final BatchFailures NONE = new BatchFailures(0, false, "");

    BatchFailures then(BatchFailures later) {
        return new BatchFailures(count + later.count, isRefused || later.isRefused, later.why);
    }
}
