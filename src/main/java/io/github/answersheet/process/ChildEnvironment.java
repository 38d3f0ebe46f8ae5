package io.github.answersheet.process;

import java.util.regex.Pattern;

/** What programs that are started get to know of our environment. */
public final class ChildEnvironment {

    /** Settings that change how Node or Python start, and what a worker has no need to know. */
    private static final Pattern WITHHELD =
            Pattern.compile("NODE_.*|PYTHON.*|.*(KEY|TOKEN|SECRET|PASSWORD|CREDENTIAL).*", Pattern.CASE_INSENSITIVE);

    private ChildEnvironment() {}

    /** Takes keys, and what would change how it starts, from the environment of a process to be. */
    public static ProcessBuilder reduced(ProcessBuilder builder) {
        builder.environment().keySet().removeIf(name -> WITHHELD.matcher(name).matches());
        return builder;
    }
}
