package io.github.answersheet.cli;

import io.github.answersheet.llm.Call;
import io.github.answersheet.llm.CallFailedException;
import io.github.answersheet.llm.ChatClient;
import io.github.answersheet.llm.Reply;
import io.github.answersheet.llm.Usage;
import io.github.answersheet.source.SourceText;
import java.time.Duration;
import java.util.Optional;

/** Answers the first call for one question from a file, and keeps the call that would come next instead of making it. For one thread. */
final class DraftFromFile implements ChatClient {

    private final SourceText draft;
    private boolean isUsed;
    private Call next;

    DraftFromFile(SourceText draft) {
        this(draft, false);
    }

    /** @param isMissing whether there is none yet, so that the first call is the next to be made */
    DraftFromFile(SourceText draft, boolean isMissing) {
        this.draft = draft;
        this.isUsed = isMissing;
    }

    @Override
    public Reply chat(Call call) {
        if (!isUsed) {
            isUsed = true;
            return new Reply(draft.text(), Reply.Finish.STOP, Usage.NONE, "", Duration.ZERO, Reply.Origin.RECORDING);
        }
        next = next == null ? call : next;
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
