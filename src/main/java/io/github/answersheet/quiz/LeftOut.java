package io.github.answersheet.quiz;

/**
 * A part of the quiz that belongs to no question.
 *
 * @param firstLine 1-based
 * @param lastLine inclusive
 * @param reason why it was left out, in a few words
 * @param excerpt its first words
 */
public record LeftOut(int firstLine, int lastLine, String reason, String excerpt) {

    /** Whether its words say what it is: front matter, an answer key, instructions and the like. */
    boolean isKnown() {
        return !reason.startsWith("not part")
                && !reason.startsWith("after the last")
                && !reason.startsWith("before the first");
    }
}
