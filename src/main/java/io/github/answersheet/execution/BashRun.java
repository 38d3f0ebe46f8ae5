package io.github.answersheet.execution;

import io.github.answersheet.draft.DraftSection;
import io.github.answersheet.execution.Fault.Kind;
import io.github.answersheet.python.BashSyntax;
import io.github.answersheet.sandbox.Ending;
import io.github.answersheet.sandbox.Limits;
import io.github.answersheet.sandbox.PlainOutput;
import io.github.answersheet.sandbox.Program;
import io.github.answersheet.sandbox.Ran;
import io.github.answersheet.sandbox.Sandbox;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs one Bash block. Such blocks name hosts, services and files of the reader's; only one that comes to its end without
 * a complaint is called passed, and what the answer shows of its output has to be true then. One that complains is
 * unchecked.
 */
final class BashRun {

    private static final Limits LIMITS = Limits.STANDARD.withTime(Duration.ofSeconds(5));
    private static final Pattern ABSENT = Pattern.compile("(?m)^.*?: (\\S+): command not found$");
    private static final Pattern NO_FILE = Pattern.compile("(?m)^.*?(\\S+?)['’]?:? \\(?No such file or directory\\)?$");

    // In a sandbox these tell of the sandbox, and readers have machines of their own.
    private static final Pattern OF_A_MACHINE =
            Pattern.compile("(?<![\\w./${-])(?:date|df|du|free|ps|pgrep|top|uptime|uname|hostname|"
                    + "nproc|lscpu|lsblk|mount|findmnt|ip|ss|id|whoami|groups|env|printenv|ulimit|vmstat|"
                    + "stat|ls -\\w*l\\w*)(?![\\w./=-])"
                    + "|/proc/|/sys/|/etc/|--version\\b");

    private final AnswerFolder folder;
    private final Entry entry;
    private final DraftSection section;
    private final BashSyntax syntax;
    private final Sandbox sandbox;

    BashRun(AnswerFolder folder, Entry entry, DraftSection section, BashSyntax syntax, Sandbox sandbox) {
        this.folder = folder;
        this.entry = entry;
        this.section = section;
        this.syntax = syntax;
        this.sandbox = sandbox;
    }

    BlockRun run() {
        BashSyntax.Result read = syntax.check(entry.block().code());
        if (read instanceof BashSyntax.Unchecked unchecked) {
            return new BlockRun(entry, State.UNCHECKED, unchecked.reason());
        }
        if (read instanceof BashSyntax.Wrong wrong) {
            // The rule on syntax tells of it, with its place.
            return new BlockRun(entry, State.FAILED, "cannot be read: " + wrong.message());
        }
        if (entry.isQuotation()) {
            return new BlockRun(entry, State.NOT_RUN, "quotes the code of the question");
        }
        Ran ran = ran(LIMITS);
        boolean isClean = ran.succeeded() && ran.stderr().isBlank();
        return isClean ? clean(ran) : told(isExcused(ran) ? State.NOT_RUN : State.UNCHECKED, reason(ran), ran.stderr());
    }

    private Ran ran(Limits limits) {
        return sandbox.run(Program.of(
                        List.of("bash", entry.name()),
                        folder.filesFor(entry, entry.block().code()))
                .within(limits));
    }

    private BlockRun clean(Ran ran) {
        Optional<ShownOutput> shown = ShownOutput.after(entry, section);
        BlockRun passed = told(State.PASSED, "", ran.stdout());
        if (shown.filter(output -> output.isWhat(ran)).isPresent()) {
            return passed;
        }
        if (OF_A_MACHINE.matcher(entry.block().code()).find()) {
            return shown.isEmpty()
                    ? passed
                    : passed.because("it tells of a machine, so what is shown was not compared");
        }
        return ran.stdout().isBlank() && shown.isEmpty() ? passed : compared(passed, shown, ran, ran(LIMITS.again()));
    }

    private BlockRun compared(BlockRun passed, Optional<ShownOutput> shown, Ran ran, Ran again) {
        Optional<PrintedOutput> printed = PrintedOutput.of(ran, again);
        if (shown.isEmpty()) {
            return printed.filter(PrintedOutput::saysSomething)
                    .map(output -> passed.with(output, shown))
                    .orElse(passed);
        }
        boolean varies = ShownOutput.varies(ran, again);
        if (printed.filter(output -> output.isShownAs(shown.get().text())).isPresent()) {
            return varies ? passed.because(ShownOutput.VARIES_IN_PARTS) : passed;
        }
        if (varies && printed.isEmpty()) {
            return passed.because(ShownOutput.VARIES);
        }
        String message = shown.get().difference(ran);
        BlockRun failed = new BlockRun(
                entry.section(),
                entry.block(),
                State.FAILED,
                message,
                tail(ran.stdout()),
                List.of(new Fault(Kind.OUTPUT_DIFFERS, 0, message)));
        return printed.map(output -> failed.with(output, shown)).orElse(failed);
    }

    private BlockRun told(State state, String reason, String output) {
        return new BlockRun(entry.section(), entry.block(), state, reason, tail(output), List.of());
    }

    private static String tail(String output) {
        return PlainOutput.tail(output, 20, 2000);
    }

    private static boolean isExcused(Ran ran) {
        return ran.ending() != Ending.EXITED
                || ABSENT.matcher(ran.stderr()).find()
                || NO_FILE.matcher(ran.stderr()).find();
    }

    private static String reason(Ran ran) {
        if (ran.ending() == Ending.NOT_STARTED) {
            return ran.stderr();
        }
        Matcher absent = ABSENT.matcher(ran.stderr());
        if (absent.find()) {
            return "needs `" + absent.group(1) + "`";
        }
        Matcher file = NO_FILE.matcher(ran.stderr());
        if (file.find()) {
            return "needs the file `" + file.group(1).replaceAll("^['‘]", "") + "`";
        }
        if (ran.ending() != Ending.EXITED) {
            return "does not come to its end by itself";
        }
        String last = PlainOutput.tail(ran.stderr(), 1, 200);
        return ran.exit() == 0
                ? "complains: " + last
                : "ended with status " + ran.exit() + (last.isBlank() ? "" : ": " + last);
    }
}
