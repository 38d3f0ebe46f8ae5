package io.github.answersheet.compare;

import io.github.answersheet.prompt.Subject;
import io.github.answersheet.store.CallKey;

/**
 * Two answers to one question. Immutable.
 *
 * @param number of the question
 * @param question its text
 * @param a the first sheet's answer, as a judge may see it
 * @param b the second sheet's
 */
public record Pair(int number, String question, String a, String b) {

    // Another seed draws other orders; verdicts that are kept belong to this one.
    private static final String SEED = "order of answers 1\n";

    /**
     * Whose answer is read first. Drawn by the question's text, so that it is always the same.
     *
     * @param order 1 or 2; the second order is the other way round
     */
    public Side first(int order) {
        Side drawn = CallKey.hashOf(SEED + question).charAt(0) < '8' ? Side.A : Side.B;
        return order == 1 ? drawn : drawn.other();
    }

    /** Another answer makes another pair, and another verdict. */
    Subject subject() {
        return new Subject("", number, question + "\n\nA:\n\n" + a + "\n\nB:\n\n" + b);
    }

    String answer(Side side) {
        return side == Side.A ? a : b;
    }
}
