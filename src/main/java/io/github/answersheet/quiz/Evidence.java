package io.github.answersheet.quiz;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.StrongEmphasis;

/** Signs that a text asks something. */
final class Evidence {

    private static final Pattern ASKS = Pattern.compile("[?？؟](?=[\\s\"')*_`\\]]|$)");
    private static final Set<String> ASKING_WORDS = Set.of(
            "write",
            "implement",
            "create",
            "explain",
            "describe",
            "discuss",
            "list",
            "name",
            "what",
            "why",
            "how",
            "which",
            "when",
            "where",
            "who",
            "whose",
            "compare",
            "contrast",
            "define",
            "design",
            "build",
            "develop",
            "analyze",
            "analyse",
            "review",
            "identify",
            "find",
            "fix",
            "refactor",
            "debug",
            "give",
            "provide",
            "show",
            "convert",
            "complete",
            "choose",
            "select",
            "match",
            "arrange",
            "predict",
            "determine",
            "calculate",
            "compute",
            "suggest",
            "propose",
            "outline",
            "summarize",
            "summarise",
            "evaluate",
            "you",
            "given",
            "as",
            "suppose",
            "assume",
            "imagine",
            "consider",
            "true",
            "is",
            "are",
            "do",
            "does",
            "can",
            "could",
            "should",
            "would",
            "will",
            "in",
            "using",
            "use",
            "state",
            "draw",
            "sketch",
            "trace",
            "rewrite",
            "modify",
            "extend",
            "improve",
            "optimize",
            "optimise",
            "configure",
            "deploy",
            "set",
            "make",
            "add",
            "remove",
            "print",
            "parse",
            "count",
            "automate",
            "script",
            "produce",
            "demonstrate",
            "illustrate",
            "distinguish",
            "differentiate",
            "justify",
            "your",
            "an",
            "a",
            "the",
            "to",
            "for",
            "if",
            "after",
            "before",
            "examine",
            "spot",
            "correct");
    private static final Set<String> TELLING_WORDS =
            Set.of("read", "answer", "do", "submit", "use", "allow", "see", "check");

    private Evidence() {}

    /** Whether the words end a sentence with a question mark, in any script. */
    static boolean asks(String words) {
        return ASKS.matcher(words).find();
    }

    /** Whether the words ask or tell the reader to do something, as far as English says. */
    static boolean demands(String words) {
        String first = words.toLowerCase(Locale.ROOT).replaceAll("^[^\\p{L}]+", "");
        int end = 0;
        while (end < first.length() && Character.isLetter(first.charAt(end))) {
            end++;
        }
        return ASKING_WORDS.contains(first.substring(0, end)) && wordCount(words) >= 3;
    }

    /** Whether the item tells what to do with the quiz and not what to answer. */
    static boolean instructs(String words) {
        String first =
                words.toLowerCase(Locale.ROOT).replaceAll("^[^\\p{L}]+", "").split("\\P{L}", 2)[0];
        return TELLING_WORDS.contains(first) && !asks(words);
    }

    static int wordCount(String words) {
        return words.isBlank() ? 0 : words.strip().split("\\s+").length;
    }

    /** Whether a list item starts with bold words, as stems often do. */
    static boolean hasBoldStem(Node item) {
        return item instanceof ListItem
                && item.getFirstChild() instanceof Paragraph stem
                && stem.getFirstChild() instanceof StrongEmphasis;
    }

    /** Whether a list item is a link and nothing else, as in navigation and further reading. */
    static boolean isLink(Node item) {
        Node first = item.getFirstChild() instanceof Paragraph p ? p.getFirstChild() : item.getFirstChild();
        while (first instanceof StrongEmphasis) {
            first = first.getFirstChild();
        }
        return first instanceof Link || first instanceof Image;
    }
}
