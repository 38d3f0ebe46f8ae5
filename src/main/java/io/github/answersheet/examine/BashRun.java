package io.github.answersheet.examine;

import io.github.answersheet.draft.DraftSection;
import io.github.answersheet.examine.BlockRun.State;
import io.github.answersheet.examine.Fault.Kind;
import io.github.answersheet.language.Syntax;
import io.github.answersheet.process.Deadline;
import io.github.answersheet.sandbox.Ending;
import io.github.answersheet.sandbox.Limits;
import io.github.answersheet.sandbox.PlainOutput;
import io.github.answersheet.sandbox.Program;
import io.github.answersheet.sandbox.Ran;
import io.github.answersheet.sandbox.Sandbox;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Runs one Bash block. Such blocks name hosts, services and files of the reader's; only one that comes to its end without
 * a complaint is called passed, and what the answer shows of its output has to be true then. One that complains is
 * unchecked.
 */
final class BashRun {

    private static final Pattern DEMONSTRATION =
            Pattern.compile("(?i)demo|example|showcase|walk|^(?:try|show|run)[_.-]");
    private static final Limits LIMITS = Limits.STANDARD.withTime(Duration.ofSeconds(5));
    private static final Pattern ABSENT = Pattern.compile("(?m)^(?:.*: )?(?:(?<bash>\\S+): command not found"
            + "|\\d+: (?<sh>\\S+): not found"
            + "|failed to run command ['‘](?<other>[^'’\\s]+)['’]: No such file or directory)$");
    private static final Pattern NOT_THERE = Pattern.compile(
            "(?i)no such file|not (?:found|installed|available|there)|missing|absent|cannot (?:be )?(?:run|start|find|execute)");
    private static final String NO_MORE = "fork: retry: Resource temporarily unavailable";
    private static final Pattern NOT_STARTED = Pattern.compile("No such file or directory: '([\\w+-]+)'");
    private static final Pattern USAGE =
            Pattern.compile("(?im)^(?:\\S+: )?usage: |: line \\d+: \\$?\\d: |\\bmissing (?:argument|operand)");
    private static final Pattern NO_FILE =
            Pattern.compile("(?m)(?<!\\S)(\\S+?)['’]?:? \\(?No such file or directory\\)?$");

    // In a sandbox these tell of the sandbox, and readers have machines of their own.
    private static final Pattern OF_A_MACHINE =
            Pattern.compile("(?<![\\w./${-])(?:date|df|du|free|ps|pgrep|top|uptime|uname|hostname|"
                    + "nproc|lscpu|lsblk|mount|findmnt|ip|ss|id|whoami|groups|env|printenv|ulimit|vmstat|"
                    + "stat|ls -(?=\\w*l)\\w++)(?![\\w./=-])"
                    + "|/proc/|/sys/|/etc/|--version\\b");

    private final AnswerFolder folder;
    private final Entry entry;
    private final DraftSection section;
    private final Syntax syntax;
    private final Sandbox sandbox;

    BashRun(AnswerFolder folder, Entry entry, DraftSection section, Syntax syntax, Sandbox sandbox) {
        this.folder = folder;
        this.entry = entry;
        this.section = section;
        this.syntax = syntax;
        this.sandbox = sandbox;
    }

    BlockRun run() {
        if (entry.block().isShellSession()) {
            return new ShellSession(folder, entry, syntax, sandbox).run();
        }
        Optional<String> other = entry.block().otherShell();
        if (other.isPresent()) {
            return new BlockRun(entry, State.NOT_RUN, "needs `" + other.get() + "`");
        }
        Syntax.Result read = syntax.check(entry.block().code());
        if (read instanceof Syntax.Unchecked unchecked) {
            return new BlockRun(entry, State.UNCHECKED, unchecked.reason());
        }
        if (read instanceof Syntax.Wrong wrong) {
            // The rule on syntax tells of it, with its place.
            return new BlockRun(entry, State.FAILED, "cannot be read: " + wrong.message());
        }
        if (entry.isQuotation()) {
            return new BlockRun(entry, State.NOT_RUN, "quotes the code of the question");
        }
        if (isTest()) {
            return tested();
        }
        Ran ran = sandbox.run(program());
        Optional<ShownOutput> shown = ShownOutput.after(entry, section);
        if (ran.ending() == Ending.EXITED
                && !ran.succeeded()
                && shown.filter(output -> output.isWhat(ran)).isPresent()) {
            return told(State.PASSED, "ended with status " + ran.exit(), ran.stdout());
        }
        Optional<String> absent = isCall() ? lacking(both(ran)) : Optional.empty();
        if (absent.isPresent()) {
            return told(State.NOT_RUN, "needs `" + absent.get() + "`", ran.stdout());
        }
        boolean isClean = ran.succeeded() && ran.stderr().isBlank() || isCall() && endedByItself(ran);
        return isClean && !(ran.exit() != 0 && isExcused(ran))
                ? clean(ran, shown)
                : told(isExcused(ran) ? State.NOT_RUN : State.UNCHECKED, reason(ran), ran.stderr());
    }

    /** Whether it tests: its name says so, or it stands among tests, calls what the answer has, and can say that it is wrong. */
    private boolean isTest() {
        return entry.isCalledTest() && entry.name().startsWith("test")
                || entry.isTest() && entry.canFail() && !folder.runBy(entry).isEmpty();
    }

    /** Whether it shows a program of the answer at work: whatever such a program says belongs to what it shows. */
    private boolean isCall() {
        return (!entry.isNamed() || DEMONSTRATION.matcher(entry.name()).find())
                && !entry.isTest()
                && folder.underTest(entry).isPresent();
    }

    // What it says without a tool that readers may have shows another thing than its author meant.
    private Optional<String> lacking(String output) {
        Optional<String> absent = absent(output);
        if (absent.isPresent()) {
            return absent;
        }
        String program =
                folder.underTest(entry).map(other -> other.block().code()).orElse("");
        return NOT_STARTED
                .matcher(output)
                .results()
                .map(found -> found.group(1))
                .filter(name -> program.contains("\"" + name + "\"") || program.contains("'" + name + "'"))
                .findFirst()
                .or(() -> ReadersTools.calledBy(entry.block().code()))
                .or(() -> ReadersTools.startedBy(program)
                        .filter(tool -> output.lines()
                                .anyMatch(line -> line.contains(tool)
                                        && NOT_THERE.matcher(line).find())));
    }

    private static Optional<String> absent(String complaints) {
        Matcher absent = ABSENT.matcher(complaints);
        return absent.find()
                ? Stream.of("bash", "sh", "other")
                        .map(absent::group)
                        .filter(Objects::nonNull)
                        .findFirst()
                : Optional.empty();
    }

    private static boolean endedByItself(Ran ran) {
        return ran.ending() == Ending.EXITED
                && (ran.exit() == 0 || Traceback.in(ran.stdout()).isEmpty());
    }

    /** Tests pass if they end with 0. They are run once more before they are blamed. */
    private BlockRun tested() {
        Program program = test();
        Ran ran = sandbox.run(program);
        if (ran.succeeded()) {
            return told(State.PASSED, "", ran.stdout());
        }
        Ran again = sandbox.runAlone(program.again());
        if (again.succeeded()) {
            return told(State.PASSED, "only at the second run; at the first it " + howEnded(ran), again.stdout());
        }
        if (ran.ending() == Ending.NOT_STARTED
                || absent(both(ran)).isPresent()
                || ran.stderr().contains(NO_MORE)) {
            return told(State.NOT_RUN, reason(ran), ran.stderr());
        }
        if (again.waited() && entry.block().code().contains("sleep ")) {
            return told(State.NOT_RUN, Excuse.WAITS, again.stdout());
        }
        Optional<Entry> underTest = folder.underTest(entry);
        String message = (entry.isNamed() ? "the tests of `" + entry.name() + "` fail" : "these tests fail") + ": Bash "
                + howEnded(ran) + PythonTests.either(underTest);
        return new BlockRun(
                entry.section(),
                entry.block(),
                State.FAILED,
                message,
                tail(both(ran)),
                List.of(new Fault(Kind.TEST_FAILS, entry, 0, message).or(underTest)));
    }

    private static String howEnded(Ran ran) {
        String how =
                switch (ran.ending()) {
                    case EXITED, NOT_STARTED -> "ends with status " + ran.exit();
                    case TIMED_OUT -> "does not end within " + Deadline.inWords(Limits.STANDARD.time());
                    case OUTPUT_TOO_LONG -> "prints without end";
                    case TOO_GREEDY -> "uses more memory or makes more files than it may";
                    case KILLED -> "is ended by signal " + ran.exit();
                };
        String last = ShownOutput.excerpt(both(ran)).strip().replace("\n", " | ");
        return how + (last.isEmpty() ? "" : " after `" + last.replace('`', '\'') + "`");
    }

    private static String both(Ran ran) {
        return (ran.stdout().stripTrailing() + "\n" + ran.stderr()).strip();
    }

    // A demonstration calls a whole program several times.
    private Limits limits() {
        return isCall() ? Limits.STANDARD : LIMITS;
    }

    // Read as a whole before it starts: what it tests cannot write another end into its file.
    private Program test() {
        return Program.of(
                        List.of("bash", "-c", "source \"$0\"", "./" + entry.name()),
                        folder.filesFor(entry, entry.block().code()))
                .within(Limits.STANDARD);
    }

    private Program program() {
        List<String> command =
                isCall() ? List.of("bash", "-c", "exec bash \"$0\" 2>&1", entry.name()) : List.of("bash", entry.name());
        return Program.of(command, folder.filesFor(entry, entry.block().code())).within(limits());
    }

    private BlockRun clean(Ran ran, Optional<ShownOutput> shown) {
        BlockRun passed = told(State.PASSED, ran.exit() == 0 ? "" : "ended with status " + ran.exit(), ran.stdout());
        if (shown.filter(output -> output.isWhat(ran)).isPresent()) {
            return passed;
        }
        // Elsewhere the lines of a block need not belong together.
        boolean isToBeShown = shown.isPresent() || isCall() || entry.isSolution();
        if (!isToBeShown) {
            return passed;
        }
        if (!isCall() && tellsOfAMachine(entry.block().code())) {
            return shown.isEmpty() ? passed : passed.because(ShownOutput.TELLS_OF_A_MACHINE);
        }
        return ran.stdout().isBlank() && shown.isEmpty()
                ? passed
                : compared(entry, passed, shown, ran, sandbox.run(program().again()));
    }

    /** What is to be said of a block that passed, once it is known what it prints another time. */
    static BlockRun compared(Entry entry, BlockRun passed, Optional<ShownOutput> shown, Ran ran, Ran again) {
        Optional<PrintedOutput> printed = PrintedOutput.of(ran, again, false, "");
        if (shown.isEmpty()) {
            return printed.filter(PrintedOutput::saysSomething)
                    .map(output -> passed.with(output, shown))
                    .orElse(passed);
        }
        boolean varies = ShownOutput.varies(ran, again, false, "");
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
                List.of(new Fault(Kind.OUTPUT_DIFFERS, entry, 0, message)));
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
                || ran.stderr().contains(NO_MORE)
                || wantsArguments(ran)
                || absent(both(ran)).isPresent()
                || NO_FILE.matcher(both(ran)).find();
    }

    private static boolean wantsArguments(Ran ran) {
        return ran.ending() == Ending.EXITED
                && ran.exit() != 0
                && USAGE.matcher(both(ran)).find();
    }

    /** Which tool or file is not there, as Bash and its tools complain of it; empty if they do not. */
    static String needs(String complaints) {
        Optional<String> absent = absent(complaints);
        if (absent.isPresent()) {
            return "needs `" + absent.get() + "`";
        }
        Matcher file = NO_FILE.matcher(complaints);
        return file.find() ? "needs the file `" + file.group(1).replaceAll("^['‘]", "") + "`" : "";
    }

    /** Whether commands print what differs from machine to machine. */
    static boolean tellsOfAMachine(String commands) {
        return OF_A_MACHINE.matcher(commands).find();
    }

    private static String reason(Ran ran) {
        if (ran.ending() == Ending.NOT_STARTED) {
            return ran.stderr();
        }
        if (ran.stderr().contains(NO_MORE)) {
            return Excuse.TOO_MANY;
        }
        if (wantsArguments(ran)) {
            return Excuse.ARGUMENTS;
        }
        String needs = needs(both(ran));
        if (!needs.isEmpty()) {
            return needs;
        }
        if (ran.ending() != Ending.EXITED) {
            return ran.listens() ? "a server" : "does not come to its end by itself";
        }
        String last = PlainOutput.tail(ran.stderr(), 1, 200);
        return ran.exit() == 0
                ? "complains: " + last
                : "ended with status " + ran.exit() + (last.isBlank() ? "" : ": " + last);
    }
}
