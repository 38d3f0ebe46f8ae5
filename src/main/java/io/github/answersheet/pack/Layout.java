package io.github.answersheet.pack;

import io.github.answersheet.source.Problem;
import io.github.answersheet.source.SourceText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text with {@code {{variables}}}. Only a layout file of a pack is searched for variables; what is put in for one is
 * text and nothing else, so {@code {{} in a quiz or in a Mermaid hexagon stays as it is. Immutable.
 */
public final class Layout {

    private static final Pattern VARIABLE = Pattern.compile("\\{\\{([^{}\n]*)}}");

    // The marker line before and after what strangers wrote, and what brings such lines along.
    private static final String FENCE = "fence";
    private static final String NOTES = "notes";

    private final List<String> pieces;

    private Layout(List<String> pieces) {
        this.pieces = List.copyOf(pieces);
    }

    /**
     * @param known the variables that may stand in the layout
     * @param required those of them that have to
     * @param material those that strangers wrote, which have to stand between two lines {@code {{fence}}}
     * @param problems receives each unknown, each missing and each misplaced variable
     */
    static Layout parse(
            SourceText source, Set<String> known, Set<String> required, Set<String> material, List<Problem> problems) {
        List<String> pieces = new ArrayList<>();
        Set<String> used = new HashSet<>();
        String text = source.text().strip();
        int shift = source.text().indexOf(text);
        Matcher variable = VARIABLE.matcher(text);
        int end = 0;
        boolean isFenced = false;
        while (variable.find()) {
            String name = variable.group(1).strip();
            if (name.equals(FENCE) && known.contains(FENCE)) {
                isFenced = !isFenced;
                if (!isLine(text, variable)) {
                    problems.add(Problem.at(source, shift + variable.start(), "{{fence}} has to be a line of its own"));
                }
            } else if (material.contains(name) && !isFenced) {
                problems.add(Problem.at(
                        source,
                        shift + variable.start(),
                        "{{" + name + "}} is text of strangers and has to stand between two lines {{fence}}"));
            } else if (name.equals(NOTES) && isFenced) {
                problems.add(Problem.at(
                        source, shift + variable.start(), "{{notes}} has fences of its own and cannot stand in one"));
            }
            if (!known.contains(name)) {
                problems.add(Problem.at(
                        source,
                        shift + variable.start(),
                        "unknown variable " + name + "; known here: " + String.join(", ", new TreeSet<>(known))));
            }
            used.add(name);
            pieces.add(text.substring(end, variable.start()));
            pieces.add(name);
            end = variable.end();
        }
        pieces.add(text.substring(end));
        if (isFenced) {
            problems.add(Problem.of(source.name(), "the last {{fence}} is not closed by another"));
        }
        new TreeSet<>(required)
                .stream()
                        .filter(name -> !used.contains(name))
                        .forEach(name -> problems.add(Problem.of(
                                source.name(),
                                "missing variable {{" + name + "}}: without it the prompt would lose it")));
        return new Layout(pieces);
    }

    private static boolean isLine(String text, Matcher variable) {
        return (variable.start() == 0 || text.charAt(variable.start() - 1) == '\n')
                && (variable.end() == text.length() || text.charAt(variable.end()) == '\n');
    }

    /**
     * @param values one for each variable of the layout
     * @throws IllegalArgumentException naming all variables without a value
     */
    public String fill(Map<String, String> values) {
        StringBuilder out = new StringBuilder();
        Set<String> missing = new TreeSet<>();
        for (int i = 0; i < pieces.size(); i++) {
            boolean isVariable = i % 2 == 1;
            if (!isVariable) {
                out.append(isEmptyParagraph(out, pieces.get(i)) ? pieces.get(i).substring(2) : pieces.get(i));
            } else if (values.containsKey(pieces.get(i))) {
                out.append(values.get(pieces.get(i)));
            } else {
                missing.add(pieces.get(i));
            }
        }
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException("no value for " + String.join(", ", missing));
        }
        return out.toString().strip();
    }

    /** Whether an empty value was a paragraph of its own, so that the text goes on with a second gap. */
    private static boolean isEmptyParagraph(StringBuilder before, String piece) {
        return piece.startsWith("\n\n")
                && before.length() > 1
                && before.substring(before.length() - 2).equals("\n\n");
    }
}
