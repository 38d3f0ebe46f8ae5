package io.github.answersheet.quiz;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The mark at the start of a line that says a question begins: {@code Q3.}, {@code Question 3 (True/False)},
 * {@code 3)}, {@code Q:}, {@code Frage 3}.
 *
 * @param label the number, possibly empty
 * @param word the word before the number in lower case, such as {@code exercise}; possibly empty
 * @param certain whether the mark can mean nothing else; a bare number or another word before it also stands in titles
 * @param start where the question's own words start in the line
 * @param prefix what has to stand before these words, because the mark took it away: an opening {@code **}
 */
record QuestionMark(String label, String word, boolean certain, int start, String prefix) {

    private static final int FAR_ENOUGH = 200;

    // A decoration such as an emoji, bold or the sign for "number" may stand before or inside the mark.
    private static final Pattern NUMBERED =
            Pattern.compile("[^\\p{L}\\p{N}*_<`\\[({\"']*(?<bold>\\*\\*|__)?[^\\p{L}\\p{N}<`\\[({\"']*"
                    + "(?<word>\\p{L}[\\p{L}\\p{M}]*(?:[ -][\\p{L}\\p{M}]+)?)?\\s*(?:#|№|no\\.?|nr\\.?)?\\s*"
                    + "(?<number>\\d{1,4}(?:\\.\\d{1,3})*)(?:\\s*[題题問问](?=[\\s：:*]|$))?(?<letter>[a-z](?=[.):\\s*]|$))?(?:\\s*(?:of|von|de|sur|из|/)\\s*\\d{1,4})?(?<end>\\s*\\\\?[.:)\\]：、．]+|\\s+[-–—]|(?=\\s)|(?=\\*\\*)|(?=\\()|$)"
                    + "(?<closed>\\s*(?:\\*\\*|__))?(?<colon>\\s*[:.])?\\s*(?<rest>.*)");
    // "Exercise B" and "Problem IV".
    private static final Pattern NAMED = Pattern.compile("[^\\p{L}\\p{N}*_<`\\[({\"']*(?<bold>\\*\\*|__)?"
            + "(?<word>\\p{L}[\\p{L}\\p{M}]*(?: [\\p{L}\\p{M}]+)?)\\s+(?<number>[A-Z]|[IVX]{1,5})(?<end>\\s*[.:)]|(?=\\s*[(*])|\\s+[-–—]|$)"
            + "(?<closed>\\s*(?:\\*\\*|__))?(?<colon>\\s*[:.])?\\s*(?<rest>.*)");
    private static final Pattern TAGS = Pattern.compile("\\s*(?:<[^>]{1,200}>\\s*)+");
    private static final Pattern UNNUMBERED = Pattern.compile(
            "\\s{0,3}(?<bold>\\*\\*|__)?\\s*(?<word>Q|Question|Exercise|Task|Problem|Challenge|Frage|Aufgabe|Pregunta|Pergunta|Domanda|Câu hỏi|Вопрос|问题|問題|题目|问|問|质問|질문|문제)\\s*[:：]\\s*(?<closed>\\*\\*|__)?\\s*(?<rest>\\S.*)");
    private static final Pattern STARTS_SMALL = Pattern.compile("\\p{Ll}");
    private static final Pattern RANGE =
            Pattern.compile("\\s*[-–—]\\s*(?:\\p{L}+\\s*)?\\d.*|\\s*(?:to|bis|and|&)\\s+\\p{L}?\\d.*");

    /** Reads the first line of a paragraph, where a bare number may be anything but a bold one begins a question. */
    static Optional<QuestionMark> ofParagraph(String line) {
        boolean bold =
                line.stripLeading().startsWith("**") || line.stripLeading().startsWith("__");
        return of(line).filter(mark -> mark.certain() || bold)
                .filter(mark -> Choices.read(line, 0).isEmpty());
    }

    /** Reads a line without its heading or list marker. */
    static Optional<QuestionMark> of(String whole) {
        // A mark is short; looking no further keeps long lines cheap.
        String line = whole.length() > FAR_ENOUGH ? whole.substring(0, FAR_ENOUGH) : whole;
        Matcher unnumbered = UNNUMBERED.matcher(line);
        if (unnumbered.matches()) {
            return Optional.of(new QuestionMark("", "q", true, unnumbered.start("rest"), prefix(unnumbered)));
        }
        Matcher tags = TAGS.matcher(line);
        if (tags.lookingAt() && tags.end() < line.length()) {
            int cut = tags.end();
            return of(whole.substring(cut))
                    .map(m -> new QuestionMark(m.label, m.word, m.certain, m.start + cut, m.prefix));
        }
        Matcher named = NAMED.matcher(line);
        if (named.matches() && isNumbering(named.group("word").toLowerCase(Locale.ROOT))) {
            String word = named.group("word").toLowerCase(Locale.ROOT);
            return Optional.of(new QuestionMark(named.group("number"), word, true, named.start("rest"), prefix(named)));
        }
        Matcher numbered = NUMBERED.matcher(line);
        if (!numbered.matches()) {
            return Optional.empty();
        }
        String word =
                numbered.group("word") == null ? "" : numbered.group("word").toLowerCase(Locale.ROOT);
        boolean isRange = RANGE.matcher(line.substring(numbered.end("number"))).matches();
        if (isRange || word.endsWith("questions")) {
            return Optional.empty();
        }
        boolean ends = !numbered.group("end").isBlank() || numbered.group("colon") != null;
        // "3 ways to fail" and "Python 3 basics" start with words; without punctuation only a known word or nothing
        // may.
        boolean goesOn = word.isEmpty()
                && !ends
                && STARTS_SMALL.matcher(numbered.group("rest")).lookingAt();
        if (goesOn || (!word.isEmpty() && !isNumbering(word) && !ends)) {
            return Optional.empty();
        }
        String letter = numbered.group("letter") == null ? "" : numbered.group("letter");
        return Optional.of(new QuestionMark(
                numbered.group("number") + letter, word, isNumbering(word), numbered.start("rest"), prefix(numbered)));
    }

    private static boolean isNumbering(String word) {
        return Words.has("numbering", word.replace('-', ' '));
    }

    private static String prefix(Matcher mark) {
        boolean staysOpen = mark.group("bold") != null && mark.group("closed") == null;
        return staysOpen && !mark.group("rest").isBlank() ? mark.group("bold") : "";
    }
}
