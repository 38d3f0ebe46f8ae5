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
    private static final Set<String> DEMANDING_WORDS = Set.of(
            "write",
            "implement",
            "create",
            "explain",
            "describe",
            "discuss",
            "list",
            "name",
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
            "suppose",
            "assume",
            "imagine",
            "consider",
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
            "automate",
            "script",
            "demonstrate",
            "illustrate",
            "distinguish",
            "differentiate",
            "justify",
            "examine",
            "spot",
            "correct",
            "what",
            "why",
            "how",
            "which",
            "when",
            "where",
            "who",
            "whose");
    private static final Set<String> OPENING_WORDS = Set.of(
            "you", "given", "as", "true", "is", "are", "do", "does", "can", "could", "should", "would", "will", "in",
            "using", "use", "set", "make", "add", "remove", "print", "parse", "count", "produce", "your", "an", "a",
            "the", "to", "for", "if", "after", "before");
    private static final Set<String> TELLING_WORDS =
            Set.of("read", "answer", "do", "submit", "use", "allow", "see", "check");

    private Evidence() {}

    /** Whether the words end a sentence with a question mark, in any script. */
    static boolean asks(String words) {
        return ASKS.matcher(words).find();
    }

    /** Whether the words start as questions and tasks do, as far as English says. */
    static boolean opens(String words) {
        return (DEMANDING_WORDS.contains(firstWord(words)) || OPENING_WORDS.contains(firstWord(words)))
                && wordCount(words) >= 3;
    }

    /** Whether the words tell the reader to do something, as far as English says. */
    static boolean demands(String words) {
        return DEMANDING_WORDS.contains(firstWord(words)) && wordCount(words) >= 3;
    }

    private static String firstWord(String words) {
        int start = 0;
        while (start < words.length() && !Character.isLetter(words.charAt(start))) {
            start++;
        }
        int end = start;
        while (end < words.length() && Character.isLetter(words.charAt(end))) {
            end++;
        }
        return words.substring(start, end).toLowerCase(Locale.ROOT);
    }

    /** Whether the item tells what to do with the quiz and not what to answer. */
    static boolean instructs(String words) {
        return TELLING_WORDS.contains(firstWord(words)) && !asks(words);
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
