package io.github.answersheet.draft;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.answersheet.pack.Packs;
import io.github.answersheet.sheet.SheetReader;
import io.github.answersheet.source.SourceText;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Sheets and replies in the forms that people and models give them. */
class SheetFormsTest {

    private final DraftReader reader = new DraftReader(Packs.read(Packs.DEFAULT));

    @Test
    void aQuestionInABlockQuote() {
        Draft draft = sheet(
                        "## Answer 1: Topic\n\n> **Question:** **Why?**\n> - *Hint: x*\n\n**Answer Overview:** Because.\n")
                .get(0);
        assertEquals(
                "**Why?**\n> - *Hint: x*",
                draft.section("Question").orElseThrow().body());
        assertEquals("Because.", draft.section("Answer Overview").orElseThrow().body());
    }

    @Test
    void labelsAsHeadingsWithNumbersAndRemarks() {
        Draft draft = sheet("# Answer 2 – Topic\n\n## 1. Answer Overview\n\nText.\n\n### Code Issues (three)\n\n1. x\n")
                .get(0);
        assertEquals(List.of("Answer Overview", "Code Issues"), labels(draft));
        assertEquals("Topic", draft.topic());
    }

    @Test
    void aLabelThatIsNearlySpeltRightIsOne() {
        for (String label : List.of(
                "**Optimisation Opportunities**",
                "**Optimisation Opportunities:**",
                "### Optimisation Opportunities",
                "### 7. Optimization Oportunites",
                "__Optimization Opportunitys__:")) {
            assertEquals(List.of("Testing Approach", "Optimization Opportunities"), labels(testsAnd(label)), label);
        }
    }

    @Test
    void otherWordsAreNotALabelSpeltWrong() {
        for (String words : List.of(
                "**Code Issue**", // short
                "### Common Pitfall 1", // one of several
                "### Resolution Approach",
                "**Testing Approaches**", // the answer has that label
                "**Optimisation Opportunities** are what a reader looks for.",
                "- **Optimisation Opportunities**",
                "> **Optimisation Opportunities**")) {
            assertEquals(List.of("Testing Approach"), labels(testsAnd(words)), words);
        }
    }

    private Draft testsAnd(String line) {
        return sheet("## Answer 1: T\n\n**Testing Approach:**\n\nx\n\n" + line + "\n\ny\n")
                .get(0);
    }

    @Test
    void whatStandsInCodeOrInAListIsNoLabel() {
        Draft draft = sheet(
                        "## Answer 3: T\n\n**Code Issues:**\n\n1. **SRE Perspective:** in a list\n\n```text\n**Answer Overview:**\n```\n")
                .get(0);
        assertEquals(List.of("Code Issues"), labels(draft));
    }

    @Test
    void aLabelRightBehindAListIsOne() {
        Draft draft = sheet("## Answer 4: T\n\n**Code Issues:**\n1. first\n2. second\n**SRE Perspective:**\nText.\n")
                .get(0);
        assertEquals(List.of("Code Issues", "SRE Perspective"), labels(draft));
        assertEquals(
                "1. first\n2. second",
                draft.section("Code Issues").orElseThrow().body());
    }

    @Test
    void sectionHeadingsAndClosingPartsBelongToNoAnswer() {
        List<Draft> drafts = sheet("## Code Analysis (1–2)\n\n---\n\n## Answer 1: A\n\n**Code Issues:**\n\nx\n\n---\n\n"
                + "## Coding Challenges\n\n## Answer 2: B\n\n**Testing Approach:**\n\ny\n\n## Further Reading\n\nz\n");
        assertEquals(2, drafts.size());
        assertEquals("x", drafts.get(0).sections().get(0).body());
        assertEquals("y", drafts.get(1).sections().get(0).body());
    }

    @Test
    void aReplyInAFenceWithFencesInside() {
        Draft draft = reader.readReply(
                SourceText.of(
                        "reply",
                        "Sure:\n\n```markdown\n## Answer 5: T\n\n**Example Code:**\n\n```python\nx = 1\n```\n\n**Common Pitfalls:**\n\nz\n```\nBye."));
        assertEquals(
                "```python\nx = 1\n```",
                draft.section("Example Code").orElseThrow().body());
        assertEquals("z", draft.section("Common Pitfalls").orElseThrow().body());
    }

    @Test
    void whatIsNotPrintedIsKnownByItsData() {
        Draft words = sheet("## Answer 1: T\n\n**Code Issues:**\n\nx\n\n**Verification:** run it twice.\n\n"
                        + "### Verification\n\nOnce more.\n\n```bash\nls\n```\n")
                .get(0);
        assertEquals(List.of("Code Issues"), labels(words));
        for (String label : List.of("**Verification:**", "### Verification", "**Verification**")) {
            for (String data : List.of("```json\n{}\n```", "The cases:\n\n~~~\n{}\n~~~", "{\"cases\": []}")) {
                Draft draft = sheet("## Answer 1: T\n\n**Code Issues:**\n\nx\n\n" + label + "\n\n" + data + "\n")
                        .get(0);
                assertEquals(List.of("Code Issues", "Verification"), labels(draft), label + data);
            }
        }
    }

    @Test
    void aCommentNamesAFileOnlyWhereItSaysNoMoreThanItsPurpose() {
        for (String comment :
                List.of("config.py", "config.py - the settings", "config.py: settings", "config.py HOST PORT")) {
            assertEquals("config.py", fileName("# " + comment), comment);
        }
        for (String comment : List.of(
                "config.py must exist before the first run",
                "config.py Must exist",
                "config.py is read once",
                "see config.py")) {
            assertEquals("", fileName("# " + comment), comment);
        }
    }

    @Test
    void anAnswerWithoutLabelsIsOfNoSectionOfAnother() {
        String sheet =
                "# Conceptual Questions\n\n## Answer 1: T\n\nWords.\n\n## Answer 2: T\n\n**Section:** Coding Challenges\n\n"
                        + "**Solution Approach:**\n\n**Section:** Application Questions\n\n## Answer 3: T\n\n**Section:** Application Questions\n";
        assertEquals(
                List.of("Conceptual", "Coding Challenge", "Application"),
                new SheetReader(Packs.read(Packs.DEFAULT))
                        .read(SourceText.of("sheet.md", sheet), Optional.empty()).answers().stream()
                                .map(answer -> answer.category().name())
                                .toList());
    }

    private String fileName(String comment) {
        return sheet("## Answer 1: T\n\n**Example Code:**\n\n```python\n" + comment + "\nx = 1\n```\n")
                .get(0)
                .section("Example Code")
                .orElseThrow()
                .content()
                .fences()
                .get(0)
                .fileName();
    }

    private List<Draft> sheet(String text) {
        return reader.readSheet(SourceText.of("sheet.md", text));
    }

    private static List<String> labels(Draft draft) {
        return draft.sections().stream().map(DraftSection::label).toList();
    }
}
