package io.github.answersheet.cli;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.answersheet.CommandRun;
import io.github.answersheet.ProjectFiles;
import io.github.answersheet.PublishedSchemas;
import io.github.answersheet.RecordedReplies;
import io.github.answersheet.ScriptedEndpoint;
import io.github.answersheet.ScriptedEndpoint.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole runs against an endpoint on loopback. */
@Tag("java")
class GenerateFromEndpointTest {

    private static final Pattern LABEL = Pattern.compile("(?m)^\\*\\*([A-Z][A-Za-z ]+):\\*\\*$");
    private static final String KEY = "sk-very-secret-0123456789";

    @TempDir
    private Path folder;

    @Test
    void driftedFormsAreReadWithoutARepair() throws IOException {
        try (ScriptedEndpoint endpoint = new ScriptedEndpoint(r -> Response.reply(drifted(r.question())))) {
            CommandRun run = generate(endpoint);
            assertEquals(0, run.exit(), run.err());
            assertEquals(15, endpoint.history().size());
            assertEquals(sheetOfUndriftedReplies(), Files.readString(folder.resolve("sheet.md")));
        }
    }

    @Test
    void aMissingSectionIsAskedForOnceAndAlone() throws IOException {
        String lost = "SRE Perspective";
        try (ScriptedEndpoint endpoint = new ScriptedEndpoint(r -> Response.reply(
                r.question() != 3
                        ? RecordedReplies.of(r.question())
                        : r.isRepair()
                                ? "**SRE Perspective:**\n\nThe repaired text.\n\n**Common Pitfalls:**\n\nNot asked for."
                                : RecordedReplies.without(RecordedReplies.of(3), lost)))) {
            CommandRun run = generate(endpoint);
            assertEquals(0, run.exit(), run.err());
            List<ScriptedEndpoint.Request> repairs = endpoint.history().stream()
                    .filter(ScriptedEndpoint.Request::isRepair)
                    .toList();
            assertEquals(1, repairs.size());
            assertTrue(repairs.get(0).user().contains("**SRE Perspective:** is missing"));
            assertEquals(16, endpoint.history().size());
            String expected = section(sheetOfUndriftedReplies(), 3)
                    .replace(RecordedReplies.body(RecordedReplies.of(3), lost), "The repaired text.");
            assertEquals(expected, section(Files.readString(folder.resolve("sheet.md")), 3));
        }
    }

    @Test
    void aModelThatNeverObeysCostsTheBoundAndLosesNothing() throws IOException {
        try (ScriptedEndpoint endpoint = new ScriptedEndpoint(
                r -> Response.reply(RecordedReplies.without(RecordedReplies.of(r.question()), "SRE Perspective")))) {
            CommandRun run = generate(endpoint, "--max-repairs", "2", "--only", "1-2");
            assertEquals(1, run.exit());
            // A draft, a repair that mends nothing, a redraft that is no better.
            assertEquals(6, endpoint.history().size());
            String sheet = Files.readString(folder.resolve("sheet.md"));
            assertTrue(sheet.contains("> **Needs review.**"));
            assertTrue(sheet.contains(RecordedReplies.body(RecordedReplies.of(1), "Detailed Answer")));
            assertTrue(
                    run.err()
                            .contains("    needs review: SRE Perspective is missing;"
                                    + " every Conceptual answer needs it (missing-label)\n"),
                    run.err());
        }
    }

    @Test
    void answersComeInQuizOrderWhateverFinishesFirst() throws IOException {
        try (ScriptedEndpoint endpoint = new ScriptedEndpoint(r -> {
            pause(200 - 12 * r.question());
            return Response.reply(RecordedReplies.of(r.question()));
        })) {
            assertEquals(0, generate(endpoint, "--concurrency", "15").exit());
            assertEquals(sheetOfUndriftedReplies(), Files.readString(folder.resolve("sheet.md")));
        }
    }

    @Test
    void aPromptCarriesTheQuestionAndOnlyItsCategory() throws IOException {
        try (ScriptedEndpoint endpoint = new ScriptedEndpoint(r -> Response.reply(RecordedReplies.of(r.question())))) {
            generate(endpoint, "--model", "some-model");
            assertEquals(15, endpoint.history().size());
            for (ScriptedEndpoint.Request request : endpoint.history()) {
                boolean conceptual = request.question() <= 4;
                assertEquals(conceptual, request.system().contains("**Detailed Answer:**"));
                assertEquals("some-model", request.model());
                assertEquals("Bearer " + KEY, request.authorization());
            }
            assertEquals(
                    4,
                    endpoint.history().stream()
                            .map(ScriptedEndpoint.Request::system)
                            .distinct()
                            .count());
        }
    }

    @Test
    void aRecordingReplaysToTheSameSheet() throws IOException {
        try (ScriptedEndpoint endpoint = new ScriptedEndpoint(r -> Response.reply(
                r.question() == 2 && !r.isRepair()
                        ? RecordedReplies.without(RecordedReplies.of(2), "Common Pitfalls")
                        : RecordedReplies.of(r.question())))) {
            assertEquals(
                    0,
                    generate(endpoint, "--record", folder.resolve("tape").toString())
                            .exit());
        }
        assertTrue(Files.exists(folder.resolve("tape/q02.repair-1.md")));
        String live = Files.readString(folder.resolve("sheet.md"));
        CommandRun replay = CommandRun.of(
                "generate",
                ProjectFiles.RECORDED_QUIZ.toString(),
                "--replay",
                folder.resolve("tape").toString(),
                "-o",
                "-");
        assertEquals(live, replay.out());
        assertTrue(replay.err().contains("replay"));
    }

    @Test
    void anEndpointThatRefusesIsNamedAndNothingIsWritten() throws IOException {
        for (int status : new int[] {401, 403, 404, 400, 429, 500}) {
            try (ScriptedEndpoint endpoint =
                    new ScriptedEndpoint(r -> Response.error(status, "refused, your key was " + KEY))) {
                CommandRun run = generate(endpoint, "--attempts", "1");
                assertAll(
                        "status " + status,
                        () -> assertEquals(3, run.exit()),
                        () -> assertTrue(run.err().contains(endpoint.url()), run.err()),
                        () -> assertFalse((run.err() + run.out()).contains(KEY), "the key is shown"),
                        () -> assertFalse(run.err().contains("\tat "), "a stack trace"),
                        () -> assertFalse(Files.exists(folder.resolve("sheet.md"))));
            }
        }
    }

    @Test
    void theReportTellsWhatWasFoundAndSpent() throws IOException {
        Path report = folder.resolve("report.json");
        try (ScriptedEndpoint endpoint = new ScriptedEndpoint(r -> Response.reply(
                r.question() == 3 && !r.isRepair()
                        ? RecordedReplies.without(RecordedReplies.of(3), "Common Pitfalls")
                        : RecordedReplies.of(r.question())))) {
            assertEquals(
                    0,
                    generate(
                                    endpoint,
                                    "--only",
                                    "3-4",
                                    "--report",
                                    report.toString(),
                                    "--price-in",
                                    "0.5",
                                    "--price-out",
                                    "2",
                                    "--price-cached",
                                    "0.1")
                            .exit());
        }
        JsonNode json = new JsonMapper().readTree(report.toFile());
        assertEquals(List.of(), PublishedSchemas.problems("report-1", Files.readString(report)));
        assertEquals("answersheet/report/1", json.get("schema").asText());
        JsonNode third = json.at("/quizzes/0/answers/0");
        assertEquals(2, third.get("calls").asInt());
        assertEquals("missing-label", third.at("/found/0/rule").asText());
        assertFalse(third.get("needsReview").asBoolean());
        assertEquals(1, json.at("/totals/validAtFirst").asInt());
        assertEquals(2, json.at("/totals/validAtLast").asInt());
        assertEquals(300, json.at("/totals/tokens/input").asInt());
        assertEquals(100, json.at("/totals/tokensOfRepairs/input").asInt());
        assertEquals(0.00045, json.at("/totals/cost").asDouble(), 1e-9);
        assertEquals("scripted", third.get("model").asText());
        assertEquals("valid", third.get("state").asText());
    }

    @Test
    void aDryRunSendsAndWritesNothing() throws IOException {
        try (ScriptedEndpoint endpoint = new ScriptedEndpoint(r -> Response.reply(""))) {
            CommandRun run = generate(endpoint, "--dry-run", "--trials", "8");
            assertEquals(0, run.exit(), run.err());
            assertTrue(run.out().contains("31 calls at least"), run.out());
            assertTrue(run.out().contains("price: not known"), run.out());
            CommandRun priced = generate(endpoint, "--dry-run", "--price-in", "2", "--price-out", "8");
            assertTrue(
                    priced.out()
                            .matches("(?s).*price: about \\d\\.\\d+ money if .*, \\d+\\.\\d+ money if every repair.*"),
                    priced.out());
            assertEquals(2, generate(endpoint, "--dry-run", "--price-in", "2").exit());
            assertEquals(List.of(), endpoint.history());
            assertFalse(Files.exists(folder.resolve("sheet.md")));
        }
    }

    @Test
    void whatIsMechanicalIsMendedWithoutACall() throws IOException {
        String loose = RecordedReplies.of(1)
                .replaceFirst(
                        "(?s)```mermaid.*?```",
                        "```mermaid\nflowchart TD\n  A[Read file (UTF-8)] --> B --> C[Done<br>now]\n```");
        try (ScriptedEndpoint endpoint = new ScriptedEndpoint(r -> Response.reply(loose))) {
            assertEquals(0, generate(endpoint, "--only", "1").exit());
            assertEquals(1, endpoint.history().size());
        }
        String sheet = Files.readString(folder.resolve("sheet.md"));
        assertTrue(sheet.contains("  A[\"Read file (UTF-8)\"] --> B\n  B --> C[\"Done<br/>now\"]\n"), sheet);
    }

    @Test
    void anUnreachableEndpointIsNamed() throws IOException {
        ScriptedEndpoint gone = new ScriptedEndpoint(r -> Response.reply(""));
        gone.close();
        CommandRun run = generate(gone, "--attempts", "2");
        assertEquals(3, run.exit());
        assertTrue(run.err().contains("cannot be reached"), run.err());
    }

    @Test
    void emptyAndUnreadableRepliesAreFindingsAndNoFailures() throws IOException {
        List<String> replies = List.of("", "I cannot answer that.", "```", "\u0000\u0001", "# \n**:**");
        for (String reply : replies) {
            try (ScriptedEndpoint endpoint = new ScriptedEndpoint(r -> Response.reply(reply))) {
                CommandRun run = generate(endpoint, "--only", "1");
                assertEquals(1, run.exit(), run.err());
                assertEquals(2, endpoint.history().size());
            }
        }
    }

    private CommandRun generate(ScriptedEndpoint endpoint, String... more) {
        List<String> args = new ArrayList<>(List.of(
                "generate",
                ProjectFiles.RECORDED_QUIZ.toString(),
                "-o",
                folder.resolve("sheet.md").toString()));
        Collections.addAll(args, more);
        Map<String, String> variables =
                Map.of("OPENAI_BASE_URL", endpoint.url(), "OPENAI_API_KEY", KEY, "ANSWERSHEET_TRIALS", "0");
        return CommandRun.with(variables, args.toArray(String[]::new));
    }

    private static String sheetOfUndriftedReplies() {
        return CommandRun.of(
                        "generate",
                        ProjectFiles.RECORDED_QUIZ.toString(),
                        "--replay",
                        ProjectFiles.RECORDED_REPLIES.toString(),
                        "-o",
                        "-")
                .out();
    }

    // Each answer drifts in its own way, some in several.
    private static String drifted(int number) {
        String reply = RecordedReplies.of(number);
        return switch (number % 8) {
            case 0 -> "Here is the complete answer:\n\n" + reply;
            case 1 -> relabel(reply, l -> "### " + l.group(1));
            case 2 -> relabel(reply, l -> "**" + l.group(1) + "**:");
            case 3 -> relabel(reply, l -> "**" + l.group(1).toUpperCase(Locale.ROOT) + "**");
            case 4 -> "```markdown\n" + reply.stripTrailing() + "\n```\n";
            case 5 -> reversed(reply);
            case 6 ->
                "Sure!\n\n```\n"
                        + relabel(reply, l -> "#### **" + l.group(1) + ":**").stripTrailing() + "\n```";
            default ->
                relabel(
                        reply.replaceFirst("## Answer", "# Answer"),
                        l -> "**" + l.group(1).toLowerCase(Locale.ROOT) + " :**");
        };
    }

    private static String relabel(String reply, java.util.function.Function<MatchResult, String> form) {
        return LABEL.matcher(reply).replaceAll(l -> java.util.regex.Matcher.quoteReplacement(form.apply(l)));
    }

    private static String reversed(String reply) {
        int first = reply.indexOf("\n**") + 1;
        List<String> sections =
                new ArrayList<>(List.of(reply.substring(first).split("(?m)(?=^\\*\\*[A-Z][A-Za-z ]+:\\*\\*$)")));
        Collections.reverse(sections);
        return reply.substring(0, first)
                + String.join(
                        "\n\n", sections.stream().map(String::stripTrailing).toList());
    }

    private static String section(String sheet, int number) {
        int start = sheet.indexOf("\n## Answer " + number + ":");
        return sheet.substring(start, sheet.indexOf("\n## Answer " + (number + 1) + ":"));
    }

    private static void pause(long milliseconds) {
        try {
            Thread.sleep(Math.max(0, milliseconds));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
