package io.github.answersheet.compare;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a judge said about two answers in one order. */
public sealed interface Verdict {

    /**
     * A verdict that could be read.
     *
     * @param first whose answer was called X and read first
     * @param better whose answer is better
     * @param margin by how much; empty for a tie
     * @param reasons as the judge wrote them, with the names X and Y; untrusted text
     * @param easier from whose answer it is easier to teach, if the judge said so
     * @param hardestOfA words of the passage of A that was hardest to understand; empty if there was none
     * @param hardestOfB the same of B
     */
    record Given(
            Side first,
            Side better,
            Optional<Margin> margin,
            List<String> reasons,
            Optional<Side> easier,
            String hardestOfA,
            String hardestOfB)
            implements Verdict {

        // A letter alone in the text; code is left as it is.
        private static final Pattern NAME = Pattern.compile("(?<![\\w./`-])[XY](?![\\w/`-])");

        public Given {
            reasons = List.copyOf(reasons);
        }

        /** The reasons, with the names A and B in the place of X and Y. */
        public List<String> reasonsByName() {
            return reasons.stream()
                    .map(reason -> NAME.matcher(reason)
                            .replaceAll(name -> (name.group().equals("X") ? first : first.other()).word()))
                    .toList();
        }
    }

    /**
     * No verdict.
     *
     * @param why in a few words of this program
     */
    record None(String why) implements Verdict {}

    /** By how much an answer is better. */
    enum Margin {
        SLIGHT,
        CLEAR,
        LARGE;

        /** 1 for slight to 3 for large. */
        int weight() {
            return ordinal() + 1;
        }
    }
}
