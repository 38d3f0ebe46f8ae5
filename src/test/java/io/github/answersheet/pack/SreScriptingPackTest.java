package io.github.answersheet.pack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.answersheet.ProjectFiles;
import io.github.answersheet.check.SharedLanguages;
import io.github.answersheet.prompt.Assignment;
import io.github.answersheet.prompt.Prompt;
import io.github.answersheet.prompt.PromptBuilder;
import io.github.answersheet.quiz.Quiz;
import io.github.answersheet.quiz.QuizReader;
import io.github.answersheet.run.Grounder;
import io.github.answersheet.run.Planner;
import io.github.answersheet.source.TextFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    void aPromptIsAFifthOfTheSeedAndMostOfItIsShared(String id) {
        List<String> prompts = new ArrayList<>();
        for (Assignment assignment : sample()) {
            if (assignment.category().id().equals(id)) {
                Prompt prompt = new PromptBuilder(pack).draft(assignment);
                prompts.add(prompt.system() + prompt.user());
            }
        }
        String prefix =
                prompts.stream().reduce(SreScriptingPackTest::commonPrefix).orElseThrow();
        int shared = bytes(prefix);
        for (String prompt : prompts) {
            int all = bytes(prompt);
            assertTrue(all <= SEED_BYTES * 22 / 100, all + " bytes");
            assertTrue(shared >= all * 80 / 100, shared + " of " + all + " bytes are shared");
        }
    }

    @Test
    void whatAnExaminerIsToldIsShortAndTheSameForEveryAnswer() {
        PromptBuilder prompts = new PromptBuilder(pack);
        List<String> systems = sample().stream()
                .map(assignment -> prompts.proof(assignment, "", "", "", 8).system())
                .distinct()
                .toList();
        assertEquals(1, systems.size());
        assertTrue(bytes(systems.get(0)) <= 10_000, bytes(systems.get(0)) + " bytes");
    }

    // With all that a run without course material puts into a prompt.
    private List<Assignment> sample() {
        Quiz quiz = QuizReader.read(TextFiles.read(ProjectFiles.SAMPLE_QUIZ));
        Grounder grounder = new Grounder(SharedLanguages.READING, Optional.empty());
        return new Planner(new Classifier(pack, Optional.empty()), grounder::grounding).plan(quiz, question -> true);
    }

    private static String commonPrefix(String a, String b) {
        int end = 0;
        while (end < Math.min(a.length(), b.length()) && a.charAt(end) == b.charAt(end)) {
            end++;
        }
        return a.substring(0, end);
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
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
