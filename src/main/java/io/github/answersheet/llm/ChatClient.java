package io.github.answersheet.llm;

/** Something that answers a prompt. Implementations are thread-safe. */
public interface ChatClient {

    /**
     * @throws EndpointException if the model cannot be used
     */
    Reply chat(Call call);

    /** How messages to the user name the model. */
    String description();
}
