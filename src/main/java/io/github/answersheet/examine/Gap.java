package io.github.answersheet.examine;

import io.github.answersheet.draft.DraftSection;
import io.github.answersheet.draft.SectionBody;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Something that an answer lacks, in the eyes of an examiner.
 *
 * @param quote a part of the question that is not answered, or a promise of the answer
 * @param code what the answer has in place of what it promises; empty for a part of the question
 */
public record Gap(String quote, String code) {

    private static final int SHORTEST_WORD = 4;

    /** Whether it is a promise that the code beside it does not keep. */
    public boolean isPromise() {
        return !code.isEmpty();
    }

    /** Whether what it quotes is there, and nothing in the answer that is made to be found covers it. */
    boolean counts(Candidate answer) {
        if (isPromise()) {
            return stands(quote, answer) && stands(code, answer);
        }
        return Quote.in(answer.asked(), quote).isPresent() && leads(answer).noneMatch(this::isCoveredBy);
    }

    private static boolean stands(String quote, Candidate answer) {
        return answer.written().stream()
                .anyMatch(section -> Quote.in(section.body(), quote).isPresent());
    }

    private static Stream<String> leads(Candidate answer) {
        return answer.written().stream().map(DraftSection::content).flatMap(Gap::leads);
    }

    private static Stream<String> leads(SectionBody body) {
        return Stream.of(
                        body.headings().stream().map(SectionBody.Subheading::words),
                        body.entries().stream().map(SectionBody.ListEntry::lead),
                        body.paragraphs().stream().map(Gap::firstSentence))
                .flatMap(leads -> leads);
    }

    private static String firstSentence(String paragraph) {
        return paragraph.split("[.?!:]\\s", 2)[0];
    }

    // Half of its telling words are enough to find it again.
    private boolean isCoveredBy(String lead) {
        Set<String> wanted = words(quote);
        long there = wanted.stream().filter(words(lead)::contains).count();
        return there > 0 && 2 * there >= wanted.size();
    }

    private static Set<String> words(String text) {
        List<String> all = Arrays.asList(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+"));
        Set<String> words = new TreeSet<>();
        all.stream().filter(word -> word.length() >= SHORTEST_WORD).forEach(words::add);
        return words;
    }
}
