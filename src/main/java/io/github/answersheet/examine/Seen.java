package io.github.answersheet.examine;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.answersheet.sandbox.Ending;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was seen of one run.
 *
 * @param hasEnded whether it came to its end by itself, and its driver with it where there was something to call
 * @param result what the call gave; empty if it gave nothing that could be told
 * @param raised the names of the exception's class and its base classes; empty if none was raised
 * @param error the last line of the traceback; empty if there is none
 * @param line of the program that raised it, 0 if that is not known
 * @param isOfCase whether the exception says that the case is wrong, and nothing of the program; that is the word of the
 *     process in which the program runs
 * @param objection what else that process has against the case; empty if nothing
 * @param refused why the case was not run; empty if it was
 * @param lines that it ran, where they were counted
 * @param hasMet whether what was to happen to it has happened while it ran
 * @param calls how often functions of a hollow program were called
 * @param files those wanted, by path
 * @param limit the time that it had
 */
record Seen(
        Ending end,
        boolean hasEnded,
        Optional<JsonNode> result,
        List<String> raised,
        String error,
        int line,
        boolean isOfCase,
        Optional<String> objection,
        Optional<String> refused,
        int lines,
        boolean hasMet,
        int calls,
        int exit,
        String stdout,
        String stderr,
        Map<String, Optional<String>> files,
        Duration limit) {

    /** What speaks against the case, as the process says in which the program runs; empty if nothing does. */
    Optional<String> againstCase() {
        return objection.or(() -> Optional.of(ending()).filter(how -> isOfCase));
    }

    boolean isHung() {
        return end == Ending.TIMED_OUT;
    }

    Optional<String> file(String path) {
        return files.getOrDefault(path, Optional.empty());
    }

    /** How it ended, in words. */
    String ending() {
        return switch (end) {
            case EXITED ->
                !hasEnded
                        ? "it ended with exit status " + exit + " before the call came back"
                        : raised.isEmpty() || raised.get(0).equals("SystemExit")
                                ? exited()
                                : "it raised " + Words.code(error);
            case TIMED_OUT -> "it did not end within " + limit.toSeconds() + " s";
            case KILLED -> "it was killed by signal " + exit;
            case OUTPUT_TOO_LONG -> "it printed without end";
            case TOO_GREEDY -> "it used more memory or files than it may";
            case NOT_STARTED -> "it could not be started";
        };
    }

    private String exited() {
        // A call that gave something has no exit status of its own.
        if (result.isPresent()) {
            return "no exception, " + Words.result(result.get());
        }
        String last = stderr.strip();
        last = last.substring(last.lastIndexOf('\n') + 1);
        return "exit status " + exit + (last.isEmpty() ? "" : ", standard error ends with " + Words.code(last));
    }
}
