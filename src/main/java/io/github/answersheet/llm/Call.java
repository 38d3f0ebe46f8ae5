package io.github.answersheet.llm;

import io.github.answersheet.prompt.Prompt;

/**
 * One request for one question.
 *
 * @param question the question's number
 * @param repair 0 for the draft, 1 for the first repair and so on
 */
public record Call(int question, int repair, Prompt prompt) {

    /** The name of the call's recording: {@code q03.md} or {@code q03.repair-1.md}. */
    public String recording() {
        String suffix = repair == 0 ? "" : ".repair-" + repair;
        return String.format("q%02d%s.md", question, suffix);
    }
}
