package io.github.answersheet.cli;

import io.github.answersheet.source.InputException;
import io.github.answersheet.source.Problem;
import io.github.answersheet.store.Backlog;
import java.util.List;
import picocli.CommandLine.Option;

/** Which job of a backlog. */
final class JobOption {

    @Option(
            names = "--job",
            paramLabel = "ID",
            description = "The job, or how its id begins (default: the one that was enqueued last).")
    private String beginning;

    /**
     * @throws InputException if it is named where all are worked at
     */
    void refuse() {
        if (beginning != null) {
            throw new InputException(Problem.of(
                    "--job " + beginning, "a worker takes the questions of all jobs, except with --via batch"));
        }
    }

    /**
     * @throws InputException if there is no such job, or several
     */
    Backlog.Job of(Backlog backlog) {
        List<Backlog.Job> jobs = backlog.jobs(beginning == null ? "" : beginning);
        if (jobs.isEmpty() || beginning != null && jobs.size() > 1) {
            String name = beginning == null ? "--store" : "--job " + beginning;
            throw new InputException(Problem.of(
                    name, jobs.isEmpty() ? "nothing is enqueued there" : "several jobs begin so; give more of its id"));
        }
        return jobs.get(0);
    }

    /** The jobs to tell of: the one that is named, or all. */
    List<Backlog.Job> some(Backlog backlog) {
        return beginning == null ? backlog.jobs("") : List.of(of(backlog));
    }
}
