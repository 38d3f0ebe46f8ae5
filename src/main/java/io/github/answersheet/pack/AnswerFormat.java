package io.github.answersheet.pack;

import io.github.answersheet.source.Problem;
import io.github.answersheet.source.SourceText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The format of an answer, parsed from its template. The labels sent to the model, the labels the checker requires and
 * the labels the sheet prints are these, so that they cannot disagree. Immutable.
 *
 * @param labels in order, the question's label first
 * @param instructions the template as the model gets it: without the question's label, which the program writes
 */
public record AnswerFormat(List<Label> labels, String instructions) {

    private static final Pattern LABEL = Pattern.compile("\\*\\*([^*:]+):\\*\\*( \\(optional\\))?\\s*");

    public AnswerFormat {
        labels = List.copyOf(labels);
    }

    /** The labels whose bodies the model writes, in order. */
    public List<Label> drafted() {
        return labels.stream().filter(l -> !l.name().equals(Label.QUESTION)).toList();
    }

    /** The label of that name, whatever its capitals. */
    public Optional<Label> label(String name) {
        return labels.stream().filter(l -> l.name().equalsIgnoreCase(name)).findFirst();
    }

    /**
     * Reads a template: a heading, then labels on lines of their own, each followed by what its section has to do.
     *
     * @param problems receives what is wrong with the template
     */
    static AnswerFormat parse(SourceText template, List<Problem> problems) {
        List<Label> labels = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        StringBuilder instructions = new StringBuilder();
        boolean ofQuestion = false;
        for (int number = 1; number <= template.lineCount(); number++) {
            String line = template.line(number);
            Matcher label = LABEL.matcher(line);
            if (label.matches()) {
                String name = label.group(1).strip();
                if (!seen.add(name)) {
                    problems.add(Problem.at(template, template.lineStart(number), "label " + name + " stands twice"));
                }
                if (name.equals(Label.VERIFICATION)) {
                    problems.add(Problem.at(template, template.lineStart(number), "no sheet prints a label " + name));
                }
                labels.add(new Label(name, label.group(2) == null));
                ofQuestion = name.equals(Label.QUESTION);
            }
            if (!ofQuestion) {
                instructions.append(line).append('\n');
            }
        }
        if (labels.isEmpty() || !labels.get(0).name().equals(Label.QUESTION)) {
            problems.add(Problem.of(
                    template.name(), "a template needs lines such as **Label:**, the first of them **Question:**"));
        }
        return new AnswerFormat(labels, instructions.toString().strip());
    }
}
