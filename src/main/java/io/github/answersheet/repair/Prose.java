package io.github.answersheet.repair;

import io.github.answersheet.draft.Draft;
import io.github.answersheet.draft.DraftSection;
import io.github.answersheet.examine.Quote;
import io.github.answersheet.pack.Label;
import io.github.answersheet.pack.Pack;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an answer of a sheet says, for somebody who compares it with others.
 *
 * @param number of the answer in its sheet
 * @param sections that were written
 */
public record Prose(int number, String topic, List<DraftSection> sections) {

    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
    // So many of something.
    private static final String NUMBER = "\\d\\s\\p{L}";
    // A paragraph, an entry of a list or a row of a table begins.
    private static final Pattern BREAK = Pattern.compile("\\R\\s*\\R|\\R(?=\\s*(?:[-*|]|\\d{1,3}[.)]))");
    private static final Pattern END = Pattern.compile("(?<=[.!?])\\s+|(?<=[\u3002\uff01\uff1f])");

    public Prose {
        sections = List.copyOf(sections);
    }

    /** That of an answer, without the question and without what no sheet prints. */
    public static Prose of(int number, Draft draft) {
        return new Prose(
                number,
                draft.topic(),
                draft.sections().stream()
                        .filter(section ->
                                !section.isQuestion() && !section.label().equals(Label.VERIFICATION))
                        .toList());
    }

    /** Whether a quotation stands in it, and not in its code. */
    boolean says(String quote) {
        return sections.stream()
                .anyMatch(section ->
                        Quote.in(section.content().withoutCode(), quote).isPresent());
    }

    /**
     * Those of its sentences that state a rule, a default, something without exception, or a number of something. The pack has the
     * words of such sentences; if it has none for the language, this is all of its prose. A table row counts as a sentence.
     */
    String shown(Pack pack) {
        List<String> texts = sections.stream()
                .map(section -> section.content().withoutCode())
                .toList();
        List<String> absolutes = pack.wordsFor(String.join("\n", texts)).absolutes();
        Predicate<String> isAbsolute = absolutes.isEmpty()
                ? sentence -> true
                : Pattern.compile(
                                absolutes.stream()
                                        .map(Prose::beginning)
                                        .collect(Collectors.joining("|", "", "|" + NUMBER)),
                                FLAGS)
                        .asPredicate();
        StringBuilder shown = new StringBuilder("## Answer " + number + ": " + topic);
        for (int i = 0; i < texts.size(); i++) {
            String sentences = sentences(texts.get(i))
                    .filter(isAbsolute)
                    .map(sentence -> "\n- " + sentence)
                    .collect(Collectors.joining());
            if (!sentences.isEmpty()) {
                shown.append("\n\n**")
                        .append(sections.get(i).label())
                        .append(":**\n")
                        .append(sentences);
            }
        }
        return shown.toString();
    }

    private static Stream<String> sentences(String prose) {
        return BREAK.splitAsStream(prose)
                .map(part -> part.strip().replaceAll("\\s+", " "))
                .flatMap(part -> part.startsWith("|") ? Stream.of(part) : END.splitAsStream(part))
                .filter(sentence -> !sentence.isBlank());
    }

    // Languages without blanks have no beginnings of words.
    private static String beginning(String word) {
        return (Character.isIdeographic(word.codePointAt(0)) ? "" : "(?<![\\p{L}\\p{N}])") + Pattern.quote(word);
    }
}
