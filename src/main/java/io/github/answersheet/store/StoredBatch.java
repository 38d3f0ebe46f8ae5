package io.github.answersheet.store;

/**
 * A batch of calls and what is known of it.
 *
 * @param id its own, made before anything was sent
 * @param job whose budget its calls belong to
 * @param url of the endpoint
 * @param state one of {@link BatchState}, or the provider's word for it
 * @param file the provider's name for its requests; empty before they were uploaded
 * @param remote the provider's name for it; empty before that is known
 * @param calls in it at the beginning
 * @param replies that came and are kept
 * @param failed calls that got none
 * @param created in milliseconds since 1970
 * @param changed when its state was last written, in milliseconds since 1970
 * @param isOpen whether something may still come of it
 */
public record StoredBatch(
        String id,
        String job,
        String url,
        String state,
        String file,
        String remote,
        long calls,
        long replies,
        long failed,
        long created,
        long changed,
        boolean isOpen) {

    /** Calls of which nothing is known yet. */
    public long waiting() {
        return isOpen ? calls - replies - failed : 0;
    }

    public boolean isSubmitted() {
        return !remote.isEmpty();
    }

    /** Whether the provider may be at it or have results that were not taken. */
    public boolean mayBeOut() {
        return isOpen && (isSubmitted() || state.equals(BatchState.SUBMITTING));
    }
}
