package io.github.answersheet.examine;

import io.github.answersheet.examine.BlockRun.State;
import io.github.answersheet.examine.Fault.Kind;
import io.github.answersheet.language.CodeFact;
import io.github.answersheet.language.Facts;
import io.github.answersheet.language.Facts.Conduct;
import io.github.answersheet.process.Deadline;
import io.github.answersheet.sandbox.Ending;
import io.github.answersheet.sandbox.Limits;
import io.github.answersheet.sandbox.PlainOutput;
import io.github.answersheet.sandbox.Ran;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What the run of a Python block says about the block.
 *
 * @param shown what the answer says that it prints
 * @param before code that was put before the block's own
 */
record Judgement(AnswerFolder folder, Entry entry, Facts facts, Optional<ShownOutput> shown, String before) {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int LAST_LINES = 20;
    private static final int LAST_CHARACTERS = 2000;
    private static final int USAGE_ERROR = 2;

    /** A program that by the look of it waits for ever is given long enough to see that it does, and no longer. */
    static Limits limits(Facts facts) {
        boolean mayWait =
                facts.conduct().contains(Conduct.ENDLESS) || facts.conduct().contains(Conduct.SERVER);
        return mayWait ? Limits.STANDARD.withTime(PATIENCE) : Limits.STANDARD;
    }

    BlockRun of(Ran ran) {
        return switch (ran.ending()) {
            case NOT_STARTED -> told(ran, State.NOT_RUN, ran.stderr());
            case TIMED_OUT ->
                endless(
                        ran,
                        "does not end within " + Deadline.inWords(limits(facts).time()));
            case OUTPUT_TOO_LONG -> endless(ran, "prints without end");
            case TOO_GREEDY -> failed(ran, "uses more memory or makes more files than it may");
            case KILLED -> failed(ran, "is ended by signal " + ran.exit());
            case EXITED -> ran.exit() == 0 ? ended(ran) : endedWith(ran);
        };
    }

    /** Whether it ended well and did not print what is shown. */
    boolean differs(Ran ran) {
        return ran.succeeded() && shown.isPresent() && !shown.get().isWhat(ran);
    }

    /** Why something else may be shown than was printed: it tells of the machine, or its numbers come from the date. */
    Optional<String> notCompared(Ran ran) {
        if (facts.conduct().contains(Conduct.MACHINE)) {
            return Optional.of(ShownOutput.TELLS_OF_A_MACHINE);
        }
        return facts.conduct().contains(Conduct.DATE)
                        && shown.isPresent()
                        && shown.get().isButForNumbers(ran)
                ? Optional.of("its output depends on the date, so its numbers were not compared")
                : Optional.empty();
    }

    /**
     * Whether what it printed shows what it does: it came to its end as a program does, whatever its exit status says, and
     * did not lack arguments or input.
     */
    boolean isDemonstration(Ran ran) {
        boolean isUsage = (ran.stdout() + ran.stderr()).stripLeading().startsWith("usage:");
        return ran.ending() == Ending.EXITED
                && !isUsage
                && (ran.exit() == 0 || Traceback.in(ran.stderr()).isEmpty())
                && !facts.conduct().contains(Conduct.READS_INPUT);
    }

    private BlockRun ended(Ran ran) {
        return differs(ran)
                ? blamed(ran, Kind.OUTPUT_DIFFERS, 0, shown.get().difference(ran))
                : told(ran, State.PASSED, "");
    }

    private BlockRun endedWith(Ran ran) {
        if (shown.isPresent() && shown.get().isWhat(ran)) {
            return told(ran, State.PASSED, "ended with status " + ran.exit());
        }
        if (shown.isPresent() && shown.get().isFailure(ran)) {
            return told(ran, State.PASSED, "it fails as the answer shows");
        }
        if (ran.exit() == USAGE_ERROR && ran.stderr().contains("usage:")) {
            return told(ran, State.NOT_RUN, Excuse.ARGUMENTS);
        }
        Optional<Traceback> raised = Traceback.in(ran.stderr());
        if (raised.isEmpty()) {
            String last = PlainOutput.tail(ran.stderr().isBlank() ? ran.stdout() : ran.stderr(), 1, 200);
            return told(ran, State.UNCHECKED, "ended with status " + ran.exit() + (last.isBlank() ? "" : ": " + last));
        }
        Optional<String> excuse = Excuse.of(raised.get(), facts, entry, folder);
        if (excuse.isPresent()) {
            return told(ran, State.NOT_RUN, excuse.get());
        }
        if (raised.get().is("NameError")
                && facts.facts().stream().anyMatch(f -> f.kind() == CodeFact.Kind.UNDEFINED_NAME)) {
            return told(ran, State.NOT_RUN, "a fragment: " + raised.get().message());
        }
        return failed(ran, "fails when it is run: " + raised.get().inWords(), line(raised.get()));
    }

    private BlockRun endless(Ran ran, String message) {
        Optional<String> meant = meant(ran, facts);
        return meant.isPresent() ? told(ran, State.NOT_RUN, meant.get()) : failed(ran, message);
    }

    /**
     * Why a program that did not come to its end is not to be blamed: it serves, or waits for longer than anybody waits here.
     * One that computes all the time, or waits for what never comes, is.
     */
    static Optional<String> meant(Ran ran, Facts facts) {
        boolean isEndless = ran.ending() == Ending.TIMED_OUT || ran.ending() == Ending.OUTPUT_TOO_LONG;
        if (!isEndless) {
            return Optional.empty();
        }
        if (facts.conduct().contains(Conduct.SERVER) || ran.listens()) {
            return Optional.of("a server");
        }
        if (facts.conduct().contains(Conduct.ENDLESS)) {
            return Optional.of("endless by design");
        }
        return facts.conduct().contains(Conduct.WAITING) && ran.waited() ? Optional.of(Excuse.WAITS) : Optional.empty();
    }

    private BlockRun failed(Ran ran, String message) {
        return failed(ran, message, 0);
    }

    // What only illustrates may show how something fails.
    private BlockRun failed(Ran ran, String message, int line) {
        return entry.isSolution() || entry.isNamed() || shown.isPresent()
                ? blamed(ran, Kind.CODE_FAILS, line, "the program " + message)
                : told(ran, State.UNCHECKED, "an illustration that " + message);
    }

    private BlockRun blamed(Ran ran, Kind kind, int line, String message) {
        return new BlockRun(
                entry.section(),
                entry.block(),
                State.FAILED,
                message,
                output(ran),
                List.of(new Fault(kind, entry, line, message)));
    }

    private BlockRun told(Ran ran, State state, String reason) {
        return new BlockRun(entry.section(), entry.block(), state, reason, output(ran), List.of());
    }

    private int line(Traceback raised) {
        int line = raised.lineIn(entry.name()) - (int) before.lines().count();
        return Math.max(0, line);
    }

    static String output(Ran ran) {
        if (ran.ending() == Ending.NOT_STARTED) {
            return "";
        }
        String told = ran.succeeded() || ran.stderr().isBlank() ? ran.stdout() : ran.stderr();
        return PlainOutput.tail(told, LAST_LINES, LAST_CHARACTERS);
    }
}
