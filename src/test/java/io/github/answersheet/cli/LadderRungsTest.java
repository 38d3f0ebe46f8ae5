package io.github.answersheet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.answersheet.CommandRun;
import io.github.answersheet.ProjectFiles;
import io.github.answersheet.RecordedReplies;
import io.github.answersheet.ScriptedEndpoint;
import io.github.answersheet.ScriptedEndpoint.Request;
import io.github.answersheet.ScriptedEndpoint.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Each kind of defect ends on the cheapest rung of the ladder that can mend it; the calls are counted at the endpoint. */
class LadderRungsTest {

    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    private Path folder;

    /**
     * A kind of defect.
     *
     * @param question whose recorded reply is broken
     * @param draft what the endpoint sends for the draft
     * @param calls how many calls it takes
     */
    private record Defect(String name, int question, Response draft, int calls) {

        static Defect of(String name, int question, UnaryOperator<String> broken, int calls) {
            return new Defect(name, question, Response.reply(broken.apply(RecordedReplies.of(question))), calls);
        }

        static Defect in(String label, String name, int question, UnaryOperator<String> broken, int calls) {
            return of(name, question, reply -> RecordedReplies.with(reply, label, broken), calls);
        }
    }

    private static final List<Defect> DEFECTS = List.of(
            // Read all the same.
            Defect.of("labels as headings", 1, r -> r.replaceAll("(?m)^\\*\\*(.+):\\*\\*$", "### $1"), 1),
            Defect.of(
                    "a preamble and the whole in a fence", 2, r -> "Sure, here it is:\n\n~~~~~\n" + r + "\n~~~~~\n", 1),
            Defect.of(
                    "a label in British spelling",
                    9,
                    r -> r.replace("**Optimization Opportunities:**", "**Optimisation Opportunities**"),
                    1),
            Defect.of("no title", 3, r -> r.substring(r.indexOf("**")), 1),
            Defect.of(
                    "its own question block", 4, r -> r.replaceFirst("\n\\*\\*", "\n**Question:**\n\nWhat?\n\n**"), 1),
            // Fixed for nothing.
            Defect.in("Visual Explanation", "line breaks not closed", 1, b -> diagram(b, "A[\"a<br>b\"]"), 1),
            Defect.in("Visual Explanation", "labels without quotes", 2, b -> diagram(b, "A[read (one)]"), 1),
            Defect.in("Visual Explanation", "a chain of connections", 3, b -> diagram(b, "A --> B --> C"), 1),
            Defect.in("SRE Perspective", "a heading inside a section", 4, b -> "### Night\n\n" + b, 1),
            // Repaired section by section.
            Defect.of("a section missing", 5, r -> RecordedReplies.without(r, "SRE Perspective"), 2),
            Defect.in("Common Pitfalls", "a section empty", 1, b -> "", 2),
            Defect.in("Example Code", "Python that does not compile", 2, b -> python("def f(:\n    pass"), 2),
            Defect.in("Example Code", "an undefined name", 3, b -> python("print(nowhere)"), 2),
            Defect.in("SRE Perspective", "Bash that does not parse", 4, b -> b + "\n\n```bash\nif true; do\n```", 2),
            Defect.in("Visual Explanation", "a diagram that does not parse", 1, b -> diagram(b, "A ==-> ((B"), 2),
            Defect.in("SRE Perspective", "a placeholder", 2, b -> "[Explain who is paged at night]", 2),
            Defect.in("Complete Solution", "a stub sold as code", 9, b -> python("def retry(f):\n    ..."), 2),
            Defect.in("SRE Perspective", "talk to the reader", 3, b -> b + "\n\nI hope this helps!", 2),
            Defect.in("SRE Perspective", "a section broken off", 4, b -> b + "\n\nThe next thing to look at is the", 2),
            Defect.in("Code Issues", "a serious defect not named", 5, b -> unnamed(), 2),
            Defect.of(
                    "two sections at once",
                    6,
                    r -> RecordedReplies.without(RecordedReplies.without(r, "SRE Perspective"), "Code Issues"),
                    2),
            // Drafted once more.
            Defect.of("an empty reply", 1, r -> "", 2),
            Defect.of("another text altogether", 2, r -> "Roses are red,\nviolets are blue.", 2),
            new Defect("a refusal", 3, Response.refusal("I cannot help with that."), 2),
            new Defect("withheld by the provider", 4, Response.reply("", "content_filter"), 2),
            // Cut off: asked for again with a higher limit.
            new Defect("cut off", 5, Response.reply(half(5), "length"), 2),
            // Cut off in what is optional: left out.
            new Defect(
                    "cut off in the diagram",
                    6,
                    Response.reply(RecordedReplies.of(6).strip(), "length"),
                    1));

    @TestFactory
    Stream<DynamicTest> endsOnTheCheapestRung() {
        return DEFECTS.stream()
                .map(defect -> dynamicTest(defect.name(), () -> {
                    Function<Request, Response> script = r -> r.isDraft() && r.maxOutput() == 0
                            ? defect.draft()
                            : Response.reply(r.isRepair() ? asked(r) : RecordedReplies.of(r.question()));
                    Run run = run(defect.question(), script);
                    assertEquals(0, run.exit(), run.err());
                    assertEquals(
                            defect.calls(),
                            run.requests().size(),
                            () -> run.requests().stream().map(Request::user).collect(Collectors.joining("\n=====\n")));
                    assertFalse(run.sheet().contains("Needs review"), run.sheet());
                    assertTrue(run.sheet()
                                    .contains(RecordedReplies.body(
                                            RecordedReplies.of(defect.question()), "SRE Perspective"))
                            || defect.question() > 12
                            || defect.name().contains("heading inside"));
                }));
    }

    @Test
    void whatRepairsCannotMendIsDraftedOnceMore() throws IOException {
        String broken = RecordedReplies.without(RecordedReplies.of(5), "SRE Perspective");
        Run run = run(5, r -> Response.reply(r.isRedraft() ? RecordedReplies.of(5) : r.isRepair() ? "" : broken));
        assertEquals(0, run.exit(), run.err());
        assertEquals(List.of("draft", "repair-1", "redraft"), run.steps());
        assertTrue(run.requests().get(2).user().contains("- SRE Perspective: "), "the redraft knows why");
    }

    @Test
    void aRedraftThatIsNoBetterLosesNothing() throws IOException {
        String broken = RecordedReplies.without(RecordedReplies.of(5), "SRE Perspective");
        Run run = run(
                5, r -> r.isRedraft() ? Response.refusal("no") : Response.reply(r.isRepair() ? "I cannot." : broken));
        assertEquals(1, run.exit());
        assertEquals(List.of("draft", "repair-1", "redraft"), run.steps());
        assertTrue(run.sheet().contains(RecordedReplies.body(broken, "Explanation of Improvements")));
        assertTrue(run.sheet().contains("> **Needs review.**"));
        assertEquals("needs-review", run.answer().get("state").asText());
    }

    @Test
    void repairsThatHelpGoOnToTheBoundAndNoFurther() throws IOException {
        String broken = RecordedReplies.without(
                RecordedReplies.without(RecordedReplies.of(5), "SRE Perspective"), "Code Issues");
        // Each repair mends the first section that it is asked for.
        Run run = run(
                5,
                r -> Response.reply(
                        r.isRepair()
                                ? RecordedReplies.sections(
                                        RecordedReplies.of(5), r.labels().subList(0, 1))
                                : broken));
        assertEquals(0, run.exit(), run.err());
        assertEquals(List.of("draft", "repair-1", "repair-2"), run.steps());
        Run bounded = run(
                5,
                r -> Response.reply(
                        r.isRepair()
                                ? RecordedReplies.sections(
                                        RecordedReplies.of(5), r.labels().subList(0, 1))
                                : broken),
                "--max-repairs",
                "0");
        assertEquals(1, bounded.exit());
        assertEquals(List.of("draft"), bounded.steps());
    }

    @Test
    void aRepairThatUncoversTheNextErrorIsKept() throws IOException {
        String broken = example("def f(:\n    pass");
        String uncovered = example("print(nowhere)");
        Function<Request, Response> script = r -> Response.reply(
                switch (r.isRepair() ? r.user().contains("nowhere") ? 2 : 1 : 0) {
                    case 0 -> broken;
                    case 1 -> RecordedReplies.sections(uncovered, r.labels());
                    default -> RecordedReplies.sections(RecordedReplies.of(2), r.labels());
                });
        Run run = run(2, script);
        assertEquals(0, run.exit(), run.err());
        assertEquals(List.of("draft", "repair-1", "repair-2"), run.steps());
        Run bounded = run(2, script, "--max-repairs", "1");
        assertEquals(1, bounded.exit());
        assertEquals(List.of("draft", "repair-1", "redraft"), bounded.steps());
        assertTrue(bounded.sheet().contains("print(nowhere)"), bounded.sheet());
    }

    @Test
    void aRepairThatEmptiesASectionLosesNothing() throws IOException {
        String broken = example("print(nowhere)");
        Run run = run(2, r -> Response.reply(r.isRepair() ? "**Example Code:**\n" : broken));
        assertEquals(1, run.exit());
        assertEquals(List.of("draft", "repair-1", "redraft"), run.steps());
        assertTrue(run.sheet().contains("print(nowhere)"), run.sheet());
    }

    @Test
    void theConsoleTellsOfRepairsThatFailed() throws IOException {
        Path replies = Files.createDirectory(folder.resolve("replies"));
        Files.writeString(replies.resolve("q05.md"), RecordedReplies.without(RecordedReplies.of(5), "SRE Perspective"));
        Run run = run(5, r -> Response.reply(""), "--replay", replies.toString());
        assertEquals(1, run.exit());
        assertTrue(
                run.err()
                        .contains("    repair-1 failed: nothing is recorded for this call: there is no "
                                + replies.resolve("q05.repair-1.md") + "\n"),
                run.err());
    }

    @Test
    void theConsoleTellsOfWarningsThatAreLeftAndIsShort() throws IOException {
        String stray = RecordedReplies.with(
                RecordedReplies.of(5), "SRE Perspective", b -> b + "\n\n**Night Shift:**\n\nNobody is paged.");
        Run run = run(5, r -> Response.reply(stray));
        assertEquals(0, run.exit(), run.err());
        // Three more name long lines and quote nothing of them.
        assertTrue(run.err().contains(", 0 need review, 4 warnings"), run.err());

        String name = "x".repeat(500);
        Run failing = run(2, r -> Response.reply(example("print(" + name + ")")));
        assertEquals(1, failing.exit());
        List<String> told = failing.err()
                .lines()
                .filter(line -> line.startsWith("    needs review: "))
                .toList();
        assertTrue(told.get(0).endsWith("... (undefined-name)"), failing.err());
        assertTrue(told.stream().allMatch(line -> line.length() <= 200), failing.err());
    }

    private static String example(String code) {
        return RecordedReplies.with(RecordedReplies.of(2), "Example Code", b -> python(code));
    }

    @Test
    void whatIsCutOffTwiceIsCompletedSectionBySection() throws IOException {
        Run run = run(5, r -> r.isForSection() ? Response.reply(asked(r)) : Response.reply(half(5), "length"));
        assertEquals(0, run.exit(), run.err());
        List<String> steps = run.steps();
        assertEquals(List.of("draft", "longer"), steps.subList(0, 2));
        assertTrue(steps.stream().skip(2).allMatch(s -> s.startsWith("section-")), steps::toString);
        assertEquals(16_384, run.requests().get(1).maxOutput());
        assertTrue(run.sheet().contains(RecordedReplies.body(RecordedReplies.of(5), "Additional Considerations")));
    }

    @Test
    void anAnswerIsDraftedSectionBySectionOnRequest() throws IOException {
        // The label is left out of each reply; the text is the section all the same.
        Run run = run(5, r -> Response.reply(bare(r)), "--draft-by", "section");
        assertEquals(0, run.exit(), run.err());
        assertEquals(7, run.requests().size());
        for (int i = 1; i < 7; i++) {
            String earlier = RecordedReplies.body(RecordedReplies.of(5), "Answer Overview");
            assertTrue(run.requests().get(i).user().contains(earlier), "earlier sections are context");
        }
        assertEquals(run(5, r -> Response.reply(RecordedReplies.of(5))).sheet(), run.sheet());
    }

    private static String bare(Request request) {
        String label = request.labels().get(0);
        String body = RecordedReplies.body(RecordedReplies.of(5), label);
        String title = RecordedReplies.of(5).lines().findFirst().orElseThrow();
        return request.user().contains("## Answer 5: (the topic") ? title + "\n\n**" + label + ":**\n\n" + body : body;
    }

    private static String asked(Request request) {
        return RecordedReplies.sections(RecordedReplies.of(request.question()), request.labels());
    }

    private static String half(int question) {
        String reply = RecordedReplies.of(question);
        return reply.substring(0, reply.length() / 2);
    }

    private static String diagram(String body, String line) {
        return body.replaceFirst("(?s)```mermaid.*?```", "```mermaid\nflowchart TD\n  " + line + "\n```");
    }

    private static String python(String code) {
        return "```python\n" + code + "\n```";
    }

    private static String unnamed() {
        return "1. **Names**: they say little to a reader.\n2. **Length**: it is too long by half.\n"
                + "3. **Order**: what comes last should come first.";
    }

    /** A run over one question, with its report. */
    private record Run(int exit, String err, String sheet, List<Request> requests, JsonNode answer) {

        List<String> steps() {
            List<String> steps = new ArrayList<>();
            answer.get("attempts").forEach(a -> steps.add(a.get("step").asText()));
            return steps;
        }
    }

    private Run run(int question, Function<Request, Response> script, String... more) throws IOException {
        try (ScriptedEndpoint endpoint = new ScriptedEndpoint(script)) {
            Path sheet = folder.resolve("sheet.md");
            Path report = folder.resolve("report.json");
            List<String> args = new ArrayList<>(List.of(
                    "generate",
                    ProjectFiles.RECORDED_QUIZ.toString(),
                    "--only",
                    Integer.toString(question),
                    "-o",
                    sheet.toString(),
                    "--overwrite",
                    "--report",
                    report.toString()));
            Collections.addAll(args, more);
            Map<String, String> variables = Map.of(
                    "OPENAI_BASE_URL", endpoint.url(), "ANSWERSHEET_NO_RUN", "true", "PATH", System.getenv("PATH"));
            CommandRun run = CommandRun.with(variables, args.toArray(String[]::new));
            assertTrue(Files.exists(sheet), run.err());
            return new Run(
                    run.exit(),
                    run.err(),
                    Files.readString(sheet),
                    List.copyOf(endpoint.history()),
                    JSON.readTree(report.toFile()).at("/quizzes/0/answers/0"));
        }
    }
}
