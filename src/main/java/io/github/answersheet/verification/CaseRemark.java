package io.github.answersheet.verification;

/**
 * Something to be said of a case.
 *
 * @param name of the case
 * @param file the reply that it stands in
 * @param line where it starts there, 1-based
 * @param words what the case does or has, for an author
 */
public record CaseRemark(String name, String file, int line, String words) {

    /** One sentence without its full stop. */
    public String inWords() {
        return "The case " + Words.code(name) + " " + words;
    }

    /** A case that is itself at fault. */
    static CaseRemark useless(String name, String file, int line, String why) {
        return new CaseRemark(name, file, line, "says nothing about the code: " + why);
    }
}
