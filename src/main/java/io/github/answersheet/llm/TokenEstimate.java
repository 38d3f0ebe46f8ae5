package io.github.answersheet.llm;

import dev.langchain4j.model.openai.OpenAiTokenCountEstimator;
import io.github.answersheet.prompt.Prompt;

/** Counts tokens with the encoding of the model, or of a common one where the model's is not known. */
public final class TokenEstimate {

    private static final String COMMON = "gpt-4o";

    private final OpenAiTokenCountEstimator estimator;
    private final String encodingOf;

    public TokenEstimate(String model) {
        OpenAiTokenCountEstimator found;
        String name = model;
        try {
            found = new OpenAiTokenCountEstimator(model);
            found.estimateTokenCountInText("");
        } catch (RuntimeException unknownModel) {
            found = new OpenAiTokenCountEstimator(COMMON);
            name = COMMON;
        }
        this.estimator = found;
        this.encodingOf = name;
    }

    /** The model whose encoding is used. */
    public String encodingOf() {
        return encodingOf;
    }

    public int count(String text) {
        return estimator.estimateTokenCountInText(text);
    }

    /** Both messages; the few tokens that frame them are left out. */
    public int count(Prompt prompt) {
        return count(prompt.system()) + count(prompt.user());
    }
}
