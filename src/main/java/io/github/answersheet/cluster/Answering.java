package io.github.answersheet.cluster;

import io.github.answersheet.check.Checker;
import io.github.answersheet.llm.ChatClient;
import io.github.answersheet.prompt.Assignment;
import io.github.answersheet.repair.Attempt;
import io.github.answersheet.repair.Ladder;
import io.github.answersheet.repair.Outcome;
import io.github.answersheet.run.Turns;
import io.github.answersheet.source.Defect;
import io.github.answersheet.source.InputException;
import io.github.answersheet.store.Backlog;
import io.github.answersheet.store.Backlog.Standing;
import io.github.answersheet.store.QuestionId;
import io.github.answersheet.store.QuestionState;
import io.github.answersheet.store.StoreException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Answers questions as a run on one machine does; their replies go to the store. Thread-safe. */
public final class Answering {

    private final Backlog backlog;
    private final String program;
    private final Function<OpenJob, ChatClient> clients;
    private final Function<OpenJob, Checker> checkers;
    // Whether code is run is the jobs' matter.
    private final Turns turns = Turns.ofCores(true);
    private final Map<String, JobAtWork> jobs = new ConcurrentHashMap<>();

    private record JobAtWork(OpenJob job, Ladder ladder) {}

    /**
     * @param program this one, with its version
     * @param clients makes the client for the calls of a job
     * @param checkers who checks the drafts of a job
     */
    public Answering(
            Backlog backlog,
            String program,
            Function<OpenJob, ChatClient> clients,
            Function<OpenJob, Checker> checkers) {
        this.backlog = backlog;
        this.program = program;
        this.clients = clients;
        this.checkers = checkers;
    }

    /**
     * Answers a question.
     *
     * @return how it stands then, which the backlog is to be told
     * @throws io.github.answersheet.llm.CallPendingException if a reply is missing that comes later
     * @throws InterruptedException if it was broken off: nothing is known of the answer then
     */
    Standing answer(QuestionId question) throws InterruptedException {
        JobAtWork work = jobs.computeIfAbsent(question.job(), this::open);
        Assignment assignment;
        try {
            assignment = work.job().assignment(question);
        } catch (StoreException | InputException e) {
            throw e;
        } catch (RuntimeException | Error e) {
            return new Standing(QuestionState.FAILED, Optional.of(Defect.of(e).getMessage()));
        }
        Outcome outcome = turns.take(() -> work.ladder().answer(assignment));
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        return standing(outcome);
    }

    private JobAtWork open(String id) {
        OpenJob job = new OpenJob(backlog.jobs(id).get(0), backlog, program);
        return new JobAtWork(
                job, new Ladder(job.pack(), turns.leftBy(clients.apply(job)), checkers.apply(job), job.effort()));
    }

    private static Standing standing(Outcome outcome) {
        Optional<String> failure = outcome.attempts().stream()
                .map(Attempt::failure)
                .flatMap(Optional::stream)
                .reduce((first, last) -> last);
        QuestionState state = outcome.isFailed()
                ? QuestionState.FAILED
                : outcome.needsReview() ? QuestionState.REVIEW : QuestionState.DONE;
        return new Standing(state, failure);
    }
}
