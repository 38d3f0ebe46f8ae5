package io.github.answersheet.quiz;

import java.util.List;

/**
 * The author's own answer, found in the quiz. It is never part of the question's text.
 *
 * @param letters the right choices, if the question has choices; sorted
 * @param text the answer's or explanation's Markdown, empty if only the choices are marked
 * @param line where it stands in the quiz, 1-based
 */
public record AuthorKey(List<String> letters, String text, int line) {

    public AuthorKey {
        letters = letters.stream().sorted().distinct().toList();
    }
}
