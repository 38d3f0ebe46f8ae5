package io.github.answersheet.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.answersheet.ProjectFiles;
import io.github.answersheet.check.SharedLanguages;
import io.github.answersheet.draft.DraftReader;
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
                ? ran.unfit() + " " + ran.tooFew()
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

    private static Verification verify(String given, String improved, String input, Sandbox sandbox) {
        Question question = QuizReader.read(SourceText.of(
                        "quiz.md",
                        "## Code Analysis\n\n1. What is wrong?\n\n"
                                + fence(given).indent(3)))
                .questions()
                .get(0);
        StringBuilder cases = new StringBuilder();
        for (String name : new String[] {"a", "b", "c"}) {
            cases.append(cases.isEmpty() ? "" : ",\n")
                    .append("{\"name\": \"")
                    .append(name)
                    .append("\", ")
                    .append(input.substring(1));
        }
        try (Verifier verifier = new Verifier(Optional.of(sandbox), SharedLanguages.ALL.python())) {
            return verifier.verify(
                    true,
                    Optional.of(question),
                    new DraftReader(Packs.read(Packs.DEFAULT))
                            .readReply(SourceText.of(
                                    "q01.md", "## Answer 1: Count\n\n**Improved Solution:**\n\n" + fence(improved))),
                    Optional.of(Proof.read(SourceText.of("q01.proof.md", "{\"cases\": [" + cases + "]}"))));
        }
    }

    private static String fence(String code) {
        return "```python\n" + code + "```\n";
    }
}
