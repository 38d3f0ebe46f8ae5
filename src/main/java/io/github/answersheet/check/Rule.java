package io.github.answersheet.check;

/**
 * One thing that answers or sheets have to hold. Rules look at what was examined and tell; they ask nobody, and they never
 * edit. Immutable.
 */
public abstract sealed class Rule permits AnswerRule, SheetRule {

    private final String id;
    private final Level level;

    /**
     * @param id lower-case words joined by hyphens; never reused for another rule
     * @param level of its findings, as far as they have none of their own
     */
    Rule(String id, Level level) {
        this.id = id;
        this.level = level;
    }

    public final String id() {
        return id;
    }

    public final Level level() {
        return level;
    }

    /** Whether a pack or a user may switch it off or give it another level. */
    public boolean mayBeSet() {
        return true;
    }
}
