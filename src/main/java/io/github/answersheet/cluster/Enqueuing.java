package io.github.answersheet.cluster;

import io.github.answersheet.prompt.Assignment;
import io.github.answersheet.run.QuizTask;
import io.github.answersheet.store.Backlog;
import io.github.answersheet.store.CallKey;
import io.github.answersheet.store.QuizEntry;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Puts quizzes into a backlog, some at a time, so that a bank of any size goes through bounded memory. */
public final class Enqueuing {

    private static final int QUESTIONS_AT_A_TIME = 1_000;

    private final Backlog backlog;
    private final Backlog.Job job;

    public Enqueuing(Backlog backlog, Job job) {
        this.backlog = backlog;
        this.job = job.kept();
    }

    /** The id of the job, by which other commands name it. */
    public String job() {
        return job.id();
    }

    /**
     * Adds quizzes; what is there stays as it is, and what got no reply before is opened again. Can be broken off and done again.
     *
     * @param tasks may read as it goes
     */
    public void add(Iterator<QuizTask> tasks) {
        backlog.add(job);
        List<QuizEntry> entries = new ArrayList<>();
        int questions = 0;
        while (tasks.hasNext()) {
            QuizTask task = tasks.next();
            entries.add(entry(task));
            questions += task.assignments().size();
            if (questions >= QUESTIONS_AT_A_TIME || !tasks.hasNext()) {
                backlog.add(job.id(), entries);
                entries.clear();
                questions = 0;
            }
        }
    }

    private static QuizEntry entry(QuizTask task) {
        Knowledge knowledge = Knowledge.of(task.quiz(), task.assignments());
        String textHash = OpenJob.textHash(task.quiz());
        return new QuizEntry(
                CallKey.of(knowledge.identity(textHash)).hash(),
                textHash,
                task.quiz().source().name(),
                task.quiz().source().text(),
                knowledge.json(),
                task.assignments().stream().map(Assignment::number).toList());
    }
}
