package io.github.answersheet.llm;

import io.github.answersheet.prompt.Subject;
import io.github.answersheet.source.InputException;
import io.github.answersheet.source.Problem;
import io.github.answersheet.source.TextFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Answers from recorded replies in a folder, so that a run needs neither key nor network. */
public final class ReplayClient implements ChatClient {

    // Enough to know a question by.
    private static final int LONGEST_QUOTE = 80;

    private final Path folder;
    private final boolean isOneQuiz;
    private final Recordings recordings;

    /**
     * @param isOneQuiz whether all questions are of one quiz: replies that do not say what they answer can be used then
     * @throws InputException if there is no such folder
     */
    public ReplayClient(Path folder, boolean isOneQuiz) {
        if (!Files.isDirectory(folder)) {
            throw new InputException(Problem.of("--replay " + folder, "no such folder"));
        }
        this.folder = folder;
        this.isOneQuiz = isOneQuiz;
        this.recordings = new Recordings(folder);
    }

    /**
     * @throws CallFailedException if there is no recording of a call that only this run needs
     * @throws InputException if there is no recording of a draft, or only one for another question
     */
    @Override
    public Reply chat(Call call) {
        Path file = file(call);
        if (!Files.exists(file)) {
            if (!call.step().equals(Step.DRAFT)) {
                throw CallFailedException.notRecorded("nothing is recorded for this call: there is no " + file);
            }
            throw new InputException(Problem.of(
                    file.toString(),
                    "no recorded reply for the draft of " + call.subject()
                            + "; for a real model leave --replay out and set OPENAI_API_KEY and --model,"
                            + " or for a local server OPENAI_BASE_URL"));
        }
        return new Reply(
                TextFiles.read(file).text(), Reply.Finish.STOP, Usage.NONE, "", Duration.ZERO, Reply.Origin.RECORDING);
    }

    private Path file(Call call) {
        Optional<String> known = recordings.stemOf(call.subject());
        if (known.isPresent()) {
            return recordings.file(known.get(), call.step());
        }
        String stem = Recordings.usualStem(call.question());
        Path file = recordings.file(stem, call.step());
        Optional<Subject> other = recordings.subject(stem);
        if (Files.exists(file) && other.isPresent()) {
            throw new InputException(Problem.of(
                    file.toString(),
                    "was recorded for another question: " + quoted(other.get()) + "; " + quoted(call.subject())
                            + " has no recording here"));
        }
        if (Files.exists(file) && !isOneQuiz) {
            throw new InputException(Problem.of(
                    file.toString(),
                    "does not say which quiz it is for; name one quiz, or write " + call.subject() + " into " + stem
                            + ".question.md beside it"));
        }
        return file;
    }

    private static String quoted(Subject subject) {
        String text = subject.text().strip().replaceAll("\\s+", " ");
        return subject + " (\"" + (text.length() > LONGEST_QUOTE ? text.substring(0, LONGEST_QUOTE) + "…" : text)
                + "\")";
    }

    @Override
    public String description() {
        return "replay of the replies recorded in " + folder + " (no model is called)";
    }
}
