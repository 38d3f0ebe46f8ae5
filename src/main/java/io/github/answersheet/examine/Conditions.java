package io.github.answersheet.examine;

import io.github.answersheet.sandbox.Program.Machine;
import java.util.List;

/**
 * How a program is run on a case.
 *
 * @param environment variables as {@code NAME=value}, besides those that every program has
 * @param at the line, counted as it runs, before which something happens to it; 0 where nothing does
 */
record Conditions(List<String> environment, Course course, int at, Machine machine) {

    /** How often it runs, and what happens meanwhile. Lines are those that run, not those that are written. */
    enum Course {
        ONCE,
        /** Its lines are counted. */
        COUNTED,
        /** It runs to its end, and then again; the second run is seen. */
        AGAIN,
        /** It gets SIGTERM. */
        TERMINATED,
        /** It gets SIGTERM and runs again; the second run is seen. */
        RESTARTED,
        /** A second one runs while it waits; what is seen is one that fails, if one does. */
        AT_ONCE;

        boolean isInterrupted() {
            return this == TERMINATED || this == RESTARTED || this == AT_ONCE;
        }
    }

    static final Conditions USUAL = new Conditions(List.of(), Course.ONCE, 0, Machine.FIRST);
    static final Conditions COUNTED = new Conditions(List.of(), Course.COUNTED, 0, Machine.FIRST);

    Conditions {
        environment = List.copyOf(environment);
    }

    static Conditions in(String... environment) {
        return new Conditions(List.of(environment), Course.ONCE, 0, Machine.FIRST);
    }

    static Conditions of(Course course) {
        return new Conditions(List.of(), course, 0, Machine.FIRST);
    }

    Conditions at(int line) {
        return new Conditions(environment, course, line, machine);
    }

    /** The same for a second look. */
    Conditions again() {
        return new Conditions(environment, course, at, Machine.SECOND);
    }

    /** Whether only Python can be run so: lines of Bash are not counted. */
    boolean isOfPython() {
        return course.isInterrupted() || environment.stream().anyMatch(variable -> variable.startsWith("PYTHON"));
    }
}
