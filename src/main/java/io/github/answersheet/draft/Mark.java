package io.github.answersheet.draft;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
    record Title(int number, String topic) {

        private static final Pattern FORM = Pattern.compile(
                "\\W*Answer\\s+(?:to\\s+)?(?:Question\\s+)?#?(\\d{1,6})\\b\\s*[:.)\\-–—]*\\s*(.*)",
                Pattern.CASE_INSENSITIVE);

        /** Reads the text of a heading, or nothing if it is no answer's title. */
        static Optional<Title> of(String text) {
            Matcher title = FORM.matcher(text.strip());
            return title.matches()
                    ? Optional.of(new Title(
                            Integer.parseInt(title.group(1)), title.group(2).strip()))
                    : Optional.empty();
        }
    }

    Mark asLabel(String label) {
        return new Mark(Kind.LABEL, label, title, level, offset, bodyOffset);
    }
}
