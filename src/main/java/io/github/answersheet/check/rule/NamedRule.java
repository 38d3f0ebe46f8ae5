package io.github.answersheet.check.rule;

import io.github.answersheet.check.Level;
import io.github.answersheet.check.Rule;

/** What every rule has. */
abstract class NamedRule implements Rule {

    private final String id;
    private final Level level;

    NamedRule(String id, Level level) {
        this.id = id;
        this.level = level;
    }

    @Override
    public final String id() {
        return id;
    }

    @Override
    public final Level level() {
        return level;
    }
}
