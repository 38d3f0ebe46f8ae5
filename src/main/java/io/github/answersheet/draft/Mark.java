package io.github.answersheet.draft;

import java.util.Optional;

/** A line that ends one section and starts another, or looks like it. */
record Mark(Kind kind, String name, Optional<Title> title, int level, int offset, int bodyOffset) {
    enum Kind {
        TITLE,
        LABEL,
        STRAY,
        BOLD_LINE,
        OTHER_HEADING,
        RULE
    }

    /**
     * The title line of an answer.
     *
     * @param number of the question it answers
     * @param topic possibly empty
     */
    record Title(int number, String topic) {}

    Mark asLabel(String label) {
        return new Mark(Kind.LABEL, label, title, level, offset, bodyOffset);
    }
}
