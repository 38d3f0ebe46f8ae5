package io.github.answersheet.compare;

import io.github.answersheet.llm.Call;
import io.github.answersheet.llm.CallFailedException;
import io.github.answersheet.llm.ChatClient;
import io.github.answersheet.llm.Reply;
import io.github.answersheet.llm.Step;
import io.github.answersheet.pack.Rubric;
import io.github.answersheet.prompt.Fence;
import io.github.answersheet.prompt.Prompt;
import io.github.answersheet.repair.Attempt;
import io.github.answersheet.source.Defect;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Has a model compare answers, each pair in both orders. Thread-safe. */
public final class Judge {

    private final Rubric rubric;
    private final ChatClient client;

    public Judge(Rubric rubric, ChatClient client) {
        this.rubric = rubric;
        this.client = client;
    }

    /**
     * What a judge is asked. Answers and question are fenced off as material.
     *
     * @param order 1 or 2
     */
    public static Prompt prompt(Rubric rubric, Pair pair, int order) {
        Side first = pair.first(order);
        String x = pair.answer(first);
        String y = pair.answer(first.other());
        return new Prompt(
                rubric.system(),
                rubric.request()
                        .fill(Map.of(
                                "number",
                                Integer.toString(pair.number()),
                                "question",
                                pair.question(),
                                "x",
                                x,
                                "y",
                                y,
                                "fence",
                                Fence.around(pair.question(), x, y))));
    }

    /**
     * Judges a pair in both orders. A verdict that cannot be read is asked for once more; where there is still none, or a call
     * fails, the pair has no verdict and the other order is not paid for.
     */
    public Judged judge(Pair pair) {
        List<Attempt> attempts = new ArrayList<>();
        List<Verdict.Given> given = new ArrayList<>();
        Optional<String> failure = Optional.empty();
        for (int order = 1; order <= 2 && failure.isEmpty(); order++) {
            Verdict verdict = inOrder(pair, order, attempts);
            if (verdict instanceof Verdict.Given read) {
                given.add(read);
            } else if (verdict instanceof Verdict.None none) {
                failure = Optional.of(none.why());
            }
        }
        return new Judged(pair, given, failure, attempts);
    }

    private Verdict inOrder(Pair pair, int order, List<Attempt> attempts) {
        String step = "compare-" + order;
        Prompt prompt = prompt(rubric, pair, order);
        Verdict verdict = ask(pair, order, new Step(step), prompt, attempts);
        if (verdict instanceof Verdict.None none && !isFailed(attempts)) {
            String fence = Fence.around(prompt.user(), none.why());
            String again = rubric.again().fill(Map.of("reason", none.why(), "fence", fence));
            Prompt second = new Prompt(prompt.system(), prompt.user() + "\n\n" + again);
            return ask(pair, order, new Step(step + "-again"), second, attempts);
        }
        return verdict;
    }

    private static boolean isFailed(List<Attempt> attempts) {
        return attempts.get(attempts.size() - 1).failure().isPresent();
    }

    private Verdict ask(Pair pair, int order, Step step, Prompt prompt, List<Attempt> attempts) {
        Call call = new Call(pair.subject(), step, prompt, OptionalInt.empty());
        long start = System.nanoTime();
        try {
            Reply reply = client.chat(call);
            attempts.add(Attempt.of(step, reply));
            return switch (reply.finish()) {
                case FILTERED -> new Verdict.None("the model refused");
                case LENGTH -> new Verdict.None("the reply was cut off");
                default -> read(reply.text(), pair.first(order));
            };
        } catch (CallFailedException e) {
            attempts.add(Attempt.failed(step, Duration.ofNanos(System.nanoTime() - start), e));
            return new Verdict.None(e.getMessage());
        }
    }

    private static Verdict read(String reply, Side first) {
        try {
            return VerdictReader.read(reply, first);
        } catch (RuntimeException | Error e) {
            return new Verdict.None(Defect.of(e).getMessage());
        }
    }
}
