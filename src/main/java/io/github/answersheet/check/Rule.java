package io.github.answersheet.check;

/** One thing that sheets have to hold. Rules look and tell; they never edit. Thread-safe. */
public interface Rule {

    /** Lower-case words joined by hyphens; never reused for another rule. */
    String id();

    Level level();
}
