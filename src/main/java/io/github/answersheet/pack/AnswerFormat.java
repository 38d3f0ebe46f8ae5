package io.github.answersheet.pack;

import io.github.answersheet.source.Problem;
import io.github.answersheet.source.SourceText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The format of an answer, parsed from its template. The labels sent to the model, the labels the checker requires and
 * the labels the sheet prints are these, so that they cannot disagree. Immutable.
 *
 * @param labels in order, the question's first
 * @param instructions the template as the model gets it: without the question's label, which the program writes, and without
 *     the lengths of sections, which the program checks; a writer who counts words presses several facts into one sentence
 */
public record AnswerFormat(List<Label> labels, String instructions) {

    public AnswerFormat {
        labels = List.copyOf(labels);
    }

    /** The label under which the program copies the question. */
    public Label question() {
        return labels.get(0);
    }

    /** The labels whose bodies the model writes, in order. */
    public List<Label> drafted() {
        return labels.stream().filter(l -> !l.is(Role.QUESTION)).toList();
    }

    /** The first label whose section is for that. */
    public Optional<Label> first(Role role) {
        return labels.stream().filter(l -> l.is(role)).findFirst();
    }

    /** Whether the section under a label is for that. */
    public boolean is(String label, Role role) {
        return label(label).filter(l -> l.is(role)).isPresent();
    }

    /** The label of that name, whatever its capitals. */
    public Optional<Label> label(String name) {
        return labels.stream().filter(l -> l.name().equalsIgnoreCase(name)).findFirst();
    }

    /** How long a whole answer may be: its sections together, those without bounds not counted. */
    public Length length() {
        return labels.stream().map(Label::length).reduce(Length.ANY, Length::plus);
    }

    /**
     * Reads a template: a heading, then labels on lines of their own, each with how long its section may be and what
     * else there is to say of it in parentheses, and followed by what the section has to do.
     *
     * @param problems receives what is wrong with the template
     */
    static AnswerFormat parse(SourceText template, List<Problem> problems) {
        List<Label> labels = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        StringBuilder instructions = new StringBuilder();
        boolean ofQuestion = false;
        for (int number = 1; number <= template.lineCount(); number++) {
            Optional<Label> label = LabelLine.read(template, number, problems);
            if (label.isPresent()) {
                String name = label.get().name();
                if (!seen.add(name)) {
                    problems.add(Problem.at(template, template.lineStart(number), "label " + name + " stands twice"));
                }
                if (name.equals(Label.VERIFICATION)) {
                    problems.add(Problem.at(template, template.lineStart(number), "no sheet prints a label " + name));
                }
                labels.add(label.get());
                ofQuestion = label.get().is(Role.QUESTION);
            }
            if (!ofQuestion) {
                instructions
                        .append(label.map(AnswerFormat::announced).orElse(template.line(number)))
                        .append('\n');
            }
        }
        long questions = labels.stream().filter(l -> l.is(Role.QUESTION)).count();
        if (labels.isEmpty() || !labels.get(0).is(Role.QUESTION) || questions > 1) {
            problems.add(Problem.of(
                    template.name(),
                    "a template needs lines such as **Label:**, and the first of them alone is marked (question)"));
        } else if (labels.size() == 1) {
            problems.add(Problem.of(template.name(), "there is no label for the model to write under"));
        }
        return new AnswerFormat(labels, instructions.toString().strip());
    }

    private static String announced(Label label) {
        // Not on the line itself, where writers take it for a part of the label.
        return label.line() + (label.required() ? "" : "\n\nLeave this label out where it does not help.");
    }
}
