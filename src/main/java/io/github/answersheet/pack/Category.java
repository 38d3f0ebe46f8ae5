package io.github.answersheet.pack;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A kind of question.
 *
 * @param id as in file names and flags, such as {@code code-analysis}
 * @param name as people say it, such as {@code Code Analysis}
 * @param sectionNames names of quiz sections whose questions are of this kind
 * @param proved whether the code of its questions is run beside the code of its answers, on cases that an examiner brings
 * @param tried whether what its answers say is tried, with programs that an examiner brings
 * @param format what an answer to such a question looks like
 * @param exemplar a model answer, sent along to show form and depth, if the pack has one for this kind
 */
public record Category(
        String id,
        String name,
        List<String> sectionNames,
        boolean proved,
        boolean tried,
        AnswerFormat format,
        Optional<String> exemplar) {

    public Category {
        sectionNames = List.copyOf(sectionNames);
    }

    /** Whether a section of that name holds questions of this kind; decoration, numbers and capitals do not matter. */
    boolean claims(String section) {
        return sectionNames.stream().anyMatch(name -> isSame(name, section));
    }

    /** Whether two names of sections are the same; decoration, numbers and capitals do not matter. */
    static boolean isSame(String name, String section) {
        return plain(name).equals(plain(section));
    }

    // Emoji, punctuation and counts such as "(1–5)" are decoration of headings.
    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}]+", " ").strip();
    }
}
