package io.github.answersheet.examine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.answersheet.examine.BlockRun.State;
import io.github.answersheet.language.Compilation;
import io.github.answersheet.language.Facts;
import io.github.answersheet.language.PythonInterpreter;
import io.github.answersheet.sandbox.Ending;
import io.github.answersheet.sandbox.Limits;
import io.github.answersheet.sandbox.Program;
import io.github.answersheet.sandbox.Ran;
import io.github.answersheet.sandbox.Sandbox;
import io.github.answersheet.source.Resource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/**
 * Whether the tests of an answer notice when its code is changed. The changes are small, made on the syntax tree, each alone,
 * and always the same for the same code. Only tests that pass are asked.
 *
 * @param folder the answer's blocks
 * @param python tells what code is made of
 */
record Mutants(AnswerFolder folder, PythonInterpreter python, Sandbox sandbox, ExecutorService pool) {

    private static final String SCRIPT = Resource.of(Mutants.class, "mutate.py").text();
    private static final int MOST = 12;
    // Tests that compute longer are not asked twelve times. What the clock says depends on who else is busy here.
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Duration ENDLESS = Duration.ofSeconds(1);
    private static final Limits LIMITS = Limits.STANDARD.withTime(Duration.ofSeconds(5));
    private static final JsonMapper JSON = new JsonMapper();

    /** A change of the code. */
    private record Change(int line, String what, String code) {}

    /** What came of it, for the first tests that pass and test a program of the answer; empty if there are none. */
    Optional<NoticedChanges> noticed() throws InterruptedException, ExecutionException {
        for (Entry entry : folder.entries()) {
            Optional<Entry> code =
                    folder.underTest(entry).filter(other -> other.block().isPython());
            if (entry.isTest()
                    && entry.block().isPython()
                    && code.isPresent()
                    && python.compile(entry.block().code()) instanceof Compilation.Compiled compiled) {
                Optional<NoticedChanges> noticed = noticed(entry, compiled.facts(), code.get());
                if (noticed.isPresent()) {
                    return noticed;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<NoticedChanges> noticed(Entry entry, Facts facts, Entry code)
            throws InterruptedException, ExecutionException {
        PythonTests tests = new PythonTests(folder, entry, facts, "");
        Program program = tests.program(entry.block().code(), Limits.STANDARD);
        Ran unchanged = sandbox.run(program);
        if (tests.of(unchanged).state() != State.PASSED || unchanged.processor().compareTo(PATIENCE) > 0) {
            return Optional.empty();
        }
        List<Change> changes = changes(code);
        List<Future<Ran>> runs = new ArrayList<>();
        for (Change change : changes) {
            Program changed = with(code.name(), change.code(), program).within(LIMITS);
            runs.add(pool.submit(() -> run(changed, unchanged.processor())));
        }
        int tried = 0;
        List<NoticedChanges.Unnoticed> unnoticed = new ArrayList<>();
        for (int i = 0; i < changes.size(); i++) {
            Ran ran = runs.get(i).get();
            State state = ran.ending() == Ending.EXITED ? tests.of(ran).state() : State.FAILED;
            if (ran.ending() == Ending.NOT_STARTED || state != State.PASSED && state != State.FAILED) {
                continue;
            }
            tried++;
            if (state == State.PASSED) {
                unnoticed.add(new NoticedChanges.Unnoticed(
                        changes.get(i).line(), changes.get(i).what()));
            }
        }
        return tried == 0
                ? Optional.empty()
                : Optional.of(new NoticedChanges(entry.section(), entry.block(), code.name(), tried, unnoticed));
    }

    // One that does not end has to show that it computes, or it may only have waited for its turn.
    private Ran run(Program changed, Duration usual) {
        Ran ran = sandbox.run(changed);
        boolean isEndless =
                ran.processor().compareTo(ENDLESS) > 0 && ran.processor().compareTo(usual.multipliedBy(8)) > 0;
        return ran.ending() == Ending.TIMED_OUT && !isEndless
                ? sandbox.runAlone(changed.within(Limits.STANDARD).again())
                : ran;
    }

    private static Program with(String name, String code, Program program) {
        Map<String, String> files = new TreeMap<>(program.files());
        files.put(name, code);
        return new Program(
                program.command(), files, program.stdin(), program.limits(), program.filesWanted(), program.machine());
    }

    private static final Limits MUCH_OUTPUT = new Limits(
            Limits.STANDARD.time(),
            Limits.STANDARD.memory(),
            Limits.STANDARD.processes(),
            Limits.STANDARD.disk(),
            1 << 20);

    // What they are is found out in the sandbox as well: the code may be made to take for ever.
    private List<Change> changes(Entry code) {
        Ran ran = sandbox.run(Program.of(
                        List.of("python3", "-I", "-c", SCRIPT, code.name(), Integer.toString(MOST)),
                        Map.of(code.name(), code.block().code()))
                .within(MUCH_OUTPUT));
        List<Change> changes = new ArrayList<>();
        try {
            JsonNode all = ran.succeeded() ? JSON.readTree(ran.stdout()) : JSON.createArrayNode();
            for (JsonNode each : all) {
                changes.add(new Change(
                        each.path("line").asInt(),
                        each.path("what").asText(),
                        each.path("code").asText()));
            }
        } catch (JsonProcessingException e) {
            return List.of();
        }
        return changes.subList(0, Math.min(MOST, changes.size()));
    }
}
