package io.github.answersheet.examine;

import io.github.answersheet.draft.DraftSection;
import io.github.answersheet.examine.BlockRun.State;
import io.github.answersheet.examine.Fault.Kind;
import io.github.answersheet.language.Language;
import io.github.answersheet.sandbox.Ending;
import io.github.answersheet.sandbox.Limits;
import io.github.answersheet.sandbox.PlainOutput;
import io.github.answersheet.sandbox.Program;
import io.github.answersheet.sandbox.Ran;
import io.github.answersheet.sandbox.Sandbox;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.stream.Collectors;

/**
 * Runs one block of a language of which no more is known than its row in the table. Only what ends by itself and complains of
 * nothing is called passed; wrong is what its language says is wrong, where the block is meant to be right.
 */
record ProgramRun(AnswerFolder folder, Entry entry, DraftSection section, Language language, Sandbox sandbox) {

    // Some start slowly.
    private static final Limits LIMITS = Limits.STANDARD.withTime(Duration.ofSeconds(15));
    private static final String NOT_FOUND = "No such file or directory";

    BlockRun run() {
        if (entry.isQuotation()) {
            return new BlockRun(entry, State.NOT_RUN, "quotes the code of the question");
        }
        Ran ran = sandbox.run(program());
        if (ran.ending() == Ending.NOT_STARTED) {
            boolean isAbsent = ran.stderr().contains(NOT_FOUND);
            return new BlockRun(
                    entry, State.NOT_RUN, isAbsent ? "needs `" + language.run().get(0) + "`" : ran.stderr());
        }
        Optional<String> lacks = language.lacks(ran.stderr());
        if (!ran.succeeded() && lacks.isPresent()) {
            return told(State.NOT_RUN, lacks.get(), ran.stderr());
        }
        if (ran.ending() != Ending.EXITED) {
            return told(State.NOT_RUN, ran.listens() ? "a server" : "does not come to its end by itself", ran.stderr());
        }
        if (!ran.succeeded() || !ran.stderr().isBlank()) {
            return complaint(ran);
        }
        BlockRun passed = told(State.PASSED, "", ran.stdout());
        Optional<ShownOutput> shown = ShownOutput.after(entry, section);
        // A reader's client draws tables in a way of its own.
        boolean isToBeCompared = !language.followsOn()
                && shown.filter(output -> !output.isWhat(ran)).isPresent();
        return isToBeCompared
                ? BashRun.compared(
                        entry, passed, shown, ran, sandbox.run(program().again()))
                : passed;
    }

    private BlockRun complaint(Ran ran) {
        Matcher wrong = language.fails() == null || ran.succeeded()
                ? null
                : language.fails().matcher(ran.stderr());
        if (wrong == null || !wrong.find()) {
            String last = PlainOutput.tail(ran.stderr(), 1, 200);
            return told(
                    State.UNCHECKED,
                    ran.succeeded() ? "complains: " + last : "ended with status " + ran.exit() + ": " + last,
                    ran.stderr());
        }
        String message = wrong.group("message").strip();
        if (!entry.isSolution() && !language.whole()) {
            return told(State.UNCHECKED, message, ran.stderr());
        }
        int lines = (int) Math.max(1, entry.block().code().lines().count());
        int line = Math.max(1, Math.min(Integer.parseInt(wrong.group("line")), lines));
        return new BlockRun(
                entry.section(),
                entry.block(),
                State.FAILED,
                message,
                PlainOutput.tail(ran.stderr(), 20, 2000),
                List.of(new Fault(Kind.CODE_FAILS, entry, line, "as " + language + " it fails: " + message)));
    }

    private BlockRun told(State state, String reason, String output) {
        return new BlockRun(
                entry.section(), entry.block(), state, reason, PlainOutput.tail(output, 20, 2000), List.of());
    }

    private Program program() {
        Map<String, String> files = folder.filesFor(entry, entry.block().code());
        if (language.followsOn()) {
            String earlier = folder.entries().stream()
                    .filter(other -> isBefore(other)
                            && other.block().written().filter(language::equals).isPresent())
                    .map(other -> other.block().code())
                    .collect(Collectors.joining("\n;\n"));
            files.put("before" + language.ending(), earlier);
        }
        return Program.of(language.toRun(entry.name()), files)
                .within(LIMITS)
                .offering(language.offers(), language.folders());
    }

    private boolean isBefore(Entry other) {
        return other.section() < entry.section() || other.section() == entry.section() && other.index() < entry.index();
    }
}
