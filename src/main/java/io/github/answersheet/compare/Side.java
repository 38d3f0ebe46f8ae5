package io.github.answersheet.compare;

/** Whose answer is preferred. */
public enum Side {
    /** That of the first sheet. */
    A("A"),
    /** That of the second sheet. */
    B("B"),
    /** Neither. */
    TIE("tie");

    private final String word;

    Side(String word) {
        this.word = word;
    }

    /** As it is printed. */
    public String word() {
        return word;
    }

    /** The other sheet's; a tie stays one. */
    Side other() {
        return this == TIE ? TIE : this == A ? B : A;
    }
}
