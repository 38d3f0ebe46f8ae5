package io.github.answersheet.llm;

/** Something that answers a prompt. Implementations are thread-safe. */
public interface ChatClient {

    /**
     * @throws CallFailedException if this call gets no reply
     * @throws EndpointException if no call can
     */
    Reply chat(Call call);

    /** How messages to the user name the model. */
    String description();
}
