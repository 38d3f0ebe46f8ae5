package io.github.answersheet.quiz;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.github.answersheet.ProjectFiles;
import io.github.answersheet.source.InputException;
import io.github.answersheet.source.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever stands in a file, reading it ends in a quiz or in a clean error. */
class QuizFuzzTest {

    private static final long SEED = 20_261_123;

    private static final List<String> SCRAPS = List.of(
            "```",
            "~~~~",
            "```python\n",
            "    ",
            "\t",
            "> ",
            "- ",
            "- [x] ",
            "1. ",
            "99999999. ",
            "# ",
            "###### ",
            "---\n",
            "<details>",
            "</details>",
            "<summary>Q?</summary>",
            "<!--",
            "-->",
            "**Answer:** b\n",
            "**Q: ",
            "A: ",
            "a) ",
            "**",
            "__",
            "|a|b|\n|-|-|\n",
            "\u0000",
            "\uFEFF",
            "\uD83D",
            "￿",
            "é",
            "問題 1",
            "\r",
            "\n\n\n",
            "(((",
            "[[[",
            "![](",
            "Q1.1.1.1 ",
            "Question 999999999999 ",
            "{{",
            "\\",
            "&nbsp;",
            "*Hint: ",
            "## Answers\n",
            "1-a, 2-b\n");

    @Test
    void someMutations() throws IOException {
        mutate(3_000, Duration.ofSeconds(60));
    }

    @Test
    @Tag("campaign")
    void twentyThousandMutations() throws IOException {
        mutate(20_000, Duration.ofMinutes(5));
    }

    @Test
    void nestingAndLengthBeyondReason() {
        List<String> hostile = List.of(
                ">".repeat(100_000) + " 1. a?",
                "- ".repeat(20_000) + "What?",
                "[".repeat(50_000) + "1. What?",
                "*".repeat(60_000) + "Q1. What?",
                "1. " + "a".repeat(5_000_000) + "?",
                "**Q: " + "x ".repeat(200_000),
                "<details>".repeat(20_000) + "\n\n# Q1. What?\n",
                "# Q1. " + " ".repeat(200_000) + "x",
                "1. What?\n".repeat(20_000),
                "*a **a ".repeat(20_000),
                "(".repeat(100_000) + "a) b",
                "Q" + "1".repeat(100_000) + ". What?",
                ("1".repeat(50) + ". What is it?\n\n").repeat(100));
        for (String text : hostile) {
            assertTimeoutPreemptively(
                    Duration.ofSeconds(20), () -> read(text, text.substring(0, 20) + "… (" + text.length() + ")"));
        }
    }

    private static void mutate(int times, Duration limit) throws IOException {
        List<String> seeds = seeds();
        Random random = new Random(SEED);
        int[] quizzes = new int[1];
        assertTimeoutPreemptively(limit, () -> {
            for (int i = 0; i < times; i++) {
                String text = mutated(seeds.get(random.nextInt(seeds.size())), random);
                quizzes[0] += read(text, "mutation " + i) ? 1 : 0;
            }
        });
        System.out.printf("%d mutations: %d quizzes, %d clean errors%n", times, quizzes[0], times - quizzes[0]);
        assertTrue(quizzes[0] > times / 2, "most mutations are still quizzes");
    }

    private static boolean read(String text, String name) {
        SourceText source = SourceText.of("quiz.md", text);
        try {
            Quiz quiz = QuizReader.read(source);
            for (Question question : quiz.questions()) {
                assertTrue(question.firstLine() >= 1 && question.lastLine() <= source.lineCount(), name);
                assertTrue(question.firstLine() <= question.lastLine(), name);
            }
            assertTrue(
                    quiz.questions().stream().map(Question::id).distinct().count()
                            == quiz.questions().size(),
                    name);
            return true;
        } catch (InputException clean) {
            return false;
        } catch (RuntimeException | Error e) {
            return fail(name + ": " + e, e);
        }
    }

    private static List<String> seeds() throws IOException {
        List<String> seeds = new ArrayList<>();
        seeds.add(Files.readString(ProjectFiles.RECORDED_QUIZ));
        seeds.add(Files.readString(ProjectFiles.ROOT.resolve("samples/FORMAT.md")));
        Path fixtures = ProjectFiles.ROOT.resolve("src/test/resources/quizzes");
        if (Files.isDirectory(fixtures)) {
            try (Stream<Path> files = Files.list(fixtures)) {
                for (Path file :
                        files.filter(f -> f.toString().endsWith(".md")).sorted().toList()) {
                    seeds.add(Files.readString(file));
                }
            }
        }
        return seeds;
    }

    private static String mutated(String text, Random random) {
        StringBuilder out = new StringBuilder(text);
        for (int i = random.nextInt(6); i >= 0; i--) {
            int at = random.nextInt(out.length() + 1);
            int to = Math.min(out.length(), at + random.nextInt(60));
            switch (random.nextInt(6)) {
                case 0 -> out.delete(at, to);
                case 1 -> out.insert(at, SCRAPS.get(random.nextInt(SCRAPS.size())));
                case 2 -> out.insert(at, out.substring(at, to));
                case 3 -> out.insert(lineStart(out, at), SCRAPS.get(random.nextInt(SCRAPS.size())));
                case 4 -> {
                    List<String> lines = new ArrayList<>(List.of(out.toString().split("\n", -1)));
                    Collections.swap(lines, random.nextInt(lines.size()), random.nextInt(lines.size()));
                    out = new StringBuilder(String.join("\n", lines));
                }
                default -> out.setLength(at);
            }
            if (out.length() == 0) {
                out.append("x");
            }
        }
        return out.toString();
    }

    private static int lineStart(StringBuilder text, int at) {
        return text.lastIndexOf("\n", Math.max(0, at - 1)) + 1;
    }
}
