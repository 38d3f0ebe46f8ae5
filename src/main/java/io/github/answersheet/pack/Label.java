package io.github.answersheet.pack;

/**
 * A label of an answer, such as {@code SRE Perspective}.
 *
 * @param name as printed between {@code **} and {@code :**}
 * @param required whether an answer without it is incomplete
 * @param length how long its section may be
 */
public record Label(String name, boolean required, Length length) {

    /** The label whose body the program copies from the quiz. */
    public static final String QUESTION = "Question";

    /** The label under which a repair returns the cases that an answer is run on. No sheet prints it. */
    public static final String VERIFICATION = "Verification";

    /** The label as a line of its own. */
    public String line() {
        return "**" + name + ":**";
    }
}
