package io.github.answersheet.examine;

import io.github.answersheet.examine.TrialResult.State;
import io.github.answersheet.process.Deadline;
import io.github.answersheet.sandbox.Ending;
import io.github.answersheet.sandbox.Limits;
import io.github.answersheet.sandbox.Program;
import io.github.answersheet.sandbox.Ran;
import io.github.answersheet.sandbox.Sandbox;
import io.github.answersheet.source.Resource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs one trial beside the blocks of the answer, and says what it shows. A trial that fails by itself shows nothing. A
 * statement is refuted only by a program that ran to its end, twice with the same outcome, and that showed what the examiner
 * had said would be seen then.
 *
 * @param files the blocks of the answer, by name
 */
record TrialRun(Trial trial, Map<String, String> files, Sandbox sandbox) {

    private static final String DRIVER = Resource.of(TrialRun.class, "trial.py").text();
    private static final Pattern RAISED = Pattern.compile("(?m)^raised: ([\\w. ]+)\\n?\\z");
    // These say that a program is wrong; where they come from the trial, the trial is.
    private static final Set<String> OF_THE_TRIAL =
            Set.of("NameError", "UnboundLocalError", "SyntaxError", "IndentationError", "ImportError");
    private static final Pattern BASH_AT_FAULT = Pattern.compile(
            "(?m)^trial_?\\d*\\.sh: (?:line \\d+: )?(?:syntax error|unexpected EOF|.*unbound variable)");
    // What a program prints is no news if that is all that it has: literals.
    private static final Pattern LITERALS =
            Pattern.compile("(?s)\"(?:[^\"\\\\]++|\\\\.)*+\"?|'(?:[^'\\\\]++|\\\\.)*+'?|#[^\\n]*+|\\d++");
    private static final Pattern PRINTING = Pattern.compile("print|sys|import|exit|[\\s();,.]");
    private static final Pattern CONSTANT_BASH =
            Pattern.compile("\\s*(?:(?:echo|printf|exit)\\b[^$`|<>(;&]*+|set -\\w+|#.*)?");

    /** What came of it, in a state and words. */
    record Shown(State state, String seen) {}

    Shown run() {
        if (isConstant()) {
            return undecided("the trial prints what is written in it");
        }
        Ran first = sandbox.run(program());
        // On a busy machine a program may only have waited for its turn.
        Ran ran =
                first.ending() == Ending.TIMED_OUT ? sandbox.runAlone(program().again()) : first;
        Optional<String> failure = failure(ran);
        if (failure.isPresent()) {
            return undecided(failure.get());
        }
        Seen seen = seen(ran);
        boolean isAsStated = matches(trial.ifTrue().endingWell(), seen);
        boolean isOtherwise = trial.ifFalse().filter(e -> matches(e, seen)).isPresent();
        if (isAsStated) {
            return isOtherwise
                    ? undecided("what was seen fits the statement and its contrary")
                    : new Shown(State.HOLDS, words(seen));
        }
        Optional<String> own = isOtherwise ? Optional.empty() : failureOfItsOwn(ran, seen);
        if (own.isPresent()) {
            return undecided(own.get());
        }
        if (trial.ifFalse().isPresent() && !isOtherwise) {
            return undecided("something else was seen than the trial allows for: " + words(seen));
        }
        Seen again = seen(sandbox.run(program().again()));
        return isSame(seen, again)
                ? new Shown(State.REFUTED, words(seen))
                : undecided("what is seen differs from run to run");
    }

    private static Shown undecided(String why) {
        return new Shown(State.UNDECIDED, why);
    }

    private static boolean matches(Expectation expected, Seen seen) {
        return expected.missedBy(seen).isEmpty()
                && (seen.raised().isEmpty()
                        || seen.raised().contains("SystemExit")
                        || expected.raises().isPresent());
    }

    private static boolean isSame(Seen one, Seen other) {
        return one.exit() == other.exit()
                && one.stdout().equals(other.stdout())
                && one.raised().equals(other.raised());
    }

    private boolean isConstant() {
        return trial.isPython()
                ? PRINTING.matcher(LITERALS.matcher(trial.program()).replaceAll(""))
                        .replaceAll("")
                        .isEmpty()
                : trial.program()
                        .lines()
                        .allMatch(line -> CONSTANT_BASH.matcher(line).matches());
    }

    // Why it did not come to its end.
    private static Optional<String> failure(Ran ran) {
        return switch (ran.ending()) {
            case NOT_STARTED -> Optional.of(ran.stderr());
            case TIMED_OUT -> Optional.of("it does not end within " + Deadline.inWords(Limits.STANDARD.time()));
            case OUTPUT_TOO_LONG -> Optional.of("it prints without end");
            case TOO_GREEDY -> Optional.of("it uses more memory or files than it may");
            case KILLED -> Optional.of("it is ended by signal " + ran.exit());
            case EXITED -> Optional.empty();
        };
    }

    // Why what it shows is its own fault, or that of the sandbox.
    private Optional<String> failureOfItsOwn(Ran ran, Seen seen) {
        Optional<Traceback> raised = Traceback.in(seen.stderr());
        if (raised.isPresent() && !seen.raised().isEmpty()) {
            return failureOfItsOwn(raised.get(), seen);
        }
        String needs = BashRun.needs(ran.stdout() + "\n" + seen.stderr());
        if (!needs.isEmpty() && (ran.exit() == 127 || needs.startsWith("needs `"))) {
            return Optional.of(needs);
        }
        if (!trial.isPython() && BASH_AT_FAULT.matcher(seen.stderr()).find()) {
            return Optional.of("the trial fails by itself: " + Words.code(lastLine(seen.stderr())));
        }
        boolean isSilent = ran.stdout().isBlank()
                && (trial.ifTrue().stdout().filter(text -> !text.isBlank()).isPresent()
                        || !trial.ifTrue().stdoutContains().isEmpty());
        return isSilent ? Optional.of("the trial prints nothing") : Optional.empty();
    }

    private Optional<String> failureOfItsOwn(Traceback raised, Seen seen) {
        if (raised.is("ModuleNotFoundError")) {
            return Optional.of("needs " + Words.code(raised.subject().orElse("a module")));
        }
        Optional<String> ofSandbox = Excuse.ofSandbox(raised);
        if (ofSandbox.isPresent()) {
            return ofSandbox;
        }
        // An exception that is expected, of another kind than the one that came.
        boolean isExpected = trial.ifTrue().raises().isPresent();
        boolean isOfAnswer = files.keySet().stream().anyMatch(name -> raised.lineIn(name) > 0);
        boolean isOfTrial = seen.raised().stream().anyMatch(OF_THE_TRIAL::contains);
        return !isOfAnswer && !isExpected || isOfTrial
                ? Optional.of("the trial fails by itself: " + Words.code(raised.inWords()))
                : Optional.empty();
    }

    private static String lastLine(String text) {
        String stripped = text.strip();
        return stripped.substring(stripped.lastIndexOf('\n') + 1);
    }

    private Program program() {
        Map<String, String> all = new HashMap<>(files);
        String name = name();
        all.put(name, trial.program());
        List<String> command = trial.isPython() ? List.of("python3", "-c", DRIVER, name) : List.of("bash", name);
        return Program.of(command, all);
    }

    private String name() {
        String ending = trial.isPython() ? ".py" : ".sh";
        String name = "trial" + ending;
        for (int i = 2; files.containsKey(name); i++) {
            name = "trial_" + i + ending;
        }
        return name;
    }

    private Seen seen(Ran ran) {
        Matcher told = RAISED.matcher(ran.stderr());
        List<String> raised = new ArrayList<>();
        String stderr = ran.stderr();
        if (told.find()) {
            raised.addAll(List.of(told.group(1).split(" ")));
            stderr = stderr.substring(0, told.start());
        }
        String error = Traceback.in(stderr).map(Traceback::inWords).orElse("");
        return new Seen(
                ran.ending(),
                ran.ending() == Ending.EXITED,
                Optional.empty(),
                List.copyOf(raised),
                error,
                0,
                false,
                Optional.empty(),
                Optional.empty(),
                0,
                true,
                0,
                ran.exit(),
                ran.stdout(),
                stderr,
                Map.of(),
                Limits.STANDARD.time());
    }

    private String words(Seen seen) {
        String printed = "standard output " + Words.text(seen.stdout().stripTrailing());
        return seen.exit() == 0 && seen.raised().isEmpty()
                ? printed
                : (seen.stdout().isBlank() ? "" : printed + ", ") + seen.ending();
    }
}
