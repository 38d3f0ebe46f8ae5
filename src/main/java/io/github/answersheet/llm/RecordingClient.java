package io.github.answersheet.llm;

import io.github.answersheet.source.TextFiles;
import java.nio.file.Path;

/** Writes each reply of another client to a folder, in the form that {@link ReplayClient} reads. */
public final class RecordingClient implements ChatClient {

    private final ChatClient client;
    private final Path folder;

    public RecordingClient(ChatClient client, Path folder) {
        this.client = client;
        this.folder = folder;
    }

    @Override
    public Reply chat(Call call) {
        Reply reply = client.chat(call);
        TextFiles.writeAtomically(folder.resolve(call.recording()), reply.text());
        return reply;
    }

    @Override
    public String description() {
        return client.description();
    }
}
