package io.github.answersheet.execution;

import io.github.answersheet.draft.DraftSection;
import io.github.answersheet.execution.Fault.Kind;
import io.github.answersheet.process.Deadline;
import io.github.answersheet.python.CodeFact;
import io.github.answersheet.python.Compilation;
import io.github.answersheet.python.Facts;
import io.github.answersheet.python.Facts.Conduct;
import io.github.answersheet.python.PythonInterpreter;
import io.github.answersheet.sandbox.Limits;
import io.github.answersheet.sandbox.Program;
import io.github.answersheet.sandbox.Ran;
import io.github.answersheet.sandbox.Sandbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Runs one Python block as a reader would: imports it where it is a module, then starts it, or has its tests run. */
final class PythonRun {

    /** For a program that by the look of it waits for ever: long enough to see that it does. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final Pattern FRAGMENT =
            Pattern.compile("(?i)\\A(?:#!.*\\n)?#.*\\b(?:fragment|excerpt|snippet|pseudo-?code|sketch)\\b.*");
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
        return run(((Compilation.Compiled) compilation).facts());
    }

    private BlockRun run(Facts facts) {
        List<Fault> faults = new ArrayList<>();
        boolean isTest = entry.name().startsWith("test_")
                || entry.label().equals("Testing Approach") && imports(facts, "unittest");
        if (wantsPytest(facts)) {
            return new BlockRun(entry, State.NOT_RUN, "needs `pytest`");
        }
        boolean isFragment = facts.facts().stream().anyMatch(f -> f.kind() == CodeFact.Kind.UNDEFINED_NAME);
        String before = isFragment ? folder.before(entry) : "";
        String code = before + entry.block().code();
        if (!isTest && facts.hasEntryGuard() && entry.module().matches("\\w+")) {
            Ran imported = ran(List.of("python3", "-c", IMPORT.formatted(entry.module())), code, facts);
            if (!imported.succeeded()) {
                return new Judgement(folder, entry, facts, Optional.empty(), before).of(imported);
            }
            if (!imported.stdout().isBlank()) {
                faults.add(new Fault(
                        Kind.IMPORT_SIDE_EFFECT,
                        0,
                        "importing the module does something: "
                                + ShownOutput.excerpt(imported.stdout()).replace('\n', ' ')));
            }
        }
        List<String> command =
                isTest ? List.of("python3", "-m", "unittest", entry.module()) : List.of("python3", entry.name());
        Optional<ShownOutput> shown = isTest ? Optional.empty() : ShownOutput.after(entry, section);
        Ran ran = ran(command, code, facts);
        Judgement judgement = new Judgement(folder, entry, facts, shown, before);
        BlockRun judged = isTest ? judgement.ofTests(ran) : judgement.of(ran);
        if (judgement.differs(ran) && varies(ran, command, code, facts)) {
            judged = new BlockRun(
                    entry.section(),
                    entry.block(),
                    State.PASSED,
                    "its output varies, so what is shown was not compared",
                    judged.output(),
                    List.of());
        }
        faults.addAll(judged.faults());
        return new BlockRun(judged.section(), judged.block(), judged.state(), judged.reason(), judged.output(), faults);
    }

    private Ran ran(List<String> command, String code, Facts facts) {
        return sandbox.run(Program.of(command, folder.filesFor(entry, code)).within(limits(facts)));
    }

    /** Whether the same program prints something else another time, or prints the time itself. */
    private boolean varies(Ran ran, List<String> command, String code, Facts facts) {
        // The same program within another limit is another run to those who remember runs.
        Limits other = limits(facts).withTime(limits(facts).time().plusMillis(1));
        Ran again =
                sandbox.run(Program.of(command, folder.filesFor(entry, code)).within(other));
        return !again.stdout().equals(ran.stdout()) || ShownOutput.hasClockTime(ran.stdout());
    }

    private static Limits limits(Facts facts) {
        boolean mayWait =
                facts.conduct().contains(Conduct.ENDLESS) || facts.conduct().contains(Conduct.SERVER);
        return mayWait ? Limits.STANDARD.withTime(PATIENCE) : Limits.STANDARD;
    }

    static String timeInWords(Facts facts) {
        return Deadline.inWords(limits(facts).time());
    }

    private static boolean wantsPytest(Facts facts) {
        return facts.functions().stream().anyMatch(f -> f.name().startsWith("test_"))
                && !facts.hasEntryGuard()
                && !imports(facts, "unittest");
    }

    private static boolean imports(Facts facts, String module) {
        return facts.imports().stream().anyMatch(i -> i.topLevel().equals(module));
    }
}
