package io.github.answersheet.cli;

import io.github.answersheet.check.Finding;
import io.github.answersheet.llm.Prices;
import io.github.answersheet.llm.Reply;
import io.github.answersheet.llm.Usage;
import io.github.answersheet.repair.Attempt;
import io.github.answersheet.repair.Outcome;
import io.github.answersheet.run.QuizResult;
import io.github.answersheet.run.QuizTask;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** Tells a user how a run goes: a line for each answer, one for each sheet, and now and then how long it may take. */
final class RunProgress {

    private static final Duration PERIOD = Duration.ofSeconds(15);

    private final long total;
    private final Optional<Prices> prices;
    private final Consumer<String> say;
    private final long start = System.nanoTime();
    private long lastTold = start;
    private long done;
    private Usage paid = Usage.NONE;

    RunProgress(long total, Optional<Prices> prices, Consumer<String> say) {
        this.total = total;
        this.prices = prices;
        this.say = say;
    }

    void answered(Outcome outcome) {
        done++;
        for (Attempt attempt : outcome.attempts()) {
            paid = attempt.origin() == Reply.Origin.ENDPOINT ? paid.plus(attempt.usage()) : paid;
        }
        StringBuilder line = new StringBuilder();
        line.append('[').append(done).append('/').append(total).append("] answer ");
        line.append(outcome.candidate().number()).append(": ");
        line.append(
                outcome.isFailed() ? "no reply" : outcome.candidate().draft().topic());
        if (outcome.repairs() > 0) {
            line.append(" (")
                    .append(InspectCommand.count(outcome.repairs(), "repair"))
                    .append(')');
        }
        say.accept(line.toString());
        if (outcome.needsReview()) {
            outcome.remaining().stream()
                    .filter(Finding::isError)
                    .forEach(f -> say.accept("    needs review: "
                            + f.section().map(s -> s + ": ").orElse("") + f.message()));
        }
        howLong();
    }

    void finished(QuizTask task, QuizResult result) {
        StringBuilder line = new StringBuilder();
        line.append(
                task.target().map(Object::toString).orElse(task.quiz().source().name()));
        line.append(": ").append(InspectCommand.count(result.outcomes().size(), "answer"));
        line.append(", ").append(InspectCommand.count(result.repairs(), "repair"));
        line.append(", ").append(result.needReview()).append(" need review");
        long unchecked = result.outcomes().stream()
                .flatMap(o -> o.remaining().stream())
                .filter(f -> f.rule().equals("unchecked-block"))
                .count();
        if (unchecked > 0) {
            line.append(", ").append(InspectCommand.count(unchecked, "block")).append(" UNCHECKED");
        }
        Usage usage = result.usage();
        if (usage.input() + usage.output() > 0) {
            line.append("; ").append(tokens(usage));
        }
        say.accept(line.toString());
    }

    // Only long runs hear of it.
    private void howLong() {
        long now = System.nanoTime();
        if (now - lastTold < PERIOD.toNanos() || done == total) {
            return;
        }
        lastTold = now;
        double seconds = (now - start) / 1e9;
        Duration left = Duration.ofSeconds((long) (seconds / done * (total - done)));
        say.accept(String.format(
                "-- %d of %d answers, %.1f a minute, about %s left; paid now: %s",
                done, total, done / seconds * 60, words(left), tokens(paid)));
    }

    private String tokens(Usage usage) {
        return "tokens " + usage.input() + " in (" + usage.cached() + " cached), " + usage.output() + " out"
                + prices.map(p -> ", " + p.of(usage).setScale(2, RoundingMode.HALF_UP) + " money")
                        .orElse("");
    }

    private static String words(Duration left) {
        return left.toHours() > 0
                ? left.toHours() + " h " + left.toMinutesPart() + " min"
                : left.toMinutes() > 0 ? left.toMinutes() + " min" : left.toSeconds() + " s";
    }
}
