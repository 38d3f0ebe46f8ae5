package io.github.answersheet.repair;

import io.github.answersheet.llm.CallFailedException;
import io.github.answersheet.llm.Reply;
import io.github.answersheet.llm.Step;
import io.github.answersheet.llm.Usage;
import java.time.Duration;
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
