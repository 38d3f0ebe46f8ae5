package io.github.answersheet.cluster;

import io.github.answersheet.llm.Call;
import io.github.answersheet.llm.CallFailedException;
import io.github.answersheet.llm.ChatClient;
import io.github.answersheet.llm.Reply;

/** Holds calls back by limits that all workers share. Thread-safe. */
final class LimitedClient implements ChatClient {

    private static final int CHARACTERS_PER_TOKEN = 4;

    private final ChatClient client;
    private final GlobalLimit requests;
    private final GlobalLimit tokens;

    LimitedClient(ChatClient client, GlobalLimit requests, GlobalLimit tokens) {
        this.client = client;
        this.requests = requests;
        this.tokens = tokens;
    }

    @Override
    public Reply chat(Call call) {
        try {
            tokens.take(
                    1 + (call.prompt().system().length() + call.prompt().user().length()) / CHARACTERS_PER_TOKEN);
            requests.take(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CallFailedException("interrupted");
        }
        return client.chat(call);
    }

    @Override
    public String description() {
        return client.description();
    }
}
