package io.github.answersheet.store;

/** The words for what has not reached the provider yet; from then on a batch's state is the provider's own word. */
public final class BatchState {

    /** Its calls are being written down; nothing was sent. */
    public static final String PLANNED = "planned";

    /** Its file is on its way; no batch can have come of it. */
    public static final String UPLOADING = "uploading";

    /** The provider is asked to take it, and may have done so whether its answer came or not. */
    public static final String SUBMITTING = "submitting";

    private BatchState() {}
}
