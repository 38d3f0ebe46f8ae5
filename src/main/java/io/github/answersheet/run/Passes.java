package io.github.answersheet.run;

import io.github.answersheet.pack.Pack;
import io.github.answersheet.repair.Outcome;
import io.github.answersheet.source.Defect;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Goes over the same quizzes again and again, each time with the replies that have come since. A quiz is told of once, with
 * its answers, when all of them are there, and left out from then on.
 */
public final class Passes {

    private final Pack pack;
    private final int underway;
    private final Turns turns;
    private final Progress progress;
    private final Supplier<Iterator<QuizTask>> tasks;
    private final Set<String> finished = ConcurrentHashMap.newKeySet();

    /**
     * @param underway how many questions are begun and not finished at once, at least 1
     * @param turns of those who work; clients that make them wait leave theirs
     * @param tasks the same ones each time
     */
    public Passes(Pack pack, int underway, Turns turns, Progress progress, Supplier<Iterator<QuizTask>> tasks) {
        this.pack = pack;
        this.underway = underway;
        this.turns = turns;
        this.progress = progress;
        this.tasks = tasks;
    }

    /** Answers everything in one pass, and tells of each answer as it comes. */
    public void once(Answering answering) throws InterruptedException {
        new BankRun(pack, answering, underway, turns, progress).run(tasks.get());
    }

    /**
     * Answers what can be answered.
     *
     * @param answering throws {@link io.github.answersheet.llm.CallPendingException} where a reply is missing
     * @return whether every quiz is finished
     */
    public boolean over(Answering answering) throws InterruptedException {
        Left left = new Left(tasks.get());
        new BankRun(pack, answering, underway, turns, new WholeQuizzes()).run(left);
        return finished.size() == left.seen;
    }

    /** Those that are not finished. */
    private final class Left implements Iterator<QuizTask> {

        private final Iterator<QuizTask> all;
        private QuizTask next;
        private int seen;

        Left(Iterator<QuizTask> all) {
            this.all = all;
        }

        @Override
        public boolean hasNext() {
            while (next == null && all.hasNext()) {
                QuizTask task = all.next();
                seen++;
                next = finished.contains(name(task)) ? null : task;
            }
            return next != null;
        }

        @Override
        public QuizTask next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            QuizTask task = next;
            next = null;
            return task;
        }
    }

    /** Tells of answers only with their quiz, because those of a quiz that waits are given again. */
    private final class WholeQuizzes implements Progress {

        @Override
        public void answered(QuizTask task, Outcome outcome) {
            // Told with the quiz.
        }

        @Override
        public void finished(QuizTask task, QuizResult result) {
            result.outcomes().forEach(outcome -> {
                progress.begun(task);
                progress.answered(task, outcome);
            });
            progress.finished(task, result);
            finished.add(name(task));
        }

        @Override
        public void failed(QuizTask task, Defect why) {
            progress.failed(task, why);
            finished.add(name(task));
        }
    }

    private static String name(QuizTask task) {
        return task.quiz().source().name();
    }
}
