package io.github.answersheet.examine;

import io.github.answersheet.source.Resource;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Programs that readers have and a sandbox does not. What calls one of them shows something else in a sandbox than it shows
 * to readers, and often says so in words of its own or not at all.
 */
final class ReadersTools {

    private static final String NAMES = Resource.of(ReadersTools.class, "readers-tools.txt").words().stream()
            .map(Pattern::quote)
            .collect(Collectors.joining("|"));

    // Where a command begins.
    private static final Pattern CALLED =
            Pattern.compile("(?m)(?:^|[;&|(]|\\b(?:then|do|else|if|while|until|exec|xargs|time)\\b"
                    + "|\\b(?:sudo|timeout)(?: +(?:-\\S+|\\d+[smh]?)){0,20}|!)[ \\t]*(" + NAMES + ")(?=\\s|$)");
    private static final Pattern STARTED =
            Pattern.compile("(?:\\b(?:run|call|check_call|check_output|Popen|system|popen|which"
                    + "|create_subprocess_exec|create_subprocess_shell)\\(\\s*\\[?|\\[)\\s*f?[\"'](" + NAMES
                    + ")(?=[\"' ])");

    private ReadersTools() {}

    /** One that commands of Bash call, unless they bring a stand-in for it. */
    static Optional<String> calledBy(String commands) {
        return CALLED.matcher(commands)
                .results()
                .map(found -> found.group(1))
                .filter(tool -> !Pattern.compile("\\b" + tool + "\\s*\\(\\)|[/>]\\s*\"?(?:\\S*/)?" + tool + "\\b")
                        .matcher(commands)
                        .find())
                .findFirst();
    }

    /** One that a program in Bash or Python starts. */
    static Optional<String> startedBy(String program) {
        Matcher started = STARTED.matcher(program);
        return started.find() ? Optional.of(started.group(1)) : calledBy(program);
    }
}
