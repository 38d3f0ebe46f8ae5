package io.github.answersheet.quiz;

import java.util.Locale;
import java.util.regex.Pattern;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.StrongEmphasis;

/** Signs that a text asks something. */
final class Evidence {

    private static final Pattern ASKS = Pattern.compile("[?？؟](?=[\\s\"')*_`\\]<”»」）.,:]|$)|？");
    private static final Pattern BLANK =
            Pattern.compile("_{3,}|[（(]\\s{1,12}[）)]|\\.{6,}|\\[\\s{2,12}\\]|(?:\\\\_){3,}");
    private static final Pattern IDEOGRAPHS =
            Pattern.compile("[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsThai}]{2}");
    private static final char FIRST_IDEOGRAPH = '\u0E00';
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final int LONGEST = 8_000;
    private static final Pattern SENTENCES = Pattern.compile("(?<=[.!:;。])\\s*|\\s[—–-]\\s");
    private static final Pattern WITHIN = Pattern.compile(Words.alternatives("demand-within"));

    private Evidence() {}

    // What a text asks, it says at its beginning or at its end; looking no further keeps long texts cheap.
    private static String bounded(String words) {
        return words.length() <= LONGEST
                ? words
                : words.substring(0, LONGEST / 2) + " " + words.substring(words.length() - LONGEST / 2);
    }

    /** Whether the words end a sentence with a question mark, in any script. */
    static boolean asks(String words) {
        return (words.indexOf('?') >= 0 || words.indexOf('？') >= 0 || words.indexOf('؟') >= 0)
                && ASKS.matcher(bounded(words)).find();
    }

    /** Whether the words leave a blank to be filled in. */
    static boolean hasBlank(String words) {
        return BLANK.matcher(bounded(words)).find();
    }

    /** Whether the words start as questions and tasks do. */
    static boolean opens(String words) {
        return demands(words) || (Words.has("opening", firstWord(words)) && wordCount(words) >= 3);
    }

    /** Whether the words tell the reader to answer or to make something. */
    static boolean demands(String words) {
        return wordCount(bounded(words)) >= 3 && (Words.has("demand", firstWord(words)) || demandsWithin(words));
    }

    // Scripts that do not part words have no first one.
    private static boolean demandsWithin(String words) {
        String some = bounded(words);
        return IDEOGRAPHS.matcher(some).find() && WITHIN.matcher(some).find();
    }

    /** Whether one of the sentences tells the reader to answer or to make something. */
    static boolean demandsSomewhere(String words) {
        return SENTENCES.splitAsStream(bounded(words)).limit(30).anyMatch(Evidence::demands);
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
        return Words.has("telling", firstWord(words)) && !asks(words);
    }

    static int wordCount(String words) {
        if (words.isBlank()) {
            return 0;
        }
        String some = bounded(words);
        boolean isParted = some.chars().allMatch(c -> c < FIRST_IDEOGRAPH);
        long pairs =
                isParted ? 0 : IDEOGRAPHS.matcher(some).results().limit(200).count();
        return BLANKS.split(some.strip()).length + (int) pairs;
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
