package io.github.answersheet.store;

import java.util.Locale;

/** How far a question has come. */
public enum QuestionState {
    /** To be answered. */
    OPEN,
    /** Answered, and nothing is wrong. */
    DONE,
    /** Answered, and needs review. */
    REVIEW,
    /** No call for it got a reply. */
    FAILED;

    /** In lower case, as it is kept and told. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static QuestionState of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
