package io.github.answersheet.cli;

import io.github.answersheet.llm.batch.ImportedReplies;
import io.github.answersheet.source.InputException;
import io.github.answersheet.source.Problem;
import io.github.answersheet.store.CallStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Whether calls go out in batches, or are carried to somebody. */
final class BatchOptions {

    @Mixin
    private WaveOptions waves;

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
        return waves.isWanted() || isElsewhere();
    }

    /** Whether this program calls nobody. */
    boolean isElsewhere() {
        return export != null || !waves.isWanted() && !imports.isEmpty();
    }

    WaveOptions waves() {
        return waves;
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
        waves.check();
        if (export != null && Inputs.isStdin(export)) {
            throw new InputException(Problem.of("--export -", "stdout may be for sheets; name a file, or /dev/stdout"));
        }
        if (imports.stream().anyMatch(Inputs::isStream)) {
            throw new InputException(Problem.of("--import", "results are read more than once; name a file"));
        }
        if (isWanted() && isReplay) {
            throw new InputException(Problem.of("--replay", "calls no model; leave out --via, --export and --import"));
        }
        if (export != null && waves.isWanted()) {
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
