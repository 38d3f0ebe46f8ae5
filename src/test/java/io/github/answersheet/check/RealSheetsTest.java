package io.github.answersheet.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.answersheet.CommandRun;
import io.github.answersheet.ProjectFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sheets that a chat and a person made. Skipped where they are not at hand. */
@Tag("campaign")
class RealSheetsTest {

    private static final Path SHARED = ProjectFiles.ROOT.resolveSibling("shared");

    @TempDir
    private Path folder;

    @BeforeEach
    void theSheetsAreHere() {
        assumeTrue(Files.isDirectory(SHARED.resolve("sheets")), "the shared sheets are not at hand");
    }

    @Test
    void theSheetMadeByAChatLacksExactlyTenLabels() throws IOException {
        List<JsonNode> findings =
                check(SHARED.resolve("sheets/scripting-made-by-chat.md"), SHARED.resolve("quizzes/scripting-hints.md"));
        List<String> missing = findings.stream()
                .filter(f -> f.get("rule").asText().equals("missing-label"))
                .map(f -> f.get("answer").asInt() + " " + f.get("section").asText())
                .toList();
        assertEquals(
                List.of(
                        "2 Example Code",
                        "3 Example Code",
                        "4 Example Code",
                        "7 Code Issues",
                        "7 Improved Solution",
                        "7 Explanation of Improvements",
                        "14 Integration with SRE Tooling",
                        "15 Implementation Considerations",
                        "15 Scaling and Performance",
                        "15 Integration with SRE Tooling"),
                missing);
        assertEquals(15, count(findings, "question-altered"));
        assertEquals(0, count(findings, "mermaid-syntax"));
        assertEquals(0, count(findings, "python-syntax"));
        assertEquals(0, count(findings, "unchecked-block"));
    }

    @Test
    void theFourAnswersOfTheSeedHaveNoError() throws IOException {
        Path sheet = Files.writeString(folder.resolve("seed.md"), answersOfTheSeed());
        List<JsonNode> findings = check(sheet, null);
        Map<String, Long> errors = new TreeMap<>();
        findings.stream()
                .filter(f -> f.get("level").asText().equals("error"))
                .forEach(f ->
                        errors.merge(f.get("rule") + " " + f.get("line") + ": " + f.get("message"), 1L, Long::sum));
        assertEquals(Map.of(), errors);
        assertTrue(findings.stream().anyMatch(f -> f.get("answer").asInt() == 13), "the last answer was read");
    }

    // Its examples stand in fences of three backticks that hold fences of three backticks: only its headings tell.
    private static String answersOfTheSeed() throws IOException {
        List<String> lines = new ArrayList<>();
        boolean inAnswer = false;
        for (String line : Files.readAllLines(SHARED.resolve("seed/answer-sheet-prompt.md"))) {
            if (line.startsWith("## Answer ") && !line.contains("[X]")) {
                inAnswer = true;
            } else if (line.startsWith("### ") || line.startsWith("## ") || line.startsWith("# 🔑")) {
                inAnswer = false;
            }
            if (inAnswer) {
                lines.add(line);
            }
            if (!inAnswer && lines.size() > 1 && lastFence(lines) >= 0) {
                lines.subList(lastFence(lines), lines.size()).clear();
            }
        }
        return String.join("\n", lines) + "\n";
    }

    // The fence that closes the example itself is the last line before the next heading.
    private static int lastFence(List<String> lines) {
        int last = lines.size() - 1;
        while (last >= 0 && lines.get(last).isBlank()) {
            last--;
        }
        boolean twoFences =
                last > 0 && lines.get(last).equals("```") && lines.get(last - 1).equals("```");
        return twoFences ? last : -1;
    }

    private static long count(List<JsonNode> findings, String rule) {
        return findings.stream()
                .filter(f -> f.get("rule").asText().equals(rule))
                .count();
    }

    private static List<JsonNode> check(Path sheet, Path quiz) throws IOException {
        List<String> args = new ArrayList<>(List.of("check", sheet.toString(), "--format", "json"));
        if (quiz != null) {
            args.addAll(List.of("--quiz", quiz.toString()));
        }
        CommandRun run = CommandRun.with(Map.of("PATH", System.getenv("PATH")), args.toArray(String[]::new));
        List<JsonNode> findings = new ArrayList<>();
        new JsonMapper().readTree(run.out()).get("findings").forEach(findings::add);
        return findings;
    }
}
