package io.github.answersheet.llm;

import io.github.answersheet.source.InputException;
import io.github.answersheet.source.Problem;
import io.github.answersheet.source.TextFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Answers from recorded replies in a folder, so that a run needs neither key nor network. */
public final class ReplayClient implements ChatClient {

    private final Path folder;

    /**
     * @throws InputException if there is no such folder
     */
    public ReplayClient(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new InputException(Problem.of("--replay " + folder, "no such folder"));
        }
        this.folder = folder;
    }

    /**
     * @throws CallFailedException if there is no recording of a call that only this run needs
     * @throws InputException if there is no recording of a draft
     */
    @Override
    public Reply chat(Call call) {
        Path file = folder.resolve(call.recording());
        if (!Files.exists(file)) {
            String what = "no recorded reply for the " + call.step() + " of question " + call.question();
            if (!call.step().equals(Step.DRAFT)) {
                throw new CallFailedException(what + ": there is no " + call.recording() + " in " + folder);
            }
            throw new InputException(Problem.of(
                    file.toString(),
                    what + "; for a real model leave --replay out and set OPENAI_API_KEY and --model, or for a local"
                            + " server OPENAI_BASE_URL"));
        }
        return new Reply(
                TextFiles.read(file).text(), Reply.Finish.STOP, Usage.NONE, "", Duration.ZERO, Reply.Origin.RECORDING);
    }

    @Override
    public String description() {
        return "replay of the replies recorded in " + folder + " (no model is called)";
    }
}
