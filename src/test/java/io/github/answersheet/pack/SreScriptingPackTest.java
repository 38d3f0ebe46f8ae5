package io.github.answersheet.pack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.answersheet.CommandRun;
import io.github.answersheet.ProjectFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pack that comes with the program. */
class SreScriptingPackTest {

    private static final int SEED_BYTES = 49_008;

    private static final Map<String, String> LABELS = Map.of(
            "conceptual",
            "Question, Answer Overview, Detailed Answer, Example Code, SRE Perspective, Common Pitfalls,"
                    + " Advanced Considerations, Visual Explanation?",
            "code-analysis",
            "Question, Answer Overview, Code Issues, Improved Solution, Explanation of Improvements, SRE Perspective,"
                    + " Additional Considerations, Visual Explanation?",
            "coding-challenge",
            "Question, Solution Approach, Complete Solution, Solution Walkthrough, Testing Approach, SRE Perspective,"
                    + " Optimization Opportunities, Alternative Approaches, Visual Explanation?",
            "application",
            "Question, Solution Overview, Detailed Solution, Implementation Considerations, Sample Implementation,"
                    + " Security Considerations, Scaling and Performance, Integration with SRE Tooling,"
                    + " Visual Explanation?");

    private final Pack pack = Packs.read(Packs.DEFAULT);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"conceptual", "code-analysis", "coding-challenge", "application"})
    void theLabelsAreThoseOfTheHouseFormat(String category) {
        List<String> labels = pack.category(category).orElseThrow().format().labels().stream()
                .map(l -> l.name() + (l.required() ? "" : "?"))
                .toList();
        assertEquals(LABELS.get(category), String.join(", ", labels));
    }

    @ParameterizedTest
    @ValueSource(strings = {"conceptual", "code-analysis", "coding-challenge", "application"})
    void theExemplarPassesEveryCheck(String id) throws IOException {
        Category category = pack.category(id).orElseThrow();
        String sheet = "# Sheet\n\n## " + category.sectionNames().get(0) + "\n\n" + category.exemplar() + "\n";
        Path file = Files.writeString(folder.resolve("sheet.md"), sheet);
        CommandRun run = CommandRun.of("check", file.toString());
        assertEquals(0, run.exit(), run.out());
        assertTrue(run.out().contains("1 answer, 0 errors, 0 warnings; "), run.out());
        assertFalse(run.out().contains("UNCHECKED"), run.out());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 9, 13})
    void aPromptIsLessThanHalfOfTheSeed(int question) {
        CommandRun run =
                CommandRun.of("prompt", ProjectFiles.SAMPLE_QUIZ.toString(), "--question", Integer.toString(question));
        assertEquals(0, run.exit(), run.err());
        String[] messages = run.out().split("(?m)^--- (system|user) .*\n");
        int shared = messages[1].getBytes(StandardCharsets.UTF_8).length;
        int all = shared + messages[2].getBytes(StandardCharsets.UTF_8).length;
        assertTrue(all <= SEED_BYTES * 45 / 100, all + " bytes");
        assertTrue(shared >= all * 90 / 100, shared + " of " + all + " bytes are shared");
    }

    @Test
    void theCopyInTheJarIsTheOneInTheCheckout() throws IOException {
        Pack folderPack =
                Packs.read(ProjectFiles.ROOT.resolve("prompts/sre-scripting").toString());
        assertEquals(pack.parts(), folderPack.parts());
        assertEquals(pack.categories(), folderPack.categories());
    }

    @Test
    void noFileOfThePackIsForgotten() throws IOException {
        Path parts = ProjectFiles.ROOT.resolve("prompts/sre-scripting/parts");
        try (Stream<Path> files = Files.list(parts)) {
            files.forEach(file -> assertTrue(
                    pack.parts().containsKey(file.getFileName().toString().replace(".md", "")),
                    file + " is not named in pack.json"));
        }
    }

    @Test
    void theSeedsRulesAreAllThere() {
        assertEquals(6, numbered(pack.parts().get("python-focus")));
        assertEquals(7, numbered(pack.parts().get("sre-focus")));
        assertEquals(5, numbered(pack.parts().get("mermaid")));
        assertFalse(pack.parts().get("role").isBlank());
    }

    private static long numbered(String text) {
        return text.lines().filter(l -> l.matches("\\d+\\. .*")).count();
    }
}
