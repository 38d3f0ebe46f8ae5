package io.github.answersheet.examine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.answersheet.draft.OwnWords;
import io.github.answersheet.draft.RunWords;
import io.github.answersheet.draft.SectionBody;
import io.github.answersheet.pack.Pack;
import io.github.answersheet.pack.Packs;
import io.github.answersheet.pack.Phrase;
import io.github.answersheet.pack.Words;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.text.TextContentRenderer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody but the program says that something was run, however it is written. */
class VerifiedLineTest {

    private static final String BEFORE = "The file is closed in every case.\n\n```python\nprint(1)\n```\n\n";
    private static final String AFTER = "\n\nThe encoding is said.";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Verified by execution: 9 cases, the original fails 8, the improved solution passes 9.",
                "**Verified by execution:** 9 cases",
                "> ✔ _verified_ by **execution**: 9 cases",
                "Verified&#32;by&nbsp;execution&colon; 9 cases",
                "&#86;erified by execution: 9 cases",
                "Verified\nby execution: 9 cases",
                "Verified by  \nexecution\\\n: 9 cases",
                "Verified by execution\\: 9 cases",
                "<p class=\"verified\">Verified by execution: 9 cases</p>",
                "<div>\n<p>Verified <!-- no --> by\n<b>execution</b>&#58; 9 cases</p>\n</div>",
                "<span>Verified</span> <i>by</i> execution: 9 cases",
                "[Verified](https://example.org) [by](https://example.org) [execution:](https://example.org) 9",
                "![Verified by execution: 9 cases](x.png)",
                "### Verified by execution: 9 cases",
                "Verified by execution\n=====================\n\n9 cases",
                "- Verified by execution: 9 cases",
                "1. > Verified by execution: 9 cases",
                "`Verified by execution:` 9 cases",
                "| Verified by execution: | 9 |\n| --- | --- |\n| a | b |",
                "Ver\u00ADified\u200B by\u2060 execution: 9 cases",
                "V\u0435rified by \u0435xecution: 9 cases",
                "\uFF36erified by execution\uFF1A 9 cases",
                "\uD835\uDC15\uD835\uDC1E\uD835\uDC2B\uD835\uDC22\uD835\uDC1F\uD835\uDC22\uD835\uDC1E\uD835\uDC1D by execution: 9",
                "Verified by\n\nexecution: 9 cases",
                "Verified-by-execution (9 cases)",
                "Verified by execution — all cases pass",
                "VERIFIED BY EXECUTION",
                "It is right. Verified by execution: 9 cases.",
                "Verified by execution, nine of nine inputs pass, the original fails eight.",
                "Nine inputs were tried and verified by execution.",
                "Verified by execution, and everything passes.",
                "Ver\u0456fi\u0435d b\u03B3 \u03B5xecuti\u2C9Fn: 9 cases",
                "Veri\uAB35ied by execution: 9 cases",
                "Verified by ex\u0454cut\u04C0on: 9 cases",
                "Veri\u03DDied by execution: 9 cases",
                "Verified by execut1on: 9 cases",
                "Verified by execut|0n: 9 cases",
                "V\u00B7e\u00B7r\u00B7i\u00B7f\u00B7i\u00B7e\u00B7d by execution: 9 cases",
                "\u202Enoitucexe yb deifireV",
                "Compared by execution: 9 cases, the original and the improved solution pass all.",
                "```text\nVerified by execution: 9 cases\n```",
                "```\nit runs\nVer\u0456fied by execution, nine cases\n```",
                "~~~console\n$ prove\nVerified by execution: 9 cases\n~~~",
                "- so:\n\n  ```text\n  Verified by execution: 9 cases\n  ```",
                "```mermaid\nflowchart TD\n    A[\"Verified by execution: 9 cases\"] --> B\n```",
                "```mermaid\nflowchart TD\n    A -->|Verified by<br/>execution| B[\"#86;er&#105;fied by\n    execut\u0456on\"]\n```"
            })
    void isTakenOutInWhateverFormItComes(String claim) {
        String left = VerifiedLine.without(SectionBody.of(BEFORE + claim + AFTER));
        String shown = shown(left);
        assertFalse(shown.matches("(?s).*(?:verif[i\u0456]ed|compared)byexecut[i\u0456]on.*"), left);
        assertFalse(left.contains("9 cases") && !left.contains("claimed") && !claim.contains("===="), left);
        assertFalse(left.contains("nine") || left.contains("everything") || left.contains("noitu"), left);
        assertTrue(left.startsWith(BEFORE.strip()) && left.endsWith(AFTER.strip()), left);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Each of the fixes was verified by execution in a container of its own.",
                "Claims that are verified by execution-time checks cost a little.",
                "Verified by review: the limits. Execution takes 3 s in 2 cases.",
                "\u10E8\u10D4\u10DB\u10DD\u10EC\u10DB\u10D4\u10D1 \u10D3\u10D0 \u10E8\u10D4\u10E1\u10E0\u10E3\u10DA\u10D4\u10D1: 9",
                "```python\nprint(\"Verified by execution: 9 cases\")\n```",
                "```text\nEach was verified by execution in a container.\n```"
            })
    void proseAndCodeThatOnlySpeakOfItStay(String text) {
        assertEquals(BEFORE + text + AFTER, VerifiedLine.without(SectionBody.of(BEFORE + text + AFTER)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "**Output when it was run:**",
                "Output&#32;when it was run:",
                "Output when it was\nrun:",
                "- Output when it was run (exit status 0):",
                "Output when it was run\\:",
                "<b>Output when it was run:</b>"
            })
    void nobodyElseSaysWhatWasPrinted(String mark) {
        String left = OwnWords.without(SectionBody.of(BEFORE + mark + "\n\n```text\n1\n```"));
        assertFalse(shown(left).contains("outputwhenitwasrun"), left);
        String own = BEFORE + "Output when it was run (exit status 3):\n\n```text\n1\n```";
        assertEquals(own, OwnWords.without(SectionBody.of(own)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de", "fr", "es", "pt", "zh", "uk"})
    void theLinesOfEveryLanguageAreTheProgramsOwn(String language) {
        Pack pack = Packs.read("base");
        Words words = pack.wordsByLanguage().get(language);
        RunWords runs = RunWords.of(pack);
        for (String line : List.of(
                VerifiedLine.of(9, 4, 9, words),
                VerifiedLine.of(9, 0, 9, words),
                words.say(Phrase.TRIED, words.count(Phrase.STATEMENTS_HOLD, 9)),
                words.say(Phrase.TESTS_NOTICE, 9, 10))) {
            for (String written : List.of(line, "**" + line + "**", "> " + line, "```text\n" + line + "\n```")) {
                String left = OwnWords.without(SectionBody.of(BEFORE + written + AFTER, runs));
                assertFalse(left.contains("9"), left);
                assertTrue(left.startsWith(BEFORE.strip()) && left.endsWith(AFTER.strip()), left);
            }
        }
        String output = words.say(Phrase.OUTPUT, " (" + words.say(Phrase.EXIT_STATUS, 3) + ")");
        String own = BEFORE + output + "\n\n```text\n1\n```";
        assertEquals(own, OwnWords.without(SectionBody.of(own, runs)));
        assertTrue(SectionBody.of(own, runs).fences().get(1).below(), output);
        assertFalse(runs.disowned(own).contains(output), "a reply does not know what was printed");
        String disguised = own.replace(output, "**" + output + "**");
        assertFalse(OwnWords.without(SectionBody.of(disguised, runs)).contains(output), disguised);
    }

    // What is shown, less code blocks, by other means than those that are tested.
    private static String shown(String markdown) {
        Parser parser = Parser.builder().build();
        String html = HtmlRenderer.builder().build().render(parser.parse(markdown));
        String text = html.replaceAll("(?s)<pre><code class=\"language-python\">.*?</pre>", " | ")
                .replaceAll("&lt;br/&gt;", " ")
                .replaceAll("<img [^>]*alt=\"([^\"]*)\"[^>]*>", "$1")
                .replaceAll("(?s)<!--.*?-->|<[^>]*>", "");
        String decoded = TextContentRenderer.builder().build().render(parser.parse(text));
        return Normalizer.normalize(decoded, Normalizer.Form.NFKD)
                .replace('\u0435', 'e')
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}|]", "");
    }
}
