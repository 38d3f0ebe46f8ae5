package io.github.answersheet.check;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.github.answersheet.ProjectFiles;
import io.github.answersheet.draft.Draft;
import io.github.answersheet.draft.DraftReader;
import io.github.answersheet.examine.Candidate;
import io.github.answersheet.pack.Pack;
import io.github.answersheet.pack.Packs;
import io.github.answersheet.sheet.SheetReader;
import io.github.answersheet.source.InputException;
import io.github.answersheet.source.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever stands in a sheet or a reply, reading, checking and mending it end, with findings that are in the text. */
class SheetFuzzTest {

    private static final long SEED = 20_261_126;

    private static final List<String> SCRAPS = List.of(
            "`",
            "``` ",
            "```\n",
            "```python\n",
            "```bash\n",
            "```text\n...\n```\n",
            "~~~\n",
            "> ",
            "- ",
            "1. ",
            "\t",
            "\n",
            " \n",
            "# ",
            "# x\n",
            "#!\n",
            "## Answer 2: X\n\n",
            "**Example Code:**\n\n",
            "**A (",
            "### A\n\n",
            "*a **b ",
            "[",
            "](",
            "<",
            "<!--",
            "\"",
            "(",
            "{{",
            "line 1, 2 and ",
            "a/",
            "a: ",
            "x\\\n",
            "x = 1\n",
            "a{i}\n",
            "import a{i}\n",
            "f{i} = open(a)\n",
            "def f{i}(a={}): return a{i}\n",
            "try:\n  a\nexcept Exception: pass\n",
            "\"\"\"\n>>> a\n",
            ">>> a\n",
            "$ a\n",
            "ls -l",
            "not ",
            "echo \"",
            "<<E\n",
            "flowchart TD\nA -> B[x y]\n",
            "%%\n",
            "\u001B]",
            "\u200B",
            "\uFEFF",
            "\uD83D",
            "é",
            "￿");

    private static final List<String> PLACES = List.of(
            "**Example Code:**\n\n%s",
            "**Example Code:**\n\n```python\n%s\n```\n",
            "**Example Code:**\n\n```bash\n%s\n```\n",
            "**Code Issues:**\n\n- a\n\n  %s",
            "**Overview:**\n\n```python %s\na\n```\n",
            "**%s**\n",
            "## %s\n");

    private static final Checker CHECKER = SharedLanguages.CHECKER;
    private static final Pack PACK = Packs.read(Packs.DEFAULT);
    private static final SheetReader SHEETS = new SheetReader(PACK);
    private static final DraftReader REPLIES = new DraftReader(PACK);

    @Test
    void someMutations() throws IOException {
        mutate(100, Duration.ofMinutes(2));
    }

    @Test
    @Tag("campaign")
    void fiveThousandMutations() throws IOException {
        mutate(5_000, Duration.ofMinutes(30));
    }

    @Test
    void someScrapsRepeated() {
        Random random = new Random(SEED);
        for (String place : PLACES) {
            repeated(place, SCRAPS.get(random.nextInt(SCRAPS.size())), 40_000);
        }
    }

    @Test
    @Tag("campaign")
    void everyScrapRepeatedInEveryPlace() {
        PLACES.forEach(place -> SCRAPS.forEach(scrap -> repeated(place, scrap, 100_000)));
    }

    private static void repeated(String place, String scrap, int length) {
        StringBuilder many = new StringBuilder();
        for (int i = 0; many.length() < length; i++) {
            many.append(scrap.replace("{i}", "" + i));
        }
        String text = "## Answer 1: X\n\n**Section:** Conceptual Questions\n\n" + place.formatted(many);
        assertTimeoutPreemptively(
                Duration.ofSeconds(60), () -> read(text, "`%s` in `%s`".formatted(scrap, place)), () -> scrap + place);
    }

    private static void mutate(int times, Duration limit) throws IOException {
        List<String> seeds = seeds();
        Random random = new Random(SEED);
        int[] readable = new int[1];
        assertTimeoutPreemptively(limit, () -> {
            for (int i = 0; i < times; i++) {
                String text = mutated(seeds.get(random.nextInt(seeds.size())), random);
                readable[0] += read(text, "mutation " + i) ? 1 : 0;
            }
        });
        System.out.printf("%d mutations: %d sheets, %d clean errors%n", times, readable[0], times - readable[0]);
        assertTrue(readable[0] > times / 2, "most mutations are still sheets");
    }

    /** Reads and checks a text as a sheet and as a reply; whether it is a sheet. */
    private static boolean read(String text, String name) {
        SourceText source = SourceText.of("sheet.md", text);
        try {
            Draft reply = REPLIES.readReply(source);
            CHECKER.check(new Candidate(
                    1, reply, PACK.categories().get(0), PACK, Optional.empty(), Optional.empty(), Optional.empty()));
            SheetText sheet = SHEETS.read(source, Optional.empty());
            List<Finding> findings = CHECKER.check(sheet).findings();
            for (Finding finding : findings) {
                int line = finding.position().line();
                assertTrue(line >= 1 && line <= source.lineCount(), name + ": " + finding);
            }
            Fix.apply(
                    text,
                    Fix.withoutClashes(
                            findings.stream().flatMap(f -> f.fix().stream()).toList()));
            return true;
        } catch (InputException clean) {
            return false;
        } catch (RuntimeException | StackOverflowError e) {
            return fail(name + ": " + e, e);
        }
    }

    private static List<String> seeds() throws IOException {
        List<String> seeds = new ArrayList<>();
        try (Stream<Path> replies = Files.list(ProjectFiles.SAMPLE_REPLIES)) {
            for (Path reply :
                    replies.filter(f -> f.toString().endsWith(".md")).sorted().toList()) {
                String text = Files.readString(reply);
                if (text.startsWith("## Answer")) {
                    seeds.add(text);
                }
            }
        }
        assertTrue(seeds.size() >= 10, "the replies of the sample");
        return seeds;
    }

    private static String mutated(String text, Random random) {
        StringBuilder out = new StringBuilder(text);
        for (int i = random.nextInt(6); i >= 0; i--) {
            int at = random.nextInt(out.length() + 1);
            int to = Math.min(out.length(), at + random.nextInt(60));
            String scrap = SCRAPS.get(random.nextInt(SCRAPS.size()));
            switch (random.nextInt(6)) {
                case 0 -> out.delete(at, to);
                case 1 -> out.insert(at, scrap);
                case 2 -> out.insert(at, out.substring(at, to));
                case 3 -> out.insert(out.lastIndexOf("\n", Math.max(0, at - 1)) + 1, scrap);
                case 4 -> {
                    List<String> lines = new ArrayList<>(List.of(out.toString().split("\n", -1)));
                    Collections.swap(lines, random.nextInt(lines.size()), random.nextInt(lines.size()));
                    out = new StringBuilder(String.join("\n", lines));
                }
                default -> out.setLength(Math.max(at, 200));
            }
        }
        return out.toString();
    }
}
