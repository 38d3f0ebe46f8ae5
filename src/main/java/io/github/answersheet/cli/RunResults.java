package io.github.answersheet.cli;

import io.github.answersheet.llm.EndpointException;
import io.github.answersheet.repair.Outcome;
import io.github.answersheet.run.Progress;
import io.github.answersheet.run.QuizResult;
import io.github.answersheet.run.QuizTask;
import io.github.answersheet.sheet.MarkdownRenderer;
import io.github.answersheet.sheet.SheetFile;
import io.github.answersheet.sheet.Standing.Fate;
import io.github.answersheet.source.Defect;
import io.github.answersheet.source.InputException;
import io.github.answersheet.source.OutputFile;
import io.github.answersheet.source.TextFiles;
import io.github.answersheet.source.UnwrittenException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiPredicate;

/** Takes what a run brings, unless it is left: sheets go to their files or to stdout, answers into the report, progress to the user. Thread-safe. */
final class RunResults implements Progress {

    private final PrintWriter out;
    private final RunReport told;
    private final RunProgress progress;
    private final RunSummary summary;
    private final BiPredicate<QuizTask, QuizResult> isTaken;
    private final Merging merging;
    private final FailedQuizzes failed;
    private final Queue<Runnable> unanswered = new ConcurrentLinkedQueue<>();
    private final AtomicReference<String> firstFailure = new AtomicReference<>();
    private final LongAdder needReview = new LongAdder();
    private volatile boolean isAnswered;

    /**
     * @param isTaken whether a result is of use; nothing is written of one that is not
     * @param merging what stays of sheets that are there
     * @param failed told of quizzes whose sheets cannot be written
     */
    RunResults(
            PrintWriter out,
            RunReport told,
            RunProgress progress,
            RunSummary summary,
            BiPredicate<QuizTask, QuizResult> isTaken,
            Merging merging,
            FailedQuizzes failed) {
        this.merging = merging;
        this.isTaken = isTaken;
        this.out = out;
        this.told = told;
        this.progress = progress;
        this.summary = summary;
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
        summary.answered(task, outcome);
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
        boolean keeps = result.outcomes().size() < task.quiz().questions().size();
        if (keeps
                && task.target()
                        .filter(t -> Files.exists(t) && !OutputFile.isStream(t))
                        .isPresent()) {
            // What stands in the sheet got its replies before.
            isAnswered = true;
        }
        boolean hasAnswer =
                result.outcomes().isEmpty() || result.outcomes().stream().anyMatch(outcome -> !outcome.isFailed());
        if (!task.isWhole()) {
            progress.say(name(task) + ": --limit leaves some questions; no sheet is written yet");
            summary.unwritten();
        } else if (hasAnswer) {
            write(task, result);
        } else {
            unanswered(task, result);
        }
        told.add(task, result);
        progress.finished(task, result);
        needReview.add(result.needReview());
    }

    @Override
    public void failed(QuizTask task, Defect why) {
        failed.add(name(task), why);
        summary.unwritten();
    }

    /**
     * @throws EndpointException if questions were asked and not one got a reply, now or in an earlier run; nothing was
     *     written then
     */
    void refuseIfNothingCame() {
        if (!isAnswered && firstFailure.get() != null) {
            throw new EndpointException(firstFailure.get());
        }
    }

    int exit() {
        writeUnanswered();
        summary.lines(true).forEach(progress::say);
        return failed.exit(needReview.sum() == 0 ? ExitCode.OK : ExitCode.FINDINGS);
    }

    /** Tells what there is of a run that was stopped. */
    void stopped() {
        summary.lines(false).forEach(progress::say);
    }

    // A sheet without a single answer says why, where the endpoint gave others; it replaces no sheet that is there.
    private void unanswered(QuizTask task, QuizResult result) {
        result.outcomes().stream()
                .flatMap(o -> o.attempts().stream())
                .flatMap(a -> a.failure().stream())
                .findFirst()
                .ifPresent(why -> firstFailure.compareAndSet(null, why));
        if (task.target().filter(Files::exists).isPresent()) {
            progress.insist(
                    name(task) + ": no question got a reply; " + task.target().get() + " stays as it was");
            summary.unwritten();
        } else if (isAnswered) {
            write(task, result);
        } else {
            unanswered.add(() -> write(task, result));
        }
    }

    private void writeUnanswered() {
        for (Runnable next = unanswered.poll(); next != null; next = unanswered.poll()) {
            next.run();
        }
    }

    private void write(QuizTask task, QuizResult result) {
        try {
            if (task.target().isPresent() && !OutputFile.isStream(task.target().get())) {
                merged(task, result);
            } else if (task.target().isPresent()) {
                TextFiles.writeAtomically(task.target().get(), MarkdownRenderer.render(result.sheet()));
            } else {
                String sheet = MarkdownRenderer.render(result.sheet());
                synchronized (out) {
                    out.print(sheet);
                    out.flush();
                }
            }
            summary.written(task, result);
        } catch (InputException | UnwrittenException e) {
            summary.unwritten();
            failed.add(name(task), e);
        } catch (RuntimeException | Error e) {
            summary.unwritten();
            failed.add(name(task), Defect.of(e));
        }
    }

    private void merged(QuizTask task, QuizResult result) {
        List<SheetFile.Told> became = merging.write(task, result);
        summary.merged(task, became);
        String target = task.target().orElseThrow().toString();
        Merging.lines(became).forEach(line -> progress.mention(target + ": " + line));
        needReview.add(became.stream().filter(SheetFile.Told::needsReview).count());
        for (SheetFile.Told answer : became) {
            if (answer.fate() == Fate.CONFLICT) {
                needReview.increment();
                progress.insist(target + ": answer " + answer.number()
                        + " was edited by hand, and its question changed; yours stays");
            }
        }
    }

    private static String name(QuizTask task) {
        return task.quiz().source().name();
    }
}
