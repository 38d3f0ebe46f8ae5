package io.github.answersheet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.answersheet.CommandRun;
import io.github.answersheet.ProjectFiles;
import io.github.answersheet.pack.Packs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules that a pack or a user switches off, or gives another level. */
class RuleOptionsTest {

    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    private Path folder;

    private String sheet;

    @BeforeEach
    void anAnswerWithTwoSections() throws IOException {
        sheet = Files.writeString(folder.resolve("sheet.md"), """
                        ## Answer 1: Counting

                        **Section:** Conceptual

                        **Answer Overview:**

                        It counts. It does so well. It never stops.

                        **Detailed Answer:**

                        As an AI language model, I count.
                        """).toString();
    }

    @Test
    void aRuleThatIsOffSaysNothing() throws IOException {
        Map<String, String> before = levels();
        assertEquals("error", before.get("chat-talk"));
        assertEquals("error", before.get("missing-label"));

        Map<String, String> after = levels("--rule", "chat-talk=off");

        before.remove("chat-talk");
        assertEquals(before, after);
    }

    @Test
    void allFindingsOfARuleHaveTheLevelThatIsSaid() throws IOException {
        Map<String, String> said =
                levels("--rule", "chat-talk=info,missing-label=warning", "--rule", "overview-length=Error");

        assertEquals("info", said.get("chat-talk"));
        assertEquals("warning", said.get("missing-label"));
        assertEquals("error", said.get("overview-length"));
        assertEquals(1, check("--rule", "chat-talk=info").exit());
        assertEquals(0, check("--rule", "chat-talk=info,missing-label=info").exit(), "no error is left");
    }

    @Test
    void whatThereIsNotIsRefusedWithTheNearest() {
        CommandRun unknown = check("--rule", "chat-talks=off,missing-lable=info");
        assertEquals(2, unknown.exit());
        assertTrue(unknown.err().contains("no rule is called chat-talks; the nearest is chat-talk"), unknown.err());
        assertTrue(
                unknown.err().contains("no rule is called missing-lable; the nearest is missing-label"), unknown.err());
        CommandRun loud = check("--rule", "chat-talk=loud");
        assertEquals(2, loud.exit());
        assertTrue(loud.err().contains("chat-talk is off, info, warning or error, and not \"loud\""), loud.err());
        CommandRun half = check("--rule", "chat-talk");
        assertEquals(2, half.exit());
        assertTrue(half.err().contains("--rule"), half.err());
    }

    @Test
    void anAnswerThatIsNotThereIsAlwaysTold() {
        CommandRun run = check("--rule", "incomplete-answer=off");
        assertEquals(2, run.exit());
        assertTrue(run.err().contains("incomplete-answer says that there is no answer at all"), run.err());
    }

    @Test
    void aPackSaysItForItsCourseAndTheUserSaysOtherwise() throws IOException {
        String pack = pack("\"chat-talk\": \"off\"");
        assertFalse(levels("--pack", pack).containsKey("chat-talk"));
        assertEquals(
                "warning", levels("--pack", pack, "--rule", "chat-talk=warning").get("chat-talk"));

        CommandRun wrong = check("--pack", pack("\"chat-talc\": \"off\""));
        assertEquals(2, wrong.exit());
        assertTrue(
                wrong.err().contains("pack sre-scripting: no rule is called chat-talc; the nearest is chat-talk"),
                wrong.err());
    }

    @Test
    void theEnvironmentSaysItAsAnOptionDoes() throws IOException {
        CommandRun run = CommandRun.with(
                Map.of("PATH", System.getenv("PATH"), "ANSWERSHEET_RULE", "chat-talk=off,missing-label=info"),
                "check",
                sheet);
        assertEquals(0, run.exit(), run.out() + run.err());
    }

    @Test
    void aRuleThatIsOffCausesNoCallAndTheReportSaysSo() throws IOException {
        Path replies = Files.createDirectory(folder.resolve("replies"));
        Files.writeString(
                replies.resolve("q01.md"),
                Files.readString(ProjectFiles.RECORDED_REPLIES.resolve("q01.md"))
                        .replaceFirst("(?m)^\\*\\*Common Pitfalls:\\*\\*\\n", "$0\nI hope this helps!\n"));
        assertEquals(1, generate(replies).exit(), "no recording mends it");

        CommandRun run = generate(replies, "--rule", "chat-talk=off", "--overwrite");

        assertEquals(0, run.exit(), run.err());
        JsonNode report = JSON.readTree(folder.resolve("report.json").toFile());
        assertEquals("{\"chat-talk\":\"off\"}", report.path("rules").toString());
        assertEquals(1, report.path("totals").path("calls").asInt());
    }

    @Test
    void theListOfRulesNeedsNoTool() {
        CommandRun run =
                CommandRun.with(Map.of("PATH", folder.toString(), "ANSWERSHEET_MERMAID", "no such engine"), "rules");
        assertEquals(0, run.exit(), run.err());
        assertTrue(run.out().contains("mermaid-syntax"), run.out());
    }

    private CommandRun generate(Path replies, String... more) {
        String[] command = {
            "generate",
            ProjectFiles.RECORDED_QUIZ.toString(),
            "--only",
            "1",
            "--no-run",
            "--replay",
            replies.toString(),
            "--max-repairs",
            "0",
            "-o",
            folder.resolve("answers.md").toString(),
            "--report",
            folder.resolve("report.json").toString()
        };
        return run(command, more);
    }

    private CommandRun check(String... more) {
        return run(new String[] {"check", sheet}, more);
    }

    private static CommandRun run(String[] command, String... more) {
        String[] all = new String[command.length + more.length];
        System.arraycopy(command, 0, all, 0, command.length);
        System.arraycopy(more, 0, all, command.length, more.length);
        return CommandRun.with(Map.of("PATH", System.getenv("PATH")), all);
    }

    /** The highest level of each rule that says something. */
    private Map<String, String> levels(String... more) throws IOException {
        String[] all = new String[more.length + 2];
        all[0] = "--format";
        all[1] = "json";
        System.arraycopy(more, 0, all, 2, more.length);
        CommandRun run = check(all);
        assertTrue(run.exit() <= 1, run.err());
        Map<String, String> levels = new TreeMap<>();
        JSON.readTree(run.out())
                .path("findings")
                .forEach(finding -> levels.putIfAbsent(
                        finding.path("rule").asText(), finding.path("level").asText()));
        return levels;
    }

    private String pack(String rules) throws IOException {
        Path pack = Files.createTempDirectory(folder, "pack");
        for (Map.Entry<String, String> file : Packs.texts(Packs.DEFAULT).entrySet()) {
            Path path = pack.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(
                    path,
                    file.getKey().equals("pack.json")
                            ? file.getValue().replaceFirst("\\{", "{ \"rules\": {" + rules + "},")
                            : file.getValue());
        }
        return pack.toString();
    }
}
