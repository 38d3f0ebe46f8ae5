package io.github.answersheet.cluster;

import io.github.answersheet.check.Checker;
import io.github.answersheet.llm.StoredOnlyClient;
import io.github.answersheet.prompt.Assignment;
import io.github.answersheet.quiz.Quiz;
import io.github.answersheet.repair.Ladder;
import io.github.answersheet.repair.Outcome;
import io.github.answersheet.store.Backlog;
import io.github.answersheet.store.Backlog.Standing;
import io.github.answersheet.store.CallStore;
import io.github.answersheet.store.QuestionState;
import io.github.answersheet.store.QuizEntry;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Makes answers of what workers left in the store, by the same ladder and without a call. Thread-safe. */
public final class Collecting {

    private final CallStore store;
    private final Backlog backlog;
    private final OpenJob job;
    private final Checker checker;
    private final BiConsumer<Quiz, String> left;
    private final Map<Assignment, Standing> standings = new IdentityHashMap<>();

    /**
     * @param left told of quizzes that cannot be collected yet, and why
     */
    public Collecting(CallStore store, Backlog backlog, OpenJob job, Checker checker, BiConsumer<Quiz, String> left) {
        this.store = store;
        this.backlog = backlog;
        this.job = job;
        this.checker = checker;
        this.left = left;
    }

    /** The questions of a quiz, if workers are through with all of them; else none. */
    public List<Assignment> plan(Quiz quiz) {
        Optional<QuizEntry> entry = backlog.quizOfText(job.id(), OpenJob.textHash(quiz));
        if (entry.isEmpty()) {
            left.accept(quiz, "is not in the backlog as it stands");
            return List.of();
        }
        Map<Integer, Standing> known = backlog.standings(job.id(), entry.get().id());
        long open = known.values().stream()
                .filter(s -> s.state() == QuestionState.OPEN)
                .count();
        if (open > 0) {
            left.accept(quiz, open + " of " + known.size() + " questions are open");
            return List.of();
        }
        List<Assignment> assignments = job.plan(quiz, entry.get()).stream()
                .filter(a -> known.containsKey(a.number()))
                .toList();
        synchronized (standings) {
            assignments.forEach(a -> standings.put(a, known.get(a.number())));
        }
        return assignments;
    }

    /** Answers a question that was planned, as its worker did. */
    public Outcome answer(Assignment assignment) {
        Optional<String> failure;
        synchronized (standings) {
            failure = standings.remove(assignment).failure();
        }
        StoredOnlyClient client = new StoredOnlyClient(store, job.name(), failure);
        return new Ladder(job.pack(), client, checker, job.effort()).answer(assignment);
    }

    /** Whether a call was wanted here that no worker made: its checks found something else. */
    public static boolean isOther(Outcome outcome) {
        return outcome.attempts().stream()
                .anyMatch(a ->
                        a.failure().filter(StoredOnlyClient.MISSING::equals).isPresent());
    }
}
