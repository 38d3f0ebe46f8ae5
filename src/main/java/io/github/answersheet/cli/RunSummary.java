package io.github.answersheet.cli;

import io.github.answersheet.llm.Prices;
import io.github.answersheet.llm.Usage;
import io.github.answersheet.repair.Attempt;
import io.github.answersheet.repair.Outcome;
import io.github.answersheet.run.QuizResult;
import io.github.answersheet.run.QuizTask;
import io.github.answersheet.sheet.SheetFile;
import io.github.answersheet.sheet.Standing.Fate;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What a run came to: the last thing that it tells. Thread-safe. */
final class RunSummary {

    // The report names them all.
    private static final int MOST_QUIZZES = 20;
    private static final int MOST_TARGETS = 3;
    private static final String ROW = "  %-13s %s";

    private final List<String> arguments;
    private final Optional<Prices> prices;
    private final Optional<String> store;
    private final long start = System.nanoTime();
    private final Map<String, Set<Integer>> review = new LinkedHashMap<>();
    private final List<Path> targets = new ArrayList<>();
    private long written;
    private long complete;
    private long unwritten;
    private long drafted;
    private long noReply;
    private long kept;
    private long callsNow;
    private long callsOfStore;
    private long recordings;
    private Usage now = Usage.NONE;
    private Usage before = Usage.NONE;

    /**
     * @param arguments of the command line
     * @param store where replies are kept, if they are
     */
    RunSummary(List<String> arguments, Optional<Prices> prices, Optional<String> store) {
        this.arguments = List.copyOf(arguments);
        this.prices = prices;
        this.store = store;
    }

    synchronized void answered(QuizTask task, Outcome outcome) {
        drafted++;
        noReply += outcome.isFailed() ? 1 : 0;
        if (outcome.needsReview()) {
            review(task, outcome.candidate().number());
        }
        count(outcome.attempts());
    }

    private void count(List<Attempt> attempts) {
        for (Attempt attempt : attempts) {
            switch (attempt.origin()) {
                // A call without a reply that cost nothing may never have left.
                case ENDPOINT ->
                    callsNow += attempt.failure().isPresent() && attempt.usage().isNone() ? 0 : 1;
                case STORE -> {
                    callsOfStore++;
                    before = before.plus(attempt.usage());
                }
                case RECORDING -> recordings++;
            }
        }
        now = now.plus(Attempt.paidNow(attempts));
    }

    /** A sheet was written, or has been found to be complete. */
    synchronized void written(QuizTask task, QuizResult result) {
        count(result.agreement().attempts());
        if (result.outcomes().isEmpty()) {
            complete++;
        } else {
            written++;
        }
        task.target().ifPresent(targets::add);
    }

    /** What became of the answers of a sheet that was there. */
    synchronized void merged(QuizTask task, List<SheetFile.Told> answers) {
        for (SheetFile.Told answer : answers) {
            boolean isKept = Set.of(Fate.KEPT, Fate.EDITED, Fate.APPROVED, Fate.CONFLICT, Fate.BY_HAND)
                    .contains(answer.fate());
            kept += isKept ? 1 : 0;
            if (answer.needsReview() || answer.fate() == Fate.CONFLICT) {
                review(task, answer.number());
            }
        }
    }

    synchronized void unwritten() {
        unwritten++;
    }

    private void review(QuizTask task, int number) {
        review.computeIfAbsent(task.quiz().source().name(), quiz -> new TreeSet<>())
                .add(number);
    }

    /**
     * The lines of the table.
     *
     * @param isOver whether the run came to its end, and was not stopped
     */
    synchronized List<String> lines(boolean isOver) {
        List<String> lines = new ArrayList<>();
        lines.add(isOver ? "Summary" : "Stopped before the end");
        row(
                lines,
                "sheets",
                written + " written"
                        + (complete == 0 ? "" : ", " + complete + " had every answer")
                        + (unwritten == 0 ? "" : ", " + unwritten + " not written"));
        row(lines, "answers", drafted + " new" + (kept == 0 ? "" : ", " + kept + " kept as they were"));
        if (noReply > 0) {
            row(lines, "no reply", InspectCommand.count(noReply, "answer"));
        }
        review(lines);
        row(lines, "calls", calls());
        if (!now.isNone()) {
            row(lines, "tokens", now.input() + " in (" + now.cached() + " cached), " + now.output() + " out");
        }
        prices.ifPresent(p -> {
            row(lines, "spent now", p.inWords(now) + (p.isNamed() ? "" : " (--currency EUR names the currency)"));
            if (callsOfStore > 0) {
                row(
                        lines,
                        "spent before",
                        p.inWords(before) + ", for " + replies(callsOfStore) + " from the store, at today's prices");
            }
        });
        row(lines, "time", RunProgress.words(Duration.ofNanos(System.nanoTime() - start)));
        if (!isOver) {
            store.ifPresent(name -> row(
                    lines, "kept", replies(callsNow + callsOfStore) + " in " + name + "; nothing is paid for twice"));
        }
        next(isOver).ifPresent(command -> row(lines, "next", command));
        return lines;
    }

    private static void row(List<String> lines, String name, String value) {
        lines.add(String.format(ROW, name, value));
    }

    private static String replies(long count) {
        return count + (count == 1 ? " reply" : " replies");
    }

    private String calls() {
        List<String> parts = new ArrayList<>();
        if (callsNow > 0 || callsOfStore + recordings == 0) {
            parts.add(callsNow + " now");
        }
        if (callsOfStore > 0) {
            parts.add(callsOfStore + " reused from the store");
        }
        if (recordings > 0) {
            parts.add(recordings + " replayed");
        }
        return String.join(", ", parts);
    }

    private void review(List<String> lines) {
        if (review.isEmpty()) {
            row(lines, "to review", "none");
            return;
        }
        long answers = review.values().stream().mapToLong(Set::size).sum();
        row(lines, "to review", InspectCommand.count(answers, "answer"));
        review.entrySet().stream()
                .limit(MOST_QUIZZES)
                .forEach(quiz -> row(lines, "", quiz.getKey() + ": " + Merging.inShort(List.copyOf(quiz.getValue()))));
        int more = review.size() - MOST_QUIZZES;
        if (more > 0) {
            row(lines, "", "and " + more + " more " + (more == 1 ? "quiz" : "quizzes") + "; status lists them");
        }
    }

    // What to type now.
    private Optional<String> next(boolean isOver) {
        if (!isOver) {
            return Optional.of(typed(arguments));
        }
        if (noReply > 0) {
            List<String> again = new ArrayList<>(arguments);
            if (!again.contains("failed")) {
                again.addAll(List.of("--only", "failed"));
            }
            return Optional.of(typed(again));
        }
        if (targets.isEmpty()) {
            return Optional.empty();
        }
        List<String> render = new ArrayList<>(List.of("render"));
        if (targets.size() > MOST_TARGETS) {
            render.add(folderOf(targets));
        } else {
            targets.stream().sorted().map(Path::toString).forEach(render::add);
        }
        return Optional.of(typed(render));
    }

    private static String folderOf(List<Path> files) {
        Path folder = files.get(0).getParent();
        for (Path file : files) {
            while (folder != null && !file.startsWith(folder)) {
                folder = folder.getParent();
            }
        }
        return folder == null ? "." : folder.toString();
    }

    private static String typed(List<String> words) {
        return "answersheet " + words.stream().map(RunSummary::quoted).collect(Collectors.joining(" "));
    }

    private static String quoted(String word) {
        return word.matches("[\\p{L}\\p{N}_@%+=:,./~-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
