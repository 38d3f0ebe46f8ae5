package io.github.answersheet.cli;

import io.github.answersheet.llm.batch.FileLimits;
import java.time.Duration;
import picocli.CommandLine.Option;

/** Whether calls go out in a provider's batches, and how. */
final class WaveOptions {

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
            fallbackValue = "true",
            description =
                    "Make calls at once that got no reply in a batch. When --batch-wait is over, end the batches and"
                            + " call what is left.")
    private boolean finishLive;

    boolean isWanted() {
        return via == Via.BATCH;
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

    /**
     * @throws io.github.answersheet.source.InputException if a value is none
     */
    void check() {
        batchWait();
        limits();
    }
}
