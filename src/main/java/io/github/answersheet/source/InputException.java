package io.github.answersheet.source;

import java.util.List;
import java.util.stream.Collectors;

/** The user gave something that cannot be used. Carries every problem found, not only the first. */
public final class InputException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    public InputException(List<Problem> problems) {
        super(problems.stream().map(Problem::render).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    public InputException(Problem problem) {
        this(List.of(problem));
    }

    /** What is wrong, in reading order; never empty. */
    public List<Problem> problems() {
        return problems;
    }
}
