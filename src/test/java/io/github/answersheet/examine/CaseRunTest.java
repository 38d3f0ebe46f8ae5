package io.github.answersheet.examine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.answersheet.language.Language;
import io.github.answersheet.sandbox.Ending;
import io.github.answersheet.sandbox.Program;
import io.github.answersheet.sandbox.Ran;
import io.github.answersheet.sandbox.RealSandbox;
import io.github.answersheet.sandbox.Sandbox;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a run on a case is seen to do. */
class CaseRunTest {

    private static final JsonMapper JSON = new JsonMapper();

    /** Python beside the JSON that it is told as. */
    private static final String[][] VALUES = {
        {"(1, 'a', None, True)", "[1, \"a\", null, true]"},
        {"{3, 1, 2}", "[1, 2, 3]"},
        {"frozenset({'b', 'a'})", "[\"a\", \"b\"]"},
        {"{1: 'a', 'x': (2,)}", "{\"1\": \"a\", \"x\": [2]}"},
        {"{('h', 80): 1}", "[[[\"h\", 80], 1]]"},
        {"{1: 'a', '1': 'b'}", "[[1, \"a\"], [\"1\", \"b\"]]"},
        {"Path('a') / 'b'", "\"a/b\""},
        {"b'abc'", "\"b'abc'\""},
        {"float('nan')", "\"nan\""},
        {"0.1 + 0.2", "0.3"},
        {"3.0", "3"},
        {"10 ** 30", "1000000000000000000000000000000"},
        {"(n * n for n in range(3))", "[0, 1, 4]"},
        {"Counter('aab')", "{\"a\": 2, \"b\": 1}"},
        {"Point(1, 2)", "[1, 2]"},
        {"Host('db', [1])", "{\"name\": \"db\", \"ports\": [1]}"},
        {"Level.HIGH", "3"},
        {"date(2024, 5, 20)", "\"2024-05-20\""},
        {"Decimal('1.10')", "\"1.10\""},
        {"later()", "[7]"},
        {"ValueError('no')", "\"ValueError('no')\""},
        {"object()", "\"<object object>\""},
        {"'\\ud800'", "\"\\ud800\""},
        {"endless()", "\"long\""}
    };

    private static final String PROGRAM = """
            import enum, itertools
            from collections import Counter, namedtuple
            from dataclasses import dataclass
            from datetime import date
            from decimal import Decimal
            from pathlib import Path

            Point = namedtuple("Point", "x y")

            class Level(enum.Enum):
                HIGH = 3

            @dataclass
            class Host:
                name: str
                ports: list

            async def later():
                return (7,)

            def endless():
                return "long" if next(itertools.count()) == 0 else None
            """;

    @Test
    void valuesAreToldByWhatTheyMean() throws IOException {
        List<String> expressions = new ArrayList<>();
        for (String[] value : VALUES) {
            expressions.add(value[0]);
        }
        Seen seen = run(PROGRAM, "[" + String.join(", ", expressions) + "]");
        assertTrue(seen.result().isPresent(), seen.stderr());
        for (int i = 0; i < VALUES.length; i++) {
            JsonNode expected = JSON.readTree(VALUES[i][1]);
            JsonNode told = seen.result().get().get(i);
            assertTrue(Values.same(expected, Optional.of(told)), VALUES[i][0] + " is told as " + told);
        }
    }

    @Test
    void whatHasNoEndIsCut() {
        Seen seen = run("import itertools\n", "itertools.count()");
        assertTrue(seen.result().orElseThrow().size() > 1000);
        String told = run("", "['x' * 15_000] * 9").result().orElseThrow().asText();
        assertTrue(told.startsWith("(a value of 1350"), told);
    }

    @Test
    void aConstantThatIsSetInTheModuleOrByItsNameStaysSet() {
        String program = "CACHE = 'far'\n\ndef place():\n    return CACHE\n";
        String through = "def use():\n    import program\n    program.CACHE = 'near'\nuse()\nplace()";
        assertEquals("near", run(program, through).result().orElseThrow().asText());
        assertEquals(
                "near",
                run(program, "CACHE = 'near'\nplace()").result().orElseThrow().asText());
    }

    @Test
    void aFunctionOfTheSetUpIsNotLostToOneOfTheProgram() {
        String program = "LIMIT = 1\n\ndef same(a, b):\n    return 'the program'\n\ndef work():\n"
                + "    return [same(1, 2), LIMIT]\n";
        Case helped = new Case(
                "a case",
                Map.of(),
                "def same(name):\n    return 'the set-up'\n",
                List.of(),
                "",
                Optional.of("LIMIT = 2\n[same('x'), work()]"),
                Optional.empty(),
                expectation(false),
                Claims.NONE,
                JSON.createObjectNode(),
                "q01.proof.md",
                1);
        Seen seen = CaseRun.of(code(program), helped, false, RealSandbox.get());
        assertEquals(
                "[\"the set-up\",[\"the program\",2]]",
                seen.result().orElseThrow().toString());
    }

    @Test
    void anExceptionIsKnownByItsClassesAndItsLine() {
        Seen seen = run("import json\n\ndef read():\n    return json.loads('{')\n", "read()");
        assertEquals(List.of("JSONDecodeError", "ValueError", "Exception", "BaseException"), seen.raised());
        assertTrue(seen.error().startsWith("json.decoder.JSONDecodeError: Expecting property name"), seen.error());
        assertEquals(4, seen.line());
        assertEquals(1, seen.exit());
        assertTrue(!seen.stderr().contains("driver.py"), seen.stderr());
    }

    @Test
    void aClaimThatIsNotSeenIsToldWithWhatIsSeen() {
        String program = "def level(name):\n    return {}.get(name)\n";
        Claim raises = new Claim.Shows(expectation(Optional.of("KeyError"), false));
        Case call = input(Optional.of("level('x')"), raises);
        Seen seen = CaseRun.of(code(program), call, true, RealSandbox.get());
        String told = new CaseResult(call, seen, seen).refutation().orElseThrow();
        assertTrue(
                told.startsWith("The case `a case` says of the given code: raises `KeyError`."
                        + " Seen when it was run: no exception, result `null`. Input: `level('x')`"),
                told);
        Case fails = input(Optional.of("level('x')"), new Claim.Passes(false));
        String passes = new CaseResult(fails, seen, seen).refutation().orElseThrow();
        assertTrue(passes.contains("says of the given code: it fails. Seen when it was run: it passes"), passes);
    }

    @Test
    void aModuleIsLoadedAndAScriptIsRun() {
        String program = "import sys\nif __name__ == '__main__':\n    print(sys.argv[1:], input())\n    sys.exit(3)\n";
        assertEquals("", run(program, "1").stdout());
        Seen seen = CaseRun.of(code(program), input(Optional.empty(), Claims.NONE), false, RealSandbox.get());
        assertEquals("['-v', 'two words'] asked\n", seen.stdout());
        assertEquals(3, seen.exit());
        assertEquals("exit status 3", seen.ending());
    }

    @Test
    void aBashScriptFindsTheCommandsThatItsCaseBrings() {
        Code script = new Code(Language.BASH, "report.sh", "mail -s \"$1\" ops; echo \"status $?\"\n", Map.of());
        Case bare = input(Optional.empty(), Claims.NONE);
        assertEquals(
                "status 127\n",
                CaseRun.of(script, bare, false, RealSandbox.get()).stdout());
        Case with = input(Map.of("bin/mail", "#!/bin/bash\necho \"mail $*\"\nexit 4\n"), Optional.empty(), Claims.NONE);
        assertEquals(
                "mail -s -v ops\nstatus 4\n",
                CaseRun.of(script, with, false, RealSandbox.get()).stdout());
    }

    @Test
    void aBashScriptFindsWhatLiesBesideIt() {
        Code script = new Code(Language.BASH, "report.sh", "bash \"${0%/*}/beside.sh\"\n", Map.of());
        Case with = input(Map.of("beside.sh", "echo beside\n"), Optional.empty(), Claims.NONE);
        assertEquals(
                "beside\n", CaseRun.of(script, with, false, RealSandbox.get()).stdout());
    }

    @Test
    void whatSeemsToHangIsGivenMoreTimeUnlessItIsToHang() {
        List<Duration> limits = new ArrayList<>();
        Sandbox slow = new Sandbox() {
            @Override
            public Optional<String> unavailable() {
                return Optional.empty();
            }

            @Override
            public String identity() {
                return "slow";
            }

            @Override
            public Ran run(Program program) {
                limits.add(program.limits().time());
                return new Ran(Ending.TIMED_OUT, -1, "", "", Map.of(), Duration.ZERO);
            }
        };
        Seen seen = CaseRun.of(code(""), input(Optional.of("1"), Claims.NONE), true, slow);
        assertEquals(List.of(Duration.ofSeconds(5), Duration.ofSeconds(15)), limits);
        assertEquals("it did not end within 15 s", seen.ending());
        limits.clear();
        assertTrue(CaseRun.of(code(""), input(Optional.of("1"), Claims.HANGS), true, slow)
                .isHung());
        assertEquals(List.of(Duration.ofSeconds(5)), limits);
    }

    private static final class Claims {
        static final Claim NONE = new Claim.None();
        static final Claim HANGS = new Claim.Shows(expectation(true));
    }

    private static Expectation expectation(boolean hangs) {
        return expectation(Optional.empty(), hangs);
    }

    private static Expectation expectation(Optional<String> raises, boolean hangs) {
        return new Expectation(
                Optional.empty(), raises, Optional.empty(), List.of(), List.of(), Optional.empty(), Map.of(), hangs);
    }

    private static Seen run(String program, String call) {
        return CaseRun.of(code(program), input(Optional.of(call), Claims.NONE), false, RealSandbox.get());
    }

    private static Code code(String program) {
        return new Code(Language.PYTHON, "program.py", program, Map.of());
    }

    private static Case input(Optional<String> call, Claim claim) {
        return input(Map.of(), call, claim);
    }

    private static Case input(Map<String, String> files, Optional<String> call, Claim claim) {
        return new Case(
                "a case",
                files,
                "",
                List.of("-v", "two words"),
                "asked\n",
                call,
                Optional.empty(),
                expectation(false),
                claim,
                JSON.createObjectNode(),
                "q01.proof.md",
                1);
    }
}
