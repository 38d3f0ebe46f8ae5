package io.github.answersheet.quiz;

import io.github.answersheet.source.SourceText;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What was understood of one quiz file. Immutable.
 *
 * @param source the file
 * @param title its title, or the file's name if it has none
 * @param sections in source order; each has at least one question. A quiz without sections has one with an empty name
 * @param leftOut what stands in the file and belongs to no question, so that a lost question is seen
 * @param decisions what was decided about the kinds of text in it, and why
 * @param warnings signs that something was not read as its author meant it, in the order of their lines
 * @param outline the lines of its questions, where somebody said them in an outline, or said the form
 */
public record Quiz(
        SourceText source,
        String title,
        List<Section> sections,
        List<LeftOut> leftOut,
        List<Decision> decisions,
        List<Warning> warnings,
        Optional<Outline> outline) {

    public Quiz {
        sections = List.copyOf(sections);
        leftOut = List.copyOf(leftOut);
        decisions = List.copyOf(decisions);
        warnings = List.copyOf(warnings);
    }

    /** All questions in source order. */
    public List<Question> questions() {
        return sections.stream().flatMap(s -> s.questions().stream()).toList();
    }

    /** How many of its lines are not blank. */
    public int writtenLines() {
        return (int) source.text().lines().filter(line -> !line.isBlank()).count();
    }

    /**
     * How many of its lines that are not blank stand in a question, in a heading, or in what is known to be something else,
     * such as an introduction that asks nothing.
     */
    public int accountedLines() {
        Set<Integer> lost = new HashSet<>();
        for (LeftOut part : leftOut) {
            boolean introduces = part.reason().startsWith("before the first");
            for (int line = part.firstLine(); line <= part.lastLine(); line++) {
                String text = source.line(line);
                if (!part.isKnown() && !text.isBlank() && (!introduces || Evidence.asks(text))) {
                    lost.add(line);
                }
            }
        }
        warnings.stream()
                .filter(w -> w.kind().equals("asks-and-is-left-out"))
                .map(Warning::line)
                .forEach(lost::add);
        return writtenLines() - lost.size();
    }
}
