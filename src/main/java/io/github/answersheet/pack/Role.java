package io.github.answersheet.pack;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a section is for, as far as the program has to know. Its label, and what it says, are the pack's. */
public enum Role {
    /** The question, which the program copies from the quiz. */
    QUESTION,
    /** The answer in a sentence or two. */
    OVERVIEW,
    /** Which option is right, what belongs together, or which order it is. */
    CHOICE,
    /** Why the right option is right and each other one is not. */
    EXPLANATION,
    /** What is wrong with the code of the question. */
    ISSUES,
    /** Code that is the answer; elsewhere code may quote what is wrong. */
    SOLUTION,
    /** What the solution changes on purpose. */
    CHANGES,
    /** Its functions say what goes in, what comes out and what is raised. */
    DOCSTRINGS,
    /** How the solution is tested. */
    TESTS,
    /** A diagram. */
    DIAGRAM,
    /** What only serves checking; it is asked for and never printed. */
    EVIDENCE;

    /** As a template writes it in parentheses. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Role> of(String word) {
        return Arrays.stream(values()).filter(role -> role.word().equals(word)).findFirst();
    }

    static String known() {
        return Arrays.stream(values()).map(role -> "(" + role.word() + ")").collect(Collectors.joining(", "));
    }
}
