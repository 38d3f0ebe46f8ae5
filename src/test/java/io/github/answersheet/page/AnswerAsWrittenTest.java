package io.github.answersheet.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.answersheet.check.SheetText;
import io.github.answersheet.pack.Packs;
import io.github.answersheet.sheet.SheetReader;
import io.github.answersheet.source.SourceText;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** An answer on which the renderer fails stands on the page as it is written, and the others as always. */
class AnswerAsWrittenTest {

    private static final String SHEET = """
            # Sheet

            ## Answer 1: First

            **Answer Overview:**

            It is `a < b`.

            ## Answer 2: Second

            **Answer Overview:**

            It is *well*.
            """;

    @Test
    void whatCannotBeShownIsNotLost() {
        SheetText sheet =
                new SheetReader(Packs.read(Packs.DEFAULT)).read(SourceText.of("sheet.md", SHEET), Optional.empty());
        // What no report can hold, so that the renderer stumbles.
        AnswerChecks broken = new AnswerChecks("valid", "", 1, 0, Map.of(), 0, 0, 0, List.of(), List.of(), null, null);
        Map<Integer, String> failed = new TreeMap<>();
        String page = HtmlPage.render(
                sheet, new CheckReport(Map.of(1, broken)), (answer, why) -> failed.put(answer, why.getMessage()));
        assertEquals(List.of(1), List.copyOf(failed.keySet()));
        assertTrue(failed.get(1).startsWith("this program failed (NullPointerException"), failed.get(1));
        assertTrue(page.contains("It is `a &lt; b`."), page);
        assertTrue(page.contains("this program failed"), page);
        assertTrue(page.contains("<em>well</em>"), page);
    }
}
