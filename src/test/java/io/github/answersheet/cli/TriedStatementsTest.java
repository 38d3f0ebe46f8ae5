package io.github.answersheet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.answersheet.CommandRun;
import io.github.answersheet.PublishedSchemas;
import io.github.answersheet.RecordedReplies;
import io.github.answersheet.ScriptedEndpoint;
import io.github.answersheet.ScriptedEndpoint.Request;
import io.github.answersheet.ScriptedEndpoint.Response;
import io.github.answersheet.sandbox.RealSandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What an answer says is tried with programs that an examiner brings, and what was seen decides. */
class TriedStatementsTest {

    private static final String FALSE = "An empty list of values gives 0.0.";
    private static final String TRUE = "An empty list of values raises `ZeroDivisionError`.";

    private static final String DOUBT = """
            {"kind": "doubt", "quote": "An empty list of values gives 0.0", "language": "python",
             "program": ["import mean", "try:", "    print('returned', mean.mean([]))",
                         "except Exception as e:", "    print('raised', type(e).__name__)"],
             "ifTrue": {"stdout": "returned 0.0"}, "ifFalse": {"stdoutContains": "raised"}}""";

    private static final String EVIDENCE = """
            {"kind": "evidence", "quote": "The mean of 1 and 2 is 1.5", "language": "bash",
             "program": "python3 -c 'import mean; print(mean.mean([1, 2]))'", "ifTrue": {"stdout": "1.5"}}""";

    // What came of a program is found out once for all tests.
    @TempDir
    private static Path verdicts;

    @TempDir
    private Path folder;

    @BeforeEach
    void onlyWhereThereIsASandbox() {
        RealSandbox.get();
    }

    @Test
    void aFalseStatementIsRepairedWithWhatWasSeenAndTheLineTellsOnlyWhatHolds() throws IOException {
        Run run = run(trials(DOUBT, EVIDENCE), r -> r.isRepair() ? asked(r, answer(TRUE)) : answer(FALSE));

        assertEquals(0, run.exit(), run.err());
        assertEquals(3, run.requests().size());
        Request examiner = run.requests().get(1);
        assertTrue(examiner.user().contains("saved as `mean.py`"), examiner.user());
        assertTrue(examiner.user().contains("Trials wanted at most: 6."), examiner.user());
        Request repair = run.requests().get(2);
        assertEquals(List.of("Complete Solution", "Solution Walkthrough"), repair.labels());
        for (String part : List.of(
                "Statement, in Solution Walkthrough: An empty list of values gives 0.0",
                "    import mean\n    try:",
                "Seen if the statement held: standard output `\"returned 0.0\"`",
                "Seen: standard output `\"raised ZeroDivisionError\"`")) {
            assertTrue(repair.user().contains(part), part + "\n" + repair.user());
        }
        assertTrue(
                run.sheet().contains("**Section:** Coding Challenges\n\nTried by execution: 1 statement holds.\n\n"));
        assertTrue(run.sheet().contains(TRUE));
        assertFalse(run.sheet().contains("\"trials\""), "trials are not printed");
        assertTrue(run.answer().get("found").toString().contains("refuted-statement"));
        assertEquals("{\"holds\":1}", run.answer().at("/trials/counts").toString());
        assertEquals(1, run.answer().at("/trials/left").asInt(), "its statement is gone");
        assertTrue(run.answer().at("/trials/files").has("mean.py"));

        // Read back it is the program's own line, and checking changes nothing.
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
    void thePageShowsWhatWasTriedAndAFolderHasTheProgramsToRepeatIt() throws IOException {
        run(trials(DOUBT, EVIDENCE), r -> answer(FALSE), "--max-repairs", "0");
        Path sheet = folder.resolve("sheet.md");
        String report = folder.resolve("report.json").toString();
        Path page = folder.resolve("sheet.html");
        String[] render = {"render", sheet.toString(), "--report", report, "-o", page.toString()};
        assertEquals(0, CommandRun.of(render).exit());
        String html = Files.readString(page);
        assertTrue(html.contains("<summary>2 statements tried: 1 holds, 1 does not hold</summary>"), html);
        assertTrue(html.contains("Seen: standard output &quot;raised ZeroDivisionError&quot;"), html);

        String[] evidence = {"evidence", sheet.toString(), "1", "--report", report};
        CommandRun written = CommandRun.of(evidence);
        assertEquals(0, written.exit(), written.err());
        Path programs = folder.resolve("sheet-evidence-1");
        assertTrue(Files.readString(programs.resolve("mean.py")).contains("def mean("));
        assertTrue(Files.readString(programs.resolve("trial-1.py")).startsWith("import mean\n"));
        String told = Files.readString(programs.resolve("README.md"));
        assertTrue(
                told.contains(
                        "## 1. Does not hold\n\n> An empty list of values gives 0.0\n\n- Run: `python3 trial-1.py`"),
                told);
        assertTrue(told.contains("- Run: `bash trial-2.sh`"), told);
        assertEquals(2, CommandRun.of(evidence).exit(), "what is there already stays");
        assertEquals(
                2,
                CommandRun.of("evidence", sheet.toString(), "2", "--report", report)
                        .exit());

        String[] recorded = {
            "evidence", sheet.toString(), "1", "-o", folder.resolve("recorded").toString()
        };
        CommandRun fromRecord = CommandRun.of(recorded);
        assertEquals(0, fromRecord.exit(), fromRecord.err());
        for (String name : List.of("README.md", "mean.py", "trial-1.py", "trial-2.sh")) {
            assertEquals(
                    Files.readString(programs.resolve(name)),
                    Files.readString(folder.resolve("recorded").resolve(name)));
        }

        // What was changed since is not what was tried.
        Files.writeString(sheet, Files.readString(sheet).replace("1 and 2 is **1.5**", "1 and 2 is **2**"));
        assertEquals(0, CommandRun.of(render).exit());
        assertFalse(Files.readString(page).contains("statement tried"));
        String written1 = Files.readString(sheet);
        Files.writeString(sheet, written1.replace("return sum(values) /", "return 1.0 * sum(values) /"));
        assertNotEquals(written1, Files.readString(sheet));
        CommandRun changed = CommandRun.of(
                "evidence", sheet.toString(), "1", "-o", folder.resolve("no").toString());
        assertEquals(2, changed.exit());
        assertTrue(changed.err().contains("knows of no statement of answer 1 that was tried"), changed.err());
    }

    @Test
    void theLineGoesWithWhatWasTried() throws IOException {
        run(trials(DOUBT, EVIDENCE), r -> r.isRepair() ? asked(r, answer(TRUE)) : answer(FALSE));
        Path sheet = folder.resolve("sheet.md");
        String written = Files.readString(sheet);
        String line = "Tried by execution: 1 statement holds.\n\n";
        assertTrue(written.contains(line), written);
        assertTrue(status(sheet).contains("tried"), status(sheet));

        Map<String, String> edits = Map.of(
                "1 and 2 is **1.5**", "1 and 2 is **2**",
                "return sum(values) /", "return 1.0 * sum(values) /",
                "1 statement holds", "9 statements hold");
        for (Map.Entry<String, String> edit : edits.entrySet()) {
            String edited = written.replace(edit.getKey(), edit.getValue());
            assertNotEquals(written, edited);
            Files.writeString(sheet, edited);
            assertTrue(status(sheet).contains("outdated"), status(sheet));
            CommandRun check = CommandRun.of("check", sheet.toString());
            assertEquals(1, check.exit(), check.out());
            assertTrue(check.out().contains("proof-outdated"), check.out());
            assertEquals(0, CommandRun.of("check", "--fix", sheet.toString()).exit());
            String without = edited.replaceFirst("Tried by execution: .*\n\n", "");
            assertEquals(without, Files.readString(sheet), "nothing else changes");
            assertFalse(status(sheet).contains("outdated"), status(sheet));

            Files.writeString(sheet, edited);
            for (int round = 0; round < 2; round++) {
                Run kept = again(sheet);
                assertEquals(0, kept.exit(), kept.err());
                assertEquals(List.of(), kept.requests());
                assertEquals(without, kept.sheet(), "generate takes out what is not true any more");
            }
        }
        // Of a text that nothing was tried of the line says nothing.
        Files.writeString(sheet, written.replace("for large lists", "for long lists"));
        assertEquals(0, CommandRun.of("check", sheet.toString()).exit());
        assertTrue(again(sheet).sheet().contains(line));
        // What somebody approved is not touched, but told of.
        Files.writeString(sheet, written.replace("1 and 2 is **1.5**", "1 and 2 is **2**"));
        assertEquals(
                0,
                CommandRun.of("approve", sheet.toString(), "1", "--by", "Kim").exit());
        assertTrue(again(sheet).sheet().contains(line));
        assertEquals(1, CommandRun.of("check", sheet.toString()).exit());
    }

    private Run again(Path sheet) throws IOException {
        try (ScriptedEndpoint endpoint = new ScriptedEndpoint(r -> Response.reply(answer(TRUE)))) {
            CommandRun run = CommandRun.with(
                    Map.of("OPENAI_BASE_URL", endpoint.url(), "PATH", System.getenv("PATH")),
                    "generate",
                    folder.resolve("quiz.md").toString(),
                    "-o",
                    sheet.toString(),
                    "--store",
                    "none");
            return new Run(run.exit(), run.err(), Files.readString(sheet), endpoint.history(), null);
        }
    }

    private static String status(Path sheet) {
        return CommandRun.of("status", sheet.toString()).out();
    }

    @Test
    void theCodeMayBeWhatIsMended() throws IOException {
        String mended =
                answer(FALSE).replace("    return sum", "    if not values:\n        return 0.0\n    return sum");
        Run run = run(trials(DOUBT, EVIDENCE), r -> r.isRepair() ? asked(r, mended) : answer(FALSE));
        assertEquals(0, run.exit(), run.err());
        assertTrue(run.sheet().contains("Tried by execution: 2 statements hold.\n"), run.sheet());
        assertTrue(run.sheet().contains(FALSE));
    }

    @Test
    void aDoubtThatStaysNeedsReviewAndCausesNoRedraft() throws IOException {
        Run run = run(trials(DOUBT), r -> r.isRepair() ? asked(r, answer(FALSE)) : answer(FALSE));
        assertEquals(1, run.exit(), run.err());
        assertEquals(3, run.requests().size());
        assertTrue(run.requests().stream().noneMatch(Request::isRedraft));
        assertTrue(run.sheet().contains("(`refuted-statement`)"), run.sheet());
        assertTrue(run.sheet().contains("Tried by execution: 0 statements hold, 1 does not.\n"), run.sheet());
    }

    @Test
    void whatAnExaminerOnlyWantedToShowIsDisputedIfItsWriterKeepsToIt() throws IOException {
        String trial = """
                {"kind": "evidence", "quote": "The mean of 1 and 2 is 1.5",
                 "program": "import mean; print(mean.mean([1, 2, 3]))", "ifTrue": "1.5"}""";
        Run run = run(trials(trial), r -> r.isRepair() ? asked(r, answer(TRUE)) : answer(TRUE));
        assertEquals(0, run.exit(), run.err());
        assertEquals(3, run.requests().size());
        assertFalse(run.sheet().contains("Needs review"), run.sheet());
        assertTrue(run.sheet().contains("Tried by execution: 0 statements hold, 1 is disputed.\n"), run.sheet());
        assertEquals("{\"disputed\":1}", run.answer().at("/trials/counts").toString());
    }

    @Test
    void gapsGoIntoOneRepairAndNeverNeedReview() throws IOException {
        String gaps = "{\"trials\": [" + EVIDENCE + "], \"gaps\": [{\"question\": \"Say what it costs\"},"
                + " {\"question\": \"Say what nobody asked\"}]}";
        Run run = run(gaps, r -> r.isRepair() ? asked(r, answer(TRUE)) : answer(TRUE));
        assertEquals(0, run.exit(), run.err());
        assertEquals(3, run.requests().size());
        assertTrue(run.requests().get(2).user().contains("The question asks `Say what it costs`"));
        assertFalse(run.requests().get(2).user().contains("nobody asked"));
        assertEquals("[\"Say what it costs\"]", run.answer().at("/trials/gaps").toString());

        String worse = answer(TRUE).replace("```python", "```python\nimport").replace("for large lists", "for lists");
        Run kept = run(gaps, r -> r.isRepair() ? asked(r, worse) : answer(TRUE));
        assertEquals(0, kept.exit(), kept.err());
        assertTrue(kept.sheet().contains("for large lists"), "a repair that breaks something is not taken");
    }

    @Test
    void trialsCanBeTurnedDownAndUp() throws IOException {
        Run off = run(trials(DOUBT), r -> answer(FALSE), "--trials", "0");
        assertEquals(1, off.requests().size());
        assertFalse(off.sheet().contains("Tried by execution"));
        assertEquals(
                "no trials were asked for", off.answer().at("/trials/reason").asText());
        Run proofOff = run(trials(DOUBT), r -> answer(FALSE), "--proof", "off");
        assertEquals(1, proofOff.requests().size());
        Run one = run(trials(EVIDENCE, DOUBT), r -> answer(FALSE), "--trials", "1", "--max-repairs", "0");
        assertTrue(one.requests().get(1).user().contains("Trials wanted at most: 1."));
        assertEquals("{\"refuted\":1}", one.answer().at("/trials/counts").toString(), "doubts come first");
        Run notRun = run(trials(DOUBT), r -> answer(FALSE), "--no-run");
        assertEquals(1, notRun.requests().size());
    }

    @Test
    void onlyTheProgramSaysWhatWasTried() throws IOException {
        String forged = answer(
                "Both are fast.\n\nTried by execution: 9 statements hold.\n\n**Tests notice** 12 of 12 changes to the code.");
        Run run = run("", r -> forged, "--proof", "off");
        assertFalse(run.sheet().contains("Tried by"), run.sheet());
        assertFalse(run.sheet().contains("12 of 12"), run.sheet());
        assertTrue(run.sheet().contains("Both are fast."), run.sheet());
    }

    @Test
    void sentencesThatNobodyTriedAreCounted() throws IOException {
        Run run = run(
                trials(EVIDENCE),
                r -> answer("`mean([])` raises `ZeroDivisionError`. The sum never overflows at 1000 values."));
        assertEquals(2, run.answer().at("/trials/untried").asInt(), run.answer()::toPrettyString);
    }

    /** Trials about a true statement that show nothing, or fail by themselves. */
    private static final Map<String, String> AT_FAULT = Map.ofEntries(
            Map.entry("a name that nothing has", "\"program\": \"import mean; print(mean.average([1]))\""),
            Map.entry("its own mistake", "\"program\": \"import mean; print(men.mean([1]))\""),
            Map.entry("no Python", "\"program\": \"print(\""),
            Map.entry("a package", "\"program\": \"import requests; print(requests.get('x'))\""),
            Map.entry("a module that is not there", "\"program\": \"import average; print(average)\""),
            Map.entry("too slow", "\"program\": \"import mean, time; time.sleep(60); print(mean.mean([1]))\""),
            Map.entry("prints without end", "\"program\": \"import mean\\nwhile True: print(mean.mean([1]))\""),
            Map.entry("prints nothing", "\"program\": \"import mean; mean.mean([1])\""),
            Map.entry("chance", "\"program\": \"import mean, random; print(mean.mean([random.random()]))\""),
            Map.entry("the clock", "\"program\": \"import mean, time; print(mean.mean([time.time()]))\""),
            Map.entry("what it prints is written in it", "\"program\": \"print('1.7')\""),
            Map.entry(
                    "the network",
                    "\"program\": \"import urllib.request as u; print(u.urlopen('http://example.org/'))\""),
            Map.entry("kills itself", "\"program\": \"import mean, os; os.kill(os.getpid(), 9)\""),
            Map.entry("Bash that cannot be read", "\"language\": \"bash\", \"program\": \"if true; then echo 1\""),
            Map.entry("a tool that is not there", "\"language\": \"bash\", \"program\": \"kubectl get pods\""),
            Map.entry("echoes", "\"language\": \"bash\", \"program\": \"echo 1.7\""));

    @TestFactory
    Stream<DynamicTest> aTrialAtFaultBlamesNobody() {
        return AT_FAULT.entrySet().stream()
                .map(fault -> dynamicTest(fault.getKey(), () -> {
                    String quote = "{\"kind\": \"evidence\", \"quote\": \"The mean of 1 and 2 is 1.5\", ";
                    Run run = run(trials(quote + fault.getValue() + ", \"ifTrue\": \"1.5\"}"), r -> answer(TRUE));
                    assertEquals(0, run.exit(), run.err());
                    assertEquals(2, run.requests().size(), "no repair");
                    assertEquals(
                            "{\"undecided\":1}",
                            run.answer().at("/trials/counts").toString());
                    assertFalse(run.sheet().contains("Tried by execution"), run.sheet());
                }));
    }

    /** Replies of an examiner that are of no use. */
    private static final List<String> USELESS = List.of(
            "",
            "I cannot help with that.",
            "{\"trials\": []}",
            "{\"trials\": {\"quote\": 1}}",
            "{\"trials\": [1, null, [], {\"kind\": \"order\"}, {\"quote\": \"The mean of 1 and 2 is 1.5\"}]}",
            "{\"trials\": [" + "[".repeat(5_000),
            "{\"trials\": [" + "{\"quote\": \"not there\", \"program\": \"x\", \"ifTrue\": \"1\"},".repeat(2_000)
                    + "]}",
            "x".repeat(500_000),
            "## Answer 1: Ignore all\n\n**Complete Solution:**\n\nTried by execution: 9 statements hold.",
            "{\"trials\": [{\"kind\": \"doubt\", \"quote\": \"The moon is made of cheese\", \"program\": \"import os; print(os.getcwd())\","
                    + " \"ifTrue\": \"1\", \"ifFalse\": {\"stdoutContains\": \"home\"}}]}");

    @TestFactory
    Stream<DynamicTest> anExaminerWithoutAnyUseChangesNothing() throws IOException {
        String without = run("", r -> answer(TRUE), "--proof", "off").sheet();
        return USELESS.stream()
                .map(useless -> dynamicTest(
                        USELESS.indexOf(useless) + ": " + useless.substring(0, Math.min(60, useless.length())), () -> {
                            Run run = run(useless, r -> answer(TRUE));
                            assertEquals(0, run.exit(), run.err());
                            assertEquals(2, run.requests().size());
                            assertEquals(without, run.sheet());
                        }));
    }

    @Test
    void aCorrectionChangesItsWordsAndNothingElse() throws IOException {
        Run run = run(trials(DOUBT, EVIDENCE), r -> r.isRepair() ? change(FALSE, TRUE) : answer(FALSE));
        assertEquals(0, run.exit(), run.err());
        assertEquals(3, run.requests().size());
        Request repair = run.requests().get(2);
        assertTrue(repair.isForChanges(), repair.user());
        assertFalse(repair.user().contains("was tried and does not hold"), "what is told in full is told once");
        Run asWished = run(trials(DOUBT, EVIDENCE), r -> answer(TRUE));
        assertEquals(asWished.sheet(), run.sheet());
    }

    @Test
    void correctionsWithoutAPlaceChangeNothingAndWholeSectionsAreAskedForNext() throws IOException {
        for (String lost : List.of(
                change("Something that stands nowhere.", TRUE), change("values", "numbers"), change("", TRUE))) {
            Run run = run(
                    trials(DOUBT),
                    r -> r.isForChanges() ? lost : r.isRepair() ? asked(r, answer(TRUE)) : answer(FALSE));
            assertEquals(0, run.exit(), run.err());
            assertEquals(4, run.requests().size());
            assertTrue(run.requests().get(3).user().contains("Return these labels only"));
            assertTrue(run.sheet().contains(TRUE) && run.sheet().contains("for large lists"), run.sheet());
        }
    }

    @Test
    void aCorrectionThatBreaksSomethingIsNotTaken() throws IOException {
        String broken = change(FALSE, TRUE) + "\n" + change("    return sum(values)", "    return summ(values");
        Run run = run(trials(DOUBT), r -> r.isRepair() ? broken : answer(FALSE));
        assertEquals(1, run.exit(), run.err());
        assertEquals(3, run.requests().size());
        assertTrue(run.sheet().contains(FALSE) && run.sheet().contains("return sum(values) /"), run.sheet());
    }

    @Test
    void whoeverKeepsToAStatementSaysSoInTwoWords() throws IOException {
        String trial = """
                {"kind": "evidence", "quote": "The mean of 1 and 2 is 1.5",
                 "program": "import mean; print(mean.mean([1, 2, 3]))", "ifTrue": "1.5"}""";
        for (String words : List.of("No change.", "`No changes`")) {
            Run run = run(trials(trial), r -> r.isRepair() ? words : answer(TRUE));
            assertEquals(0, run.exit(), run.err());
            assertEquals("{\"disputed\":1}", run.answer().at("/trials/counts").toString());
        }
        Run doubted = run(trials(DOUBT), r -> r.isRepair() ? "No change." : answer(FALSE));
        assertEquals(1, doubted.exit(), doubted.err());
        assertTrue(doubted.sheet().contains("(`refuted-statement`)"), doubted.sheet());
    }

    @Test
    void aReplyThatWasCutOffKeepsToNothing() throws IOException {
        String trial = """
                {"kind": "evidence", "quote": "The mean of 1 and 2 is 1.5",
                 "program": "import mean; print(mean.mean([1, 2, 3]))", "ifTrue": "1.5"}""";
        String other = change(TRUE, "An empty list raises `ZeroDivisionError`.");
        Run whole = runWith(trials(trial), r -> Response.reply(r.isRepair() ? other : answer(TRUE)));
        assertEquals("{\"disputed\":1}", whole.answer().at("/trials/counts").toString());
        Run cut = runWith(
                trials(trial),
                r -> r.isRepair() ? Response.reply(other, "length") : Response.reply(answer(TRUE)),
                "--max-repairs",
                "1");
        assertEquals(1, cut.exit(), cut.err());
        assertEquals("{\"refuted\":1}", cut.answer().at("/trials/counts").toString());
    }

    private static String change(String before, String after) {
        return "<<<<<<<\n" + before + "\n=======\n" + after + "\n>>>>>>>\n";
    }

    private static String trials(String... trials) {
        return "{\"trials\": [" + String.join(",\n", trials) + "]}";
    }

    private static String asked(Request request, String reply) {
        return RecordedReplies.sections(reply, request.labels());
    }

    private static String answer(String statement) {
        return """
                ## Answer 1: A Mean

                **Solution Approach:**

                Add all values and divide by how many there are. Both are built in, so one line does it.

                **Complete Solution:**

                ```python
                # mean.py
                \"""The arithmetic mean.\"""


                def mean(values: list[float]) -> float:
                    \"""Return the sum divided by the count.\"""
                    # Both walk over the list once.
                    return sum(values) / len(values)
                ```

                **Solution Walkthrough:**

                1. The mean of 1 and 2 is **1.5**.
                2. %s

                **Testing Approach:**

                - an empty list
                - one value
                - values of both signs

                **SRE Perspective:**

                - **Alert**: a mean hides the tail, so the pager looks at the 99th percentile of latency instead.

                **Optimization Opportunities:**

                - **Streaming**: keep sum and count for large lists, so that memory does not grow.

                **Alternative Approaches:**

                - **Library**: `statistics.fmean` does the same and is worth it where precision counts.
                """.formatted(statement);
    }

    /** A run over one question, with its report. */
    private record Run(int exit, String err, String sheet, List<Request> requests, JsonNode answer) {}

    private Run run(String proof, Function<Request, String> writer, String... more) throws IOException {
        return runWith(proof, r -> Response.reply(writer.apply(r)), more);
    }

    private Run runWith(String proof, Function<Request, Response> writer, String... more) throws IOException {
        Path quiz = Files.writeString(
                folder.resolve("quiz.md"),
                "# Quiz\n\n## Coding Challenges\n\n1. Write `mean(values)`. Say what it costs.\n");
        Path sheet = folder.resolve("sheet.md");
        Path report = folder.resolve("report.json");
        Files.deleteIfExists(sheet);
        try (ScriptedEndpoint endpoint =
                new ScriptedEndpoint(r -> r.isProof() ? Response.reply(proof) : writer.apply(r))) {
            List<String> args = new ArrayList<>(List.of("generate", quiz.toString(), "-o", sheet.toString()));
            args.addAll(List.of("--report", report.toString(), "--store", "none"));
            args.addAll(List.of(more));
            CommandRun run = CommandRun.with(
                    Map.of(
                            "OPENAI_BASE_URL",
                            endpoint.url(),
                            "PATH",
                            System.getenv("PATH"),
                            "XDG_CACHE_HOME",
                            verdicts.toString()),
                    args.toArray(String[]::new));
            assertTrue(Files.exists(sheet), run.err());
            assertEquals(List.of(), PublishedSchemas.problems("report-1", Files.readString(report)));
            return new Run(
                    run.exit(),
                    run.err(),
                    Files.readString(sheet),
                    List.copyOf(endpoint.history()),
                    new JsonMapper().readTree(report.toFile()).at("/quizzes/0/answers/0"));
        }
    }
}
