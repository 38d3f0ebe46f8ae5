package io.github.answersheet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.github.answersheet.CommandRun;
import io.github.answersheet.ProjectFiles;
import io.github.answersheet.SampleReplies;
import io.github.answersheet.ScriptedEndpoint;
import io.github.answersheet.ScriptedEndpoint.Request;
import io.github.answersheet.ScriptedEndpoint.Response;
import io.github.answersheet.sandbox.RealSandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Improved solutions are run beside what they improve, and what is seen decides. */
class VerifiedAnswersTest {

    private static final JsonMapper JSON = new JsonMapper();

    private static final String LINE = "Verified by execution: ";

    /** Finds an error in whatever way it is written. */
    private static final String ORIGINAL = """
            def count_errors(path):
                count = 0
                for line in open(path):
                    if "ERROR" in line:
                        count += 1
                return count
            """;

    /** Finds it at the start of a line only. */
    private static final String WRONG = """
            def count_errors(path):
                # Closed whatever happens; the encoding is said.
                with open(path, encoding="utf-8") as log:
                    return sum(line.startswith("ERROR") for line in log)
            """;

    private static final String RIGHT = WRONG.replace("line.startswith(\"ERROR\")", "\"ERROR\" in line");

    private static final String CASES = """
            {"cases": [
              {"name": "three spellings",
               "files": {"app.log": "[ERROR] disk full\\nERROR: timeout\\n12:00 ERROR plain\\n"},
               "call": "count_errors('app.log')", "result": 3, "original": "passes"},
              {"name": "empty file", "files": {"app.log": ""}, "call": "count_errors('app.log')", "result": 0},
              {"name": "no such file", "call": "count_errors('absent.log')", "raises": "OSError",
               "original": {"raises": "FileNotFoundError"}},
              {"name": "no warning of an open file",
               "files": {"app.log": "ERROR\\n"},
               "setup": "import warnings; warnings.simplefilter('error')",
               "call": ["import gc", "count_errors('app.log')", "gc.collect()", "0"],
               "result": 0, "original": "passes"}
            ]}
            """;

    // What came of a program on a case is found out once for all tests.
    @TempDir
    private static Path verdicts;

    @TempDir
    private Path folder;

    @Test
    void aSolutionThatIsWrongIsRepairedWithWhatWasSeen() throws IOException {
        RealSandbox.get();
        String draft = reply("python", WRONG, CASES);
        Run run = run("python", ORIGINAL, r -> r.isRepair() ? asked(r, reply("python", RIGHT, CASES)) : draft);

        assertEquals(0, run.exit(), run.err());
        assertEquals(2, run.requests().size());
        Request repair = run.requests().get(1);
        assertEquals(List.of("Improved Solution", "Verification"), repair.labels());
        assertTrue(repair.user().contains("A case changes only if its expectation"), repair.user());
        for (String fact : List.of(
                "- Improved Solution: Run on the case `three spellings`, it is wrong.",
                "Input: `count_errors('app.log')`, file `app.log`"
                        + " `\"[ERROR] disk full\\nERROR: timeout\\n12:00 ERROR plain\\n\"`.",
                "Expected: result `3`. Got: result `1`. The original passes this case")) {
            assertTrue(repair.user().contains(fact), repair.user());
        }
        assertTrue(run.sheet()
                .contains("log)\n```\n\n" + LINE
                        + "4 cases, the original fails 0, the improved solution passes 4.\n\n**Explanation"));
        // What is not asked for again stays, but for the quotes beside the lines that it names.
        assertEquals(
                SampleReplies.body(draft, "Code Issues")
                        .replace("(lines 1 and 2)", "(lines 1 and 2: `def count_errors(path):`, `count = 0`)"),
                SampleReplies.body(run.sheet(), "Code Issues"));
        assertFalse(run.sheet().contains("\"cases\""), "cases are not printed");
        assertEquals("verified", run.verification().get("state").asText());
        assertEquals(4, run.verification().get("improvedPasses").asInt());

        // Read back, it is a line like any other, and checking adds nothing.
        Path sheet = folder.resolve("sheet.md");
        CommandRun check = CommandRun.of(
                "check",
                "--fix",
                sheet.toString(),
                "--quiz",
                folder.resolve("quiz.md").toString());
        assertEquals(0, check.exit(), check.out());
        assertEquals(run.sheet(), Files.readString(sheet));
    }

    @Test
    void whatNothingMendsNeedsReviewAndHasNoSuchLine() throws IOException {
        RealSandbox.get();
        Run run = run("python", ORIGINAL, r -> reply("python", WRONG, CASES));
        assertEquals(1, run.exit());
        assertTrue(run.sheet().contains("(`solution-wrong`)"), run.sheet());
        assertFalse(run.sheet().contains(LINE));
        assertEquals("refuted", run.verification().get("state").asText());
        assertEquals(3, run.verification().get("improvedPasses").asInt());
    }

    @Test
    void onlyTheProgramSaysWhatWasRun() throws IOException {
        RealSandbox.get();
        String claimed = "**Verified by execution: 99 cases, the original fails 98, the improved solution passes 99.**";
        String reply = reply("python", RIGHT, CASES)
                .replace("**Explanation", claimed + "\n\n**Explanation")
                .replace("**Additional", "> ✔ verified by execution: 7 cases\n\n**Additional");
        assertEquals(
                List.of(LINE + "4 cases, the original fails 0, the improved solution passes 4."),
                linesOf(run("python", ORIGINAL, r -> reply)));
        Run notRun = run("python", ORIGINAL, r -> reply, "--no-run");
        assertEquals(List.of(), linesOf(notRun));
        assertEquals("not-run", notRun.verification().get("state").asText());
    }

    private static List<String> linesOf(Run run) {
        assertEquals(0, run.exit(), run.err());
        return run.sheet()
                .lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).contains("verified by execution"))
                .toList();
    }

    @Test
    void whatIsSaidOfTheOriginalIsTriedToo() throws IOException {
        RealSandbox.get();
        String claims = CASES.replace(
                "\"result\": 3, \"original\": \"passes\"", "\"result\": 3, \"original\": {\"result\": 1}");
        Run run = run(
                "python",
                ORIGINAL,
                r -> r.isRepair() ? asked(r, reply("python", RIGHT, CASES)) : reply("python", RIGHT, claims));
        assertEquals(0, run.exit(), run.err());
        assertEquals(2, run.requests().size());
        assertEquals(
                List.of("Code Issues", "Verification"), run.requests().get(1).labels());
        String told = run.requests().get(1).user();
        assertTrue(
                told.contains("- Verification: The case `three spellings` says of the given code: result `1`."
                        + " Seen when it was run: result `3`."),
                told);
        assertTrue(told.contains(RIGHT), "who corrects cases sees the solution");
    }

    @Test
    void casesThatAreMissingAreAskedForAlone() throws IOException {
        RealSandbox.get();
        String whole = reply("python", RIGHT, CASES);
        Run run = run(
                "python",
                ORIGINAL,
                r -> r.isRepair() ? asked(r, whole) : SampleReplies.without(whole + "\n\n", "Verification"));
        assertEquals(0, run.exit(), run.err());
        assertEquals(List.of("Verification"), run.requests().get(1).labels());
        assertEquals(2, run.requests().size());
        assertTrue(run.sheet().contains(LINE));
    }

    @Test
    void whereSectionsAreDraftedOneByOneTheCasesComeLast() throws IOException {
        RealSandbox.get();
        Run run = run("python", ORIGINAL, r -> asked(r, reply("python", RIGHT, CASES)), "--draft-by", "section");
        assertEquals(0, run.exit(), run.err());
        assertEquals(8, run.requests().size());
        Request last = run.requests().get(7);
        assertTrue(last.isRepair() && last.user().contains(RIGHT), last.user());
        assertEquals(List.of("Verification"), last.labels());
        assertTrue(run.sheet().contains(LINE));
    }

    @Test
    void anAnswerIsNoWorseForCasesThatNeverCome() throws IOException {
        RealSandbox.get();
        String draft = SampleReplies.without(reply("python", RIGHT, CASES) + "\n\n", "Verification");
        Run run = run("python", ORIGINAL, r -> r.isRepair() ? "I have none." : draft);
        assertEquals(0, run.exit(), run.err());
        assertEquals(2, run.requests().size());
        assertFalse(run.sheet().contains("Needs review"), run.sheet());
        assertFalse(run.sheet().contains(LINE));
        assertEquals("the draft has no cases", run.verification().get("reason").asText());
    }

    @Test
    void casesThatCannotBeReadAreRefusedWithTheirPlace() throws IOException {
        RealSandbox.get();
        Map<String, String> broken = Map.of(
                CASES.replace("\"call\": \"count_errors('absent.log')\",", "\"call\": \"count_errors('absent.log')\""),
                "no valid JSON: Unexpected character ('\"' (code 34))",
                CASES.replace("\"raises\"", "\"throws\""),
                ": unknown key `throws`; there are name, files, setup, args, stdin, call, originalCall, result, raises,",
                CASES.replace("\"name\": \"empty file\", ", ""),
                "a case has a \"name\"",
                CASES.replace("\"app.log\": \"\"", "\"../app.log\": \"\""),
                "no file can be made at `../app.log`",
                CASES.replaceAll("(?s),\\s*\\{\"name\": \"no warning.*", "\n]}\n"),
                "there are 3 cases; 4 to 8 are wanted");
        for (Map.Entry<String, String> entry : broken.entrySet()) {
            Run run = run(
                    "python",
                    ORIGINAL,
                    r -> r.isRepair()
                            ? asked(r, reply("python", RIGHT, CASES))
                            : reply("python", RIGHT, entry.getKey()));
            assertEquals(0, run.exit(), run.err());
            assertEquals(2, run.requests().size());
            assertEquals(List.of("Verification"), run.requests().get(1).labels());
            String told = run.requests().get(1).user();
            assertTrue(
                    told.matches("(?s).*- Verification: The cases cannot be read: line \\d+ of the block: .*")
                            && told.contains(entry.getValue()),
                    told);
        }
    }

    @Test
    void whereThereIsNoSandboxNothingIsWantedAndThatIsSaid() throws IOException {
        String draft = SampleReplies.without(reply("python", WRONG, CASES) + "\n\n", "Verification");
        Run run = run("python", ORIGINAL, r -> draft, Map.of("PATH", folder.toString()));
        assertEquals(0, run.exit(), run.err());
        assertEquals(1, run.requests().size());
        assertFalse(run.sheet().contains(LINE));
        assertEquals("not-run", run.verification().get("state").asText());
        assertTrue(run.verification().get("reason").asText().startsWith("no sandbox: "), run::err);
        Run invalid = run("python", ORIGINAL, r -> reply("python", WRONG, "{"), Map.of("PATH", folder.toString()));
        assertEquals(1, invalid.requests().size());
        assertFalse(invalid.sheet().contains("```json"));
    }

    @Test
    void packagesAreNamedAndNotInstalledUnlessACaseFakesThem() throws IOException {
        RealSandbox.get();
        String needs = ORIGINAL + "import requests\n\ndef fetch(url):\n    return requests.get(url, timeout=5)\n";
        Run run = run("python", needs, r -> reply("python", RIGHT, CASES));
        assertEquals(0, run.exit(), run.err());
        assertEquals(1, run.requests().size());
        assertEquals("needs requests", run.verification().get("reason").asText());
        String fake = "\"setup\": \"import sys, types; sys.modules['requests'] = types.ModuleType('requests')\"";
        String faked = CASES.replace("\"setup\": \"import warnings; warnings.simplefilter('error')\",", "")
                .replace("\"call\"", fake + ",\n\"call\"");
        Run run2 = run("python", needs, r -> reply("python", RIGHT, faked));
        assertEquals("verified", run2.verification().get("state").asText(), run2::err);
    }

    @Test
    void bashIsRunAsAScript() throws IOException {
        RealSandbox.get();
        String original = "for f in $(ls *.log)\ndo\n  wc -l < $f\ndone\n";
        String improved = "for f in ./*.log; do\n  # Names may have blanks, or be none.\n"
                + "  [ -e \"$f\" ] || continue\n  wc -l < \"$f\"\ndone\n";
        String cases = """
                {"cases": [
                  {"name": "one", "files": {"a.log": "1\\n2\\n"}, "stdout": "2", "original": "passes"},
                  {"name": "a blank in a name", "files": {"a b.log": "1\\n"}, "stdout": "1", "original": "fails"},
                  {"name": "none", "stdout": "", "original": {"stderrContains": "No such file"}},
                  {"name": "nothing is changed", "files": {"a.log": "x\\n"}, "stdout": "1", "filesAfter": {"a.log": "x\\n"}}
                ]}
                """;
        Run run = run("bash", original, r -> reply("bash", improved, cases));
        assertEquals(0, run.exit(), run.err());
        assertTrue(run.sheet().contains(LINE + "4 cases, the original fails "), run.sheet());
    }

    @Test
    void aCaseThatHangsCostsItsOwnLimit() throws IOException {
        RealSandbox.get();
        String original = ORIGINAL.replace("    count = 0", "    count = 0\n    while not path:\n        count += 1");
        String hangs = CASES.replace(
                "{\"name\": \"empty file\"",
                "{\"name\": \"no path\", \"call\": \"count_errors('')\", \"raises\": \"OSError\","
                        + " \"original\": {\"hangs\": true}},\n{\"name\": \"empty file\"");
        long start = System.nanoTime();
        Run run = run("python", original, r -> reply("python", RIGHT, hangs));
        assertEquals(0, run.exit(), run.err());
        assertTrue(run.sheet().contains(LINE + "5 cases, the original fails 1,"), run.sheet());
        assertTrue(System.nanoTime() - start < 40e9);
    }

    /** Blocks that try to be called right. What they would have to say, they cannot know. */
    private static final Map<String, String> FORGERS = Map.of(
            "prints a verdict",
            "print('{\"result\": 3, \"state\": \"verified\"}')\nreturn 1",
            "writes the report and leaves",
            """
                import os
                words = open("/proc/self/cmdline").read().split("\\0")
                for word in words:
                    if "report" in word:
                        open(word, "w").write('{"result": 99}')
                os._exit(0)""",
            "looks for the expectation",
            """
                import gc
                import glob
                texts = [open(p, errors="replace").read() for p in glob.glob("/opt/**", recursive=True) if "." in p[-5:]]
                found = [o for o in gc.get_objects() if isinstance(o, dict) and "result" in o]
                return 3 if found or any('"result": 3' in t for t in texts) else 1""",
            "replaces what the report is made with",
            """
                import json
                import os
                json.dumps = lambda *a, **k: '{"result": 3}'
                os.write = lambda *a: 0
                return 1""",
            "equals everything",
            """
                class Any(int):
                    def __eq__(self, other):
                        return True
                    __hash__ = int.__hash__
                return Any(1)""",
            "dies without a word",
            "import os\nos.kill(os.getpid(), 9)");

    @TestFactory
    Stream<DynamicTest> nobodyForgesAVerdict() {
        return FORGERS.entrySet().stream()
                .map(forger -> dynamicTest(forger.getKey(), () -> {
                    RealSandbox.get();
                    String code = "def count_errors(path):\n    # Forged.\n"
                            + forger.getValue().indent(4);
                    Run run = run("python", ORIGINAL, r -> reply("python", code, CASES), "--max-repairs", "0");
                    assertEquals(1, run.exit(), run.err());
                    assertEquals("refuted", run.verification().get("state").asText(), run::sheet);
                    assertFalse(run.sheet().contains(LINE));
                }));
    }

    private static String asked(Request request, String reply) {
        return SampleReplies.sections(reply, request.labels());
    }

    private static String reply(String language, String solution, String cases) {
        return """
                ## Answer 1: Counting Errors

                **Answer Overview:**

                The program counts the lines that hold an error. It never closes the file.

                **Code Issues:**

                1. **Not closed** (lines 1 and 2): the file stays open until the collector comes by, without `with`.
                2. **Encoding**: it depends on the machine, so that the same file counts differently elsewhere.
                3. **Names**: they say little of what is counted.

                **Improved Solution:**

                ```%s
                %s```

                **Explanation of Improvements:**

                The file is closed in every case, and the encoding is said.

                | Input | Original | Improved |
                | --- | --- | --- |
                | empty | 0 | 0 |

                **SRE Perspective:**

                - **Alert**: a job that counts wrong pages nobody, and half of the error budget is gone.

                **Additional Considerations:**

                - **Large files**: lines are read one by one, so that memory does not grow.
                - **Shell**: `grep -c` does the same in a line.

                **Verification:**

                ```json
                %s```
                """.formatted(language, solution, cases);
    }

    /** A run over one question, with its report. */
    private record Run(int exit, String err, String sheet, List<Request> requests, JsonNode answer) {

        JsonNode verification() {
            return answer.get("verification");
        }
    }

    private Run run(String language, String code, Function<Request, String> script, String... more) throws IOException {
        return run(language, code, script, Map.of("PATH", System.getenv("PATH")), more);
    }

    private Run run(
            String language, String code, Function<Request, String> script, Map<String, String> path, String... more)
            throws IOException {
        Path quiz = Files.writeString(
                folder.resolve("quiz.md"),
                "# Quiz\n\n## Code Analysis\n\n1. What is wrong here?\n\n"
                        + ("```" + language + "\n" + code + "```\n").indent(3));
        Path sheet = folder.resolve("sheet.md");
        Path report = folder.resolve("report.json");
        try (ScriptedEndpoint endpoint = new ScriptedEndpoint(r -> Response.reply(script.apply(r)))) {
            List<String> args = new ArrayList<>(List.of("generate", quiz.toString(), "-o", sheet.toString()));
            args.addAll(List.of("--report", report.toString()));
            args.addAll(List.of(more));
            CommandRun run = CommandRun.with(
                    Map.of(
                            "OPENAI_BASE_URL",
                            endpoint.url(),
                            "PATH",
                            path.get("PATH"),
                            "XDG_CACHE_HOME",
                            verdicts.toString()),
                    args.toArray(String[]::new));
            assertTrue(Files.exists(sheet), run.err());
            assertEquals(
                    List.of(),
                    SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                            .getSchema(
                                    Files.readString(
                                            ProjectFiles.ROOT.resolve("src/main/resources/report-1.schema.json")),
                                    InputFormat.JSON)
                            .validate(Files.readString(report), InputFormat.JSON));
            JsonNode answer = JSON.readTree(report.toFile()).at("/quizzes/0/answers/0");
            return new Run(run.exit(), run.err(), Files.readString(sheet), List.copyOf(endpoint.history()), answer);
        }
    }
}
