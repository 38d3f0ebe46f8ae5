package io.github.answersheet.examine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.answersheet.check.Checker;
import io.github.answersheet.check.Finding;
import io.github.answersheet.check.SharedLanguages;
import io.github.answersheet.check.rule.Rules;
import io.github.answersheet.language.PythonInterpreter;
import io.github.answersheet.mermaid.MermaidGrammar;
import io.github.answersheet.mermaid.Verdict;
import io.github.answersheet.pack.Packs;
import io.github.answersheet.sandbox.Ending;
import io.github.answersheet.sandbox.Program;
import io.github.answersheet.sandbox.Ran;
import io.github.answersheet.sandbox.Sandbox;
import io.github.answersheet.sheet.SheetReader;
import io.github.answersheet.source.SourceText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An answer is examined once, a changed one in what has changed, and a tool that fails is told of where it matters. */
@Tag("java")
class ExaminerTest {

    private static final String SHEET = """
            ## Answer 1: Counting

            **Section:** Conceptual

            **Answer Overview:**

            A program counts.

            **Detailed Answer:**

            It counts.

            ```python
            first = 1
            ```

            **Example Code:**

            ```python
            second = 2
            ```

            **Visual Explanation:**

            ```mermaid
            flowchart TD
            A["one"] --> B["two"]
            ```
            """;

    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());

    private final PythonInterpreter python = code -> {
        asked.add(code.strip());
        return SharedLanguages.ALL.python().compile(code);
    };

    /** Another that is asked. */
    private final class Grammar implements MermaidGrammar {

        @Override
        public Verdict parse(String diagram) {
            asked.add(diagram.lines().findFirst().orElse(""));
            if (diagram.contains("poison")) {
                throw new IllegalStateException("poisoned");
            }
            return SharedLanguages.ALL.mermaid().parse(diagram);
        }

        @Override
        public String version() {
            return SharedLanguages.ALL.mermaid().version();
        }

        @Override
        public void close() {
            // Others go on asking the one behind it.
        }
    }

    /** Where every program ends at once. */
    private final class Machine implements Sandbox {

        @Override
        public Optional<String> unavailable() {
            return Optional.empty();
        }

        @Override
        public String identity() {
            return "machine";
        }

        @Override
        public Ran run(Program program) {
            asked.add("run " + program.command());
            return new Ran(
                    Ending.EXITED,
                    0,
                    "",
                    "",
                    Map.of(),
                    Duration.ZERO,
                    Duration.ZERO,
                    false,
                    Optional.empty(),
                    Instant.EPOCH);
        }
    }

    @Test
    void eachTextIsReadOnceHoweverManyRulesWantToKnow() {
        new Checker(examiner(Optional.empty()), Rules.SET).check(candidate(SHEET));

        assertEquals(List.of("first = 1", "flowchart TD", "second = 2"), sorted());
    }

    @Test
    void ofAChangedAnswerOnlyWhatChangedIsReadAgain() {
        Examiner examiner = examiner(Optional.empty());
        ExaminedAnswer before = examiner.examine(candidate(SHEET));
        asked.clear();

        ExaminedAnswer after = examiner.examine(
                candidate(SHEET.replace("It counts.", "So it counts.\n\nThen:").replace("2", "3")), before);

        assertEquals(List.of("second = 3"), sorted());
        assertEquals(3, after.blocks().size());
        assertTrue(after.blocks().stream()
                .allMatch(block -> block.section().source() == after.draft().source()));
        assertSame(
                before.blocks().get(2).verdict().orElseThrow(),
                after.blocks().get(2).verdict().orElseThrow());
    }

    @Test
    void anAnswerThatOnlyStandsElsewhereIsNotRunAgain() {
        Examiner examiner = examiner(Optional.of(new Machine()));
        ExaminedAnswer before = examiner.examine(candidate(SHEET));
        assertTrue(asked.contains("run [python3, block_1.py]"), asked.toString());
        asked.clear();

        ExaminedAnswer moved = examiner.examine(candidate("Some words.\n\n" + SHEET), before);

        assertEquals(List.of(), sorted());
        assertSame(before.runs(), moved.runs());
        ExaminedAnswer reworded =
                examiner.examine(candidate(SHEET.replace("A program counts.", "It is about counting.")), before);
        assertEquals(List.of(), sorted());
        assertSame(before.runs(), reworded.runs());
        examiner.examine(candidate(SHEET.replace("2", "3")), before);
        assertTrue(asked.contains("run [python3, block_2.py]"), asked.toString());
    }

    @Test
    void aToolThatFailsIsToldByTheRulesThatNeedItAndByNoOthers() {
        Examiner examiner = examiner(Optional.empty());
        Candidate candidate = candidate(SHEET.replace("two", "poison"));
        ExaminedAnswer answer = examiner.examine(candidate);

        assertEquals(
                2,
                answer.blocks().subList(0, 2).stream()
                        .filter(block -> block.compiled().isPresent())
                        .count());
        assertThrows(IllegalStateException.class, () -> answer.blocks().get(2).verdict());
        List<Finding> findings =
                new Checker(examiner, Rules.SET).check(candidate).findings();
        Set<String> unchecked = findings.stream()
                .filter(Finding::isDefect)
                .map(Finding::rule)
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(
                Set.of(
                        "mermaid-ampersand",
                        "mermaid-empty",
                        "mermaid-label-quotes",
                        "mermaid-one-connection",
                        "mermaid-size",
                        "mermaid-subgraph-title",
                        "mermaid-syntax",
                        "unchecked-block"),
                unchecked);
        assertTrue(findings.stream().anyMatch(f -> f.rule().equals("missing-label")), findings.toString());
    }

    private Examiner examiner(Optional<Sandbox> sandbox) {
        return new Examiner(
                new Languages(python, SharedLanguages.ALL.ruff(), SharedLanguages.ALL.readers(), new Grammar()),
                sandbox,
                false);
    }

    private List<String> sorted() {
        return asked.stream().sorted().toList();
    }

    private static Candidate candidate(String sheet) {
        return new SheetReader(Packs.read(Packs.DEFAULT))
                .read(SourceText.of("sheet.md", sheet), Optional.empty())
                .answers()
                .get(0);
    }
}
