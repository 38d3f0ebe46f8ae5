package io.github.answersheet.quiz;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Words before a colon at the start of a line that say what follows: {@code *Hint: …*}, {@code **Answer:** b},
 * {@code A: …}, {@code **My Solution**}.
 *
 * @param matter what follows
 * @param rest the line after the colon, without the emphasis that it stood in
 */
record LeadIn(Matter matter, String rest) {

    private static final Pattern LINE = Pattern.compile(
            "\\s*(?:>\\s*)*(?:[-*+]\\s+|\\d+[.)]\\s+)?(?<open>[*_`]{0,4})[^\\p{L}\\p{N}*_`]*(?<words>\\p{L}[^:：*_`]{0,40}?)[*_`]{0,4}\\s*(?:[:：]|(?=$))"
                    + "\\s*(?<close>[*_`]{0,4})\\s*(?<rest>.*)");

    private static final int FAR_ENOUGH = 200;

    static Optional<LeadIn> of(String whole) {
        // The words before a colon are few; looking no further keeps long lines cheap.
        String line = whole.length() > FAR_ENOUGH ? whole.substring(0, FAR_ENOUGH) : whole;
        Matcher lead = LINE.matcher(line);
        if (!lead.matches()) {
            return Optional.empty();
        }
        String words = lead.group("words").strip();
        boolean emphasised = !lead.group("open").isEmpty();
        boolean hasColon = line.substring(lead.end("words")).matches("[*_`]{0,4}\\s*[:：].*");
        // "Solution" alone on a line counts if it stands out; in running text it is a word like any other.
        if (!hasColon && !emphasised) {
            return Optional.empty();
        }
        Matter matter = isShortForAnswer(words) ? Matter.ANSWERS : Matter.of(words);
        if (matter == Matter.OTHER && words.contains(" ")) {
            // "Main author's Solution: Python 2" has its own colon inside.
            matter = Matter.of(words.replaceAll("[:：].*", ""));
        }
        String rest = whole.substring(lead.start("rest")).strip();
        if (emphasised && lead.group("close").isEmpty()) {
            rest = rest.replaceAll("[*_`]{1,4}$", "");
        }
        return Optional.of(new LeadIn(matter, rest.strip()));
    }

    private static boolean isShortForAnswer(String words) {
        return words.equals("A") || words.equalsIgnoreCase("ans");
    }
}
