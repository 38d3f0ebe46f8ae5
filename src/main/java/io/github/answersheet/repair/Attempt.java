package io.github.answersheet.repair;

import io.github.answersheet.llm.CallFailedException;
import io.github.answersheet.llm.Reply;
import io.github.answersheet.llm.Step;
import io.github.answersheet.llm.Usage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One call for a question and what came of it, without the text.
 *
 * @param finish why the reply ended
 * @param origin where the reply came from; only {@link Reply.Origin#ENDPOINT} was paid now
 * @param model which answered; empty if that is not known
 * @param failure why there was no reply; empty if there was one
 */
public record Attempt(
        Step step,
        Reply.Finish finish,
        Reply.Origin origin,
        String model,
        Usage usage,
        Duration time,
        Optional<String> failure) {

    /** The tokens of those that were paid now, and not before: a reply from the store costs nothing again. */
    public static Usage paidNow(List<Attempt> attempts) {
        return attempts.stream()
                .filter(attempt -> attempt.origin() == Reply.Origin.ENDPOINT)
                .map(Attempt::usage)
                .reduce(Usage.NONE, Usage::plus);
    }

    /** A call that got a reply. */
    public static Attempt of(Step step, Reply reply) {
        return new Attempt(
                step, reply.finish(), reply.origin(), reply.model(), reply.usage(), reply.time(), Optional.empty());
    }

    /**
     * A call that got none.
     *
     * @param time that was waited
     */
    public static Attempt failed(Step step, Duration time, CallFailedException why) {
        return new Attempt(
                step,
                Reply.Finish.UNKNOWN,
                Reply.Origin.ENDPOINT,
                "",
                why.usage(),
                time,
                Optional.of(why.getMessage()));
    }
}
