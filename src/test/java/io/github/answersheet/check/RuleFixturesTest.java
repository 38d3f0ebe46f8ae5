package io.github.answersheet.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.answersheet.CommandRun;
import io.github.answersheet.ProjectFiles;
import io.github.answersheet.check.rule.RulePage;
import io.github.answersheet.check.rule.Rules;
import io.github.answersheet.draft.DraftSection;
import io.github.answersheet.examine.Candidate;
import io.github.answersheet.examine.Contradiction;
import io.github.answersheet.examine.Proof;
import io.github.answersheet.pack.Packs;
import io.github.answersheet.quiz.Quiz;
import io.github.answersheet.quiz.QuizReader;
import io.github.answersheet.sheet.SheetReader;
import io.github.answersheet.source.SourceText;
import io.github.answersheet.source.TextFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every rule with its page and its fixture, a sheet in which the lines that it blames say so. */
class RuleFixturesTest {

    private static final Path FIXTURES = ProjectFiles.ROOT.resolve("src/test/resources/rule-fixtures");
    private static final Path PAGES = ProjectFiles.ROOT.resolve("src/main/resources/rules");
    private static final Pattern MARKER = Pattern.compile(" ⟦(?<rule>[a-z-]+)⟧$");
    private static final String EXAMPLE = "(`{3,})\\w+\\n.+?\\n\\%d\\n\\n";
    private static final Pattern PAGE = Pattern.compile("(?s)# (?<rule>[a-z-]+)\\n\\n(?<what>\\S.+?)\\n\\n## Bad\\n\\n"
            + EXAMPLE.formatted(3) + "## Good\\n\\n" + EXAMPLE.formatted(4) + "## Why\\n\\n(?<why>\\S.+)\\n");
    private static final Pattern MARK = Pattern.compile("(?m)^ *Output when it was run.*:$");
    private static final int LONGEST_SUMMARY = 85;

    private static final List<Rule> RULES = Rules.ALL;
    private static final Set<String> OF_RUNNING = Set.of(
            "code-fails",
            "test-fails",
            "output-differs",
            "output-not-shown",
            "import-side-effect",
            "verification-missing",
            "verification-invalid",
            "solution-wrong",
            "claim-refuted",
            "refuted-statement",
            "open-gap",
            "sheet-contradiction",
            "lost-result",
            "tests-miss");
    private static final SheetReader READER = new SheetReader(Packs.read(Packs.DEFAULT));

    @TempDir
    private Path folder;

    @Test
    void everyRuleHasAPageAndAFixtureAndNothingElseIsThere() throws IOException {
        Set<String> ids = RULES.stream().map(Rule::id).collect(Collectors.toCollection(TreeSet::new));
        assertEquals(RULES.size(), ids.size(), "ids are not used twice");
        assertEquals(ids, names(PAGES, ".md"), "pages");
        Set<String> fixtures = names(FIXTURES, ".md");
        Set<String> quizzes = names(FIXTURES, ".quiz.md");
        fixtures.removeIf(name -> name.endsWith(".quiz") || name.endsWith(".template"));
        assertEquals(ids, fixtures, "fixtures");
        assertTrue(ids.containsAll(quizzes), "a quiz stands beside its fixture: " + quizzes);
    }

    @TestFactory
    Stream<DynamicTest> aPageSaysWhatAndShowsBothAndConvinces() {
        return RULES.stream()
                .map(rule -> dynamicTest(rule.id(), () -> {
                    Matcher page = PAGE.matcher(Files.readString(PAGES.resolve(rule.id() + ".md")));
                    assertTrue(page.matches(), "form of a page: what, Bad, Good, Why");
                    assertEquals(rule.id(), page.group("rule"));
                    String summary = RulePage.of(rule.id()).summary();
                    assertTrue(summary.length() <= LONGEST_SUMMARY && summary.endsWith("."), summary);
                    int sentences = page.group("why").split("[.?!]\"?\\s(?=\\p{Lu}|`|\")").length;
                    assertTrue(sentences >= 2 && sentences <= 4, sentences + " sentences say why");
                }));
    }

    @TestFactory
    Stream<DynamicTest> aRuleBlamesTheMarkedLinesAndNoOthers() {
        return RULES.stream()
                .map(rule -> dynamicTest(rule.id(), () -> {
                    Fixture fixture = Fixture.of(rule.id());
                    List<Finding> findings = fixture.findings();
                    assertEquals(
                            fixture.shown(fixture.expected()), fixture.shown(lines(findings)), () -> told(findings));
                    assertTrue(!findings.isEmpty(), "a fixture shows something wrong");
                    for (Finding finding : findings) {
                        String line = fixture.lines().get(finding.position().line() - 1);
                        assertTrue(finding.position().column() <= line.length() + 1, finding::toString);
                        assertTrue(
                                finding.message().matches("(?s)\\S.*\\S")
                                        && !finding.message().contains("\n"),
                                finding::message);
                    }
                }));
    }

    @Test
    void fixesLeaveNothingFixableAndFixingAgainChangesNothing() throws IOException {
        List<Path> copies = new ArrayList<>();
        List<String> before = new ArrayList<>();
        for (Rule rule : RULES) {
            Fixture fixture = Fixture.of(rule.id());
            if (!OF_RUNNING.contains(rule.id())
                    && fixture.findings().stream().anyMatch(f -> f.fix().isPresent())) {
                copies.add(Files.writeString(folder.resolve(rule.id() + ".md"), fixture.text()));
                before.add(fixture.text());
                if (rule.id().equals("proof-outdated")) {
                    Files.writeString(
                            folder.resolve(rule.id() + ".answers.json"), "{\"schema\": \"answersheet/record/1\"}");
                }
            }
        }
        fix(copies);
        List<String> once = contents(copies);
        for (int i = 0; i < copies.size(); i++) {
            assertTrue(!once.get(i).equals(before.get(i)), copies.get(i) + " was mended");
            String rule = copies.get(i).getFileName().toString().replace(".md", "");
            List<Finding> left = check(once.get(i), Fixture.quiz(rule)).stream()
                    .filter(f -> f.fix().isPresent())
                    .toList();
            assertEquals(List.of(), left);
        }
        fix(copies);
        assertEquals(once, contents(copies));
    }

    @Test
    void aNamedLineIsQuotedOnceInItsItem() throws IOException {
        Path sheet = Files.writeString(
                folder.resolve("line-reference.md"),
                Fixture.of("line-reference").text());
        run(
                "check",
                "--fix",
                "--quiz",
                FIXTURES.resolve("line-reference.quiz.md").toString(),
                sheet.toString());
        String mended = Files.readString(sheet);
        assertTrue(mended.contains("1. **Wrong index** (line 3: `return items[1]`): the first is 0"), mended);
        assertTrue(mended.contains(
                "10. **A statement**: Line 1 (`def first(items):`): this takes anything. And lines 1 to 3 are"));
        assertTrue(mended.contains("| line 3 | the index |"), "its row stands in the item before it");
        assertTrue(mended.contains("`see line 3`") && mended.contains("error on line 3\n"), mended);
    }

    @ParameterizedTest
    @CsvSource({"output-differs, 3", "output-not-shown, 4"})
    void whatAProgramPrintsIsPutBelowItOnce(String rule, int shown) throws IOException {
        Fixture fixture = Fixture.of(rule);
        Path sheet = Files.writeString(folder.resolve(rule + ".md"), fixture.text());
        String[] command = {"check", "--run", "--fix", "--level", "info", sheet.toString()};
        Map<String, String> variables = Map.of("PATH", System.getenv("PATH"), "XDG_CACHE_HOME", folder.toString());
        CommandRun run = CommandRun.with(variables, command);
        String once = Files.readString(sheet);
        assertEquals(shown, MARK.matcher(once).results().count(), once);
        assertTrue(!run.out().contains(" " + rule + ":"), run.out());
        CommandRun.with(variables, command);
        assertEquals(once, Files.readString(sheet));
    }

    private static void fix(List<Path> sheets) {
        List<String> args = new ArrayList<>(List.of("check", "--fix", "--format", "json"));
        for (Path sheet : sheets) {
            Path quiz = FIXTURES.resolve(sheet.getFileName().toString().replace(".md", ".quiz.md"));
            if (Files.exists(quiz)) {
                run("check", "--fix", "--quiz", quiz.toString(), sheet.toString());
            } else {
                args.add(sheet.toString());
            }
        }
        run(args.toArray(String[]::new));
    }

    private static void run(String... command) {
        CommandRun run = CommandRun.with(Map.of("PATH", System.getenv("PATH")), command);
        assertTrue(run.exit() <= 1, run.err());
    }

    private static List<String> contents(List<Path> files) throws IOException {
        List<String> contents = new ArrayList<>();
        for (Path file : files) {
            contents.add(Files.readString(file));
        }
        return contents;
    }

    private static List<Finding> check(String sheet, Optional<Quiz> quiz) {
        return SharedLanguages.CHECKER
                .check(READER.read(SourceText.of("sheet.md", sheet), quiz))
                .findings();
    }

    private static List<Integer> lines(List<Finding> findings) {
        return findings.stream().map(f -> f.position().line()).toList();
    }

    private static String told(List<Finding> findings) {
        return findings.stream().map(f -> f.position() + " " + f.message()).collect(Collectors.joining("\n"));
    }

    private static Set<String> names(Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(ending))
                    .map(name -> name.substring(0, name.length() - ending.length()))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /**
     * A sheet without its markers.
     *
     * @param rule that it is about
     * @param expected the number of a line for every marker on it
     */
    private record Fixture(String rule, List<String> lines, List<Integer> expected) {

        static Fixture of(String rule) throws IOException {
            List<String> lines = new ArrayList<>();
            List<Integer> expected = new ArrayList<>();
            for (String line : Files.readAllLines(FIXTURES.resolve(rule + ".md"))) {
                String text = line;
                for (Matcher marker = MARKER.matcher(text); marker.find(); marker = MARKER.matcher(text)) {
                    assertEquals(rule, marker.group("rule"), "the fixture's own rule is marked");
                    expected.add(lines.size() + 1);
                    text = text.substring(0, marker.start());
                }
                lines.add(text);
            }
            return new Fixture(rule, lines, expected);
        }

        String text() {
            return String.join("\n", lines) + "\n";
        }

        static Optional<Quiz> quiz(String rule) {
            Path quiz = FIXTURES.resolve(rule + ".quiz.md");
            return Files.exists(quiz) ? Optional.of(QuizReader.read(TextFiles.read(quiz))) : Optional.empty();
        }

        List<Finding> findings() {
            Path template = FIXTURES.resolve(rule + ".template.md");
            Checker checker = OF_RUNNING.contains(rule)
                    ? new Checker(SharedLanguages.running(), Rules.SET)
                    : SharedLanguages.CHECKER;
            SheetReader reader = Files.exists(template) ? readerWith(template) : READER;
            SheetText sheet = reader.read(SourceText.of("sheet.md", text()), quiz(rule));
            return checker.check(withProofs(sheet)).findings().stream()
                    .filter(f -> f.rule().equals(rule))
                    .toList();
        }

        // What an examiner sent stands in an answer of a fixture, under a label that no sheet prints.
        private SheetText withProofs(SheetText sheet) {
            List<Candidate> answers = sheet.answers().stream()
                    .map(answer -> answer.with(
                                    answer.draft().section("Verification").map(Fixture::proof))
                            .contradictedBy(contradictions(answer)))
                    .toList();
            // A fixture has no record; that of this rule's is one in which nothing was proved.
            SheetText with = sheet.with(answers);
            return rule.equals("proof-outdated") ? with.tried(Map.of()) : with;
        }

        // What was named when the answers of the sheet were compared, of this answer.
        private static List<Contradiction> contradictions(Candidate answer) {
            return answer.draft().section("Verification").stream()
                    .flatMap(section -> Contradiction.read(SourceText.of("sheet.md", section.body())).all().stream())
                    .filter(each -> each.worse().answer() == answer.number())
                    .toList();
        }

        // Blank lines in front, so that cases have the lines of the sheet.
        private static Proof proof(DraftSection section) {
            int line = section.bodyPosition(0).line();
            return Proof.read(SourceText.of(section.source().name(), "\n".repeat(line - 1) + section.body()));
        }

        // The pack, with another template for conceptual questions.
        private static SheetReader readerWith(Path template) {
            Map<String, String> texts = new TreeMap<>(Packs.texts(Packs.DEFAULT));
            texts.put("templates/conceptual.md", TextFiles.read(template).text());
            return new SheetReader(Packs.read(texts));
        }

        // Lines with their text, so that a failure can be read.
        String shown(List<Integer> numbers) {
            return numbers.stream().map(n -> n + ": " + lines.get(n - 1)).collect(Collectors.joining("\n"));
        }
    }
}
