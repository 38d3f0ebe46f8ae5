package io.github.answersheet.cli;

import io.github.answersheet.source.InputException;
import io.github.answersheet.source.Problem;
import io.github.answersheet.store.CallStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where paid replies are kept. */
final class StoreOptions {

    private static final String NONE = "none";

    @Option(
            names = "--store",
            paramLabel = "FILE",
            description = "Where replies are kept so that none is paid for twice; none keeps nothing (default:"
                    + " answersheet/calls.db in XDG_STATE_HOME or ~/.local/state).")
    private String file;

    /** The store; none if it is not wanted or there is no place for it. */
    Optional<CallStore> open(Map<String, String> variables) {
        return path(variables).map(CallStore::open);
    }

    /**
     * The store that is there.
     *
     * @throws InputException if there is none
     */
    CallStore existing(Map<String, String> variables) {
        Path path = path(variables)
                .orElseThrow(() -> new InputException(Problem.of("--store", "name the file of the store")));
        if (!Files.exists(path)) {
            throw new InputException(Problem.of(path.toString(), "no such store"));
        }
        return CallStore.open(path);
    }

    Optional<Path> path(Map<String, String> variables) {
        if (file != null) {
            return Optional.of(file).filter(f -> !f.equals(NONE)).map(Path::of);
        }
        return Optional.ofNullable(variables.get("XDG_STATE_HOME"))
                .map(Path::of)
                .or(() -> Optional.ofNullable(variables.get("HOME")).map(home -> Path.of(home, ".local", "state")))
                .map(state -> state.resolve("answersheet").resolve("calls.db"));
    }
}
