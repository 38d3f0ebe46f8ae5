package io.github.answersheet.llm;

import io.github.answersheet.prompt.Prompt;
import io.github.answersheet.prompt.Subject;
import java.util.OptionalInt;

/**
 * One request for one question.
 *
 * @param subject the question
 * @param step which of its calls it is
 * @param maxOutput the most tokens that the reply may have; empty leaves it to the endpoint
 */
public record Call(Subject subject, Step step, Prompt prompt, OptionalInt maxOutput) {

    /** The question's number. */
    public int question() {
        return subject.number();
    }

    /** The name of the call's recording, where no other quiz has taken it: {@code q03.md} or {@code q03.repair-1.md}. */
    public String recording() {
        return Recordings.name(Recordings.usualStem(question()), step);
    }
}
