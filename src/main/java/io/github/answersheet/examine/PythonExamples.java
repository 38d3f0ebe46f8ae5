package io.github.answersheet.examine;

import io.github.answersheet.examine.BlockRun.State;
import io.github.answersheet.examine.Fault.Kind;
import io.github.answersheet.language.CodeFact;
import io.github.answersheet.language.Compilation;
import io.github.answersheet.language.ExampleReport;
import io.github.answersheet.language.Facts;
import io.github.answersheet.language.PythonInterpreter;
import io.github.answersheet.process.Deadline;
import io.github.answersheet.sandbox.Ending;
import io.github.answersheet.sandbox.Limits;
import io.github.answersheet.sandbox.PlainOutput;
import io.github.answersheet.sandbox.Program;
import io.github.answersheet.sandbox.Ran;
import io.github.answersheet.sandbox.Sandbox;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Tries examples from the prompt of Python: a session, or those in the docstrings of a module. What differs from run to run, or
 * tells the date, is not compared, and a name that nobody defines makes a fragment.
 */
record PythonExamples(AnswerFolder folder, Entry entry, PythonInterpreter python, Sandbox sandbox) {

    private static final String PROMPT = ">>>";

    static boolean areIn(String code) {
        return code.lines().anyMatch(line -> line.strip().startsWith(PROMPT + " "));
    }

    /** A session, which goes on where the Python before it in its section ended. */
    BlockRun session() {
        if (entry.isQuotation()) {
            return new BlockRun(entry, State.NOT_RUN, "quotes the code of the question");
        }
        String typed = entry.block()
                .code()
                .lines()
                .map(String::strip)
                .filter(line -> line.matches("(?:>>>|\\.\\.\\.)(?: .*)?"))
                .map(line -> line.length() > 4 ? line.substring(4) : "")
                .collect(Collectors.joining("\n"));
        String before = "";
        if (python.compile(typed) instanceof Compilation.Compiled compiled) {
            List<String> undefined = compiled.facts().facts().stream()
                    .filter(fact -> fact.kind() == CodeFact.Kind.UNDEFINED_NAME)
                    .map(CodeFact::subject)
                    .toList();
            before = undefined.isEmpty() ? "" : folder.before(entry, undefined, python);
        }
        Program program = program(before);
        Ran ran = sandbox.run(program);
        if (ran.ending() == Ending.NOT_STARTED) {
            return new BlockRun(entry, State.NOT_RUN, ran.stderr());
        }
        if (told(ran).stream().noneMatch(ExampleReport::isEnd)) {
            String how = ran.ending() == Ending.TIMED_OUT
                    ? "does not end within " + Deadline.inWords(Limits.STANDARD.time())
                    : "does not come to its end";
            return new BlockRun(entry, State.UNCHECKED, "a session that " + how);
        }
        return judged(new BlockRun(entry, State.PASSED, ""), program, ran);
    }

    /** The examples of a module that was run: the same run, or a failed one. */
    BlockRun docstrings(BlockRun run) {
        Program program = program("");
        Ran ran = sandbox.run(program);
        return run.state() == State.PASSED && told(ran).stream().noneMatch(ExampleReport::isEnd)
                ? run.as(State.UNCHECKED).because("the examples of its docstrings do not come to their end")
                : judged(run, program, ran);
    }

    private Program program(String before) {
        Entry saved = entry.block().isPythonSession() ? entry.named("session.txt") : entry;
        return Program.of(
                        List.of("python3", "-I", "-B", "-c", ExampleReport.SCRIPT, saved.name(), before),
                        folder.filesFor(saved, entry.block().code()))
                .wanting(List.of(Program.REPORT));
    }

    private BlockRun judged(BlockRun run, Program program, Ran ran) {
        List<ExampleReport> wrong = wrong(ran);
        if (wrong.isEmpty()) {
            return run;
        }
        List<ExampleReport> again = wrong(sandbox.run(program.again()));
        List<Fault> faults = new ArrayList<>();
        Optional<String> excuse = Optional.empty();
        for (ExampleReport example : wrong) {
            Optional<String> its =
                    again.contains(example) ? excuse(example, ran) : Optional.of(ShownOutput.VARIES_IN_PARTS);
            if (its.isEmpty()) {
                faults.add(new Fault(Kind.OUTPUT_DIFFERS, entry, example.line(), message(example)));
            }
            excuse = excuse.or(() -> its);
        }
        if (!faults.isEmpty()) {
            String first =
                    faults.get(0).message() + (faults.size() > 1 ? "; and " + (faults.size() - 1) + " more" : "");
            return new BlockRun(entry.section(), entry.block(), State.FAILED, first, run.output(), faults);
        }
        String reason = excuse.orElseThrow();
        if (entry.block().isPython()) {
            return run.because(
                    run.reason().isEmpty() ? "not every example of a docstring was compared: " + reason : run.reason());
        }
        return reason.equals(ShownOutput.VARIES_IN_PARTS)
                ? run.because(reason)
                : new BlockRun(entry, State.NOT_RUN, reason);
    }

    private static List<ExampleReport> told(Ran ran) {
        return ExampleReport.read(
                ran.files().getOrDefault(Program.REPORT, Optional.empty()).orElse(""));
    }

    private static List<ExampleReport> wrong(Ran ran) {
        return told(ran).stream().filter(example -> !example.isEnd()).toList();
    }

    private Optional<String> excuse(ExampleReport example, Ran ran) {
        if (!PrintedOutput.withoutDate(example.got(), ran.date(), true, "").equals(example.got())) {
            return Optional.of(ShownOutput.VARIES_IN_PARTS);
        }
        if (example.type().equals("NameError")) {
            return Optional.of("a fragment: " + example.message());
        }
        Compilation compilation = python.compile(entry.block().code());
        Facts facts = compilation instanceof Compilation.Compiled compiled ? compiled.facts() : Facts.NONE;
        return example.type().isEmpty()
                ? Optional.empty()
                : Excuse.of(new Traceback(example.type(), example.message(), ""), facts, entry, folder);
    }

    private static String message(ExampleReport example) {
        String what = example.type().isEmpty()
                ? example.got().isEmpty() ? "Python prints nothing" : "Python prints `" + line(example.got()) + "`"
                : "Python raises `" + line(example.type() + ": " + example.message()) + "`";
        String shown = example.want().isEmpty() ? "nothing" : "`" + line(example.want()) + "`";
        return "what is shown for `" + line(example.source()) + "` is " + shown + ", " + what;
    }

    private static String line(String text) {
        return PlainOutput.of(text).replace('\n', ' ').replace('`', '\'');
    }
}
