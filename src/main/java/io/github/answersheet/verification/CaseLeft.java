package io.github.answersheet.verification;

/**
 * A case that says nothing about the code, because it is itself at fault.
 *
 * @param name of the case
 * @param file the reply that it stands in
 * @param line where it starts there, 1-based
 * @param why for an author
 */
public record CaseLeft(String name, String file, int line, String why) {

    /** Which case, and why; one sentence without its full stop. */
    public String inWords() {
        return "The case " + Words.code(name) + " says nothing about the code: " + why;
    }
}
