package io.github.answersheet;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** The program as a process of its own, which can be killed. Its output goes to the files out and err of a folder. */
public final class CommandProcess {

    private CommandProcess() {}

    /**
     * Starts it.
     *
     * @param before words before the command, such as a shell that sets limits
     */
    public static Process start(Path folder, Map<String, String> variables, List<String> before, String... args)
            throws IOException {
        List<String> command = new ArrayList<>(before);
        Collections.addAll(
                command,
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "-Xshare:auto",
                // As the launcher has them: newer JDKs would say on stderr what GraalJS uses.
                "-XX:+IgnoreUnrecognizedVMOptions",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                "io.github.answersheet.cli.Main");
        Collections.addAll(command, args);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile());
        builder.environment().putAll(variables);
        builder.environment().put("XDG_CACHE_HOME", folder.resolve("cache").toString());
        return builder.start();
    }
}
