package io.github.answersheet.repair;

import io.github.answersheet.check.Checker;
import io.github.answersheet.draft.Draft;
import io.github.answersheet.draft.DraftReader;
import io.github.answersheet.examine.Contradiction;
import io.github.answersheet.llm.BudgetExceededException;
import io.github.answersheet.llm.CallPendingException;
import io.github.answersheet.llm.ChatClient;
import io.github.answersheet.llm.EndpointException;
import io.github.answersheet.llm.Step;
import io.github.answersheet.pack.Label;
import io.github.answersheet.pack.Pack;
import io.github.answersheet.prompt.Assignment;
import io.github.answersheet.prompt.PromptBuilder;
import io.github.answersheet.source.Defect;
import io.github.answersheet.source.InputException;
import io.github.answersheet.source.UnwrittenException;
import io.github.answersheet.store.StoreException;
import java.util.List;
import java.util.function.Function;

/**
 * Turns a question into an answer at the least cost. What is mechanical is fixed for nothing; a section that fails is asked
 * for again, and nothing else; an answer that cannot be mended so is drafted once more; and what still fails then is kept and
 * needs review. An answer that has passed is given to an examiner, where its category wants that, and mended by what running it
 * shows. Nothing is dropped, and the number of calls is bounded. Thread-safe.
 */
public final class Ladder {

    private final Pack pack;
    private final PromptBuilder prompts;
    private final ChatClient client;
    private final DraftReader reader;
    private final Checker checker;
    private final Effort effort;

    public Ladder(Pack pack, ChatClient client, Checker checker, Effort effort) {
        this.pack = pack;
        this.prompts = new PromptBuilder(pack);
        this.client = client;
        this.reader = new DraftReader(pack);
        this.checker = checker;
        this.effort = effort;
    }

    /**
     * Answers one question.
     *
     * @throws EndpointException if no call can succeed; a call that fails alone is an outcome, and so is a defect of this program
     */
    public Outcome answer(Assignment assignment) {
        return climb(assignment, RepairLoop::toTheTop);
    }

    /**
     * Answers one question again, as its author wants.
     *
     * @param proposal which of several it is, from 1
     */
    public Outcome answerAgain(Assignment assignment, String remark, int proposal) {
        return climb(assignment, loop -> loop.again(remark, Step.revision(proposal)));
    }

    /**
     * Writes some sections of an answer again, as its author wants. Every other section is the very same.
     *
     * @param written the answer as it stands
     * @param labels of the sections
     * @param proposal which of several it is, from 1
     */
    public Outcome revise(Assignment assignment, Draft written, List<Label> labels, String remark, int proposal) {
        return climb(assignment, loop -> loop.revised(written, labels, remark, Step.revision(proposal)));
    }

    /**
     * Has what other answers of its sheet contradict repaired in an answer, once. If that fails, the answer keeps its text.
     *
     * @param before the answer as it is
     * @param contradictions of what it says; at least one
     */
    Outcome reconciled(Assignment assignment, Outcome before, List<Contradiction> contradictions) {
        Outcome outcome = climb(assignment, loop -> loop.reconciled(before, contradictions));
        // Broken off: what there was is better than what a defect left of it.
        return outcome.candidate().shortfall().isEmpty() ? outcome : before;
    }

    private Outcome climb(Assignment assignment, Function<RepairLoop, Outcome> way) {
        Calls calls = new Calls(assignment.subject(), client, reader, effort.maxOutput());
        Mending mending = new Mending(checker, reader);
        RepairLoop loop = new RepairLoop(assignment, pack, prompts, calls, mending, checker, effort);
        try {
            return way.apply(loop);
        } catch (EndpointException
                | BudgetExceededException
                | CallPendingException
                | StoreException
                | InputException e) {
            throw e;
        } catch (UnwrittenException e) {
            return loop.brokenOff(e);
        } catch (RuntimeException | Error e) {
            return loop.brokenOff(Defect.of(e));
        }
    }
}
