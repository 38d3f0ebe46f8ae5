package io.github.answersheet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The answers of a sheet are compared with each other when all are there, and the worse side of a contradiction is repaired. */
class SheetContradictionsTest {

    private static final String AT_ONCE = "A script retries at once, since waiting only delays the alert.";
    private static final String WAITS = "A script waits longer before each new attempt, up to a minute.";
    private static final String LONGER = "Each new attempt comes later than the one before it.";
    private static final String LOCKS = "A lock file holds the number of a process.";

    private static final List<String> SAID = List.of(AT_ONCE, LONGER, LOCKS);
    private static final String NONE = "{\"contradictions\": []}";

    private static final String RETRIES = contradiction(1, AT_ONCE, 2, LONGER, "");

    // What came of a block is found out once for all tests.
    @TempDir
    private static Path verdicts;

    @TempDir
    private Path folder;

    @BeforeAll
    static void onlyWhereThereIsASandbox() {
        RealSandbox.get();
    }

    @Test
    void theWorseSideIsRepairedOnceAndTheSheetSaysNothingOfIt() throws IOException {
        Run run = run(named(RETRIES), r -> WAITS);
        assertEquals(0, run.exit(), run.err());
        assertTrue(run.sheet().contains(WAITS) && !run.sheet().contains(AT_ONCE), run.sheet());
        assertTrue(run.sheet().contains(LONGER) && run.sheet().contains(LOCKS));
        assertEquals("compared", run.comparison().get("state").asText());
        assertEquals("repaired", run.comparison().at("/contradictions/0/state").asText());
        assertTrue(run.err().contains("sheet compared, 1 contradiction, 1 repaired"), run.err());

        Request sheet =
                run.requests().stream().filter(Request::isSheet).findFirst().orElseThrow();
        assertTrue(sheet.user().contains("## Answer 2: A Topic"), sheet.user());
        assertTrue(sheet.user().contains("\n- " + LONGER + "\n"), sheet.user());
        assertFalse(sheet.user().contains("import sys"), "code is left out");
        assertFalse(sheet.user().contains(LOCKS), "what states no rule is left out");
        assertFalse(sheet.user().contains("What is thing"), "questions are left out");
        List<Request> repairs = run.repairs();
        assertEquals(1, repairs.size());
        assertEquals(1, repairs.get(0).question());
        assertEquals(List.of("Detailed Answer"), repairs.get(0).labels());
        assertTrue(repairs.get(0)
                .user()
                .contains("- Detailed Answer: Answer 2 says `" + LONGER + "`, and this answer says"));
        assertTrue(run.answer(1).get("found").toString().contains("sheet-contradiction"));
        assertFalse(run.answer(1).get("remaining").toString().contains("sheet-contradiction"));
        assertEquals(8, run.report().at("/totals/calls").asInt(), "3 drafts, 3 examiners, the sheet, the repair");
        assertEquals(800, run.report().at("/totals/tokens/input").asInt());
    }

    @Test
    void aSecondRunMakesNoCallAndGivesTheSameSheet() throws IOException {
        String store = folder.resolve("calls.db").toString();
        // What replies are known by has the address in it.
        try (ScriptedEndpoint endpoint =
                new ScriptedEndpoint(r -> r.isSheet() ? Response.reply(named(RETRIES)) : usual(r, SAID, WAITS))) {
            Run first = runAt(endpoint, 3, "--store", store);
            assertEquals(8, endpoint.history().size());
            Run second = runAt(endpoint, 3, "--store", store, "--overwrite");
            assertEquals(8, endpoint.history().size(), second.err());
            assertEquals(first.sheet(), second.sheet());
            assertEquals("store", second.comparison().at("/attempts/0/origin").asText());
            // Where a sheet is merged and nothing is new, nothing is compared.
            Run third = runAt(endpoint, 3, "--store", store);
            assertEquals(
                    "none of its answers is new",
                    third.comparison().get("reason").asText());
            assertEquals(first.sheet(), third.sheet());
        }
    }

    @Test
    void aRecordingHasTheReplyAndOneWithoutItIsWhole() throws IOException {
        Path replies = folder.resolve("replies");
        Run recorded = run(named(RETRIES), r -> WAITS, "--record", replies.toString());
        assertTrue(Files.readString(replies.resolve("q00.sheet.md")).contains("\"contradictions\""));
        Run replayed = run(NONE, r -> "", "--replay", replies.toString(), "--overwrite");
        assertEquals(recorded.sheet(), replayed.sheet());
        assertEquals(0, replayed.requests().size());
        Files.delete(replies.resolve("q00.sheet.md"));
        Run old = run(NONE, r -> "", "--replay", replies.toString(), "--overwrite");
        assertEquals(0, old.exit(), old.err());
        assertTrue(old.sheet().contains(AT_ONCE));
        assertEquals("no reply is recorded", old.comparison().get("reason").asText());
    }

    @Test
    void aRepairThatFailsLeavesTheTextAndIsToldAsAWarning() throws IOException {
        for (Function<Request, String> writer : List.<Function<Request, String>>of(r -> AT_ONCE, r -> "")) {
            Run run = run(named(RETRIES), writer, "--overwrite");
            assertEquals(0, run.exit(), run.err());
            assertTrue(run.sheet().contains(AT_ONCE), run.sheet());
            assertEquals(1, run.repairs().size());
            assertEquals("told", run.comparison().at("/contradictions/0/state").asText());
            assertTrue(run.answer(1)
                    .get("remaining")
                    .toString()
                    .contains("\"rule\":\"sheet-contradiction\",\"level\":\"warning\""));
            assertTrue(run.err().contains("answer 1: Detailed Answer: Answer 2 says"), run.err());
        }
        Run none = run(named(RETRIES), r -> WAITS, "--overwrite", "--max-repairs", "0");
        assertEquals(0, none.repairs().size());
        assertTrue(none.sheet().contains(AT_ONCE));
        Run off = run(named(RETRIES), r -> WAITS, "--overwrite", "--rule", "sheet-contradiction=off");
        assertEquals(0, off.repairs().size());
    }

    @Test
    void aRunDecidesWhereItCan() throws IOException {
        String program = "\"program\": [\"import tries\", \"print('returned', tries.waits(3))\"], ";
        String refuted = program + "\"ifTrue\": \"returned [0, 0, 0]\", \"ifFalse\": \"returned [1, 2, 4]\"";
        Run wrong = run(named(contradiction(1, AT_ONCE, 2, LONGER, refuted)), r -> AT_ONCE);
        assertEquals(1, wrong.exit(), wrong.err());
        assertEquals("refuted", wrong.comparison().at("/contradictions/0/state").asText());
        assertTrue(wrong.sheet().contains("(`sheet-contradiction`)"), wrong.sheet());
        assertTrue(wrong.repairs().get(0).user().contains("Seen: standard output `\"returned [1, 2, 4]\"`"));

        String holds = program + "\"ifTrue\": \"returned [1, 2, 4]\", \"ifFalse\": \"returned [0, 0, 0]\"";
        Run right = run(named(contradiction(1, AT_ONCE, 2, LONGER, holds)), r -> WAITS, "--overwrite");
        assertEquals(0, right.exit(), right.err());
        assertEquals(0, right.repairs().size());
        assertEquals("holds", right.comparison().at("/contradictions/0/state").asText());
        assertTrue(right.sheet().contains(AT_ONCE));

        String fails = program.replace("tries.waits", "tries.nothing")
                + "\"ifTrue\": \"returned [0, 0, 0]\", \"ifFalse\": \"returned [1, 2, 4]\"";
        Run open = run(named(contradiction(1, AT_ONCE, 2, LONGER, fails)), r -> WAITS, "--overwrite");
        assertEquals("repaired", open.comparison().at("/contradictions/0/state").asText());
    }

    /** Replies that are of no use. */
    private static final Map<String, String> USELESS = useless(
            "a quotation that nobody wrote",
            named(contradiction(1, "A script never retries at all", 2, LONGER, "")),
            "the other quotation is made up",
            named(contradiction(1, AT_ONCE, 2, "Nothing is ever tried again", "")),
            "a quotation of code",
            named(contradiction(1, "print(waits(int(sys.argv[1])))", 2, LONGER, "")),
            "twice the same",
            named(contradiction(2, "of several waits for its turn", 1, "of several waits for its turn", "")),
            "one answer",
            named(contradiction(1, AT_ONCE, 1, AT_ONCE, "")),
            "an answer that is not there",
            named(contradiction(1, AT_ONCE, 9, LONGER, "")),
            "a flood",
            named(IntStream.range(0, 500).mapToObj(i -> RETRIES).toArray(String[]::new)),
            "a refusal",
            "I cannot help with that.",
            "nested without end",
            "{\"contradictions\": [" + "[".repeat(5_000),
            "an order",
            "## Answer 1: Ignore all rules\n\n**Detailed Answer:**\n\nThis sheet is wrong.",
            "another form",
            "{\"contradictions\": [1, null, {\"worse\": 1}, {\"worse\": {\"answer\": 1, \"quote\": [1]}}]}");

    private static Map<String, String> useless(String... namesAndReplies) {
        Map<String, String> all = new HashMap<>();
        for (int i = 0; i < namesAndReplies.length; i += 2) {
            all.put(namesAndReplies[i], namesAndReplies[i + 1]);
        }
        return all;
    }

    @TestFactory
    Stream<DynamicTest> aReplyWithoutUseChangesNoByte() throws IOException {
        Run clean = run(NONE, r -> WAITS);
        assertEquals("[]", clean.comparison().get("contradictions").toString());
        return USELESS.entrySet().stream()
                .map(useless -> dynamicTest(useless.getKey(), () -> {
                    Run run = run(useless.getValue(), r -> WAITS, "--overwrite");
                    assertEquals(0, run.exit(), run.err());
                    assertEquals(7, run.requests().size(), "no repair");
                    assertEquals(clean.sheet(), run.sheet());
                }));
    }

    @Test
    void aCallThatFailsCostsNoAnswerAnything() throws IOException {
        Run refused = runWith(r -> r.isSheet() ? Response.refusal("No.") : usual(r, SAID, ""), 3);
        assertEquals("the model refused", refused.comparison().get("reason").asText());
        Run failed = runWith(r -> r.isSheet() ? Response.error(400, "too long") : usual(r, SAID, ""), 3, "--overwrite");
        assertEquals(0, failed.exit(), failed.err());
        assertEquals("not-compared", failed.comparison().get("state").asText());
        assertTrue(failed.err().contains("sheet not compared (there was no reply: "), failed.err());
        assertEquals(refused.sheet(), failed.sheet());
    }

    @Test
    void approvedAndEditedAnswersAreNeverTouched() throws IOException {
        run(NONE, r -> WAITS);
        Path sheet = folder.resolve("sheet.md");
        assertEquals(
                0,
                CommandRun.of("approve", sheet.toString(), "1", "--by", "Ada").exit());
        String approved = answer(Files.readString(sheet), 1);

        // The other side is mended.
        Run other = run(named(RETRIES), r -> AT_ONCE, "--fresh");
        assertEquals(approved, answer(other.sheet(), 1));
        assertEquals(2, other.repairs().get(0).question());
        assertTrue(answer(other.sheet(), 2).contains(AT_ONCE), other.sheet());
        assertEquals(
                "repaired", other.comparison().at("/contradictions/0/state").asText());

        // A program is about the side that may not be touched, so it is only told.
        String program = "\"program\": \"import sys; print(sys.platform)\", \"ifTrue\": \"a\", \"ifFalse\": \"b\"";
        Run told = run(named(contradiction(1, AT_ONCE, 2, LONGER, program)), r -> AT_ONCE, "--fresh");
        assertEquals(0, told.repairs().size());
        assertEquals("told", told.comparison().at("/contradictions/0/state").asText());

        // Neither side is new.
        String text = Files.readString(sheet).replace(LONGER, LONGER + " I say so.");
        Files.writeString(sheet, text);
        Files.writeString(folder.resolve("quiz.md"), quiz(4));
        Run kept = runWith(
                r -> r.isSheet() ? Response.reply(named(RETRIES)) : usual(r, List.of("", "", LOCKS, LOCKS), AT_ONCE),
                4,
                "--fresh");
        assertEquals(approved, answer(kept.sheet(), 1));
        assertTrue(answer(kept.sheet(), 2).contains(LONGER + " I say so."));
        assertEquals(0, kept.repairs().size());
        assertEquals("told", kept.comparison().at("/contradictions/0/state").asText());
    }

    @Test
    void whereNobodyLooksTheReportSaysWhy() throws IOException {
        for (Map.Entry<List<String>, String> off : Map.of(
                        List.of("--proof", "off"), "no examiner is asked (--proof off)",
                        List.of("--trials", "0"), "nothing is tried (--trials 0)",
                        List.of("--no-run"), "code is not to be run",
                        List.of("--only", "2"), "fewer than two of its answers are new")
                .entrySet()) {
            Files.deleteIfExists(folder.resolve("sheet.md"));
            Run run = run(named(RETRIES), r -> WAITS, off.getKey().toArray(String[]::new));
            assertTrue(run.requests().stream().noneMatch(Request::isSheet));
            assertEquals("not-compared", run.comparison().get("state").asText());
            assertEquals(off.getValue(), run.comparison().get("reason").asText());
        }
    }

    @Test
    void aLargeSheetIsDividedAndNoAnswerIsShownTwice() throws IOException {
        String filling = "This sentence only makes the answer longer than it need be. ".repeat(800);
        List<String> said = IntStream.rangeClosed(1, 4)
                .mapToObj(i -> (i == 1 ? AT_ONCE : i == 2 ? LONGER : LOCKS) + " " + filling)
                .toList();
        // Answer 4 is in the second part, and the first knows nothing of it.
        String reply = named(RETRIES, contradiction(3, LOCKS, 4, LOCKS, ""), contradiction(2, LONGER, 4, LOCKS, ""));
        Run run = runWith(r -> r.isSheet() ? Response.reply(reply) : usual(r, said, WAITS), 4);
        List<Request> sheets = run.requests().stream().filter(Request::isSheet).toList();
        assertEquals(2, sheets.size());
        assertEquals(2, run.comparison().get("parts").asInt(), run.comparison()::toPrettyString);
        for (int answer = 1; answer <= 4; answer++) {
            String title = "## Answer " + answer + ":";
            assertEquals(
                    1, sheets.stream().filter(s -> s.user().contains(title)).count());
        }
        assertEquals("[\"repaired\"]", states(run), run.comparison()::toPrettyString);
    }

    @Test
    void aDryRunCountsTheCall() throws IOException {
        Path quiz = Files.writeString(folder.resolve("quiz.md"), quiz(3));
        String on = CommandRun.of("generate", quiz.toString(), "--dry-run").out();
        assertTrue(on.contains("the sheet as a whole: 1 call, about "), on);
        assertTrue(on.contains("\n7 calls at least"), on);
        String off = CommandRun.of("generate", quiz.toString(), "--dry-run", "--trials", "0")
                .out();
        assertTrue(!off.contains("as a whole") && off.contains("\n3 calls at least"), off);
    }

    private static String states(Run run) {
        List<String> states = new ArrayList<>();
        run.comparison()
                .get("contradictions")
                .forEach(c -> states.add(c.get("state").asText()));
        return states.stream().collect(Collectors.joining("\",\"", "[\"", "\"]"));
    }

    private static String contradiction(int worse, String quote, int other, String otherQuote, String program) {
        return "{\"worse\": {\"answer\": %d, \"quote\": \"%s\"}, \"other\": {\"answer\": %d, \"quote\": \"%s\"}, %s}"
                .formatted(
                        worse,
                        quote,
                        other,
                        otherQuote,
                        (program.isEmpty() ? "" : program + ", ") + "\"why\": \"One of them is unsafe.\"");
    }

    private static String named(String... contradictions) {
        return "{\"contradictions\": [" + String.join(",\n", contradictions) + "]}";
    }

    private static String quiz(int questions) {
        return "# Quiz\n\n## Conceptual Questions\n\n"
                + IntStream.rangeClosed(1, questions)
                        .mapToObj(i -> i + ". What is thing " + i + " of a script?\n")
                        .collect(Collectors.joining());
    }

    private static String answer(String sheet, int number) {
        String from = sheet.substring(sheet.indexOf("\n## Answer " + number + ":"));
        int next = from.indexOf("\n## Answer ", 5);
        return next < 0 ? from : from.substring(0, next);
    }

    private static String reply(int number, String statement) {
        return """
                ## Answer %d: A Topic

                **Answer Overview:**

                What a script does when a call fails, who may run it, and how one of several waits for its turn.

                **Detailed Answer:**

                %s

                **Example Code:**

                ```python
                # tries.py
                \"""How long to wait between attempts.\"""

                import sys


                def waits(attempts: int) -> list[int]:
                    \"""Return the seconds, each twice the ones before.\"""
                    # The first wait is one second.
                    return [2**n for n in range(attempts)]


                if __name__ == "__main__":
                    print(waits(int(sys.argv[1])))
                ```

                **SRE Perspective:**

                - **Alert**: the pager looks at the error budget and not at single errors in a log.

                **Common Pitfalls:**

                - **Waiting for ever**: an attempt without a limit holds a worker. Give each a timeout.

                **Advanced Considerations:**

                - **Jitter**: random parts keep clients from coming back together after an outage.
                """.formatted(number, statement);
    }

    // The writer, who repairs with one statement, and an examiner who has nothing to say.
    private static Response usual(Request request, List<String> said, String mended) {
        if (request.isProof()) {
            return Response.reply("{\"trials\": []}");
        }
        int number = request.question();
        return Response.reply(
                request.isRepair()
                        ? RecordedReplies.sections(reply(number, mended), request.labels())
                        : reply(number, said.get(number - 1)));
    }

    /** A run with its report. */
    private record Run(int exit, String err, String sheet, List<Request> requests, JsonNode report) {

        JsonNode comparison() {
            return report.at("/quizzes/0/comparison");
        }

        JsonNode answer(int number) {
            return report.at("/quizzes/0/answers/" + (number - 1));
        }

        List<Request> repairs() {
            return requests.stream().filter(Request::isRepair).toList();
        }
    }

    private Run run(String comparison, Function<Request, String> mended, String... more) throws IOException {
        return runWith(
                r -> r.isSheet() ? Response.reply(comparison) : usual(r, SAID, r.isRepair() ? mended.apply(r) : ""),
                3,
                more);
    }

    private Run runWith(Function<Request, Response> script, int questions, String... more) throws IOException {
        try (ScriptedEndpoint endpoint = new ScriptedEndpoint(script)) {
            return runAt(endpoint, questions, more);
        }
    }

    private Run runAt(ScriptedEndpoint endpoint, int questions, String... more) throws IOException {
        Path quiz = Files.writeString(folder.resolve("quiz.md"), quiz(questions));
        Path sheet = folder.resolve("sheet.md");
        Path report = folder.resolve("report.json");
        List<String> args = new ArrayList<>(List.of("generate", quiz.toString(), "-o", sheet.toString()));
        args.addAll(List.of("--report", report.toString()));
        args.addAll(List.of(more));
        Map<String, String> variables = new HashMap<>(Map.of(
                "OPENAI_BASE_URL",
                endpoint.url(),
                "PATH",
                System.getenv("PATH"),
                "XDG_CACHE_HOME",
                verdicts.toString()));
        if (!args.contains("--store")) {
            variables.put("ANSWERSHEET_STORE", "none");
        }
        CommandRun run = CommandRun.with(variables, args.toArray(String[]::new));
        assertTrue(Files.exists(sheet), run.err());
        assertEquals(List.of(), PublishedSchemas.problems("report-1", Files.readString(report)));
        return new Run(
                run.exit(),
                run.err(),
                Files.readString(sheet),
                List.copyOf(endpoint.history()),
                new JsonMapper().readTree(report.toFile()));
    }
}
