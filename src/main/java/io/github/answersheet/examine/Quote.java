package io.github.answersheet.examine;

import java.util.Optional;

/** Finds what somebody quotes, word for word. White space and the marks of Markdown do not matter. */
public final class Quote {

    // Less is found anywhere.
    private static final int SHORTEST = 8;
    private static final int LONGEST = 1_000;
    private static final String MARKS = "*_`|#>\\~";

    private Quote() {}

    /** Where a quotation begins in a text; empty if it is not there. */
    public static Optional<Integer> in(String text, String quote) {
        Bare wanted = Bare.of(quote);
        if (wanted.text().length() < SHORTEST || wanted.text().length() > LONGEST) {
            return Optional.empty();
        }
        Bare bare = Bare.of(text);
        int found = bare.text().indexOf(wanted.text());
        return found < 0 ? Optional.empty() : Optional.of(bare.places()[found]);
    }

    /** What is left of a text, and where each of its characters stands there. */
    private record Bare(String text, int[] places) {

        static Bare of(String text) {
            StringBuilder bare = new StringBuilder();
            int[] places = new int[text.length()];
            for (int i = 0; i < text.length(); i++) {
                char character = text.charAt(i);
                if (!Character.isWhitespace(character) && MARKS.indexOf(character) < 0) {
                    places[bare.length()] = i;
                    bare.append(plain(character));
                }
            }
            return new Bare(bare.toString(), places);
        }

        // Typographers' signs and those of the keyboard.
        private static char plain(char character) {
            return switch (character) {
                case '\u2018', '\u2019' -> '\'';
                case '\u201c', '\u201d' -> '"';
                case '\u2013', '\u2014', '\u2011' -> '-';
                default -> character;
            };
        }
    }
}
