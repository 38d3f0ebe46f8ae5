package io.github.answersheet.process;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A program of this machine.
 *
 * @param path where it was found
 * @param version what it answers to {@code --version}, without words; empty if it tells none
 */
public record InstalledProgram(Path path, String version) {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int MOST_TOLD = 1 << 16;
    private static final Pattern VERSION = Pattern.compile("\\d+(?:\\.\\d+)+");

    /**
     * The first program of that name in the folders of {@code PATH}. Asking for its version starts it.
     *
     * @param environment the variables of the environment
     */
    public static Optional<InstalledProgram> find(String program, Map<String, String> environment) {
        return ProgramPath.find(program, environment).map(InstalledProgram::at);
    }

    /** A program whose place is known. */
    public static InstalledProgram at(Path path) {
        return new InstalledProgram(path, version(path.toString()).orElse(""));
    }

    /**
     * The version that a program tells; empty if it cannot be started or tells none.
     *
     * @param program by name or path
     */
    public static Optional<String> version(String program) {
        try {
            Process process = ChildEnvironment.reduced(
                            new ProcessBuilder(program, "--version").redirectError(Redirect.DISCARD))
                    .start();
            try (Deadline deadline = new Deadline(LIMIT, process::destroyForcibly)) {
                process.getOutputStream().close();
                String told = new String(process.getInputStream().readNBytes(MOST_TOLD), StandardCharsets.UTF_8);
                Matcher version = VERSION.matcher(told);
                return version.find() && !deadline.passed() ? Optional.of(version.group()) : Optional.empty();
            } finally {
                process.destroy();
            }
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Whether it is of a version, or of a newer one; one that tells no version is not. */
    public boolean isAtLeast(int... wanted) {
        String[] told = version.split("\\.");
        for (int i = 0; i < wanted.length; i++) {
            int part = i < told.length && told[i].matches("\\d{1,9}") ? Integer.parseInt(told[i]) : -1;
            if (part != wanted[i]) {
                return part > wanted[i];
            }
        }
        return true;
    }
}
