package io.github.answersheet.quiz;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
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

    private static final Set<String> WORDS = Set.of(
            "q",
            "question",
            "exercise",
            "problem",
            "task",
            "challenge",
            "quiz question",
            "frage",
            "aufgabe",
            "übung",
            "câu",
            "câu hỏi",
            "bài",
            "pregunta",
            "ejercicio",
            "questão",
            "pergunta",
            "exercice",
            "domanda",
            "esercizio",
            "вопрос",
            "第",
            "問",
            "问",
            "题",
            "題",
            "문",
            "задача",
            "問題",
            "问题",
            "質問",
            "質問事項",
            "문제",
            "질문",
            "vraag",
            "pytanie",
            "zadanie",
            "soru");

    private static final int FAR_ENOUGH = 200;

    // A decoration such as an emoji, bold or the sign for "number" may stand before or inside the mark.
    private static final Pattern NUMBERED =
            Pattern.compile("[^\\p{L}\\p{N}*_<`\\[({\"']*(?<bold>\\*\\*|__)?[^\\p{L}\\p{N}<`\\[({\"']*"
                    + "(?<word>\\p{L}[\\p{L}\\p{M}]*(?: [\\p{L}\\p{M}]+)?)?\\s*(?:#|№|no\\.?|nr\\.?)?\\s*"
                    + "(?<number>\\d{1,4}(?:\\.\\d{1,3})*)(?:\\s*[題题問问](?=[\\s：:*]|$))?(?<letter>[a-z](?=[.):]))?(?:\\s*(?:of|von|de|sur|из|/)\\s*\\d{1,4})?(?<end>\\s*[.:)\\]：、．]+|\\s+[-–—]|(?=\\s)|(?=\\*\\*)|(?=\\()|$)"
                    + "(?<closed>\\s*(?:\\*\\*|__))?(?<colon>\\s*[:.])?\\s*(?<rest>.*)");
    private static final Pattern UNNUMBERED = Pattern.compile(
            "\\s{0,3}(?<bold>\\*\\*|__)?\\s*(?<word>Q|Question|Frage|Pregunta|Câu hỏi|Вопрос)\\s*[:：]\\s*(?<closed>\\*\\*|__)?\\s*(?<rest>\\S.*)");
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
        if (!word.isEmpty() && !WORDS.contains(word) && !ends) {
            return Optional.empty();
        }
        return Optional.of(new QuestionMark(
                numbered.group("number"), word, WORDS.contains(word), numbered.start("rest"), prefix(numbered)));
    }

    private static String prefix(Matcher mark) {
        boolean staysOpen = mark.group("bold") != null && mark.group("closed") == null;
        return staysOpen && !mark.group("rest").isBlank() ? mark.group("bold") : "";
    }
}
