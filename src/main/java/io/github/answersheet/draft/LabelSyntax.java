package io.github.answersheet.draft;

import io.github.answersheet.source.Spelling;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The forms in which labels are written. Asked for is {@code **Label:**}; models and people also write
 * {@code **Label**:}, {@code ### Label}, {@code **3. label**} or {@code Label:}, and mean the same.
 */
final class LabelSyntax {

    private static final int FAR_ENOUGH = 200;
    private static final int LONG_LABEL = 14;
    private static final String REMARK = "(?:\\s*\\([^)]*\\)){0,3}";
    private static final Pattern BOLD = Pattern.compile(
            "\\s{0,3}(?:\\d+[.)]\\s+)?(\\*\\*|__)(?<words>[^*_]++)\\1(?<colon>\\s*[:：])?" + REMARK + "\\s*(?<rest>.*)");
    private static final Pattern PLAIN = Pattern.compile("\\s{0,3}(?<name>\\p{Lu}[\\p{L} ]++)" + REMARK + "\\s*:\\s*");
    private static final Pattern LABEL_CASE = Pattern.compile(
            "\\p{Lu}[\\p{L}\\p{N}&/-]*(?: (?:\\p{Lu}[\\p{L}\\p{N}&/-]*|and|of|with|for|the|in|to|a|or)){0,4}");

    private static final Pattern IN_BRACKETS = Pattern.compile("\\([^)]*\\)");
    private static final Pattern DIGIT = Pattern.compile("\\d");
    private static final Pattern NO_LETTERS = Pattern.compile("[^\\p{L}]+");

    private final Map<String, String> known = new LinkedHashMap<>();

    /**
     * @param labels of the pack, by the ways to write them
     */
    LabelSyntax(Map<String, String> labels) {
        labels.forEach((written, label) -> known.put(plain(written), label));
    }

    /**
     * A line read as a label.
     *
     * @param name the label in the pack's spelling, or as written if the pack has no such label
     * @param isKnown whether the pack has it
     * @param bodyStart where in the line the body starts; the line's length if nothing follows
     */
    record Match(String name, boolean isKnown, int bodyStart) {}

    /** Reads a line of a paragraph. */
    Optional<Match> inParagraph(String line) {
        // A label is short; looking no further keeps long lines cheap.
        Matcher bold = BOLD.matcher(line.length() > FAR_ENOUGH ? line.substring(0, FAR_ENOUGH) : line);
        if (bold.matches()) {
            boolean hasColon = bold.group("colon") != null
                    || bold.group("words").stripTrailing().endsWith(":");
            boolean alone = bold.group("rest").isBlank() && line.length() <= FAR_ENOUGH;
            String written = withoutColon(bold.group("words"));
            String name = known.get(plain(written));
            if (name != null && (hasColon || alone)) {
                return Optional.of(new Match(name, true, bold.start("rest")));
            }
            if (name == null && hasColon && alone && LABEL_CASE.matcher(written).matches()) {
                return Optional.of(new Match(written, false, line.length()));
            }
            return Optional.empty();
        }
        Matcher plain = PLAIN.matcher(line);
        if (line.length() <= FAR_ENOUGH && plain.matches() && known.containsKey(plain(plain.group("name")))) {
            return Optional.of(new Match(known.get(plain(plain.group("name"))), true, line.length()));
        }
        return Optional.empty();
    }

    /** Reads the text of a heading. */
    Optional<String> inHeading(String text) {
        return text.length() > FAR_ENOUGH ? Optional.empty() : Optional.ofNullable(known.get(plain(text)));
    }

    /** The bold words that are all of a line. */
    Optional<String> boldAlone(String line) {
        if (line.length() > FAR_ENOUGH) {
            return Optional.empty();
        }
        Matcher bold = BOLD.matcher(line);
        return bold.matches() && bold.group("rest").isBlank()
                ? Optional.of(withoutColon(bold.group("words")))
                : Optional.empty();
    }

    private static String withoutColon(String words) {
        String stripped = words.strip();
        return stripped.endsWith(":")
                ? stripped.substring(0, stripped.length() - 1).stripTrailing()
                : stripped;
    }

    /** The one long label that some words spell but for a letter or two ({@code Optimisation} for {@code Optimization}). */
    Optional<String> nearly(String words) {
        if (words.length() > FAR_ENOUGH) {
            return Optional.empty();
        }
        String written = plain(words);
        // "Common Pitfall 3" counts something.
        boolean counts = DIGIT.matcher(words.replaceFirst("^\\d+[.)]\\s+", "")).find();
        if (counts || known.containsKey(written)) {
            return Optional.empty();
        }
        List<String> near = known.keySet().stream()
                .filter(label -> label.length() >= LONG_LABEL && Spelling.isSlip(written, label))
                .toList();
        return near.size() == 1 ? Optional.of(known.get(near.get(0))) : Optional.empty();
    }

    // Numbers, emoji, punctuation, capitals and remarks in parentheses do not distinguish labels.
    private static String plain(String text) {
        String bare = IN_BRACKETS.matcher(text).replaceAll(" ").toLowerCase(Locale.ROOT);
        return NO_LETTERS.matcher(bare).replaceAll(" ").strip();
    }
}
