package io.github.answersheet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.answersheet.CommandRun;
import io.github.answersheet.ProjectFiles;
import io.github.answersheet.RecordedReplies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recorded replies in odd forms: what can be read is read at the cost of one call, what is broken is named. */
class OddRepliesTest {

    @TempDir
    private Path folder;

    @Test
    void whatStandsAroundAnAnswerCostsNothing() throws IOException {
        String sheet = replay(reply -> reply, 0);
        for (UnaryOperator<String> form : List.<UnaryOperator<String>>of(
                reply -> "<think>\n## Answer 1: No\n\n**Answer Overview:**\n\nnot this one\n</think>\n\n" + reply,
                reply -> "{\"answer\": " + new JsonMapper().valueToTree(reply) + "}",
                reply -> reply.replaceAll("(?m)^(\\*\\*[A-Z][A-Za-z ]+:\\*\\*)$", "1. $1"),
                reply -> reply.replaceAll("(?m)^\\*\\*([A-Z][A-Za-z ]+):\\*\\*$", "<h3>$1</h3>"),
                reply -> reply + "<|im_end|>")) {
            assertEquals(sheet, replay(form, 0));
        }
    }

    @Test
    void whatIsCutOrCaughtInALoopNeedsReview() throws IOException {
        String cut = "- **One**: it ends.\n- **Two**: it ends.\n- **Three**: it ends.\n- **Fou";
        assertTrue(replay(last(cut), 1).contains("the section stops in the middle"));
        String loop = "- **One**: it is the same each time.\n".repeat(200);
        assertTrue(replay(last(loop), 1).contains("the same line comes more than 8 times"));
        assertFalse(replay(reply -> reply, 0).contains("Needs review"));
    }

    private static UnaryOperator<String> last(String body) {
        return reply -> reply.substring(0, reply.indexOf("**Advanced Considerations:**"))
                + "**Advanced Considerations:**\n\n" + body;
    }

    private String replay(UnaryOperator<String> form, int exit) throws IOException {
        Files.writeString(folder.resolve("q01.md"), form.apply(RecordedReplies.of(1)));
        CommandRun run = CommandRun.with(
                Map.of("PATH", System.getenv("PATH"), "ANSWERSHEET_NO_RUN", "true"),
                "generate",
                ProjectFiles.RECORDED_QUIZ.toString(),
                "--only",
                "1",
                "--replay",
                folder.toString(),
                "-o",
                "-");
        assertEquals(exit, run.exit(), run.err());
        return run.out();
    }
}
