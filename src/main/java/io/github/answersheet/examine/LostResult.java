package io.github.answersheet.examine;

/**
 * A circumstance under which a program gave a result, and what is to take its place gives none.
 *
 * @param circumstance in words
 * @param input of the case that both were run on
 * @param original what was seen of the original
 * @param improved what was seen of the improved solution
 */
public record LostResult(String circumstance, String input, String original, String improved) {

    /** A sentence without its full stop. */
    public String message() {
        return "Run " + circumstance
                + ", the original gives a result and the improved solution does not, and the answer"
                + " does not say that this changed on purpose. Input: " + input + ". Original: " + original
                + ". Improved solution: " + improved;
    }
}
