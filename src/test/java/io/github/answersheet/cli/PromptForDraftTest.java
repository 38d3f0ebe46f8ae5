package io.github.answersheet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.answersheet.CommandRun;
import io.github.answersheet.ProjectFiles;
import io.github.answersheet.RecordedReplies;
import io.github.answersheet.ScriptedEndpoint;
import io.github.answersheet.ScriptedEndpoint.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code prompt --draft} shows is what {@code generate} sends. */
class PromptForDraftTest {

    @TempDir
    private Path folder;

    @Test
    void aDraftThatIsWellNeedsNoCall() throws IOException {
        CommandRun run = prompt(RecordedReplies.of(1));
        assertEquals(0, run.exit(), run.err());
        assertEquals("", run.out());
        assertTrue(run.err().endsWith("draft.md: needs no call\n"), run.err());
    }

    @Test
    void whatIsMendedForNothingIsTold() throws IOException {
        CommandRun run = prompt(RecordedReplies.with(
                RecordedReplies.of(1), "Visual Explanation", b -> b.replaceFirst("\\[\"", "[\"a<br>b ")));
        assertEquals(0, run.exit(), run.err());
        assertTrue(run.err().contains("draft.md: fixed for nothing: mermaid-line-break\n"), run.err());
    }

    @Test
    void theNextMessagesAreThoseOfGenerate() throws IOException {
        String repaired = RecordedReplies.without(RecordedReplies.of(1), "SRE Perspective");
        CommandRun run = prompt(repaired);
        assertEquals(1, run.exit(), run.err());
        assertTrue(run.err().contains("this, repair 1, and record the reply as q01.repair-1.md"), run.err());
        assertTrue(run.out().contains(sentAfter(repaired)), run.out());
        assertFalse(
                run.out().contains("a case of the verification"),
                "what is said of cases goes where they are asked for");

        CommandRun redraft = prompt("I would rather not.");
        assertEquals(1, redraft.exit(), redraft.err());
        assertTrue(redraft.err().contains("q01.redraft.md"), redraft.err());
        assertTrue(redraft.out().contains(sentAfter("I would rather not.")), redraft.out());
    }

    @Test
    void aDraftThatIsNotThereIsSaidSo() {
        CommandRun run = CommandRun.of(
                "prompt",
                ProjectFiles.RECORDED_QUIZ.toString(),
                "--question",
                "1",
                "--draft",
                folder.resolve("none.md").toString());
        assertEquals(2, run.exit());
        assertTrue(run.err().contains("none.md"), run.err());
    }

    private CommandRun prompt(String draft) throws IOException {
        Path file = Files.writeString(folder.resolve("draft.md"), draft);
        return CommandRun.of(
                "prompt",
                ProjectFiles.RECORDED_QUIZ.toString(),
                "--question",
                "1",
                "--draft",
                file.toString(),
                "--no-run");
    }

    private String sentAfter(String draft) throws IOException {
        try (ScriptedEndpoint endpoint = new ScriptedEndpoint(r -> Response.reply(r.isDraft() ? draft : ""))) {
            Map<String, String> variables = Map.of(
                    "OPENAI_BASE_URL", endpoint.url(), "ANSWERSHEET_NO_RUN", "true", "PATH", System.getenv("PATH"));
            CommandRun.with(
                    variables,
                    "generate",
                    ProjectFiles.RECORDED_QUIZ.toString(),
                    "--only",
                    "1",
                    "--overwrite",
                    "-o",
                    folder.resolve("sheet.md").toString());
            return endpoint.history().get(1).user();
        }
    }
}
