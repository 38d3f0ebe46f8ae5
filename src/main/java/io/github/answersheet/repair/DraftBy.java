package io.github.answersheet.repair;

/** How much of an answer one call drafts. */
public enum DraftBy {
    /** All of it. */
    ANSWER,
    /** One section, with the earlier ones as context: for models with a small window or a short breath. */
    SECTION
}
