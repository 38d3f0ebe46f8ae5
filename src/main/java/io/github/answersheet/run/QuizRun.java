package io.github.answersheet.run;

import io.github.answersheet.pack.Pack;
import io.github.answersheet.prompt.Assignment;
import io.github.answersheet.quiz.Quiz;
import io.github.answersheet.quiz.Section;
import io.github.answersheet.repair.Ladder;
import io.github.answersheet.repair.Outcome;
import io.github.answersheet.sheet.Answer;
import io.github.answersheet.sheet.AnswerGroup;
import io.github.answersheet.sheet.AnswerSheet;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Takes one quiz from its questions to its sheet. Answers come in quiz order whatever finishes first. */
public final class QuizRun {

    private final Pack pack;
    private final Ladder ladder;
    private final int concurrency;
    private final Progress progress;

    /**
     * @param concurrency how many questions are under way at once, at least 1
     */
    public QuizRun(Pack pack, Ladder ladder, int concurrency, Progress progress) {
        this.pack = pack;
        this.ladder = ladder;
        this.concurrency = concurrency;
        this.progress = progress;
    }

    /**
     * Answers the planned questions. The first failure that is no matter of one answer ends the run and is thrown.
     *
     * @param planned questions of the quiz, in its order
     */
    public QuizResult run(Quiz quiz, List<Assignment> planned) throws InterruptedException {
        List<Outcome> outcomes = answerAll(planned);
        List<AnswerGroup> groups = new ArrayList<>();
        for (Section section : quiz.sections()) {
            List<Answer> answers = new ArrayList<>();
            for (int i = 0; i < planned.size(); i++) {
                if (section.questions().contains(planned.get(i).question())) {
                    Outcome outcome = outcomes.get(i);
                    answers.add(Answer.of(planned.get(i).question(), outcome.candidate(), outcome.remaining()));
                }
            }
            if (!answers.isEmpty()) {
                groups.add(new AnswerGroup(section.name(), answers));
            }
        }
        return new QuizResult(new AnswerSheet(quiz.title() + " – Answer Sheet", groups, pack.closing()), outcomes);
    }

    private List<Outcome> answerAll(List<Assignment> planned) throws InterruptedException {
        ExecutorService pool = Executors.newFixedThreadPool(Math.min(concurrency, Math.max(1, planned.size())));
        try {
            Tally tally = new Tally(planned.size());
            List<Future<Outcome>> futures = new ArrayList<>();
            for (Assignment next : planned) {
                Callable<Outcome> task = () -> tally.count(ladder.answer(next));
                futures.add(pool.submit(task));
            }
            List<Outcome> outcomes = new ArrayList<>();
            for (Future<Outcome> future : futures) {
                outcomes.add(get(future));
            }
            return outcomes;
        } finally {
            pool.shutdownNow();
        }
    }

    private static Outcome get(Future<Outcome> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private final class Tally {
        private final int total;
        private int done;

        Tally(int total) {
            this.total = total;
        }

        synchronized Outcome count(Outcome outcome) {
            progress.answered(++done, total, outcome);
            return outcome;
        }
    }
}
