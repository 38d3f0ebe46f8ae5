package io.github.answersheet.quiz;

import java.util.List;
import java.util.Optional;

/**
 * One question as its author wrote it. Immutable.
 *
 * @param number the number it goes by in sheets, flags and recordings: the author's own where these are unique in the
 *     quiz, else its place
 * @param label the author's own number as written, such as {@code 3} or {@code 12}; empty if there is none
 * @param kind the word its author numbers it with, in lower case, such as {@code exercise}; empty if there is none
 * @param id a stable identity from content and place: survives edits of other questions
 * @param section the name of its section, possibly empty
 * @param stem the first sentence or sentences as plain text, on one line
 * @param text the source text less list marker and common indentation, and less any answer that stands in it
 * @param code its code blocks in order
 * @param hints the hints the author gives, without the word
 * @param examples the examples the author gives, without the word
 * @param choices the options to choose from; empty for open questions
 * @param key the author's own answer, if the quiz holds it
 * @param category the category that its author wants it to be answered in; empty if they leave that to the pack
 * @param firstLine where the question starts in the quiz, 1-based
 * @param lastLine inclusive
 */
public record Question(
        int number,
        String label,
        String kind,
        String id,
        String section,
        String stem,
        String text,
        List<CodeBlock> code,
        List<String> hints,
        List<String> examples,
        List<Choice> choices,
        Optional<AuthorKey> key,
        String category,
        int firstLine,
        int lastLine) {

    public Question {
        if (text.isBlank()) {
            throw new IllegalArgumentException("a question has a text");
        }
        code = List.copyOf(code);
        hints = List.copyOf(hints);
        examples = List.copyOf(examples);
        choices = List.copyOf(choices);
    }
}
