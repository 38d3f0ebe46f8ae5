package io.github.answersheet.run;

import io.github.answersheet.llm.Call;
import io.github.answersheet.llm.ChatClient;
import io.github.answersheet.llm.Reply;
import io.github.answersheet.llm.Step;
import io.github.answersheet.pack.Outlining;
import io.github.answersheet.prompt.Fence;
import io.github.answersheet.prompt.Prompt;
import io.github.answersheet.prompt.Subject;
import io.github.answersheet.quiz.Hints;
import io.github.answersheet.quiz.Outline;
import io.github.answersheet.quiz.QuizReader;
import io.github.answersheet.source.InputException;
import io.github.answersheet.source.Problem;
import io.github.answersheet.source.SourceText;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Has a model say on which lines the questions of a quiz stand. It sends numbers; the text is copied from the quiz. What it
 * sends is checked against the quiz, and asked for once more if it cannot be used.
 */
public final class Outliner {

    /** What fits into one request, in characters. */
    static final int LONGEST = 400_000;

    private static final int MOST_PROBLEMS = 20;

    private final Outlining words;
    private final ChatClient client;

    public Outliner(Outlining words, ChatClient client) {
        this.words = words;
        this.client = client;
    }

    /**
     * @throws InputException if the quiz is too long, or if what the model sent cannot be used at the second time either
     * @throws io.github.answersheet.llm.CallFailedException if a call gets no reply
     * @throws io.github.answersheet.llm.EndpointException if no call can
     */
    public Outline outline(SourceText quiz, Hints hints) {
        String lines = numbered(quiz);
        if (lines.length() > LONGEST) {
            throw new InputException(Problem.of(
                    quiz.name(),
                    "is too long to be shown to a model at once (" + lines.length() + " characters, " + LONGEST
                            + " at most); divide the quiz"));
        }
        Prompt prompt =
                new Prompt(words.system(), words.request().fill(Map.of("lines", lines, "fence", Fence.around(lines))));
        Outcome first = ask(quiz, hints, Step.OUTLINE, prompt);
        if (first.problems().isEmpty()) {
            return first.outline().orElseThrow();
        }
        String reason = first.problems().stream()
                .limit(MOST_PROBLEMS)
                .map(p -> "- " + p)
                .collect(Collectors.joining("\n"));
        Prompt again = new Prompt(
                prompt.system(),
                prompt.user() + "\n\n"
                        + words.again().fill(Map.of("reason", reason, "fence", Fence.around(lines, reason))));
        Outcome second = ask(quiz, hints, Step.OUTLINE_AGAIN, again);
        if (!second.problems().isEmpty()) {
            throw new InputException(second.problems().stream()
                    .limit(MOST_PROBLEMS)
                    .map(p -> Problem.of(quiz.name(), "the model's outline is refused: " + p))
                    .toList());
        }
        return second.outline().orElseThrow();
    }

    // An outline, or why it cannot be used.
    private record Outcome(Optional<Outline> outline, List<String> problems) {

        static Outcome refused(String why) {
            return new Outcome(Optional.empty(), List.of(why));
        }
    }

    private Outcome ask(SourceText quiz, Hints hints, Step step, Prompt prompt) {
        Reply reply =
                client.chat(new Call(new Subject(quiz.name(), 0, quiz.text()), step, prompt, OptionalInt.empty()));
        if (reply.finish() == Reply.Finish.FILTERED) {
            return Outcome.refused("the model refused");
        }
        if (reply.finish() == Reply.Finish.LENGTH) {
            return Outcome.refused("the reply was cut off");
        }
        String text = reply.text();
        int start = text.indexOf('{');
        int end = text.lastIndexOf('}');
        if (start < 0 || end < start) {
            return Outcome.refused("it holds no JSON object");
        }
        try {
            Outline outline = Outline.read(SourceText.of("the reply", text.substring(start, end + 1)))
                    .linesOnly();
            return new Outcome(Optional.of(outline), QuizReader.refusals(quiz, hints, outline));
        } catch (InputException e) {
            return Outcome.refused(e.getMessage());
        }
    }

    private static String numbered(SourceText quiz) {
        return IntStream.rangeClosed(1, quiz.lineCount())
                .mapToObj(line -> line + "| " + quiz.line(line).stripTrailing())
                .collect(Collectors.joining("\n"));
    }
}
