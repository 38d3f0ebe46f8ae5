package io.github.answersheet.pack;

/**
 * A label of an answer, such as {@code SRE Perspective}.
 *
 * @param name as printed between {@code **} and {@code :**}
 * @param required whether an answer without it is incomplete
 * @param printed whether it stands in the sheet; else it is drafted for the program's own use
 * @param length how long its section may be
 */
public record Label(String name, boolean required, boolean printed, Length length) {

    /** The label whose body the program copies from the quiz. */
    public static final String QUESTION = "Question";

    /** The label as a line of its own. */
    public String line() {
        return "**" + name + ":**";
    }
}
