package io.github.answersheet.cli;

import io.github.answersheet.llm.EndpointException;
import io.github.answersheet.repair.Outcome;
import io.github.answersheet.run.Progress;
import io.github.answersheet.run.QuizResult;
import io.github.answersheet.run.QuizTask;
import io.github.answersheet.sheet.MarkdownRenderer;
import io.github.answersheet.source.Defect;
import io.github.answersheet.source.InputException;
import io.github.answersheet.source.TextFiles;
import io.github.answersheet.source.UnwrittenException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

/** Takes what a run brings, unless it is left: sheets go to their files or to stdout, answers into the report, progress to the user. */
final class RunResults implements Progress {

    private final PrintWriter out;
    private final RunReport told;
    private final RunProgress progress;
    private final BiPredicate<QuizTask, QuizResult> isTaken;
    private final FailedQuizzes failed;
    private final List<Runnable> unanswered = new ArrayList<>();
    private Optional<String> firstFailure = Optional.empty();
    private boolean isAnswered;
    private long needReview;

    /**
     * @param isTaken whether a result is of use; nothing is written of one that is not
     * @param failed told of quizzes whose sheets cannot be written
     */
    RunResults(
            PrintWriter out,
            RunReport told,
            RunProgress progress,
            BiPredicate<QuizTask, QuizResult> isTaken,
            FailedQuizzes failed) {
        this.isTaken = isTaken;
        this.out = out;
        this.told = told;
        this.progress = progress;
        this.failed = failed;
        failed.tellTo(progress::insist);
    }

    @Override
    public void begun(QuizTask task) {
        progress.begun();
    }

    @Override
    public void answered(QuizTask task, Outcome outcome) {
        progress.answered(task, outcome);
        if (!outcome.isFailed() && !isAnswered) {
            isAnswered = true;
            writeUnanswered();
        }
    }

    @Override
    public void finished(QuizTask task, QuizResult result) {
        if (!isTaken.test(task, result)) {
            return;
        }
        boolean hasAnswer = result.outcomes().stream().anyMatch(outcome -> !outcome.isFailed());
        if (!task.isWhole()) {
            progress.say(name(task) + ": --limit leaves some questions; no sheet is written yet");
        } else if (hasAnswer) {
            write(task, result);
        } else {
            unanswered(task, result);
        }
        told.add(task, result);
        progress.finished(task, result);
        needReview += result.needReview();
    }

    @Override
    public void failed(QuizTask task, Defect why) {
        failed.add(name(task), why);
    }

    /**
     * @throws EndpointException if questions were asked and not one got a reply; nothing was written then
     */
    void refuseIfNothingCame() {
        if (!isAnswered && firstFailure.isPresent()) {
            throw new EndpointException(firstFailure.get());
        }
    }

    int exit() {
        writeUnanswered();
        return failed.exit(needReview == 0 ? ExitCode.OK : ExitCode.FINDINGS);
    }

    // A sheet without a single answer says why, where the endpoint gave others; it replaces no sheet that is there.
    private void unanswered(QuizTask task, QuizResult result) {
        if (firstFailure.isEmpty()) {
            firstFailure = result.outcomes().stream()
                    .flatMap(o -> o.attempts().stream())
                    .flatMap(a -> a.failure().stream())
                    .findFirst();
        }
        if (task.target().filter(Files::exists).isPresent()) {
            progress.insist(
                    name(task) + ": no question got a reply; " + task.target().get() + " stays as it was");
        } else if (isAnswered) {
            write(task, result);
        } else {
            unanswered.add(() -> write(task, result));
        }
    }

    private void writeUnanswered() {
        unanswered.forEach(Runnable::run);
        unanswered.clear();
    }

    private void write(QuizTask task, QuizResult result) {
        try {
            String sheet = MarkdownRenderer.render(result.sheet());
            if (task.target().isPresent()) {
                TextFiles.writeAtomically(task.target().get(), sheet);
            } else {
                out.print(sheet);
                out.flush();
            }
        } catch (InputException | UnwrittenException e) {
            failed.add(name(task), e);
        } catch (RuntimeException | Error e) {
            failed.add(name(task), Defect.of(e));
        }
    }

    private static String name(QuizTask task) {
        return task.quiz().source().name();
    }
}
