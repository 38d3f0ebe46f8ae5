package io.github.answersheet.execution;

import io.github.answersheet.python.BashSyntax;
import io.github.answersheet.sandbox.Ending;
import io.github.answersheet.sandbox.Limits;
import io.github.answersheet.sandbox.PlainOutput;
import io.github.answersheet.sandbox.Program;
import io.github.answersheet.sandbox.Ran;
import io.github.answersheet.sandbox.Sandbox;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs one Bash block. Such blocks name hosts, services and files of the reader's; only one that comes to its end without
 * a complaint is called passed; one that complains is unchecked, and none is called wrong that Bash can read.
 */
final class BashRun {

    private static final Limits LIMITS = Limits.STANDARD.withTime(Duration.ofSeconds(5));
    private static final Pattern ABSENT = Pattern.compile("(?m)^.*?: (\\S+): command not found$");
    private static final Pattern NO_FILE = Pattern.compile("(?m)^.*?(\\S+?)['’]?:? \\(?No such file or directory\\)?$");

    private final AnswerFolder folder;
    private final Entry entry;
    private final BashSyntax syntax;
    private final Sandbox sandbox;

    BashRun(AnswerFolder folder, Entry entry, BashSyntax syntax, Sandbox sandbox) {
        this.folder = folder;
        this.entry = entry;
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
        Ran ran = sandbox.run(Program.of(
                        List.of("bash", entry.name()),
                        folder.filesFor(entry, entry.block().code()))
                .within(LIMITS));
        boolean isClean = ran.succeeded() && ran.stderr().isBlank();
        return new BlockRun(
                entry.section(),
                entry.block(),
                isClean ? State.PASSED : isExcused(ran) ? State.NOT_RUN : State.UNCHECKED,
                isClean ? "" : reason(ran),
                isClean ? PlainOutput.tail(ran.stdout(), 20, 2000) : PlainOutput.tail(ran.stderr(), 20, 2000),
                List.of());
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
