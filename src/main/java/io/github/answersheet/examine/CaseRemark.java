package io.github.answersheet.examine;

/**
 * Something to be said of a case.
 *
 * @param name of the case
 * @param file the reply that it stands in
 * @param line where it starts there, 1-based
 * @param words what the case does or has, for an author
 * @param isDisputed whether only the process in which the improved solution runs says so
 */
public record CaseRemark(String name, String file, int line, String words, boolean isDisputed) {

    CaseRemark(String name, String file, int line, String words) {
        this(name, file, line, words, false);
    }

    CaseRemark disputed() {
        return new CaseRemark(name, file, line, words, true);
    }

    /** One sentence without its full stop. */
    public String inWords() {
        return "The case " + Words.code(name) + " " + words;
    }

    /** A case that is itself at fault. */
    static CaseRemark useless(String name, String file, int line, String why) {
        return new CaseRemark(name, file, line, "says nothing about the code: " + why);
    }
}
