package io.github.answersheet.repair;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Corrections are read out of whatever stands around them, and change exactly one place or nothing. */
class ChangesTest {

    private static final Map<String, String> TEXTS =
            Map.of("One", "First line.  \nSecond line.\n\n```python\nx = 1\n```", "Two", "Third line.\nThird place.");

    private static final String ONE = "<<<<<<<\nSecond line.\n=======\nA better line.\n>>>>>>>\n";

    @Test
    void marksAreReadWithWhatStandsAroundThem() {
        for (String reply : List.of(
                ONE,
                "Here is it:\n\n**One:**\n\n" + ONE + "\nThat is all.",
                "```\n" + ONE + "```\n",
                "```diff\n" + ONE.replace("<<<<<<<", "<<<<<<< One").replace(">>>>>>>", ">>>>>>> new") + "```",
                ONE.replace("\n", "\r\n"))) {
            Changes changes = Changes.read(reply);
            assertEquals(1, changes.all().size(), reply);
            Changes.Applied applied = changes.appliedTo(TEXTS);
            assertTrue(applied.isWhole());
            assertEquals(
                    Map.of("One", "First line.  \nA better line.\n\n```python\nx = 1\n```"), applied.texts(), reply);
        }
    }

    @Test
    void blanksAtTheEndsOfLinesDoNotMatter() {
        Changes changes = Changes.read("<<<<<<<\n\nFirst line.\nSecond line. \n=======\nOne line.\n>>>>>>>");
        assertEquals(
                "One line.\n\n```python\nx = 1\n```",
                changes.appliedTo(TEXTS).texts().get("One"));
    }

    @Test
    void whatStandsTwiceOrNowhereOrIsEmptyHasNoPlace() {
        for (String before : List.of("line", "Third", "Fourth", "", "\n\n")) {
            Changes changes = Changes.read("<<<<<<<\n" + before + "\n=======\nnew\n>>>>>>>");
            assertFalse(changes.appliedTo(TEXTS).isWhole(), before);
            assertEquals(Map.of(), changes.appliedTo(TEXTS).texts());
        }
    }

    @Test
    void whatIsNotCompleteIsLeftOut() {
        assertEquals(
                1,
                Changes.read(ONE + "<<<<<<<\nThird place.\n=======\nhalf of")
                        .all()
                        .size());
        assertTrue(Changes.read("<<<<<<<\nSecond line.\n>>>>>>>\n").isEmpty());
        assertTrue(Changes.read("=======\n>>>>>>>\nNo change is needed here").isEmpty());
        assertTrue(Changes.read(" **No changes.**\n").isNone());
        assertFalse(Changes.read("No change in the first section; the second:\n" + ONE)
                .isNone());
    }

    /** Any part of a text that stands there once is replaced, and the rest is the very same. */
    @Test
    void oneOfManyPlacesIsChanged() {
        Random random = new Random(20_261_127);
        for (int round = 0; round < 2_000; round++) {
            StringBuilder text = new StringBuilder("a");
            int length = 20 + random.nextInt(200);
            while (text.length() < length) {
                text.append("ab \n\\$`*".charAt(random.nextInt(8)));
            }
            String whole = text.append("b").toString();
            int from = random.nextInt(whole.length() - 2);
            int to = from + 1 + random.nextInt(whole.length() - from - 1);
            String before = whole.substring(from, to);
            if (before.isBlank()
                    || before.startsWith("\n")
                    || before.endsWith("\n")
                    || before.lines().anyMatch(l -> l.matches("\\s*"))) {
                continue;
            }
            Changes changes = Changes.read("<<<<<<<\n" + before + "\n=======\n$1\\new\n>>>>>>>\n");
            boolean isOnce = whole.indexOf(before) == whole.lastIndexOf(before);
            Changes.Applied applied = changes.appliedTo(Map.of("t", whole));
            if (isOnce) {
                assertEquals(
                        whole.substring(0, from) + "$1\\new" + whole.substring(to),
                        applied.texts().get("t"));
            }
        }
    }
}
