package io.github.answersheet.sandbox;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A program and all that it may see. It starts in an empty folder of its own, as an ordinary user, with an empty
 * environment but for the usual {@code PATH}, {@code HOME} and {@code LANG}.
 *
 * @param command the program, found on the sandbox's PATH ({@code python3}, {@code bash}), and its arguments
 * @param files text by path: relative to the working folder, or absolute ({@code /var/log/app.log}); everything outside
 *     {@code /usr} is private to the run, so absolute files can be made; what begins with {@code #!} is executable
 * @param stdin what the program reads from its standard input
 * @param filesWanted paths of files to be handed back after the end, as they then are
 */
public record Program(
        List<String> command,
        Map<String, String> files,
        String stdin,
        Limits limits,
        List<String> filesWanted,
        Machine machine) {

    /** Who a program seems to be run by, and where; it can see both. */
    public enum Machine {
        FIRST("user", "sandbox"),
        /** Another, so that output which tells of a machine differs from the first one's. */
        SECOND("reader", "machine");

        private final String user;
        private final String host;

        Machine(String user, String host) {
            this.user = user;
            this.host = host;
        }

        /** The name of the user, whose home has it too. */
        public String user() {
            return user;
        }

        public String host() {
            return host;
        }
    }

    public Program {
        command = List.copyOf(command);
        // In an order that is the same in every process: what came of a program is remembered by its text.
        files = Collections.unmodifiableMap(new TreeMap<>(files));
        filesWanted = List.copyOf(filesWanted);
    }

    /** A program with no input, whose files nobody wants back. */
    public static Program of(List<String> command, Map<String, String> files) {
        return new Program(command, files, "", Limits.STANDARD, List.of(), Machine.FIRST);
    }

    public Program within(Limits other) {
        return new Program(command, files, stdin, other, filesWanted, machine);
    }

    public Program wanting(List<String> paths) {
        return new Program(command, files, stdin, limits, paths, machine);
    }

    public Program reading(String input) {
        return new Program(command, files, input, limits, filesWanted, machine);
    }

    /** The same for a second look, on a machine that has other names. To those who remember runs it is another program. */
    public Program again() {
        return new Program(command, files, stdin, limits, filesWanted, Machine.SECOND);
    }
}
