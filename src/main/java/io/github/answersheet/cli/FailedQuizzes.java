package io.github.answersheet.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Quizzes of a run that failed as a whole while the others went on. Each is told of at once. Thread-safe. */
final class FailedQuizzes {

    private final Map<String, Integer> exits = new LinkedHashMap<>();
    private Consumer<String> say;

    FailedQuizzes(Consumer<String> say) {
        this.say = say;
    }

    /** From now on failures are told to somebody else. */
    synchronized void tellTo(Consumer<String> other) {
        say = other;
    }

    /** Tells of a quiz, once however often it fails. */
    synchronized void add(String quiz, RuntimeException why) {
        if (exits.put(quiz, ExitCode.of(why)) == null) {
            String message = why.getMessage();
            say.accept("no sheet: " + (message.startsWith(quiz) ? "" : quiz + ": ") + message);
        }
    }

    /**
     * @param otherwise the exit code where none failed
     * @return the code of the gravest failure: of this program, of the disk, of what was read
     */
    synchronized int exit(int otherwise) {
        return exits.values().stream().mapToInt(Integer::intValue).max().orElse(otherwise);
    }
}
