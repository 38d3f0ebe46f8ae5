package io.github.answersheet.llm;

import io.github.answersheet.prompt.Prompt;
import java.util.OptionalInt;

/**
 * One request for one question.
 *
 * @param question the question's number
 * @param step which of its calls it is
 * @param maxOutput the most tokens that the reply may have; empty leaves it to the endpoint
 */
public record Call(int question, Step step, Prompt prompt, OptionalInt maxOutput) {

    /** The name of the call's recording: {@code q03.md} or {@code q03.repair-1.md}. */
    public String recording() {
        String suffix = step.name().isEmpty() ? "" : "." + step.name();
        return (question < 10 ? "q0" : "q") + question + suffix + ".md";
    }
}
