package io.github.answersheet.cli;

import io.github.answersheet.render.MarkdownRenderer;
import io.github.answersheet.repair.Outcome;
import io.github.answersheet.run.Progress;
import io.github.answersheet.run.QuizResult;
import io.github.answersheet.run.QuizTask;
import io.github.answersheet.source.TextFiles;
import java.io.PrintWriter;
import java.util.function.BiPredicate;

/** Takes what a run brings, unless it is left: sheets go to their files or to stdout, answers into the report, progress to the user. */
final class RunResults implements Progress {

    private final PrintWriter out;
    private final RunReport told;
    private final RunProgress progress;
    private final BiPredicate<QuizTask, QuizResult> isTaken;
    private long needReview;

    /**
     * @param isTaken whether a result is of use; nothing is written of one that is not
     */
    RunResults(PrintWriter out, RunReport told, RunProgress progress, BiPredicate<QuizTask, QuizResult> isTaken) {
        this.isTaken = isTaken;
        this.out = out;
        this.told = told;
        this.progress = progress;
    }

    @Override
    public void begun(QuizTask task) {
        progress.begun();
    }

    @Override
    public void answered(QuizTask task, Outcome outcome) {
        progress.answered(outcome);
    }

    @Override
    public void finished(QuizTask task, QuizResult result) {
        if (!isTaken.test(task, result)) {
            return;
        }
        if (task.isWhole()) {
            write(task, MarkdownRenderer.render(result.sheet()));
        } else {
            progress.say(task.quiz().source().name() + ": --limit leaves some questions; no sheet is written yet");
        }
        told.add(task, result);
        progress.finished(task, result);
        needReview += result.needReview();
    }

    int exit() {
        return needReview == 0 ? ExitCode.OK : ExitCode.FINDINGS;
    }

    private void write(QuizTask task, String sheet) {
        if (task.target().isPresent()) {
            TextFiles.writeAtomically(task.target().get(), sheet);
        } else {
            out.print(sheet);
            out.flush();
        }
    }
}
