package io.github.answersheet.cli;

import io.github.answersheet.check.Finding;
import io.github.answersheet.check.Level;
import io.github.answersheet.llm.Prices;
import io.github.answersheet.llm.Reply;
import io.github.answersheet.llm.Step;
import io.github.answersheet.llm.Usage;
import io.github.answersheet.repair.Agreement;
import io.github.answersheet.repair.Attempt;
import io.github.answersheet.repair.Outcome;
import io.github.answersheet.run.QuizResult;
import io.github.answersheet.run.QuizTask;
import io.github.answersheet.source.VisibleText;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Tells a user how a run goes: a line for each answer of a small run, one for each sheet, and how far it is. Thread-safe. */
final class RunProgress implements AutoCloseable {

    // More lines than that nobody reads; what needs review is told all the same.
    private static final long MOST_LINES = 200;
    private static final long MOST_QUIZZES = 10;

    // The report and the sheet have all of it.
    private static final int LONGEST_MESSAGE = 180;

    private final Environment environment;
    private final long total;
    private final boolean isEach;
    private final Optional<Prices> prices;
    private final Optional<ProgressDisplay> display;
    private long start = System.nanoTime();
    private long done;
    private long paidAnswers;
    private int underway;
    private Usage paid = Usage.NONE;

    /**
     * @param total how many answers there will be
     * @param isEach whether each answer and each sheet has its line, also where nothing is to be looked at
     * @param display empty if the user wants quiet
     */
    private RunProgress(
            Environment environment,
            long total,
            boolean isEach,
            Optional<Prices> prices,
            Optional<ProgressDisplay> display) {
        this.environment = environment;
        this.total = total;
        this.isEach = isEach;
        this.prices = prices;
        this.display = display;
    }

    /** @param isEach whether each answer and each sheet is to have its line, however many there are */
    static RunProgress of(
            Environment environment, QuizPlan plan, Optional<Prices> prices, boolean quiet, boolean isEach) {
        long total = plan.questions();
        return new RunProgress(
                environment,
                total,
                isEach || total <= MOST_LINES && plan.quizzes() <= MOST_QUIZZES,
                prices,
                quiet
                        ? Optional.empty()
                        : Optional.of(
                                ProgressDisplay.of(environment.err(), environment.variables(), "answers", total)));
    }

    synchronized void begun() {
        underway++;
        show();
    }

    synchronized void answered(QuizTask task, Outcome outcome) {
        done++;
        underway--;
        count(outcome);
        if (isEach || outcome.needsReview()) {
            say(line(task, outcome));
            outcome.attempts().forEach(this::tellFailure);
        }
        // What is wrong at several places in the same way is told once.
        outcome.remaining().stream()
                .filter(Finding::isError)
                .collect(Collectors.groupingBy(
                        f -> inShort(inWords(f), " (" + f.rule() + ")"), LinkedHashMap::new, Collectors.counting()))
                .forEach((words, times) -> say("    needs review: " + FindingsPrinter.times(words, times)));
        show();
    }

    @Override
    public void close() {
        display.ifPresent(ProgressDisplay::close);
    }

    private String line(QuizTask task, Outcome outcome) {
        StringBuilder line = new StringBuilder();
        line.append('[').append(done).append('/').append(total).append("] answer ");
        String topic = outcome.candidate().draft().topic();
        line.append(outcome.candidate().number());
        if (outcome.needsReview()) {
            line.append(" of ").append(task.quiz().source().name());
        }
        line.append(": ");
        line.append(outcome.isFailed() ? "no reply" : topic.isBlank() ? "no answer" : topic);
        if (outcome.repairs() > 0) {
            line.append(" (")
                    .append(InspectCommand.count(outcome.repairs(), "repair"))
                    .append(')');
        }
        return line.toString();
    }

    // Of a draft that failed the findings tell.
    private void tellFailure(Attempt attempt) {
        attempt.failure()
                .filter(why -> !attempt.step().equals(Step.DRAFT))
                .ifPresent(why -> say("    " + inShort(attempt.step().name() + " failed: " + why, "")));
    }

    // A message that begins with the section's label says enough.
    private static String inWords(Finding finding) {
        String label = finding.section().orElse("");
        String inBold = "**" + label + ":** ";
        return label.isEmpty()
                ? finding.message()
                : finding.message().startsWith(inBold)
                        ? label + " " + finding.message().substring(inBold.length())
                        : label + ": " + finding.message();
    }

    private static String inShort(String text, String end) {
        int most = LONGEST_MESSAGE - end.length();
        return (text.length() > most ? text.substring(0, most - 3) + "..." : text) + end;
    }

    private void count(Outcome outcome) {
        boolean isPaid = false;
        for (Attempt attempt : outcome.attempts()) {
            isPaid |= attempt.origin() == Reply.Origin.ENDPOINT;
        }
        paid = paid.plus(Attempt.paidNow(outcome.attempts()));
        if (isPaid) {
            paidAnswers++;
        } else if (paidAnswers == 0) {
            // What comes from the store says nothing about how long the rest will take.
            start = System.nanoTime();
        }
    }

    synchronized void finished(QuizTask task, QuizResult result) {
        paid = paid.plus(Attempt.paidNow(result.agreement().attempts()));
        boolean isToldOf = isEach || result.needReview() > 0;
        if (display.isEmpty() || result.outcomes().isEmpty() || !isToldOf) {
            return;
        }
        StringBuilder line = new StringBuilder();
        line.append(
                task.target().map(Object::toString).orElse(task.quiz().source().name()));
        line.append(": ").append(InspectCommand.count(result.outcomes().size(), "answer"));
        line.append(", ").append(InspectCommand.count(result.repairs(), "repair"));
        line.append(", ").append(result.needReview()).append(" need review");
        long warnings = result.outcomes().stream()
                .flatMap(o -> o.remaining().stream())
                .filter(f -> f.level() == Level.WARNING)
                .count();
        if (warnings > 0) {
            line.append(", ").append(InspectCommand.count(warnings, "warning"));
        }
        long unchecked = result.outcomes().stream()
                .flatMap(o -> o.remaining().stream())
                .filter(f -> f.rule().equals("unchecked-block"))
                .count();
        if (unchecked > 0) {
            line.append(", ").append(InspectCommand.count(unchecked, "block")).append(" UNCHECKED");
        }
        line.append("; ")
                .append(result.extent().words())
                .append(" words, ")
                .append(result.extent().codeLines())
                .append(" lines of code");
        line.append(agreement(result.agreement()));
        line.append(spending(result.attempts()));
        say(line.toString());
        result.outcomes().stream()
                .flatMap(o -> o.remaining().stream())
                .filter(f -> f.rule().equals("sheet-contradiction"))
                .forEach(f -> say("    "
                        + inShort("answer " + f.answer().orElseThrow() + ": " + inWords(f), " (" + f.rule() + ")")));
    }

    // Nobody need be told that nothing was wanted.
    private static String agreement(Agreement agreement) {
        if (agreement.attempts().isEmpty()) {
            return "";
        }
        return agreement
                .notCompared()
                .map(why -> "; sheet not compared (" + inShort(why, "") + ")")
                .orElseGet(() -> "; sheet compared"
                        + (agreement.disagreements().isEmpty()
                                ? ""
                                : ", "
                                        + InspectCommand.count(
                                                agreement.disagreements().size(), "contradiction") + ", "
                                        + agreement.of(Agreement.State.REPAIRED) + " repaired"));
    }

    private void show() {
        display.ifPresent(d -> d.at(done, detail()));
    }

    // Short: it shares a terminal's line with the bar.
    private String detail() {
        double minutes = (System.nanoTime() - start) / 60e9;
        String rate = paidAnswers == 0
                ? ""
                : String.format(
                        Locale.ROOT, ", %.0f/min, %s left", paidAnswers / minutes, words(Duration.ofSeconds((long)
                                (60 * minutes / paidAnswers * (total - done)))));
        long tokens = paid.input() + paid.output();
        return underway + " under way" + rate
                + (tokens == 0 ? "" : ", " + tokens / 1_000 + "k tokens" + money(paid, prices));
    }

    /** Says something that also those have to know who want no progress. */
    void insist(String message) {
        display.ifPresentOrElse(d -> say(message), () -> environment.tell(message));
    }

    /** Says what is of interest in a small run only. */
    void mention(String message) {
        if (isEach) {
            say(message);
        }
    }

    void say(String message) {
        display.ifPresent(d -> d.note(VisibleText.line(message)));
    }

    // What calls cost now, and which came from the store and cost nothing again.
    private String spending(List<Attempt> attempts) {
        Usage now = Attempt.paidNow(attempts);
        List<Attempt> stored =
                attempts.stream().filter(a -> a.origin() == Reply.Origin.STORE).toList();
        Usage before = stored.stream().map(Attempt::usage).reduce(Usage.NONE, Usage::plus);
        return (now.isNone() ? "" : "; " + tokens(now, prices))
                + (stored.isEmpty()
                        ? ""
                        : "; " + InspectCommand.count(stored.size(), "call") + " from the store"
                                + prices.map(p -> " (" + p.inWords(before) + " when made)")
                                        .orElse(""));
    }

    /** Tokens and, where there are prices, money. */
    static String tokens(Usage usage, Optional<Prices> prices) {
        return "tokens " + usage.input() + " in (" + usage.cached() + " cached"
                + (usage.written() == 0 ? "" : ", " + usage.written() + " put into the cache") + "), " + usage.output()
                + " out"
                + money(usage, prices);
    }

    private static String money(Usage usage, Optional<Prices> prices) {
        return prices.map(p -> ", " + p.inWords(usage)).orElse("");
    }

    /** A time as people say it. */
    static String words(Duration left) {
        return left.toHours() > 0
                ? left.toHours() + " h " + left.toMinutesPart() + " min"
                : left.toMinutes() > 0 ? left.toMinutes() + " min" : left.toSeconds() + " s";
    }
}
