package io.github.answersheet.cli;

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
import io.github.answersheet.ScriptedEndpoint.Request;
import io.github.answersheet.ScriptedEndpoint.Response;
import io.github.answersheet.sandbox.RealSandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What shows when the code of a draft is run is repaired like anything else, and what was not run is never called right. */
@Tag("java")
class RunningRungTest {

    private static final String PLANTED = "raise ValueError('the spool is full')";
    private static final String FAILING = RecordedReplies.with(
            RecordedReplies.of(1), "Example Code", b -> b.replaceFirst("\n```\n", "\n\n" + PLANTED + "\n```\n"));

    @TempDir
    private Path folder;

    /** What was found out for one test serves the next. */
    @TempDir
    private static Path cache;

    private record Run(CommandRun command, String sheet, List<Request> requests, JsonNode report) {

        List<String> states() {
            return StreamSupport.stream(report.at("/quizzes/0/answers/0/blocks").spliterator(), false)
                    .map(block -> block.path("language").asText() + " "
                            + block.path("state").asText())
                    .toList();
        }
    }

    @BeforeEach
    void onlyWhereThereIsASandbox() {
        RealSandbox.get();
    }

    @Test
    void aProgramThatFailsIsRepairedWithWhatItSaid() throws IOException {
        Run run = run(r -> r.isRepair()
                ? Response.reply(RecordedReplies.sections(RecordedReplies.of(1), r.labels()))
                : Response.reply(FAILING));

        assertEquals(0, run.command().exit(), run.command().err());
        assertEquals(2, run.requests().size());
        Request repair = run.requests().get(1);
        assertEquals(List.of("Example Code"), repair.labels());
        assertTrue(repair.user().contains("fails when it is run: ValueError: the spool is full"), repair.user());
        assertFalse(run.sheet().contains(PLANTED));
        assertEquals(List.of("python passed", "bash passed"), run.states());
        assertEquals(2, run.report().at("/totals/blocks/passed").asInt());
        assertTrue(run.report()
                .at("/quizzes/0/answers/0/found")
                .findValuesAsText("rule")
                .contains("code-fails"));
    }

    @Test
    void whereATestFailsTheModelSeesTheCodeTooAndMayMendEither() throws IOException {
        String right = "if not (attempts >= 1 and";
        String wrong = "if not (attempts >= 0 and";
        String draft = RecordedReplies.with(RecordedReplies.of(9), "Complete Solution", b -> b.replace(right, wrong));
        Run run = run(9, r -> Response.reply(r.isRepair() ? RecordedReplies.of(9) : draft));

        assertEquals(0, run.command().exit(), run.command().err());
        assertEquals(2, run.requests().size());
        Request repair = run.requests().get(1);
        assertEquals(List.of("Complete Solution", "Testing Approach"), repair.labels());
        assertTrue(repair.user().contains("- Testing Approach: test `test_misuse_is_refused_when_decorating` fails"));
        assertTrue(repair.user().contains(wrong), repair.user());
        assertTrue(repair.user().contains("either the code or the test is wrong"), repair.user());
        assertTrue(run.sheet().contains(right));
        assertFalse(run.sheet().contains(wrong));
    }

    @Test
    void whatStillFailsNeedsReviewAndSaysWhy() throws IOException {
        Run run = run(r -> Response.reply(FAILING));

        assertEquals(1, run.command().exit());
        assertTrue(run.sheet().contains("Needs review"), run.sheet());
        assertTrue(run.sheet().contains("ValueError: the spool is full"), run.sheet());
        assertEquals(List.of("python failed", "bash passed"), run.states());
    }

    @Test
    void nothingIsRunWhereNobodyWantsIt() throws IOException {
        Run run = run(r -> Response.reply(FAILING), "--no-run");

        assertEquals(0, run.command().exit(), run.command().err());
        assertEquals(1, run.requests().size());
        assertFalse(run.report().at("/quizzes/0/answers/0").has("blocks"));
    }

    private Run run(Function<Request, Response> script, String... more) throws IOException {
        return run(1, script, more);
    }

    private Run run(int question, Function<Request, Response> script, String... more) throws IOException {
        try (ScriptedEndpoint endpoint = new ScriptedEndpoint(script)) {
            Path sheet = folder.resolve("sheet.md");
            Path report = folder.resolve("report.json");
            List<String> args =
                    new ArrayList<>(List.of("generate", ProjectFiles.RECORDED_QUIZ.toString(), "-o", sheet.toString()));
            Collections.addAll(args, "--only", Integer.toString(question), "--report", report.toString());
            Collections.addAll(args, more);
            Map<String, String> variables = Map.of(
                    "OPENAI_BASE_URL", endpoint.url(),
                    "ANSWERSHEET_TRIALS", "0",
                    "XDG_CACHE_HOME", cache.toString(),
                    "PATH", System.getenv("PATH"));
            CommandRun run = CommandRun.with(variables, args.toArray(String[]::new));
            assertTrue(Files.exists(sheet), run.err());
            String told = Files.readString(report);
            assertEquals(List.of(), PublishedSchemas.problems("report-1", told));
            return new Run(
                    run, Files.readString(sheet), List.copyOf(endpoint.history()), new JsonMapper().readTree(told));
        }
    }
}
