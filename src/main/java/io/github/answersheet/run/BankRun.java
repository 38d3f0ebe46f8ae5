package io.github.answersheet.run;

import io.github.answersheet.llm.CallPendingException;
import io.github.answersheet.pack.Pack;
import io.github.answersheet.repair.Outcome;
import io.github.answersheet.repair.SheetComparison.Compared;
import io.github.answersheet.source.Defect;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Takes quizzes from their questions to their sheets, many questions at once. Quizzes are read when their turn comes, and only
 * those that have a question under way are held. An answer that fails is an outcome and stops nothing; where one waits for a
 * reply, its quiz is left out.
 */
public final class BankRun {

    private final Pack pack;
    private final Answering answering;
    private final int underway;
    private final Turns turns;
    private final Progress progress;

    /**
     * @param underway how many questions are begun and not finished at once, at least 1
     * @param turns of those who work; clients that make them wait leave theirs
     */
    public BankRun(Pack pack, Answering answering, int underway, Turns turns, Progress progress) {
        this.pack = pack;
        this.answering = answering;
        this.underway = underway;
        this.turns = turns;
        this.progress = progress;
    }

    /**
     * Answers everything. The first failure that is no matter of one answer ends the run and is thrown; quizzes that were done
     * by then have been told of.
     *
     * @param tasks may read as it goes
     */
    public void run(Iterator<QuizTask> tasks) throws InterruptedException {
        CallThreads.run(
                underway,
                StreamSupport.stream(Spliterators.spliteratorUnknownSize(tasks, Spliterator.ORDERED), false)
                        .flatMap(this::answers)
                        .iterator());
    }

    private Stream<Runnable> answers(QuizTask task) {
        SheetAssembly assembly = new SheetAssembly(task, pack);
        if (task.assignments().isEmpty()) {
            return Stream.of(() -> progress.finished(task, assembly.nothing()));
        }
        return IntStream.range(0, task.assignments().size())
                .mapToObj(index -> () -> turns.take(() -> isAnswered(task, index, assembly)));
    }

    // Else its quiz is put together in a later run, when the reply is there.
    private boolean isAnswered(QuizTask task, int index, SheetAssembly assembly) {
        try {
            progress.begun(task);
            Outcome outcome = answering.answer(task.assignments().get(index));
            if (!Thread.currentThread().isInterrupted()) {
                progress.answered(task, outcome);
                taken(task, assembly, index, outcome)
                        .map(outcomes -> answering.compare(task, outcomes))
                        .filter(compared -> !Thread.currentThread().isInterrupted())
                        .ifPresent(compared -> finish(task, assembly, compared));
            }
            return true;
        } catch (CallPendingException e) {
            return false;
        }
    }

    private Optional<List<Outcome>> taken(QuizTask task, SheetAssembly assembly, int index, Outcome outcome) {
        try {
            return assembly.take(index, outcome);
        } catch (RuntimeException | Error e) {
            progress.failed(task, Defect.of(e));
            return Optional.empty();
        }
    }

    private void finish(QuizTask task, SheetAssembly assembly, Compared compared) {
        QuizResult result;
        try {
            result = assembly.result(compared);
        } catch (RuntimeException | Error e) {
            progress.failed(task, Defect.of(e));
            return;
        }
        progress.finished(task, result);
    }
}
