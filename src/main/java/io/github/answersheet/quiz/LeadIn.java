package io.github.answersheet.quiz;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Words at the start of a line that say what follows: {@code *Hint: …*}, {@code **Answer:** b}, {@code ✅ Answer - A},
 * {@code The answer is B}, {@code -> c}, {@code **My Solution**}.
 *
 * @param matter what follows
 * @param rest the line behind the words, without the emphasis that it stood in
 * @param certain whether it means that wherever it stands; an arrow or a sentence does so only behind options
 */
record LeadIn(Matter matter, String rest, boolean certain) {

    private static final Pattern LINE = Pattern.compile(
            "[\\s>]*(?:[-*+]\\s+|\\d+[.)]\\s+)?(?<open>[^\\p{L}\\p{N}<(\\[]{0,12})(?<words>\\p{L}[^:：*_`]{0,48}?)(?<between>[*_`]{0,4}\\s*)(?<colon>[:：]|(?=$))"
                    + "\\s*(?<close>[*_`]{0,4})\\s*(?<rest>.*)");
    private static final Pattern COLON_OR_EMPHASIS = Pattern.compile("[:：*_`]");
    private static final String START = "[\\s>]*(?:[-*+]\\s+)?[^\\p{L}\\p{N}<(\\[]{0,12}";
    private static final String LETTER = "[*_`]{0,3}[(\\[（]?" + Letters.ANY + "[)\\]）]?(?![\\p{L}\\p{N}'’])";
    private static final String LETTERS = LETTER + "(?:\\s*(?:,|、|&|\\+|/|and|und|et|y|и|e)\\s*" + LETTER + "){0,8}";
    // "Answer - A", "Ans. (A)", "Answer B", "Correct option = C".
    private static final Pattern BARE = Pattern.compile(START
            + "(?<words>\\p{L}[\\p{L} ]{0,40}?)[*_`]{0,4}\\.?(?:\\s+|\\s*[-–—=→>]{1,3}\\s*|\\s*(?=[(\\[（]))(?<rest>"
            + LETTERS
            + "[*_`]{0,4}(?:[.):,]?\\s*|[.):,]\\s.*))");
    private static final Pattern DASHED = Pattern.compile(
            START + "(?<words>\\p{L}[\\p{L} ]{0,40}?)[*_`]{0,4}\\s*(?:[-–—=→]{1,3}>?)\\s+(?<rest>\\S.*)");
    private static final Pattern SENTENCE = Pattern.compile(
            START + "(?<words>\\p{L}[\\p{L} ]{0,48}?)\\s*(?:\\b" + Words.alternatives("is")
                    + "(?![\\p{L}])|[是为])[*_`:\\s]*(?<rest>\\S.*)",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    private static final Pattern ABBREVIATED =
            Pattern.compile(START + "(?<words>\\p{L}{3,4})\\.[*_`]{0,3}\\s+(?<rest>\\S.*)");
    private static final Pattern ARROW =
            Pattern.compile("[\\s>]*(?:[-*+]\\s+)?[*_`]{0,3}(?:-{1,2}>|={1,2}>|[→⇒➡➜➔👉✅✔☑✓🟢⭐]\\uFE0F?|=)\\s*(?<rest>"
                    + LETTERS + "[*_`]{0,4}(?:[.):].*)?)\\s*");
    private static final Pattern IS_RIGHT = Pattern.compile(
            START + "(?:option |answer |choice |statement )?(?<rest>" + LETTERS
                    + ")[*_`]{0,3} (?:is|are) (?:the )?(?:correct|right|true)\\b.*",
            Pattern.CASE_INSENSITIVE);

    private static final int FAR_ENOUGH = 200;
    private static final char LAST_PARTED = '\u0DFF';
    private static final Set<String> INTRODUCING =
            Words.list("answer").stream().map(words -> words.split(" ")[0]).collect(Collectors.toUnmodifiableSet());

    static Optional<LeadIn> of(String whole) {
        // The words before a colon are few; looking no further keeps long lines cheap.
        String line = whole.length() > FAR_ENOUGH ? whole.substring(0, FAR_ENOUGH) : whole;
        Optional<LeadIn> withColon = withColon(line, whole);
        return withColon
                .filter(lead -> lead.matter != Matter.OTHER)
                .or(() -> withoutColon(line))
                .or(() -> withColon);
    }

    private static Optional<LeadIn> withColon(String line, String whole) {
        if (!COLON_OR_EMPHASIS.matcher(line).find()) {
            return Optional.empty();
        }
        Matcher lead = LINE.matcher(line);
        if (!lead.matches()) {
            return Optional.empty();
        }
        String words = lead.group("words").strip();
        boolean emphasised = lead.group("open").matches(".*[*_`].*");
        boolean hasColon = !lead.group("colon").isEmpty();
        // "Solution" alone on a line counts if it stands out; in running text it is a word like any other.
        if (!hasColon && !emphasised) {
            return Optional.empty();
        }
        boolean isShort = words.equals("A")
                || (hasColon && Words.has("answer-before-colon", Words.plain(words)) && words.length() > 1);
        String rest = whole.substring(lead.start("rest")).strip();
        if (emphasised && lead.group("close").isEmpty() && lead.group("between").isBlank()) {
            rest = rest.replaceAll("[*_`]{1,4}$", "");
        }
        Matter matter = isShort && !(rest.isEmpty() && !words.equals("A")) ? Matter.ANSWERS : Matter.of(words);
        if (matter == Matter.OTHER && words.contains(" ")) {
            // "Main author's Solution: Python 2" has its own colon inside.
            matter = Matter.of(words.replaceAll("[:：].*", ""));
        }
        // "Answer (B):" and "Answer [2 points]:" say more before the colon.
        if (matter == Matter.OTHER && words.matches(".*[(\\[].*")) {
            matter = Matter.of(words.replaceAll("[(\\[][^)\\]]*[)\\]]?", " "));
        }
        return Optional.of(new LeadIn(matter, rest.strip(), true));
    }

    private static Optional<LeadIn> withoutColon(String line) {
        Matcher abbreviated = ABBREVIATED.matcher(line);
        if (abbreviated.matches() && Words.has("answer-abbreviation", Words.plain(abbreviated.group("words")))) {
            return Optional.of(new LeadIn(Matter.ANSWERS, clean(abbreviated.group("rest")), true));
        }
        return mayIntroduce(line) ? introducing(line).or(() -> pointing(line)) : pointing(line);
    }

    // Whether a word among the first ones, which these forms begin with, is one that answers are introduced with.
    private static boolean mayIntroduce(String line) {
        int start = 0;
        while (start < line.length() && !Character.isLetter(line.codePointAt(start))) {
            start++;
        }
        int end = start;
        while (end < line.length() && (Character.isLetter(line.codePointAt(end)) || line.charAt(end) == ' ')) {
            // Scripts that do not part words have no first one.
            if (line.charAt(end) > LAST_PARTED) {
                return true;
            }
            end++;
        }
        return Arrays.stream(Words.plain(line.substring(start, end)).split(" ")).anyMatch(INTRODUCING::contains);
    }

    private static Optional<LeadIn> introducing(String line) {
        Matcher bare = BARE.matcher(line);
        if (bare.matches() && isAnswer(bare.group("words"))) {
            return Optional.of(new LeadIn(Matter.ANSWERS, clean(bare.group("rest")), true));
        }
        Matcher dashed = DASHED.matcher(line);
        if (dashed.matches() && isAnswer(dashed.group("words"))) {
            return Optional.of(new LeadIn(Matter.ANSWERS, clean(dashed.group("rest")), true));
        }
        Matcher sentence = SENTENCE.matcher(line);
        if (sentence.matches() && isAnswer(sentence.group("words")) && !Evidence.asks(line)) {
            return Optional.of(new LeadIn(Matter.ANSWERS, clean(sentence.group("rest")), false));
        }
        return Optional.empty();
    }

    private static Optional<LeadIn> pointing(String line) {
        Matcher right = IS_RIGHT.matcher(line);
        if (right.matches()) {
            return Optional.of(new LeadIn(Matter.ANSWERS, clean(right.group("rest")), false));
        }
        Matcher arrow = ARROW.matcher(line);
        return arrow.matches()
                ? Optional.of(new LeadIn(Matter.ANSWERS, clean(arrow.group("rest")), false))
                : Optional.empty();
    }

    private static boolean isAnswer(String words) {
        return Words.introduceAnswer(Words.plain(words));
    }

    private static String clean(String rest) {
        return rest.strip().replaceAll("^[*_`]{1,4}|[*_`]{1,4}$", "").strip();
    }

    /** Whether nothing but the place for an answer follows. */
    boolean isEmpty() {
        return Placeholder.isOne(rest);
    }
}
