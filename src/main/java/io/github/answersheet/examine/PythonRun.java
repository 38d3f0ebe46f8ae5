package io.github.answersheet.examine;

import io.github.answersheet.draft.DraftSection;
import io.github.answersheet.examine.BlockRun.State;
import io.github.answersheet.examine.Fault.Kind;
import io.github.answersheet.language.CodeFact;
import io.github.answersheet.language.Compilation;
import io.github.answersheet.language.Facts;
import io.github.answersheet.language.Facts.Conduct;
import io.github.answersheet.language.PythonInterpreter;
import io.github.answersheet.sandbox.Ending;
import io.github.answersheet.sandbox.Limits;
import io.github.answersheet.sandbox.Program;
import io.github.answersheet.sandbox.Ran;
import io.github.answersheet.sandbox.Sandbox;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Runs one Python block as a reader would: imports it where it is a module, then starts it, or has its tests run. */
final class PythonRun {

    private static final Pattern FRAGMENT =
            Pattern.compile("(?i)\\A(?:#!.*\\n)?#.*\\b(?:fragment|excerpt|snippet|pseudo-?code|sketch)\\b.*");

    private static final String AT_FIRST = "only at the second run; at the first: ";
    private static final Pattern IS_TEST = Pattern.compile("(?:\\w+\\.)?test_");

    private static final String IMPORT = """
            import os, sys
            sys.path.insert(0, "")
            before = set(os.listdir())
            import %s
            made = sorted(set(os.listdir()) - before)
            print(*(f"(makes {name})" for name in made), end="")
            """;

    private final AnswerFolder folder;
    private final Entry entry;
    private final DraftSection section;
    private final PythonInterpreter python;
    private final Sandbox sandbox;

    PythonRun(AnswerFolder folder, Entry entry, DraftSection section, PythonInterpreter python, Sandbox sandbox) {
        this.folder = folder;
        this.entry = entry;
        this.section = section;
        this.python = python;
        this.sandbox = sandbox;
    }

    BlockRun run() {
        if (entry.block().isPythonSession()) {
            return new PythonExamples(folder, entry, python, sandbox).session();
        }
        Compilation compilation = python.compile(entry.block().code());
        if (compilation instanceof Compilation.Unchecked unchecked) {
            return new BlockRun(entry, State.UNCHECKED, unchecked.reason());
        }
        if (compilation instanceof Compilation.SyntaxError error) {
            // The rule on syntax tells of it, with its place.
            return new BlockRun(
                    entry, entry.isSolution() ? State.FAILED : State.UNCHECKED, "does not compile: " + error.message());
        }
        if (entry.isQuotation()) {
            return new BlockRun(entry, State.NOT_RUN, "quotes the code of the question");
        }
        if (FRAGMENT.matcher(entry.block().code()).lookingAt()) {
            return new BlockRun(entry, State.NOT_RUN, "marked as a fragment");
        }
        Facts facts = ((Compilation.Compiled) compilation).facts();
        return run(facts);
    }

    private BlockRun run(Facts facts) {
        List<String> undefined = facts.facts().stream()
                .filter(f -> f.kind() == CodeFact.Kind.UNDEFINED_NAME)
                .map(CodeFact::subject)
                .toList();
        String before = undefined.isEmpty() ? "" : folder.before(entry, undefined, python);
        String code = before + entry.block().code();
        if (isTest(facts)) {
            PythonTests tests = new PythonTests(folder, entry, facts, before);
            BlockRun tested = tests(tests, code, Judgement.limits(facts));
            // Without pytest, a module that calls its tests itself is a program like any other.
            boolean isProgram = tested.reason().equals(PythonTests.NEEDS_PYTEST)
                    && facts.hasEntryGuard()
                    && !imports(facts, "pytest");
            if (!isProgram) {
                return tested;
            }
        }
        List<Fault> faults = new ArrayList<>();
        if (facts.hasEntryGuard() && entry.module().matches("\\w+")) {
            Ran imported =
                    ran(List.of("python3", "-c", IMPORT.formatted(entry.module())), code, Judgement.limits(facts));
            if (!imported.succeeded()) {
                return new Judgement(folder, entry, facts, Optional.empty(), before).of(imported);
            }
            if (!imported.stdout().isBlank()) {
                String does = ShownOutput.excerpt(imported.stdout()).replace('\n', ' ');
                faults.add(
                        new Fault(Kind.IMPORT_SIDE_EFFECT, entry, 0, "importing the module does something: " + does));
            }
        }
        Optional<ShownOutput> shown = ShownOutput.after(entry, section);
        BlockRun run = program(new Judgement(folder, entry, facts, shown, before), code)
                .with(faults);
        boolean hasExamples = run.state() != State.FAILED
                && before.isEmpty()
                && entry.module().matches("\\w+")
                && PythonExamples.areIn(entry.block().code());
        return hasExamples ? new PythonExamples(folder, entry, python, sandbox).docstrings(run) : run;
    }

    /** Runs tests, and once more before they are blamed: what fails by chance or on a busy machine says so and is no fault. */
    private BlockRun tests(PythonTests tests, String code, Limits limits) {
        BlockRun first = tests.of(sandbox.run(tests.program(code, limits)));
        if (first.state() != State.FAILED) {
            return first;
        }
        BlockRun second = tests.of(sandbox.runAlone(tests.program(code, limits).again()));
        return second.state() == State.FAILED ? first : second.because(AT_FIRST + first.reason());
    }

    /** The same with a program, which is run twice as well where what it prints is to be shown. */
    private BlockRun program(Judgement judgement, String code) {
        List<String> command = List.of("python3", entry.name());
        Limits limits = Judgement.limits(judgement.facts());
        Ran ran = ran(command, code, limits);
        BlockRun first = judgement.of(ran);
        boolean isToBeShown = judgement.isDemonstration(ran)
                && judgement.before().isEmpty()
                && judgement.shown().filter(shown -> shown.isWhat(ran)).isEmpty();
        if (first.state() != State.FAILED && !isToBeShown) {
            return first;
        }
        Program repeated = program(command, code, limits).again();
        Ran again = ran.ending() == Ending.TIMED_OUT ? sandbox.runAlone(repeated) : sandbox.run(repeated);
        boolean asksClock = judgement.facts().conduct().contains(Conduct.CLOCK);
        Optional<PrintedOutput> printed =
                isToBeShown ? PrintedOutput.of(ran, again, asksClock, code) : Optional.empty();
        if (first.state() != State.FAILED) {
            return printed.map(output -> withOutput(first, judgement.shown(), output))
                    .orElse(first);
        }
        BlockRun second = judgement.of(again);
        if (judgement.differs(ran)) {
            boolean varies = ShownOutput.varies(ran, again, asksClock, code);
            boolean isRight = printed.filter(output ->
                            output.isShownAs(judgement.shown().orElseThrow().text()))
                    .isPresent();
            if (isRight) {
                return second.as(State.PASSED).because(varies ? ShownOutput.VARIES_IN_PARTS : "");
            }
            if (varies && printed.isEmpty()) {
                return second.as(State.PASSED).because(ShownOutput.VARIES);
            }
            Optional<String> why = judgement.notCompared(ran);
            if (why.isPresent()) {
                return second.as(State.PASSED).because(why.get());
            }
            if (printed.isPresent()) {
                return first.with(printed.get(), judgement.shown());
            }
        }
        return second.state() == State.FAILED ? first : second.because(AT_FIRST + first.reason());
    }

    // What is shown beside a status that says failure is not blamed: it may be meant, and more than the output.
    private static BlockRun withOutput(BlockRun run, Optional<ShownOutput> shown, PrintedOutput printed) {
        if (shown.isEmpty()) {
            return printed.saysSomething() ? run.with(printed, shown) : run;
        }
        return printed.isShownAs(shown.get().text()) ? run.as(State.PASSED) : run;
    }

    private Ran ran(List<String> command, String code, Limits limits) {
        return sandbox.run(program(command, code, limits));
    }

    private Program program(List<String> command, String code, Limits limits) {
        return Program.of(command, folder.filesFor(entry, code)).within(limits);
    }

    private boolean isTest(Facts facts) {
        boolean hasTests = facts.functions().stream()
                .anyMatch(f -> IS_TEST.matcher(f.name()).lookingAt());
        boolean usesUnittest = imports(facts, "unittest");
        boolean callsUnittest = usesUnittest && hasTests && entry.block().code().contains("unittest.main(");
        boolean isOfPytest = hasTests && !usesUnittest && !facts.hasEntryGuard();
        return isOfPytest
                || callsUnittest && (entry.isSolution() || entry.isNamed())
                || entry.isTest() && (usesUnittest || imports(facts, "pytest") || hasTests)
                || entry.isCalledTest() && !facts.hasEntryGuard();
    }

    private static boolean imports(Facts facts, String module) {
        return facts.imports().stream().anyMatch(i -> i.module().equals(module));
    }
}
