package io.github.answersheet.cli;

import io.github.answersheet.source.InputException;
import io.github.answersheet.source.Problem;
import io.github.answersheet.source.UserFolder;
import io.github.answersheet.store.CallStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where paid replies are kept. */
final class StoreOptions {

    private static final String NONE = "none";

    @Option(
            names = "--store",
            paramLabel = "FILE|URL",
            description =
                    "Where replies are kept so that none is paid for twice: a file, or jdbc:postgresql://host/database"
                            + " for several machines (user and password from PGUSER, PGPASSWORD or ~/.pgpass); none keeps nothing"
                            + " (default: answersheet/calls.db in XDG_STATE_HOME or ~/.local/state).")
    private String store;

    /** Gets ready to open the store, beside other work. */
    void prepare(Map<String, String> variables) {
        location(variables).ifPresent(CallStore::prepare);
    }

    /** The store; none if it is not wanted or there is no place for it. */
    Optional<CallStore> open(Map<String, String> variables) {
        return location(variables).map(location -> CallStore.open(location, variables, CallStore.LEASE));
    }

    /**
     * The store that is there.
     *
     * @throws InputException if there is none
     */
    CallStore existing(Map<String, String> variables) {
        String location = needed(variables);
        if (!CallStore.isOnServer(location) && !Files.exists(Path.of(location))) {
            throw new InputException(Problem.of(location, "no such store"));
        }
        return CallStore.open(location, variables, CallStore.LEASE);
    }

    /** The store that several machines share; that it is on a server is for the backlog to say. */
    CallStore openShared(Map<String, String> variables, Duration lease) {
        return CallStore.open(needed(variables), variables, lease);
    }

    /**
     * The file or address of the store.
     *
     * @throws InputException if none is wanted, or there is no place for one
     */
    String needed(Map<String, String> variables) {
        return location(variables)
                .orElseThrow(() -> new InputException(Problem.of("--store", "name the file or address of the store")));
    }

    /** The file or address of the store; none if it is not wanted or there is no place for it. */
    Optional<String> location(Map<String, String> variables) {
        if (store != null) {
            return Optional.of(store).filter(s -> !s.equals(NONE));
        }
        return UserFolder.STATE
                .in(variables)
                .map(folder -> folder.resolve("calls.db").toString());
    }
}
