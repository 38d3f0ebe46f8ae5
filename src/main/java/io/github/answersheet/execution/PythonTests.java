package io.github.answersheet.execution;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.answersheet.execution.Fault.Kind;
import io.github.answersheet.process.Deadline;
import io.github.answersheet.python.Facts;
import io.github.answersheet.python.Facts.Conduct;
import io.github.answersheet.sandbox.Ending;
import io.github.answersheet.sandbox.Limits;
import io.github.answersheet.sandbox.PlainOutput;
import io.github.answersheet.sandbox.Program;
import io.github.answersheet.sandbox.Ran;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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

    private static final String RUNNER = runner();
    private static final String REPORT = "/var/tmp/tests.jsonl";
    private static final int MOST_TOLD = 3;
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private static final Set<String> UNDEFINED = Set.of("NameError", "UnboundLocalError");
    // Where a test raises one of these, what it asks of the code may be missing there.
    private static final Set<String> OF_THE_OTHER =
            Set.of("AssertionError", "TypeError", "AttributeError", "ImportError");

    /**
     * One line of the report.
     *
     * @param what {@code begun}, {@code failed}, {@code skipped}, {@code expected}, {@code absent}, {@code lacks-pytest},
     *     {@code end}
     * @param words the error's own last line
     * @param file of the answer, in which the exception was innermost; empty if it passed none
     * @param innermost whether it was raised there, and not in a library that was called there
     * @param testLine the last line of the test's file that it passed; 0 if none
     */
    private record Line(
            String what,
            String subject,
            String words,
            String type,
            String message,
            String file,
            int line,
            String function,
            boolean innermost,
            int testLine,
            String reason,
            String name,
            int run,
            int failed,
            int skipped,
            int expected) {

        boolean isOf(Set<String> types) {
            return type != null && types.contains(type);
        }
    }

    Program program(String code, Limits limits) {
        return Program.of(List.of("python3", "-c", RUNNER, entry.name()), folder.filesFor(entry, code))
                .within(limits)
                .wanting(List.of(REPORT));
    }

    BlockRun of(Ran ran) {
        if (ran.ending() == Ending.NOT_STARTED) {
            return told(ran, State.NOT_RUN, ran.stderr());
        }
        List<Line> report = report(ran);
        List<Line> failures = all(report, "failed");
        Optional<Line> end = all(report, "end").stream().findFirst();
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
                .map(Line::reason)
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

    private BlockRun brokenOff(Ran ran, List<Line> report) {
        boolean isEndless = ran.ending() == Ending.TIMED_OUT || ran.ending() == Ending.OUTPUT_TOO_LONG;
        if (isEndless && facts.conduct().contains(Conduct.SERVER)) {
            return told(ran, State.NOT_RUN, "a server");
        }
        if (isEndless && facts.conduct().contains(Conduct.ENDLESS)) {
            return told(ran, State.NOT_RUN, "endless by design");
        }
        String subject = report.isEmpty()
                ? "importing the tests"
                : report.get(report.size() - 1).subject();
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

    private BlockRun failed(Ran ran, List<Line> report, List<Line> failures, Line end) {
        List<String> absent = all(report, "absent").stream().map(Line::name).toList();
        if (!absent.isEmpty()) {
            return told(ran, State.NOT_RUN, "needs `" + String.join("`, `", absent) + "`");
        }
        List<Line> blamed = new ArrayList<>();
        Optional<String> excuse = Optional.empty();
        for (Line failure : failures) {
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
        for (Line failure : blamed.subList(0, Math.min(MOST_TOLD, blamed.size()))) {
            boolean isLast = faults.size() == MOST_TOLD - 1 && more > 0;
            faults.add(
                    fault(failure, isLast ? "; " + more + (more == 1 ? " more test fails" : " more tests fail") : ""));
        }
        return blamed(ran, faults);
    }

    private Optional<String> excuse(Line failure) {
        return failure.isOf(Set.of("ModuleNotFoundError"))
                ? Excuse.of(new Traceback(failure.type(), failure.message(), ""), facts, entry, folder)
                : Optional.empty();
    }

    /** Says what a test's own error is and where, and blames one side only where it is known to be that. */
    private Fault fault(Line failure, String more) {
        boolean isInTest = entry.name().equals(failure.file());
        Optional<Entry> passed = isInTest || failure.file() == null ? Optional.empty() : folder.named(failure.file());
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

    private static List<Line> all(List<Line> report, String what) {
        return report.stream().filter(line -> what.equals(line.what())).toList();
    }

    // Tests could write there as well; a line that is none is nobody's.
    private static List<Line> report(Ran ran) {
        return ran.files().getOrDefault(REPORT, Optional.empty()).stream()
                .flatMap(String::lines)
                .map(PythonTests::line)
                .filter(Objects::nonNull)
                .toList();
    }

    private static Line line(String json) {
        try {
            return JSON.readValue(json, Line.class);
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    private static String runner() {
        try (InputStream in = PythonTests.class.getResourceAsStream("tests.py")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
