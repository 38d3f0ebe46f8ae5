package io.github.answersheet.source;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where a user's own files are, by the XDG base directory specification: an empty variable is an unset one, and one whose path
 * is relative is ignored, because it would name a folder of whoever made the working folder.
 */
public enum UserFolder {
    CACHE("XDG_CACHE_HOME", ".cache"),
    CONFIG("XDG_CONFIG_HOME", ".config"),
    STATE("XDG_STATE_HOME", ".local/state");

    private static final String PROGRAM = "answersheet";

    private final String variable;
    private final String inHome;

    UserFolder(String variable, String inHome) {
        this.variable = variable;
        this.inHome = inHome;
    }

    /**
     * The program's folder there; it need not exist.
     *
     * @param variables of the environment
     * @return nothing if the environment names neither it nor a home
     */
    public Optional<Path> in(Map<String, String> variables) {
        return absolute(variables.get(variable))
                .or(() -> absolute(variables.get("HOME")).map(home -> home.resolve(inHome)))
                .map(folder -> folder.resolve(PROGRAM));
    }

    private static Optional<Path> absolute(String path) {
        try {
            return Optional.ofNullable(path).map(Path::of).filter(Path::isAbsolute);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
