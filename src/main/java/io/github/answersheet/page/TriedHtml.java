package io.github.answersheet.page;

import static io.github.answersheet.page.HtmlText.count;
import static io.github.answersheet.page.HtmlText.escaped;

import io.github.answersheet.page.Tried.Statement;
import java.util.ArrayList;
import java.util.List;

/** The statements of an answer that were tried, folded, each with its program and what came of it. */
final class TriedHtml {

    private TriedHtml() {}

    /** Empty if none was tried. */
    static String of(Tried tried) {
        if (tried.statements().isEmpty()) {
            return "";
        }
        StringBuilder out = new StringBuilder("<details class=\"tried\">\n<summary>")
                .append(escaped(summary(tried)))
                .append("</summary>\n<ol>\n");
        tried.statements().forEach(each -> statement(each, out));
        return out.append("</ol>\n</details>\n").toString();
    }

    /** How many there are in each state, in words. */
    static String summary(Tried tried) {
        List<String> parts = new ArrayList<>();
        add(parts, tried.count("holds"), "holds", "hold");
        add(parts, tried.count("refuted"), "does not hold", "do not hold");
        add(parts, tried.count("disputed"), "is disputed", "are disputed");
        add(parts, tried.count("undecided"), "is undecided", "are undecided");
        return count(tried.statements().size(), "statement") + " tried: " + String.join(", ", parts);
    }

    private static void add(List<String> parts, long number, String one, String many) {
        if (number > 0) {
            parts.add(number + " " + (number == 1 ? one : many));
        }
    }

    private static void statement(Statement each, StringBuilder out) {
        String kind =
                switch (each.state()) {
                    case "holds" -> "good";
                    case "refuted" -> "bad";
                    default -> "open";
                };
        String state =
                switch (each.state()) {
                    case "holds" -> "holds";
                    case "refuted" -> "does not hold";
                    case "disputed" -> "disputed: its writer keeps to it";
                    default -> "undecided";
                };
        out.append("<li class=\"")
                .append(kind)
                .append("\"><q>")
                .append(escaped(each.quote()))
                .append("</q> <em>")
                .append(escaped(each.section()))
                .append("</em> <strong>")
                .append(escaped(state))
                .append("</strong><details><summary>Program</summary><pre>")
                .append(escaped(each.program()))
                .append("</pre><p>Seen if it holds: ")
                .append(escaped(plain(each.expected())))
                .append("</p><p>Seen: ")
                .append(escaped(plain(each.seen())))
                .append("</p></details></li>\n");
    }

    // Reports tell values as code of Markdown.
    private static String plain(String words) {
        return words.replace("`", "");
    }
}
