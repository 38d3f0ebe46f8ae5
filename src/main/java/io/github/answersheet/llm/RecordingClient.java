package io.github.answersheet.llm;

import io.github.answersheet.source.InputException;
import java.nio.file.Path;

/** Writes each reply of another client to a folder, in the form that {@link ReplayClient} reads. */
public final class RecordingClient implements ChatClient {

    private final ChatClient client;
    private final Recordings recordings;

    /**
     * @throws InputException if the folder is there and cannot be read
     */
    public RecordingClient(ChatClient client, Path folder) {
        this.client = client;
        this.recordings = new Recordings(folder);
    }

    @Override
    public Reply chat(Call call) {
        Reply reply = client.chat(call);
        recordings.write(call, reply.text());
        return reply;
    }

    @Override
    public String description() {
        return client.description();
    }
}
