package io.github.answersheet.sandbox;

import io.github.answersheet.source.Resource;
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
 * @param tools programs that it finds besides those that every sandbox has
 * @param folders that it can read besides {@code /usr}; a last {@code *} stands for the rest of a name
 */
public record Program(
        List<String> command,
        Map<String, String> files,
        String stdin,
        Limits limits,
        List<String> filesWanted,
        Machine machine,
        List<String> tools,
        List<String> folders) {

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

        /** The folder that a program starts in. */
        public String home() {
            return "/home/" + user;
        }

        public String host() {
            return host;
        }
    }

    /** The folder that a program starts in on the first machine, its home. */
    public static final String HOME = Machine.FIRST.home();

    /**
     * Wanted in the place of a file by a program that is a driver of others: what it reports over descriptor 4, line by
     * line. A line counts only if it begins with the seal and a blank. The driver reads the seal from descriptor 3 and closes
     * that before anything else runs in its process, so that nobody else can report. Of lines that begin with {@code ~}
     * behind the seal only the last is kept, without that sign, behind all others.
     */
    public static final String REPORT = "/dev/report";

    /**
     * The text of a driver for {@code python3 -c}, with what all of them need to run others in a process apart.
     *
     * @param script a resource in the package of a class
     */
    public static String driver(Class<?> owner, String script) {
        return Resource.of(Program.class, "apart.py").text()
                + Resource.of(owner, script).text();
    }

    public Program {
        command = List.copyOf(command);
        // In an order that is the same in every process: what came of a program is remembered by its text.
        files = Collections.unmodifiableMap(new TreeMap<>(files));
        filesWanted = List.copyOf(filesWanted);
        tools = List.copyOf(tools);
        folders = List.copyOf(folders);
    }

    /** A program that needs no more than every sandbox has. */
    public Program(
            List<String> command,
            Map<String, String> files,
            String stdin,
            Limits limits,
            List<String> filesWanted,
            Machine machine) {
        this(command, files, stdin, limits, filesWanted, machine, List.of(), List.of());
    }

    /** A program with no input, whose files nobody wants back. */
    public static Program of(List<String> command, Map<String, String> files) {
        return new Program(command, files, "", Limits.STANDARD, List.of(), Machine.FIRST);
    }

    public Program within(Limits other) {
        return new Program(command, files, stdin, other, filesWanted, machine, tools, folders);
    }

    public Program wanting(List<String> paths) {
        return new Program(command, files, stdin, limits, paths, machine, tools, folders);
    }

    public Program reading(String input) {
        return new Program(command, files, input, limits, filesWanted, machine, tools, folders);
    }

    /** The same for a second look, on a machine that has other names. To those who remember runs it is another program. */
    public Program again() {
        return new Program(command, files, stdin, limits, filesWanted, Machine.SECOND, tools, folders);
    }

    /** The same where more is there. */
    public Program offering(List<String> moreTools, List<String> moreFolders) {
        return new Program(command, files, stdin, limits, filesWanted, machine, moreTools, moreFolders);
    }
}
