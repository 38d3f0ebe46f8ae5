package io.github.answersheet.check.rule;

import io.github.answersheet.check.Rule;
import java.util.List;

/** The one list of rules, in the order in which they speak. */
public final class Rules {

    private static final List<Rule> ALL =
            List.of(new MissingLabel(), new EmptySection(), new PlaceholderText(), new UnknownLabel());

    private Rules() {}

    public static List<Rule> all() {
        return ALL;
    }
}
