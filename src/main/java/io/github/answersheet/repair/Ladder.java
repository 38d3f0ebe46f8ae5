package io.github.answersheet.repair;

import io.github.answersheet.check.Candidate;
import io.github.answersheet.check.Checker;
import io.github.answersheet.draft.DraftReader;
import io.github.answersheet.llm.ChatClient;
import io.github.answersheet.pack.Pack;
import io.github.answersheet.prompt.Assignment;
import io.github.answersheet.prompt.PromptBuilder;
import io.github.answersheet.verification.Verification;
import java.util.function.Function;

/**
 * Turns a question into an answer at the least cost. What is mechanical is fixed for nothing; a section that fails is asked
 * for again, and nothing else; an answer that cannot be mended so is drafted once more; and what still fails then is kept and
 * needs review. Nothing is dropped, and the number of calls is bounded. Thread-safe.
 */
public final class Ladder {

    private final Pack pack;
    private final PromptBuilder prompts;
    private final ChatClient client;
    private final DraftReader reader;
    private final Checker checker;
    private final Function<Candidate, Verification> verification;
    private final Effort effort;

    /**
     * @param verification what is known of a candidate by running it
     */
    public Ladder(
            Pack pack,
            ChatClient client,
            Checker checker,
            Function<Candidate, Verification> verification,
            Effort effort) {
        this.pack = pack;
        this.prompts = new PromptBuilder(pack);
        this.client = client;
        this.reader = new DraftReader(pack);
        this.checker = checker;
        this.verification = verification;
        this.effort = effort;
    }

    /**
     * Answers one question.
     *
     * @throws io.github.answersheet.llm.EndpointException if no call can succeed; a call that fails alone is an outcome
     */
    public Outcome answer(Assignment assignment) {
        Calls calls = new Calls(assignment.number(), client, reader, effort.maxOutput());
        Mending mending = new Mending(checker, reader);
        return new Climb(assignment, pack, prompts, calls, mending, checker, verification, effort).toTheTop();
    }
}
