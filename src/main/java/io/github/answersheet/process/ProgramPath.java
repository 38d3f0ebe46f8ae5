package io.github.answersheet.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Finds programs as a shell does. */
public final class ProgramPath {

    private ProgramPath() {}

    /**
     * The first program of that name in the folders of {@code PATH}.
     *
     * @param environment the variables of the environment
     */
    public static Optional<Path> find(String program, Map<String, String> environment) {
        for (String folder : environment.getOrDefault("PATH", "").split(File.pathSeparator)) {
            Path path = Path.of(folder, program);
            if (!folder.isEmpty() && Files.isExecutable(path)) {
                return Optional.of(path);
            }
        }
        return Optional.empty();
    }

    /**
     * What tells one version of a program from another without starting it: its file, behind all links, its size and its time.
     *
     * @param program a file or a folder; one that is not there has only its name
     */
    public static String stamp(Path program) {
        try {
            Path real = program.toRealPath();
            return real + " " + Files.size(real) + " "
                    + Files.getLastModifiedTime(real).toMillis();
        } catch (IOException e) {
            return program.toString();
        }
    }
}
