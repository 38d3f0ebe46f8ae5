package io.github.answersheet.examine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.answersheet.ProjectFiles;
import io.github.answersheet.check.SharedLanguages;
import io.github.answersheet.draft.Draft;
import io.github.answersheet.draft.DraftReader;
import io.github.answersheet.pack.Category;
import io.github.answersheet.pack.Pack;
import io.github.answersheet.pack.Packs;
import io.github.answersheet.quiz.Question;
import io.github.answersheet.quiz.QuizReader;
import io.github.answersheet.sandbox.RealSandbox;
import io.github.answersheet.sandbox.Sandbox;
import io.github.answersheet.source.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The proofs of {@code hostile.md}: none makes a wrong program verified. */
class HostileCasesTest {

    private static final Path CASES = ProjectFiles.ROOT.resolve("src/test/resources/verification/hostile.md");
    private static final Pattern FORM = Pattern.compile(
            "(?s)\\n## ([^\\n]+)\\n\\nNot verified: `([^\\n]+)`\\n\\n```json\\n(.+?)\\n```\\n\\n```python\\n(.+?)\\n```\\n");

    private static final String GIVEN = "def count(path):\n    return 1\n";

    @TestFactory
    Stream<DynamicTest> asWhoRunsTheTests() throws IOException {
        return tests(RealSandbox.get());
    }

    @TestFactory
    Stream<DynamicTest> asAnOrdinaryUserWhereRootRunsTheTests() throws IOException {
        return tests(RealSandbox.ofOrdinaryUser());
    }

    private static Stream<DynamicTest> tests(Sandbox sandbox) throws IOException {
        String page = Files.readString(CASES);
        assertEquals(
                page.lines().filter(line -> line.startsWith("## ")).count(),
                FORM.matcher(page).results().count(),
                "every proof of the page is in the form");
        return FORM.matcher(page).results().map(form -> dynamicTest(form.group(1), () -> isRefused(form, sandbox)));
    }

    private static void isRefused(MatchResult form, Sandbox sandbox) {
        Verification verification = verify(GIVEN, form.group(4) + "\n", form.group(3), sandbox);

        assertFalse(verification instanceof Verification.Ran ran && ran.isVerified(), verification::toString);
        String why = verification instanceof Verification.Ran ran
                ? ran.unfit() + " " + ran.lacking()
                        + ran.results().stream().map(CaseResult::mistake).toList()
                : ((Verification.Unproved) verification).proof().left() + " ";
        assertTrue(
                Pattern.compile(form.group(2).replace("\\`", "`")).matcher(why).find(), why);
    }

    /** What an honest examiner brings is verified, so that nothing above is refused for another reason. */
    @Test
    void anHonestProofIsVerified() {
        Sandbox sandbox = RealSandbox.get();
        String right = GIVEN.replace("1", "3");
        for (String honest : new String[] {
            "{\"call\": \"count('a')\", \"result\": 3}",
            "{\"call\": [\"import program\", \"[program.count(p) for p in 'ab']\"], \"result\": [3, 3]}",
            "{\"setup\": \"import builtins; builtins.len = lambda x: 0\", \"call\": \"count('a')\", \"result\": 3}",
            "{\"call\": \"total('a')\", \"originalCall\": \"count('a')\", \"result\": 3}"
        }) {
            Verification verification =
                    verify(GIVEN, honest.contains("total") ? right.replace("count", "total") : right, honest, sandbox);
            assertTrue(verification instanceof Verification.Ran ran && ran.isVerified(), honest + verification);
        }
    }

    /** Four cases are passed, and of the fifth the solution says itself that it is at fault. */
    @Test
    void noSolutionLeavesOutTheCasesThatItFails() {
        Sandbox sandbox = RealSandbox.get();
        for (String excuse : new String[] {
            "exec(compile('1 / 0', '<setup>', 'exec'))",
            "raise TypeError(\"fake() got an unexpected keyword argument 'x'\")",
            "import types; types.SimpleNamespace().SimpleNamespace"
        }) {
            String improved = "def count(path):\n    if path == 'e':\n        " + excuse + "\n    return 3\n";
            StringBuilder cases = new StringBuilder();
            for (String name : new String[] {"a", "b", "c", "d", "e"}) {
                cases.append(cases.isEmpty() ? "" : ",")
                        .append("{\"name\": \"%s\", \"setup\": \"from types import SimpleNamespace; fake = lambda: 1\""
                                .formatted(name))
                        .append(", \"call\": \"count('%s')\", \"result\": 3}".formatted(name));
            }
            Proof proof = Proof.read(SourceText.of("q01.proof.md", "{\"cases\": [" + cases + "]}"));
            Verification.Ran ran = (Verification.Ran) verify(GIVEN, improved, proof, sandbox);
            assertFalse(ran.isVerified(), excuse);
            // What is then dropped for good is not forgotten.
            Verification.Ran later = (Verification.Ran) verify(GIVEN, improved, proof.without(ran.unfit()), sandbox);
            assertFalse(later.isVerified(), excuse);
            assertTrue(ran.unfit().isEmpty() || later.lacking().orElseThrow().contains("solution alone"), excuse);
        }
    }

    /** What the given code does as well is no repair. */
    @Test
    void whatTheOriginalPassesVerifiesNothing() {
        Verification verification =
                verify(GIVEN, GIVEN, "{\"call\": \"count('a')\", \"result\": 1}", RealSandbox.get());
        Verification.Ran ran = (Verification.Ran) verification;
        assertTrue(ran.isRight() && !ran.isVerified(), verification::toString);
        assertEquals(
                "Compared by execution: 3 cases, the original and the improved solution pass all of them.",
                VerifiedLine.of(
                        3,
                        ran.originalFails(),
                        ran.improvedPasses(),
                        Packs.read("base").words()));
    }

    private static Verification verify(String given, String improved, String input, Sandbox sandbox) {
        StringBuilder cases = new StringBuilder();
        for (String name : new String[] {"a", "b", "c"}) {
            cases.append(cases.isEmpty() ? "" : ",\n")
                    .append("{\"name\": \"")
                    .append(name)
                    .append("\", ")
                    .append(input.substring(1));
        }
        return verify(
                given, improved, Proof.read(SourceText.of("q01.proof.md", "{\"cases\": [" + cases + "]}")), sandbox);
    }

    private static Verification verify(String given, String improved, Proof proof, Sandbox sandbox) {
        Question question = QuizReader.read(SourceText.of(
                        "quiz.md",
                        "## Code Analysis\n\n1. What is wrong?\n\n"
                                + fence(given).indent(3)))
                .questions()
                .get(0);
        Pack pack = Packs.read(Packs.DEFAULT);
        Draft draft = new DraftReader(pack)
                .readReply(
                        SourceText.of("q01.md", "## Answer 1: Count\n\n**Improved Solution:**\n\n" + fence(improved)));
        Category category = pack.categoryOfSection(question.section()).orElseThrow();
        Candidate answer =
                new Candidate(1, draft, category, pack, Optional.of(question), Optional.of(proof), Optional.empty());
        try (Verifier verifier = new Verifier(Optional.of(sandbox))) {
            return verifier.verify(answer, SharedLanguages.ALL.python());
        }
    }

    private static String fence(String code) {
        return "```python\n" + code + "```\n";
    }
}
