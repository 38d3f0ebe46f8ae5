package io.github.answersheet.quiz;

import io.github.answersheet.source.SourceText;
import java.util.List;

/**
 * What was understood of one quiz file. Immutable.
 *
 * @param source the file
 * @param title its title, or the file's name if it has none
 * @param sections in source order; each has at least one question. A quiz without sections has one with an empty name
 * @param leftOut what stands in the file and belongs to no question, so that a lost question is seen
 * @param decisions what was decided about the kinds of text in it, and why
 */
public record Quiz(SourceText source, String title, List<Section> sections, List<LeftOut> leftOut, List<Decision> decisions) {

    public Quiz {
        sections = List.copyOf(sections);
        leftOut = List.copyOf(leftOut);
        decisions = List.copyOf(decisions);
    }

    /** All questions in source order. */
    public List<Question> questions() {
        return sections.stream().flatMap(s -> s.questions().stream()).toList();
    }
}
