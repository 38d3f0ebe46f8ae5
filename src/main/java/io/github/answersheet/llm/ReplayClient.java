package io.github.answersheet.llm;

import io.github.answersheet.prompt.Prompt;
import io.github.answersheet.prompt.Subject;
import io.github.answersheet.source.InputException;
import io.github.answersheet.source.Problem;
import io.github.answersheet.source.TextFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Answers from recorded replies in a folder, so that a run needs neither key nor network. */
public final class ReplayClient implements ChatClient {

    // Enough to know a question by.
    private static final int LONGEST_QUOTE = 80;

    private static final Pattern FENCE = Pattern.compile(" {0,3}(`{3,}|~{3,}).*");
    private static final Pattern TITLE =
            Pattern.compile("#{1,6}\\s+\\W*Answer\\s+#?(\\d{1,6})\\b.*", Pattern.CASE_INSENSITIVE);

    private final Path folder;
    private final boolean isOneQuiz;
    private final Recordings recordings;
    // Of a file that holds all of them, by the number of the question.
    private final Map<Integer, String> together;

    /**
     * @param folder of replies, or a file in which all answers stand one after the other
     * @param isOneQuiz whether all questions are of one quiz: replies that do not say what they answer can be used then
     * @throws InputException if there is no such folder or file
     */
    public ReplayClient(Path folder, boolean isOneQuiz) {
        if (!Files.exists(folder)) {
            throw new InputException(Problem.of("--replay " + folder, "no such folder"));
        }
        this.together = Files.isDirectory(folder) ? Map.of() : answers(folder);
        if (!Files.isDirectory(folder) && !isOneQuiz) {
            throw new InputException(
                    Problem.of("--replay " + folder, "is one file, which can answer one quiz; name a folder"));
        }
        this.folder = folder;
        this.isOneQuiz = isOneQuiz;
        this.recordings = new Recordings(folder);
    }

    private static Map<Integer, String> answers(Path file) {
        Map<Integer, StringBuilder> answers = new HashMap<>();
        StringBuilder current = new StringBuilder();
        String fence = "";
        for (String line : TextFiles.read(file).text().split("\n", -1)) {
            Matcher mark = FENCE.matcher(line);
            Matcher title = TITLE.matcher(line);
            if (mark.matches()) {
                String found = mark.group(1);
                fence = fence.isEmpty()
                        ? found
                        : found.startsWith(fence) && line.strip().equals(found) ? "" : fence;
            } else if (fence.isEmpty() && title.matches()) {
                current = new StringBuilder();
                answers.putIfAbsent(Integer.parseInt(title.group(1)), current);
            }
            current.append(line).append('\n');
        }
        Map<Integer, String> texts = new HashMap<>();
        answers.forEach((number, text) -> texts.put(number, text.toString()));
        if (texts.isEmpty()) {
            throw new InputException(Problem.of(
                    file.toString(), "no answer found; answers start with a heading such as \"## Answer 3: Pipes\""));
        }
        return texts;
    }

    /**
     * Says of all questions at once which of them have no recorded draft, before anything is made of the others.
     *
     * @throws InputException if one has none, or only one for another question
     */
    public void refuseMissing(Iterable<Subject> subjects) {
        List<Problem> problems = new ArrayList<>();
        for (Subject subject : subjects) {
            try {
                Call draft = new Call(subject, Step.DRAFT, new Prompt("", ""), OptionalInt.empty());
                if (together.isEmpty() ? !Files.exists(file(draft)) : !together.containsKey(subject.number())) {
                    problems.add(missing(draft));
                }
            } catch (InputException e) {
                problems.addAll(e.problems());
            }
        }
        if (!problems.isEmpty()) {
            throw new InputException(problems);
        }
    }

    private Problem missing(Call draft) {
        return Problem.of(
                together.isEmpty() ? file(draft).toString() : folder.toString(),
                "no recorded reply for the draft of " + draft.subject()
                        + "; for a real model leave --replay out and set OPENAI_API_KEY and --model,"
                        + " or for a local server OPENAI_BASE_URL");
    }

    /**
     * @throws CallFailedException if there is no recording of a call that only this run needs
     * @throws InputException if there is no recording of a draft, or only one for another question
     */
    @Override
    public Reply chat(Call call) {
        if (!together.isEmpty()) {
            String text = together.get(call.question());
            if (call.step().isOfSheet()) {
                throw CallFailedException.notRecorded("a file of answers holds nothing about the sheet");
            }
            if (text == null || !call.step().equals(Step.DRAFT)) {
                throw new CallFailedException("nothing is recorded for this call in " + folder);
            }
            return recorded(text);
        }
        Path file = file(call);
        if (!Files.exists(file)) {
            if (!call.step().equals(Step.DRAFT)) {
                throw CallFailedException.notRecorded("nothing is recorded for this call: there is no " + file);
            }
            throw new InputException(missing(call));
        }
        return recorded(TextFiles.read(file).text());
    }

    private static Reply recorded(String text) {
        return new Reply(text, Reply.Finish.STOP, Usage.NONE, "", Duration.ZERO, Reply.Origin.RECORDING);
    }

    private Path file(Call call) {
        Optional<String> known = recordings.stemOf(call.subject());
        if (known.isPresent()) {
            return recordings.file(known.get(), call.step());
        }
        String stem = Recordings.usualStem(call.question());
        Path file = recordings.file(stem, call.step());
        Optional<Subject> other = recordings.subject(stem);
        if (Files.exists(file) && call.step().isOfSheet() && (other.isPresent() || !isOneQuiz)) {
            throw CallFailedException.notRecorded(file + " is about another sheet");
        }
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
        return "replay of the replies recorded in " + folder + " (no model is called)"
                + (recordings.sayQuestions() ? "" : "; they do not say which questions they answer");
    }
}
