package io.github.answersheet.page;

import static io.github.answersheet.page.HtmlText.escaped;

import io.github.answersheet.pack.Phrase;
import io.github.answersheet.pack.Words;
import io.github.answersheet.page.Tried.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The statements of an answer that were tried, folded, each with its program and what came of it. */
final class TriedHtml {

    private static final Map<String, Phrase> STATES = states();

    private TriedHtml() {}

    private static Map<String, Phrase> states() {
        Map<String, Phrase> states = new LinkedHashMap<>();
        states.put("holds", Phrase.HOLD);
        states.put("refuted", Phrase.DO_NOT_HOLD);
        states.put("disputed", Phrase.ARE_DISPUTED);
        states.put("undecided", Phrase.ARE_UNDECIDED);
        return states;
    }

    /** Empty if none was tried. */
    static String of(Tried tried, Words words) {
        if (tried.statements().isEmpty()) {
            return "";
        }
        StringBuilder out = new StringBuilder("<details class=\"tried\">\n<summary>")
                .append(escaped(summary(tried, words)))
                .append("</summary>\n<ol>\n");
        tried.statements().forEach(each -> statement(each, words, out));
        return out.append("</ol>\n</details>\n").toString();
    }

    /** How many there are in each state, in words. */
    static String summary(Tried tried, Words words) {
        List<String> parts = new ArrayList<>();
        STATES.forEach((state, phrase) -> {
            if (tried.count(state) > 0) {
                parts.add(words.count(phrase, tried.count(state)));
            }
        });
        return words.count(Phrase.STATEMENTS_TRIED, tried.statements().size()) + ": " + String.join(", ", parts);
    }

    private static void statement(Statement each, Words words, StringBuilder out) {
        String kind =
                switch (each.state()) {
                    case "holds" -> "good";
                    case "refuted" -> "bad";
                    default -> "open";
                };
        Phrase state =
                switch (each.state()) {
                    case "holds" -> Phrase.HOLDS;
                    case "refuted" -> Phrase.DOES_NOT_HOLD;
                    case "disputed" -> Phrase.IS_DISPUTED;
                    default -> Phrase.IS_UNDECIDED;
                };
        out.append("<li class=\"")
                .append(kind)
                .append("\"><q>")
                .append(escaped(each.quote()))
                .append("</q> <em>")
                .append(escaped(words.label(each.section())))
                .append("</em> <strong>")
                .append(escaped(words.say(state)))
                .append("</strong><details><summary>")
                .append(escaped(words.say(Phrase.PROGRAM)))
                .append("</summary><pre>")
                .append(escaped(each.program()))
                .append("</pre><p>")
                .append(escaped(words.say(Phrase.SEEN_IF_IT_HOLDS, plain(each.expected()))))
                .append("</p><p>")
                .append(escaped(words.say(Phrase.SEEN, plain(each.seen()))))
                .append("</p></details></li>\n");
    }

    // Reports tell values as code of Markdown.
    private static String plain(String words) {
        return words.replace("`", "");
    }
}
