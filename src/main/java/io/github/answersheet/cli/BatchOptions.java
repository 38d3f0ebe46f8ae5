package io.github.answersheet.cli;

import io.github.answersheet.llm.batch.FileLimits;
import io.github.answersheet.llm.batch.ImportedReplies;
import io.github.answersheet.source.InputException;
import io.github.answersheet.source.Problem;
import io.github.answersheet.store.CallStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Whether calls go out in batches, and how. */
final class BatchOptions {

    @Option(
            names = "--via",
            paramLabel = "live|batch",
            defaultValue = "live",
            description = "Make each call at once, or send calls as files to the provider's Batch API, which answers"
                    + " within a day and usually for half the price (default: ${DEFAULT-VALUE}).")
    private Via via;

    @Option(
            names = "--batch-size",
            paramLabel = "N",
            defaultValue = "50000",
            description = "Requests in one batch at most; fewer where the provider limits the tokens that are queued"
                    + " (default: ${DEFAULT-VALUE}; no batch has more than 200 MB).")
    private int size;

    @Option(
            names = "--batch-wait",
            paramLabel = "TIME",
            defaultValue = "24h",
            description =
                    "Wait for batches so long, such as 0s, 90m or 24h, then stop with exit code 4; the same command"
                            + " goes on (default: ${DEFAULT-VALUE}).")
    private String wait;

    @Option(
            names = "--finish-live",
            description =
                    "Make calls at once that got no reply in a batch. When --batch-wait is over, end the batches and"
                            + " call what is left.")
    private boolean finishLive;

    @Option(
            names = "--export",
            paramLabel = "DIR|FILE.jsonl",
            description = "Write the calls that have no reply as batch files, for a provider or for vllm run-batch, and"
                    + " stop with exit code 4. In a folder, no file has more than --batch-size requests or 200 MB.")
    private Path export;

    @Option(
            names = "--import",
            paramLabel = "FILE.jsonl",
            description = "Take the replies from results of such files and go on without calling; may be given several"
                    + " times, and with --export.")
    private List<Path> imports = List.of();

    boolean isWanted() {
        return via == Via.BATCH || isElsewhere();
    }

    /** Whether this program calls nobody. */
    boolean isElsewhere() {
        return export != null || via == Via.LIVE && !imports.isEmpty();
    }

    FileLimits limits() {
        EffortOptions.atLeast("--batch-size", size, 1);
        return FileLimits.ofRequests(size);
    }

    Duration batchWait() {
        return TimeSpan.of("--batch-wait", wait);
    }

    boolean finishLive() {
        return finishLive;
    }

    Optional<Path> export() {
        return Optional.ofNullable(export);
    }

    ImportedReplies imported() {
        return new ImportedReplies(imports);
    }

    /**
     * @param isReplay whether no model is wanted
     */
    void refuseContradictions(boolean isReplay) {
        batchWait();
        limits();
        if (isWanted() && isReplay) {
            throw new InputException(Problem.of("--replay", "calls no model; leave out --via, --export and --import"));
        }
        if (export != null && via == Via.BATCH) {
            throw new InputException(Problem.of("--export " + export, "sends nothing; leave out --via batch"));
        }
    }

    /**
     * @throws InputException if replies are not kept
     */
    CallStore needed(Optional<CallStore> store) {
        return store.orElseThrow(() -> new InputException(
                Problem.of("--store", "batches need a store, since their replies come later; name its file")));
    }
}
