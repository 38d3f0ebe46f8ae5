package io.github.answersheet.examine;

import io.github.answersheet.examine.BlockRun.State;
import io.github.answersheet.examine.Fault.Kind;
import io.github.answersheet.language.Facts;
import io.github.answersheet.language.TestReport;
import io.github.answersheet.process.Deadline;
import io.github.answersheet.sandbox.Ending;
import io.github.answersheet.sandbox.Limits;
import io.github.answersheet.sandbox.PlainOutput;
import io.github.answersheet.sandbox.Program;
import io.github.answersheet.sandbox.Ran;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A module of Python tests: how it is run, and what the run says of each test. A script in the sandbox reports every test
 * with its own error, so that nobody has to guess from the output which error belongs to which.
 *
 * @param before code that was put before the block's own
 */
record PythonTests(AnswerFolder folder, Entry entry, Facts facts, String before) {

    /** Why tests that only pytest would find were not run. */
    static final String NEEDS_PYTEST = "needs `pytest`";

    private static final int MOST_TOLD = 3;
    private static final Set<String> UNDEFINED = Set.of("NameError", "UnboundLocalError");
    // Where a test raises one of these, what it asks of the code may be missing there.
    private static final Set<String> OF_THE_OTHER =
            Set.of("AssertionError", "TypeError", "AttributeError", "ImportError");

    Program program(String code, Limits limits) {
        return Program.of(
                        List.of("python3", "-I", "-B", "-c", TestReport.SCRIPT, entry.name()),
                        folder.filesFor(entry, code))
                .within(limits)
                .wanting(List.of(Program.REPORT));
    }

    BlockRun of(Ran ran) {
        if (ran.ending() == Ending.NOT_STARTED) {
            return told(ran, State.NOT_RUN, ran.stderr());
        }
        List<TestReport> report = TestReport.read(
                ran.files().getOrDefault(Program.REPORT, Optional.empty()).orElse(""));
        List<TestReport> failures = all(report, "failed");
        Optional<TestReport> end = all(report, "end").stream().findFirst();
        if (end.isEmpty()) {
            return brokenOff(ran, report);
        }
        if (!failures.isEmpty()) {
            return failed(ran, report, failures, end.get());
        }
        boolean lacksPytest = !all(report, "lacks-pytest").isEmpty();
        if (end.get().run() == 0 && lacksPytest) {
            return told(ran, State.NOT_RUN, NEEDS_PYTEST);
        }
        String skipped = all(report, "skipped").stream()
                .findFirst()
                .map(TestReport::reason)
                .filter(reason -> !reason.isBlank())
                .map(reason -> ": " + PlainOutput.of(reason))
                .orElse("");
        if (end.get().run() <= end.get().skipped()) {
            return end.get().skipped() > 0 ? told(ran, State.NOT_RUN, "every test is skipped" + skipped) : empty(ran);
        }
        List<String> remarks = new ArrayList<>();
        if (end.get().skipped() > 0) {
            remarks.add(end.get().skipped() + " of " + end.get().run() + " tests skipped" + skipped);
        }
        if (end.get().expected() > 0) {
            remarks.add(end.get().expected() + " of " + end.get().run() + " tests expected to fail");
        }
        if (lacksPytest) {
            remarks.add("the tests that only pytest finds were not run");
        }
        return told(ran, State.PASSED, String.join("; ", remarks));
    }

    private BlockRun empty(Ran ran) {
        String message = "has no test in it";
        return entry.isCalledTest()
                ? blamed(ran, List.of(new Fault(Kind.TEST_FAILS, entry, 0, "`" + entry.name() + "` " + message)))
                : told(ran, State.NOT_RUN, message);
    }

    private BlockRun brokenOff(Ran ran, List<TestReport> report) {
        Optional<String> meant = Judgement.meant(ran, facts);
        if (meant.isPresent()) {
            return told(ran, State.NOT_RUN, meant.get());
        }
        String subject = all(report, "begun").stream()
                .reduce((first, second) -> second)
                .map(TestReport::subject)
                .orElse("importing the tests");
        String does =
                switch (ran.ending()) {
                    case TIMED_OUT ->
                        "does not end within "
                                + Deadline.inWords(Judgement.limits(facts).time());
                    case OUTPUT_TOO_LONG -> "prints without end";
                    case TOO_GREEDY -> "uses more memory or makes more files than it may";
                    case KILLED -> "is ended by signal " + ran.exit();
                    case EXITED, NOT_STARTED -> "ends the whole run with status " + ran.exit();
                };
        Optional<Entry> suspect = underTest();
        String message = PlainOutput.of(subject) + " " + does + either(suspect);
        return blamed(ran, List.of(new Fault(Kind.TEST_FAILS, entry, 0, message).or(suspect)));
    }

    private BlockRun failed(Ran ran, List<TestReport> report, List<TestReport> failures, TestReport end) {
        List<String> absent =
                all(report, "absent").stream().map(TestReport::name).toList();
        if (!absent.isEmpty()) {
            return told(ran, State.NOT_RUN, "needs `" + String.join("`, `", absent) + "`");
        }
        List<TestReport> blamed = new ArrayList<>();
        Optional<String> excuse = Optional.empty();
        for (TestReport failure : failures) {
            Optional<String> its = excuse(failure);
            if (its.isEmpty()) {
                blamed.add(failure);
            }
            excuse = excuse.or(() -> its);
        }
        if (blamed.isEmpty()) {
            return told(ran, State.NOT_RUN, excuse.orElseThrow());
        }
        int more = end.failed() - failures.size() + blamed.size() - MOST_TOLD;
        List<Fault> faults = new ArrayList<>();
        for (TestReport failure : blamed.subList(0, Math.min(MOST_TOLD, blamed.size()))) {
            boolean isLast = faults.size() == MOST_TOLD - 1 && more > 0;
            faults.add(
                    fault(failure, isLast ? "; " + more + (more == 1 ? " more test fails" : " more tests fail") : ""));
        }
        return blamed(ran, faults);
    }

    private Optional<String> excuse(TestReport failure) {
        Traceback raised = new Traceback(failure.type(), failure.message(), "");
        return failure.isOf(Set.of("ModuleNotFoundError"))
                ? Excuse.of(raised, facts, entry, folder)
                : Excuse.ofSandbox(raised).or(() -> Excuse.ofSettings(raised, folder));
    }

    /** Says what a test's own error is and where, and blames one side only where it is known to be that. */
    private Fault fault(TestReport failure, String more) {
        boolean isInTest = entry.name().equals(failure.file());
        Optional<Entry> passed = isInTest ? Optional.empty() : folder.named(failure.file());
        int testLine = Math.max(0, failure.testLine() - linesBefore());
        String place = passed.map(
                        solution -> " (in the solution, line " + failure.line() + " of `" + solution.name() + "`)")
                .orElse(testLine > 0 ? " (in the test, line " + testLine + ")" : "");
        String message = PlainOutput.of(failure.subject() + " fails: " + failure.words()) + place;
        boolean isUndefined = failure.isOf(UNDEFINED) && failure.innermost();
        if (passed.isPresent() && isUndefined) {
            return new Fault(Kind.TEST_FAILS, passed.get(), failure.line(), message + more);
        }
        boolean isOfTest = isInTest
                && failure.innermost()
                && (isUndefined || !failure.function().startsWith("test") && !failure.isOf(OF_THE_OTHER));
        if (isOfTest) {
            return new Fault(Kind.TEST_FAILS, entry, testLine, message + more);
        }
        Optional<Entry> suspect = passed.or(this::underTest);
        return new Fault(Kind.TEST_FAILS, entry, testLine, message + either(suspect) + more).or(suspect);
    }

    private Optional<Entry> underTest() {
        return folder.underTest(entry);
    }

    /** What to add to a message where nobody knows which of the two is wrong. */
    static String either(Optional<Entry> suspect) {
        return suspect.isPresent() ? "; either the code or the test is wrong" : "";
    }

    private int linesBefore() {
        return (int) before.lines().count();
    }

    private BlockRun blamed(Ran ran, List<Fault> faults) {
        int more = faults.size() - 1;
        String first = faults.get(0).message() + (more > 0 ? "; and " + more + " more" : "");
        if (!entry.isSolution() && !entry.isNamed()) {
            return told(ran, State.UNCHECKED, "an illustration: " + first);
        }
        return new BlockRun(entry.section(), entry.block(), State.FAILED, first, Judgement.output(ran), faults);
    }

    private BlockRun told(Ran ran, State state, String reason) {
        return new BlockRun(entry.section(), entry.block(), state, reason, Judgement.output(ran), List.of());
    }

    private static List<TestReport> all(List<TestReport> report, String what) {
        return report.stream().filter(line -> what.equals(line.what())).toList();
    }
}
