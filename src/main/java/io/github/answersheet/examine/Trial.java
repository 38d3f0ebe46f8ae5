package io.github.answersheet.examine;

import java.util.Optional;

/**
 * A statement of an answer, with a small program that shows whether it holds.
 *
 * @param isDoubt whether the examiner thinks that it does not
 * @param quote its words in the answer
 * @param why a word on it, by the examiner; possibly empty
 * @param isPython whether the program is Python; else it is Bash
 * @param ifTrue what is seen of the program if the statement holds
 * @param ifFalse what is seen if it does not; always there for a doubt
 */
public record Trial(
        boolean isDoubt,
        String quote,
        String why,
        boolean isPython,
        String program,
        Expectation ifTrue,
        Optional<Expectation> ifFalse) {

    /** What the examiner makes of the statement: {@code doubt} or {@code evidence}. */
    public String kind() {
        return isDoubt ? "doubt" : "evidence";
    }

    /** Whether a text has the statement. */
    public boolean standsIn(String text) {
        return Quote.in(text, quote).isPresent();
    }

    /** The program's language: {@code python} or {@code bash}. */
    public String language() {
        return isPython ? "python" : "bash";
    }

    /** What is seen if the statement holds, in words. */
    public String expected() {
        return ifTrue.inWords();
    }
}
