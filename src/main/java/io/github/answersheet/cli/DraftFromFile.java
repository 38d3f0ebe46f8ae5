package io.github.answersheet.cli;

import io.github.answersheet.llm.Call;
import io.github.answersheet.llm.CallFailedException;
import io.github.answersheet.llm.ChatClient;
import io.github.answersheet.llm.Reply;
import io.github.answersheet.llm.Step;
import io.github.answersheet.llm.Usage;
import io.github.answersheet.source.SourceText;
import java.time.Duration;
import java.util.Optional;

/** Answers the draft of one question from a file, and keeps the call that would come next instead of making it. For one thread. */
final class DraftFromFile implements ChatClient {

    private final SourceText draft;
    private Call next;

    DraftFromFile(SourceText draft) {
        this.draft = draft;
    }

    @Override
    public Reply chat(Call call) {
        if (call.step().equals(Step.DRAFT)) {
            return new Reply(draft.text(), Reply.Finish.STOP, Usage.NONE, "", Duration.ZERO, Reply.Origin.RECORDING);
        }
        next = call;
        throw new CallFailedException("nothing is sent");
    }

    /** The call that would be made to mend the draft; empty if it needs none. */
    Optional<Call> next() {
        return Optional.ofNullable(next);
    }

    @Override
    public String description() {
        return "the draft in " + draft.name();
    }
}
