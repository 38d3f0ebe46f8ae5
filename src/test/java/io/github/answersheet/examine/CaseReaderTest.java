package io.github.answersheet.examine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.answersheet.ProjectFiles;
import io.github.answersheet.source.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be understood of an examiner's reply counts; the rest is named. */
class CaseReaderTest {

    private static final String CASES = """
            {"cases": [
              {"name": "one", "call": "f(1)", "result": 1},
              {"name": "two",
               "call": "f(2)",
               "result": 2},
              {"name": "three", "call": "f(3)", "result": 3},
              {"name": "four", "call": "f(4)", "result": 4, "original": {"result": 5}}
            ]}
            """;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%s",
                "```json\n%s```\n",
                "# Cases for answer 1\n\nHere {they} are:\n\n```\n%s```\n\nI hope that `{\"helps\": 1}`.",
                "{\"note\": \"first\"}\n%s",
                "{\"evidence\": [], \"doubts\": [{\"cases\": 1}],\n%s"
            })
    void whatStandsAroundTheObjectDoesNotMatter(String around) {
        String cases = around.startsWith("{\"evidence\"") ? CASES.strip().substring(1) : CASES;
        Proof proof = read(around.formatted(cases));
        assertEquals(List.of("one", "two", "three", "four"), names(proof));
        assertEquals(List.of(), proof.left());
    }

    @Test
    void aBrokenCaseIsLeftOutAndNamedWithItsLine() {
        Proof proof = read("Cases:\n" + CASES.replace("\"result\": 2", "\"exit\": \"none\""));
        assertEquals(List.of("one", "three", "four"), names(proof));
        CaseRemark left = proof.left().get(0);
        assertEquals(4, left.line());
        assertEquals("q01.proof.md", left.file());
        assertEquals("The case `two` says nothing about the code: the value of \"exit\" is a number", left.inWords());
        assertEquals(Optional.empty(), proof.failure());
    }

    @Test
    void fewerThanThreeProveNothing() {
        Proof proof = read(CASES.replace("\"result\": 2", "\"wanted\": 2").replace("\"result\": 3", "\"wanted\": 3"));
        assertEquals(List.of("one", "four"), names(proof));
        assertEquals("2 cases can be used, and 3 are needed", proof.failure().orElseThrow());
        assertEquals(
                "the reply has no JSON object with \"cases\" or \"trials\"",
                read("I have none.").failure().orElseThrow());
    }

    @Test
    void whatIsCutOffCountsAsFarAsItCame() {
        Proof proof = read(CASES.substring(0, CASES.indexOf("\"original\"")));
        assertEquals(List.of("one", "two", "three"), names(proof));
        assertTrue(
                proof.left().get(0).words().contains("no valid JSON: "),
                proof.left().get(0)::inWords);
    }

    @Test
    void aFloodIsStoppedAndSaidSo() {
        StringBuilder many = new StringBuilder("{\"cases\": [");
        for (int i = 0; i < 500; i++) {
            many.append("{\"name\": \"case ").append(i).append("\", \"call\": \"f(1)\", \"result\": 1},\n");
        }
        Proof proof = read(many.append("]}").toString());
        assertEquals(12, proof.cases().size());
        assertEquals(1, proof.left().size());
        String long1 = read(CASES + "x".repeat(500_000)).failure().orElseThrow();
        assertTrue(long1.startsWith("the reply is too long"), long1);
        String deep = read("{\"cases\": " + "[".repeat(100_000)).failure().orElseThrow();
        assertEquals("0 cases can be used, and 3 are needed", deep);
    }

    @Test
    void keysThatSayNothingAreNotedAndRemarksAreRead() {
        Proof proof = read(CASES.replace("\"call\": \"f(2)\",", "\"call\": \"f(2)\", \"why\": 1, \"severity\": 2,"));
        assertEquals(4, proof.cases().size());
        assertEquals(
                List.of("The case `two` has keys that mean nothing and were passed over: `severity`"),
                proof.notes().stream().map(CaseRemark::inWords).toList());
    }

    @Test
    void formsThatModelsLikeAreRead() {
        Proof proof = read("""
                {"setup": ["import json", "x = 1"], "cases": [
                  {"id": "a", "setup": "y = 2", "call": ["z = x + y", "z"], "expected": {"result": 3}},
                  {"description": "b", "call": "f()", "expected": {"lines": 3}},
                  {"name": "c", "raises": "SystemExit(2)", "original": {"raises": "SystemExit", "exit": 1}},
                  {"name": "d", "args": "-v", "files": {"a.txt": ["one", "two"]}, "stdout": ["1", "2"],
                   "stdoutContains": "1", "stderrContains": ["x", "y"], "original": "hangs"},
                  {"name": "e", "call": "g()", "raises": "json.JSONDecodeError: Expecting value", "original": 7},
                ]}
                """);
        assertEquals(
                List.of("a", "b", "c", "d", "e"),
                names(proof),
                () -> proof.left().toString());
        Case a = proof.cases().get(0);
        assertEquals("import json\nx = 1\ny = 2", a.setup());
        assertEquals("z = x + y\nz", a.call().orElseThrow());
        assertEquals("3", a.right().result().orElseThrow().toString());
        assertEquals(
                "{\"lines\":3}",
                proof.cases().get(1).right().result().orElseThrow().toString());
        Case c = proof.cases().get(2);
        assertEquals("SystemExit", c.right().raises().orElseThrow());
        assertEquals(2, c.right().exit().orElseThrow());
        assertEquals("raises `SystemExit`, exit status 1", c.claim().inWords());
        Case d = proof.cases().get(3);
        assertEquals("one\ntwo\n", d.files().get("a.txt"));
        assertEquals(List.of("-v"), d.args());
        assertEquals("1\n2", d.right().stdout().orElseThrow());
        assertEquals(List.of("x", "y"), d.right().stderrContains());
        assertEquals("does not end", d.claim().inWords());
        assertEquals("JSONDecodeError", proof.cases().get(4).right().raises().orElseThrow());
        assertTrue(
                proof.notes().get(0).inWords().startsWith("The case `e` has an \"original\" that was passed over: "),
                proof.notes()::toString);
    }

    @Test
    void aCorrectionNeitherLeavesACaseOutNorAsksForLess() {
        String strict = CASES.replace("\"result\": 2", "\"result\": 2, \"stdout\": \"x\"");
        Proof before = read(strict);
        Proof right = before.with(read("{\"cases\": [{\"name\": \"one\", \"call\": \"f(1)\", \"result\": 9}]}"));
        assertEquals(4, right.cases().size());
        assertEquals("9", right.cases().get(0).right().result().orElseThrow().toString());
        Proof weaker = before.with(read("{\"cases\": [{\"name\": \"two\", \"call\": \"f(2)\", \"result\": 2},"
                + "{\"name\": \"new\", \"call\": \"f(2)\", \"result\": 2}]}"));
        assertEquals(names(before), names(weaker));
        assertEquals("x", weaker.cases().get(1).right().stdout().orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\\\\\\"", "\\\"a\\\\", "'a\\\\'", "'''\\\"\\\"\\\"", "\\\"\\\"\\\" '", "f.g(", "name "})
    void aCallWithStringsThatDoNotEndIsReadInTime(String part) {
        String whole = part.repeat(180_000 / part.length());
        Case input = assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> read(CASES.replace(
                                "\"call\": \"f(1)\"",
                                "\"call\": \"" + whole + "\", \"originalCall\": \"" + whole + "x\""))
                        .cases()
                        .get(0));
        Code original = new Code(
                io.github.answersheet.language.Language.PYTHON,
                "program.py",
                "def f():\n    pass\n".repeat(2_000),
                Map.of());
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> input.unfitFor(original));
    }

    @Test
    void anExceptionWithAThousandDotsIsOne() {
        Proof proof = read(CASES.replace("\"result\": 1", "\"raises\": \"" + "a.".repeat(50_000) + "ValueError\""));
        assertEquals("ValueError", proof.cases().get(0).right().raises().orElseThrow());
        Proof exit = read(CASES.replace("\"result\": 1", "\"raises\": \"builtins.SystemExit(3)\""));
        assertEquals(3, exit.cases().get(0).right().exit().orElseThrow());
    }

    @Test
    void textsNameTheNumbersThatCount() throws IOException {
        String wanted = CaseReader.LEAST + " to " + CaseReader.MOST + " cases";
        String examiner = Files.readString(ProjectFiles.ROOT.resolve("prompts/base/examiner/cases.md"));
        assertTrue(examiner.contains("Send " + wanted), examiner);
        Path rules = ProjectFiles.ROOT.resolve("src/main/resources/rules");
        assertTrue(Files.readString(rules.resolve("verification-invalid.md")).contains(wanted));
        assertEquals(3, CaseReader.LEAST, "these say it in a word:");
        assertTrue(Files.readString(rules.resolve("verification-missing.md")).contains("at least three cases"));
        assertTrue(Files.readString(ProjectFiles.ROOT.resolve("src/site/markdown/running-code.md"))
                .contains("Fewer than three cases"));
        Pattern count = Pattern.compile("\\d+ (?:to|or) \\d+ cases");
        for (String text :
                List.of("src/site/markdown/running-code.md", "CHANGELOG.md", "prompts/base/notes/cases.md")) {
            assertFalse(
                    count.matcher(Files.readString(ProjectFiles.ROOT.resolve(text)))
                            .find(),
                    text);
        }
    }

    private static List<String> names(Proof proof) {
        return proof.cases().stream().map(Case::name).toList();
    }

    private static Proof read(String reply) {
        return Proof.read(SourceText.of("q01.proof.md", reply));
    }
}
