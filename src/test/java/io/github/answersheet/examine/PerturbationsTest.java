package io.github.answersheet.examine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.answersheet.ProjectFiles;
import io.github.answersheet.check.SharedLanguages;
import io.github.answersheet.pack.Packs;
import io.github.answersheet.quiz.QuizReader;
import io.github.answersheet.sandbox.RealSandbox;
import io.github.answersheet.sheet.SheetReader;
import io.github.answersheet.source.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** Originals and improved solutions under changed circumstances: what is worse is found, and what is not is not blamed. */
class PerturbationsTest {

    private static final Pattern GROUP = Pattern.compile("(?s)\\n## ([^\\n]+)\\n(.*?)(?=\\n## |\\z)");
    private static final Pattern BLOCK = Pattern.compile("(?s)\\n([^\\n]+):\\n\\n```(\\w+)\\n(.+?)\\n```");

    private record Program(String heading, String language, String text) {}

    /** One that is worse for each kind of circumstance, and one that is not. */
    @TestFactory
    Stream<DynamicTest> oneOfEachKind() throws IOException {
        return tests(false);
    }

    @TestFactory
    @Tag("campaign")
    Stream<DynamicTest> improvedSolutions() throws IOException {
        return tests(true);
    }

    private static Stream<DynamicTest> tests(boolean all) throws IOException {
        RealSandbox.get();
        List<DynamicTest> tests = new ArrayList<>();
        Matcher group = GROUP.matcher(
                Files.readString(ProjectFiles.ROOT.resolve("src/test/resources/verification/circumstances.md")));
        while (group.find()) {
            List<Program> blocks = BLOCK.matcher(group.group(2))
                    .results()
                    .map(block -> new Program(block.group(1), block.group(2), block.group(3)))
                    .toList();
            Program original = blocks.get(0);
            String cases = blocks.get(1).text();
            Set<Boolean> there = new HashSet<>();
            for (Program improved : blocks.subList(2, blocks.size())) {
                boolean isLost = improved.heading().startsWith("Lost ");
                if (there.add(isLost) || all) {
                    tests.add(DynamicTest.dynamicTest(
                            group.group(1) + ": " + improved.heading(),
                            () -> assertEquals(
                                    improved.heading(), told(lost(original, improved, cases, "It is shorter.")))));
                }
                // Whatever an answer declares, it is not blamed for.
                if (isLost && all) {
                    String declared = "It ends " + improved.heading().substring("Lost ".length()) + ", and so on: "
                            + group.group(1) + ".";
                    tests.add(DynamicTest.dynamicTest(
                            group.group(1) + ", declared",
                            () -> assertTrue(
                                    lost(original, improved, cases, declared).size()
                                            < lost(original, improved, cases, "It is shorter.")
                                                    .size())));
                }
            }
        }
        assertTrue(tests.size() > 10, tests.size() + " tests");
        return tests.stream();
    }

    private static String told(List<LostResult> lost) {
        return lost.isEmpty()
                ? "Fine"
                : "Lost "
                        + String.join(
                                "; ",
                                lost.stream().map(LostResult::circumstance).toList());
    }

    private static List<LostResult> lost(Program original, Program improved, String cases, String changes) {
        String quiz = "# Quiz\n\n## Code Analysis\n\n1. What is wrong here?\n\n"
                + fenced(original).indent(3);
        String sheet = """
                # Sheet

                ## Answer 1: It

                **Section:** Code Analysis

                **Improved Solution:**

                %s

                **Explanation of Improvements:**

                %s
                """.formatted(fenced(improved), changes);
        Proof proof = Proof.read(SourceText.of("q01.proof.md", """
                {"trials": [{"quote": "%s", "program": "print(len('a'))", "ifTrue": "1"}], "cases": %s}
                """.formatted(changes, cases)));
        Candidate candidate = new SheetReader(Packs.read(Packs.DEFAULT))
                .read(SourceText.of("sheet.md", sheet), Optional.of(QuizReader.read(SourceText.of("quiz.md", quiz))))
                .answers()
                .get(0);
        Verification verification = SharedLanguages.running()
                .examine(candidate.with(Optional.of(proof)))
                .verification();
        Verification.Ran ran = assertInstanceOf(Verification.Ran.class, verification, verification.toString());
        assertTrue(
                ran.results().stream().allMatch(CaseResult::bothGiveAResult)
                        && !ran.results().isEmpty(),
                () -> "each gives a result as it is: " + ran.unfit()
                        + ran.results().stream().map(CaseResult::mistake).toList());
        return ran.lost();
    }

    private static String fenced(Program program) {
        return "```" + program.language() + "\n" + program.text() + "\n```";
    }
}
