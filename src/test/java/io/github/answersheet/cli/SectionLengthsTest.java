package io.github.answersheet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A section that is much too long is told of, costs no call of its own, and is mentioned when it is asked for anyway. */
class SectionLengthsTest {

    private static final String LONG = IntStream.rangeClosed(1, 60)
            .mapToObj(i -> "Pitfall " + i + " has a name like many others, and it is longer than anybody needs. ")
            .collect(Collectors.joining());

    @TempDir
    private Path folder;

    private Path pack;

    @BeforeEach
    void aPackWithALength() throws IOException {
        Path from = ProjectFiles.ROOT.resolve("prompts/sre-scripting");
        pack = folder.resolve("pack");
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, pack.resolve(from.relativize(file).toString()));
            }
        }
        Path template = pack.resolve("templates/conceptual.md");
        Files.writeString(
                template,
                Files.readString(template)
                        .replaceFirst("(?m)^\\*\\*Common Pitfalls:.*$", "**Common Pitfalls:** (100 to 400 words)")
                        .replaceFirst("(?m)^\\*\\*SRE Perspective:.*$", "**SRE Perspective:** (up to 10 words)"));
    }

    @Test
    void itIsNoReasonForACall() throws IOException {
        String draft = RecordedReplies.with(RecordedReplies.of(1), "Common Pitfalls", b -> b + "\n\n" + LONG);
        Run run = run(draft);
        assertEquals(0, run.command().exit(), run.command().err());
        assertEquals(1, run.requests().size());
        JsonNode answer = run.report().at("/quizzes/0/answers/0");
        assertTrue(answer.path("remaining").findValuesAsText("rule").contains("section-length"), answer.toString());
        assertTrue(answer.path("words").asInt() > 60 * 14, answer.toString());
        assertTrue(answer.path("codeLines").asInt() > 10, answer.toString());
        assertEquals(answer.path("words"), run.report().at("/quizzes/0/words"));
        assertEquals(answer.path("codeLines"), run.report().at("/quizzes/0/codeLines"));
        String told = "; " + answer.path("words").asInt() + " words, "
                + answer.path("codeLines").asInt() + " lines of code";
        assertTrue(run.command().err().contains(told), run.command().err());
    }

    @Test
    void whereItsSectionIsAskedForItIsMentionedAndOthersAreNot() throws IOException {
        String draft = RecordedReplies.with(
                RecordedReplies.of(1),
                "Common Pitfalls",
                b -> "[Detailed explanation of each]\n\n" + b + "\n\n" + LONG);
        Run run = run(draft);
        assertEquals(2, run.requests().size(), run.command().err());
        Request repair = run.requests().get(1);
        assertEquals(List.of("Common Pitfalls"), repair.labels());
        assertTrue(
                repair.user()
                        .matches("(?s).*\n- \\(minor\\) Common Pitfalls: has \\d+ words; 100 to 400 are asked for\n.*"),
                repair.user());
        assertFalse(repair.user().contains("SRE Perspective: has"), repair.user());
    }

    private record Run(CommandRun command, List<Request> requests, JsonNode report) {}

    private Run run(String draft) throws IOException {
        try (ScriptedEndpoint endpoint = new ScriptedEndpoint(r ->
                Response.reply(r.isRepair() ? RecordedReplies.sections(RecordedReplies.of(1), r.labels()) : draft))) {
            Path report = folder.resolve("report.json");
            CommandRun run = CommandRun.with(
                    Map.of("OPENAI_BASE_URL", endpoint.url(), "PATH", System.getenv("PATH")),
                    "generate",
                    ProjectFiles.RECORDED_QUIZ.toString(),
                    "--pack",
                    pack.toString(),
                    "--only",
                    "1",
                    "--no-run",
                    "-o",
                    folder.resolve("sheet.md").toString(),
                    "--report",
                    report.toString());
            assertTrue(Files.exists(report), run.err());
            return new Run(run, List.copyOf(endpoint.history()), new JsonMapper().readTree(report.toFile()));
        }
    }
}
