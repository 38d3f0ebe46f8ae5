package io.github.answersheet.examine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.answersheet.sandbox.Ending;
import io.github.answersheet.sandbox.Ran;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What an answer shows of an output, beside what was printed. */
class ShownOutputTest {

    private static final long SEED = 20_261_126;

    @Test
    void linesThatAreLeftOutMayBeAny() {
        assertTrue(isWhat("0\n1\n...\n9", "0\n1\n2\n3\n9"));
        assertTrue(isWhat("0\n  …\n9", "0\n1\n9"));
        assertTrue(isWhat("...\n9", "9"));
        assertTrue(isWhat("0\n...", "0"));
        assertTrue(isWhat("...", "anything"));
        assertTrue(isWhat("a\n...\nb\n...\nb", "a\nb\nb"));
        assertEquals(false, isWhat("a\n...\nb\n...\nb", "a\nb"));
        assertEquals(false, isWhat("a\n...\na", "a"));
        assertEquals(false, isWhat("b\n...", "a\nb"));
        assertEquals(false, isWhat("...\na", "a\nb"));
    }

    @Test
    void whatIsNotPrintedInItsPlaceIsTold() {
        assertEquals(
                "what is shown from line 3 on, `c`, is not what the program prints there",
                new ShownOutput("a\n...\nc\n...\nd", 0).difference(printed("a\nb\nd")));
        assertEquals(
                "what is shown from line 3 on, `c`, is not what the program prints there",
                new ShownOutput("a\n...\nc", 0).difference(printed("a\nc\nd")));
    }

    @Test
    void linesOfBothOutputsMayStandInAnyOrderAmongEachOther() {
        Ran ran = new Ran(Ending.EXITED, 1, "a\nb\n", "c\n", Map.of(), Duration.ZERO);

        assertTrue(new ShownOutput("a\nc\nb", 0).isWhat(ran));
        assertTrue(new ShownOutput("c\na\nb", 0).isWhat(ran));
        assertEquals(false, new ShownOutput("b\nc\na", 0).isWhat(ran));
        assertEquals(false, isWhat("b\na", "a\nb"), "those of one output stand in its order");
    }

    @Test
    void lengthCostsNoMoreThanItself() {
        String many = "x\n".repeat(30_000);
        assertTrue(isWhat("x\n...\n" + many, "x\n" + many));
        assertEquals(false, isWhat("x\n...\n".repeat(5_000) + "y", many));
        assertEquals(false, isWhat("...\n" + "x\n".repeat(15_000) + "y\n...\nz", many));
        assertTrue(isWhat("0\n1\n...\n29999", numbers(30_000)));
    }

    @Test
    void someOutputsAsByTrying() {
        asByTrying(20_000);
    }

    @Test
    @Tag("campaign")
    void aMillionOutputsAsByTrying() {
        asByTrying(1_000_000);
    }

    private static void asByTrying(int times) {
        Random random = new Random(SEED);
        int like = 0;
        for (int i = 0; i < times; i++) {
            List<String> shown = lines(random, List.of("a", "b", "...", "..."));
            List<String> printed = lines(random, List.of("a", "b", "b"));
            boolean expected = isLike(shown, printed);
            like += expected ? 1 : 0;
            assertEquals(
                    expected,
                    isWhat(String.join("\n", shown), String.join("\n", printed)),
                    () -> shown + " for " + printed);
        }
        assertTrue(like > times / 20 && like < times * 19 / 20, like + " of " + times + " are alike");
    }

    private static List<String> lines(Random random, List<String> words) {
        List<String> lines = new ArrayList<>();
        for (int i = random.nextInt(9); i >= 0; i--) {
            lines.add(words.get(random.nextInt(words.size())));
        }
        return lines;
    }

    private static boolean isLike(List<String> shown, List<String> printed) {
        if (shown.isEmpty()) {
            return printed.isEmpty();
        }
        List<String> rest = shown.subList(1, shown.size());
        if (shown.get(0).equals("...")) {
            return isLike(rest, printed) || !printed.isEmpty() && isLike(shown, printed.subList(1, printed.size()));
        }
        return !printed.isEmpty()
                && printed.get(0).equals(shown.get(0))
                && isLike(rest, printed.subList(1, printed.size()));
    }

    private static String numbers(int count) {
        StringBuilder numbers = new StringBuilder();
        for (int i = 0; i < count; i++) {
            numbers.append(i).append('\n');
        }
        return numbers.toString();
    }

    private static boolean isWhat(String shown, String printed) {
        return new ShownOutput(shown, 0).isWhat(printed(printed));
    }

    private static Ran printed(String stdout) {
        return new Ran(Ending.EXITED, 0, stdout, "", Map.of(), Duration.ZERO);
    }
}
