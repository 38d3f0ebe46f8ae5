package io.github.answersheet.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.answersheet.ProjectFiles;
import io.github.answersheet.check.rule.Rules;
import io.github.answersheet.draft.DraftSection;
import io.github.answersheet.draft.FencedBlock;
import io.github.answersheet.examine.Candidate;
import io.github.answersheet.pack.Packs;
import io.github.answersheet.quiz.Quiz;
import io.github.answersheet.quiz.QuizReader;
import io.github.answersheet.sheet.SheetReader;
import io.github.answersheet.source.SourceText;
import io.github.answersheet.source.TextFiles;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The sample sheet with exactly one thing broken: exactly the rule that is about it speaks. */
class PlantedDefectsTest {

    private static final String SAMPLE =
            TextFiles.read(ProjectFiles.SAMPLE.resolve("quiz.answers.md")).text();
    private static final Quiz QUIZ = QuizReader.read(TextFiles.read(ProjectFiles.RECORDED_QUIZ));
    private static final List<Rule> RULES = Rules.ALL;
    private static final SheetReader READER = new SheetReader(Packs.read(Packs.DEFAULT));

    /**
     * What is broken.
     *
     * @param rule that has to notice
     * @param edit of the sample sheet
     * @param withQuiz whether the quiz is at hand
     */
    private record Defect(String rule, boolean withQuiz, UnaryOperator<String> edit) {

        static Defect of(String rule, UnaryOperator<String> edit) {
            return new Defect(rule, false, edit);
        }
    }

    private static final List<Defect> DEFECTS = List.of(
            new Defect("unanswered-question", true, sheet -> {
                int last = sheet.indexOf("## Answer 15:");
                int rest = sheet.indexOf("\n## ", last) + 1;
                return (sheet.substring(0, last) + sheet.substring(rest))
                        .replaceFirst("(?m)^  - \\[Answer 15:.*\\n", "")
                        .replaceAll("Answer 15\\b", "Answer 14");
            }),
            Defect.of(
                    "answered-twice",
                    renamed("## Answer 2:", "## Answer 1:", "(#answer-2-", "(#answer-1-")
                            .andThen(sheet -> sheet.replaceAll("Answer 2\\b(?!:)", "Answer 3"))::apply),
            Defect.of("answer-reference", added(1, "SRE Perspective", "As told in Answer 99.")),
            Defect.of("contents-anchor", sheet -> sheet.replaceFirst("\\(#answer-2-", "(#answer-22-")),
            Defect.of(
                    "answer-title",
                    sheet -> sheet.replaceFirst("(?m)^## Answer 1:.*$", "## Answer 1")
                            .replaceFirst("\\(#answer-1-[^)]*\\)", "(#answer-1)")),
            Defect.of(
                    "incomplete-answer",
                    sheet -> sheet.replaceFirst(
                            "(?s)(\n## Answer 1: .+?\n\n\\*\\*Section:.+?\n).+?(\n## )", "$1\nI refuse.\n$2")),
            new Defect(
                    "code-issues-cover",
                    true,
                    section(
                            5,
                            "Code Issues",
                            text ->
                                    "1. **Names**: they say little.\n2. **Length**: it is too long.\n3. **Order**: it is mixed up.")),
            new Defect(
                    "line-reference",
                    true,
                    section(5, "Code Issues", text -> text.replaceFirst("- line", "(line 99; line 1) - line"))),
            Defect.of("missing-label", whole(1, "Advanced Considerations", text -> "")),
            Defect.of("empty-section", section(1, "Advanced Considerations", text -> "")),
            Defect.of("duplicate-label", added(1, "SRE Perspective", "**SRE Perspective:**\n\nOnce more.")),
            Defect.of("unknown-label", added(1, "SRE Perspective", "**Key Takeaways:**\n\nOne.")),
            Defect.of("label-order", sheet -> {
                String moved = part(sheet, 1, "SRE Perspective");
                String before = part(sheet, 1, "Common Pitfalls");
                return sheet.replace(moved + before, before + moved);
            }),
            Defect.of("label-form", renamed("**SRE Perspective:**", "### SRE Perspective")),
            new Defect("question-altered", true, section(1, "Question", text -> text.replaceFirst("e", "E"))),
            Defect.of("placeholder-text", added(1, "SRE Perspective", "[Explain how it fails at night]")),
            Defect.of("chat-talk", added(1, "SRE Perspective", "I hope this helps!")),
            // At the end of a sheet that has no closing parts, so that no heading is swallowed.
            Defect.of("unclosed-fence", sheet -> withoutClosingParts(sheet) + "\n\n```text\nnever closed\n"),
            Defect.of("nested-fence", added(1, "SRE Perspective", "```markdown\n```python\n```")),
            Defect.of("inner-heading", added(1, "SRE Perspective", "### Signals\n\nThey arrive late.")),
            Defect.of(
                    "repeated-text",
                    added(
                            1,
                            "SRE Perspective",
                            "It pages the one on call. ".repeat(9).strip())),
            Defect.of("truncated-text", added(1, "SRE Perspective", "It stops in the middle of the")),
            Defect.of("overview-length", section(1, "Answer Overview", text -> "One. Two. Three.")),
            Defect.of(
                    "list-entries",
                    section(1, "Common Pitfalls", text -> "1. **One**: explained at length, and alone.")),
            Defect.of("testing-cases", section(9, "Testing Approach", text -> "It should be tested.")),
            Defect.of("docstring-sections", section(9, "Complete Solution", text -> text.replace("Args:", "Takes:"))),
            Defect.of("code-comments", code(1, text -> text.replaceAll("(?m)(?:^\\s*|  )# .*$", ""))),
            Defect.of("stub-code", moreCode("def planted():\n    ...")),
            Defect.of("themes", added(1, "SRE Perspective", "An error budget pays for it.")),
            Defect.of("python-syntax", moreCode("if True\n    pass")),
            Defect.of("python-warning", moreCode("print('\\s+')")),
            Defect.of("undefined-name", moreCode("print(planted)")),
            Defect.of("unused-import", moreCode("import shelve")),
            Defect.of("ruff-remark", moreCode("never_used = 1")),
            Defect.of("bare-except", moreCode("try:\n    print(1)\nexcept:\n    print(2)")),
            Defect.of("broad-except", moreCode("try:\n    print(1)\nexcept Exception:\n    pass")),
            Defect.of("open-without-with", moreCode("print(open('a', 'rb').read())")),
            Defect.of("shell-true", moreCode("import subprocess\nsubprocess.run('ls', shell=True, timeout=5)")),
            Defect.of("os-system", moreCode("import os\nos.system('ls')")),
            Defect.of("missing-timeout", moreCode("import subprocess\nsubprocess.run(['ls'], check=True)")),
            Defect.of("mutable-default", moreCode("def planted(seen=[]):\n    seen.append(1)")),
            // Answer 3 has room: more code in answer 1 changes what is told of its length as well.
            Defect.of("missing-encoding", code(3, code -> code + "\n\nwith open('a') as a:\n    print(a)\n")),
            Defect.of(
                    "csv-newline",
                    code(
                            3,
                            code -> code
                                    + "\n\nimport csv\nwith open('a', 'w', encoding='utf-8') as a:\n    csv.writer(a)\n")),
            Defect.of("hard-coded-secret", moreCode("API_TOKEN = '9f8b2c71d4e0'")),
            Defect.of("eval-exec", moreCode("print(eval('1'))")),
            Defect.of("unsafe-yaml-load", moreCode("import yaml\nyaml.load('a', Loader=yaml.Loader)")),
            Defect.of("sleep-in-async", moreCode("import time\nasync def planted():\n    time.sleep(1)")),
            Defect.of("bash-syntax", added(1, "SRE Perspective", "```bash\nfor host in a b; do\n```")),
            Defect.of("code-syntax", added(1, "SRE Perspective", "```sql\nSELEC 1;\n```")),
            Defect.of("mermaid-syntax", moreDiagram("A -> B")),
            Defect.of("mermaid-label-quotes", moreDiagram("Planted[two words]")),
            Defect.of("mermaid-line-break", moreDiagram("Planted[\"one<br>two\"]")),
            Defect.of("mermaid-placeholder", moreDiagram("Planted[\"ssh <host>\"]")),
            Defect.of("mermaid-subgraph-title", moreDiagram("subgraph two words\nPlanted\nend")),
            Defect.of("mermaid-one-connection", moreDiagram("A --> Planted --> B")),
            Defect.of("mermaid-ampersand", moreDiagram("A & B --> Planted")),
            Defect.of(
                    "mermaid-size",
                    moreDiagram(Stream.iterate(1, n -> n < 22, n -> n + 1)
                            .map(n -> "A --> Planted" + n)
                            .collect(Collectors.joining("\n")))),
            Defect.of("mermaid-empty", diagram("flowchart TD")),
            Defect.of(
                    "mermaid-fence-tail",
                    section(1, "Visual Explanation", text -> text.replace("```mermaid", "````mermaid") + "\n````")),
            Defect.of("mermaid-script", moreDiagram("click A \"javascript:alert(1)\"")),
            // Where Mermaid itself lets it through.
            Defect.of("mermaid-backslash-quote", diagram("sequenceDiagram\n    A->>B: say \\\"hello\\\"")),
            Defect.of("mermaid-init", diagram("%%{init: {\"theme\": \"dark\"}%%\nflowchart TD\n    A --> B")),
            Defect.of("mermaid-enhancements", diagram("sequenceDiagram\n    A->>B: hello")),
            Defect.of("unchecked-block", added(1, "SRE Perspective", "```zsh\nprint -l *(.)\n```")));

    /** What only shows when the code of the answer is run. */
    private static final Map<Integer, Defect> OF_RUNNING = Map.of(
            1, Defect.of("import-side-effect", moreCode("print('planted')")),
            2, Defect.of("code-fails", code(2, code -> code + "\n\nraise ValueError('planted')\n")),
            9,
                    Defect.of(
                            "test-fails",
                            section(9, "Testing Approach", text -> text.replace("[1, 2, 4])", "[1, 2, 5])"))),
            13,
                    Defect.of(
                            "output-differs",
                            block(13, "Sample Implementation", block -> block.is("text"), text -> text + "planted\n")));

    @Test
    void theSampleHasNoErrorAndNoWarning() {
        assertEquals(Set.of(), blamed(check(SAMPLE, Optional.empty())).keySet());
        assertEquals(Set.of(), blamed(check(SAMPLE, Optional.of(QUIZ))).keySet());
    }

    // The sample has no question with options or with a key; their fixtures have.
    private static final Set<String> OF_QUESTIONS_WITH_OPTIONS =
            Set.of("choice-named", "choice-wrong", "options-explained", "key-terms");

    // These hold drafts and not sheets; VerifiedAnswersTest and TriedStatementsTest plant their defects in replies.
    private static final Set<String> OF_DRAFTS = Set.of(
            "verification-missing",
            "verification-invalid",
            "solution-wrong",
            "claim-refuted",
            "refuted-statement",
            "open-gap",
            "sheet-contradiction",
            "lost-result",
            "tests-miss");

    // The pack that comes with the program need not give lengths, and what prints unseen is no defect; both have tests
    // of a run.
    private static final Set<String> OF_RUNS = Set.of("section-length", "output-not-shown");

    // It needs a record beside the sheet; BoundEvidenceTest edits a proved solution.
    private static final String OF_RECORDS = "proof-outdated";

    @Test
    void everyRuleIsTried() {
        Set<String> tried = DEFECTS.stream().map(Defect::rule).collect(Collectors.toCollection(TreeSet::new));
        tried.addAll(OF_QUESTIONS_WITH_OPTIONS);
        OF_RUNNING.values().forEach(defect -> tried.add(defect.rule()));
        tried.addAll(OF_DRAFTS);
        tried.addAll(OF_RUNS);
        tried.add(OF_RECORDS);
        assertEquals(RULES.stream().map(Rule::id).collect(Collectors.toCollection(TreeSet::new)), tried);
    }

    @TestFactory
    Stream<DynamicTest> exactlyTheRuleSpeaks() {
        List<String> infos = infos(check(SAMPLE, Optional.empty()));
        return DEFECTS.stream()
                .map(defect -> dynamicTest(defect.rule(), () -> {
                    Optional<Quiz> quiz = Optional.of(QUIZ).filter(q -> defect.withQuiz());
                    String broken = defect.edit().apply(SAMPLE);
                    assertFalse(broken.equals(SAMPLE), "the sample has what is to be broken");
                    List<Finding> findings = check(broken, quiz);
                    TreeMap<String, List<Finding>> blamed = blamed(findings);
                    // Where nothing is blamed, what is worth knowing has changed in this one respect.
                    assertEquals(
                            Set.of(defect.rule()),
                            blamed.isEmpty() ? changed(infos, infos(findings)) : blamed.keySet());
                }));
    }

    @TestFactory
    Stream<DynamicTest> exactlyTheRuleSpeaksWhenTheCodeIsRun() {
        Checker running = new Checker(SharedLanguages.running(), Rules.SET);
        return OF_RUNNING.entrySet().stream()
                .map(planted -> dynamicTest(planted.getValue().rule(), () -> {
                    Candidate whole = answer(SAMPLE, planted.getKey());
                    assertEquals(
                            Set.of(), blamed(running.check(whole).findings()).keySet());
                    String broken = planted.getValue().edit().apply(SAMPLE);
                    assertFalse(broken.equals(SAMPLE), "the sample has what is to be broken");
                    assertEquals(
                            Set.of(planted.getValue().rule()),
                            blamed(running.check(answer(broken, planted.getKey()))
                                            .findings())
                                    .keySet());
                }));
    }

    private static Candidate answer(String sheet, int number) {
        return READER.read(SourceText.of("sheet.md", sheet), Optional.empty()).answers().stream()
                .filter(a -> a.number() == number)
                .findFirst()
                .orElseThrow();
    }

    private static Set<String> changed(List<String> before, List<String> after) {
        return Stream.concat(
                        after.stream().filter(info -> !before.contains(info)),
                        before.stream().filter(info -> !after.contains(info)))
                .map(info -> info.split(" ", 2)[0])
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static TreeMap<String, List<Finding>> blamed(List<Finding> findings) {
        return findings.stream()
                .filter(f -> f.level() != Level.INFO)
                .collect(Collectors.groupingBy(Finding::rule, TreeMap::new, Collectors.toList()));
    }

    private static List<String> infos(List<Finding> findings) {
        return findings.stream()
                .filter(f -> f.level() == Level.INFO)
                .map(f -> f.rule() + " " + f.answer() + f.section() + " " + f.message())
                .toList();
    }

    private static List<Finding> check(String sheet, Optional<Quiz> quiz) {
        return SharedLanguages.CHECKER
                .check(READER.read(SourceText.of("sheet.md", sheet), quiz))
                .findings();
    }

    private static UnaryOperator<String> renamed(String... fromAndTo) {
        return sheet -> {
            String text = sheet;
            for (int i = 0; i < fromAndTo.length; i += 2) {
                int at = text.indexOf(fromAndTo[i]);
                assertTrue(at >= 0, fromAndTo[i]);
                text = text.substring(0, at) + fromAndTo[i + 1] + text.substring(at + fromAndTo[i].length());
            }
            return text;
        };
    }

    private static UnaryOperator<String> added(int answer, String label, String text) {
        return section(answer, label, body -> body + "\n\n" + text);
    }

    private static UnaryOperator<String> section(int answer, String label, UnaryOperator<String> edit) {
        return sheet -> {
            DraftSection section = find(sheet, answer, label);
            int start = section.bodyOffset();
            int end = start + section.body().length();
            return sheet.substring(0, start) + edit.apply(section.body()) + sheet.substring(end);
        };
    }

    /** A section with its label. */
    private static UnaryOperator<String> whole(int answer, String label, UnaryOperator<String> edit) {
        return sheet -> {
            String part = part(sheet, answer, label);
            return sheet.replace(part, edit.apply(part));
        };
    }

    private static String part(String sheet, int answer, String label) {
        DraftSection section = find(sheet, answer, label);
        int end = section.bodyOffset() + section.body().length();
        while (end < sheet.length() && Character.isWhitespace(sheet.charAt(end))) {
            end++;
        }
        return sheet.substring(section.labelOffset(), end);
    }

    private static DraftSection find(String sheet, int answer, String label) {
        return READER.read(SourceText.of("sheet.md", sheet), Optional.empty()).answers().stream()
                .filter(a -> a.number() == answer)
                .flatMap(a -> a.draft().section(label).stream())
                .findFirst()
                .orElseThrow();
    }

    /** The first program of an answer. */
    private static UnaryOperator<String> code(int answer, UnaryOperator<String> edit) {
        return block(answer, "Example Code", FencedBlock::isPython, edit);
    }

    private static UnaryOperator<String> moreCode(String lines) {
        return code(1, code -> code + "\n\n" + lines + "\n");
    }

    private static UnaryOperator<String> diagram(String code) {
        return block(1, "Visual Explanation", FencedBlock::isDiagram, old -> code + "\n");
    }

    private static UnaryOperator<String> moreDiagram(String lines) {
        return block(1, "Visual Explanation", FencedBlock::isDiagram, code -> code + lines.indent(4));
    }

    private static UnaryOperator<String> block(
            int answer, String label, Function<FencedBlock, Boolean> wanted, UnaryOperator<String> edit) {
        return section(answer, label, body -> {
            FencedBlock block = find(SAMPLE, answer, label).content().fences().stream()
                    .filter(wanted::apply)
                    .findFirst()
                    .orElseThrow();
            return body.replace(block.code(), edit.apply(block.code()));
        });
    }

    private static String withoutClosingParts(String sheet) {
        int end = sheet.lastIndexOf("\n---\n", sheet.indexOf("\n## Additional Resources"));
        return sheet.substring(0, end)
                .stripTrailing()
                .replaceAll("(?m)^- \\[(?:Additional Resources|Best Practices).*\\n", "");
    }
}
