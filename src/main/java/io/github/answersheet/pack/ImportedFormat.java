package io.github.answersheet.pack;

import io.github.answersheet.pack.PackImport.Fate;
import io.github.answersheet.pack.PackImport.Note;
import io.github.answersheet.pack.PromptDocument.Sample;
import io.github.answersheet.source.Problem;
import io.github.answersheet.source.SourceText;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The format of one kind of answer, as a prompt for a chat shows it. Immutable.
 *
 * @param name of the category
 * @param notes on what is not taken as it stands
 */
record ImportedFormat(String name, List<Labelled> labels, List<Note> notes) {

    /** @param asked what stands under the label */
    record Labelled(String name, Set<Role> roles, boolean isRequired, String asked) {}

    private static final Pattern LABEL = Pattern.compile("\\s{0,3}\\*\\*([^*:]{2,60}?)\\s*(?::\\*\\*|\\*\\*:)\\s*(.*)");
    private static final Pattern FENCE = Pattern.compile("\\s*(`{3,}|~{3,})\\s*([\\w.+-]*).*");
    private static final Pattern REMARK = Pattern.compile("^\\(([^()]*)\\)\\s*");
    private static final Pattern SHOWN = Pattern.compile("\\[[^\\]]*\\]");
    private static final Pattern TITLE = Pattern.compile("#{1,6}\\s.*");
    private static final String QUESTION = "[The program prints the question here.]";
    private static final List<String> NO_CODE = List.of("", "mermaid", "text", "txt", "output", "console", "markdown");
    private static final int HARDLY_ANY = 3;

    ImportedFormat {
        labels = List.copyOf(labels);
        notes = List.copyOf(notes);
    }

    /** The labels in a sample, outside its code. */
    static List<String> labelsOf(Sample sample) {
        List<String> labels = new ArrayList<>();
        boolean isCode = false;
        for (String line : sample.lines()) {
            Matcher label = LABEL.matcher(line);
            if (FENCE.matcher(line).matches()) {
                isCode = !isCode;
            } else if (!isCode && label.matches()) {
                labels.add(label.group(1).strip());
            }
        }
        return labels;
    }

    /** Whether a sample is an answer and no format: hardly anything in it is left to be filled in. */
    static boolean isAnswer(Sample sample) {
        long open = sample.lines().stream()
                .filter(line -> SHOWN.matcher(line).find())
                .count();
        return sample.lines().size() > 20
                && open < HARDLY_ANY
                && labelsOf(sample).size() > 2;
    }

    /**
     * @param problems receives what is damaged
     */
    static ImportedFormat read(
            SourceText source, Sample sample, String name, ImportWords words, List<Problem> problems) {
        List<Labelled> labels = new ArrayList<>();
        List<Note> notes = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        String label = null;
        String rest = "";
        List<String> body = new ArrayList<>();
        boolean isCode = false;
        for (int i = 0; i < sample.lines().size(); i++) {
            String line = sample.lines().get(i);
            int number = sample.line() + i;
            boolean isFence = FENCE.matcher(line).matches();
            Matcher found = LABEL.matcher(line);
            if (!isFence && !isCode && found.matches()) {
                if (label != null) {
                    labels.add(labelled(label, rest, body, words));
                }
                label = found.group(1).strip();
                rest = found.group(2).strip();
                body.clear();
                if (!seen.add(label)) {
                    problems.add(Problem.at(
                            source, source.lineStart(number), "the format has the label " + label + " twice"));
                }
                continue;
            }
            isCode = isFence != isCode;
            if (label != null) {
                body.add(line);
            } else if (!line.isBlank() && !TITLE.matcher(line).matches()) {
                notes.add(new Note(
                        Fate.LEFT,
                        number,
                        "\"" + line.strip() + "\": what the quiz says of a question is in its text"));
            }
        }
        if (label != null) {
            labels.add(labelled(label, rest, body, words));
        }
        if (labels.size() == 1) {
            problems.add(Problem.at(
                    source,
                    source.lineStart(sample.line()),
                    "this format has the one label " + label + ", and an answer needs one to write under"));
        }
        return new ImportedFormat(name, withQuestionFirst(labels, sample, words, notes), notes);
    }

    private static List<Labelled> withQuestionFirst(
            List<Labelled> labels, Sample sample, ImportWords words, List<Note> notes) {
        List<Labelled> ordered = new ArrayList<>(
                labels.stream().filter(l -> !l.roles().contains(Role.QUESTION)).toList());
        List<Labelled> questions =
                labels.stream().filter(l -> l.roles().contains(Role.QUESTION)).toList();
        if (questions.isEmpty() && !labels.isEmpty()) {
            notes.add(new Note(Fate.UNSURE, sample.line(), "no label is for the question; one is put first"));
        }
        if (!labels.isEmpty()) {
            ordered.add(
                    0,
                    new Labelled(
                            questions.isEmpty()
                                    ? words.question()
                                    : questions.get(0).name(),
                            Set.of(Role.QUESTION),
                            true,
                            QUESTION));
        }
        return ordered;
    }

    private static Labelled labelled(String name, String rest, List<String> body, ImportWords words) {
        String behind = rest;
        boolean isRequired = true;
        Matcher remark = REMARK.matcher(behind);
        if (remark.lookingAt()) {
            isRequired = !ImportWords.hasAny(remark.group(1), words.optional());
            behind = isRequired ? behind : behind.substring(remark.end());
        }
        String text = (behind + "\n" + String.join("\n", body)).strip();
        return new Labelled(name, roles(name, body, words), isRequired, asked(text));
    }

    private static Set<Role> roles(String name, List<String> body, ImportWords words) {
        if (isQuestion(name, words)) {
            return Set.of(Role.QUESTION);
        }
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (Role role : List.of(
                Role.OVERVIEW, Role.CHOICE, Role.EXPLANATION, Role.ISSUES, Role.CHANGES, Role.TESTS, Role.DIAGRAM)) {
            if (ImportWords.hasAny(name, words.roles().getOrDefault(role.word(), List.of()))) {
                roles.add(role);
            }
        }
        // A diagram explains as well, and is a diagram.
        if (roles.contains(Role.DIAGRAM)) {
            return Set.of(Role.DIAGRAM);
        }
        boolean hasCode = body.stream()
                .map(FENCE::matcher)
                .filter(Matcher::matches)
                .anyMatch(fence -> !NO_CODE.contains(fence.group(2)));
        if (hasCode && !roles.contains(Role.TESTS) && !roles.contains(Role.ISSUES)) {
            roles.add(Role.SOLUTION);
        }
        return roles;
    }

    private static boolean isQuestion(String name, ImportWords words) {
        return words.roles().getOrDefault(Role.QUESTION.word(), List.of()).contains(name.toLowerCase(Locale.ROOT));
    }

    // What stands in brackets says what to write; the brackets are none of it.
    private static String asked(String text) {
        String plain = text.lines()
                .map(line -> line.strip().matches("\\[[^\\[\\]]*\\]")
                        ? sentence(line.strip().substring(1, line.strip().length() - 1))
                        : line)
                .collect(Collectors.joining("\n"))
                .strip();
        return plain.isEmpty() ? "What its label says." : plain;
    }

    private static String sentence(String words) {
        return words.matches(".*[.!?…]") ? words : words + ".";
    }

    /** Whether the code of the question is to be improved, so that both can be run. */
    boolean isProvable() {
        return labels.stream().anyMatch(l -> l.roles().contains(Role.ISSUES))
                && labels.stream().anyMatch(l -> l.roles().contains(Role.SOLUTION));
    }

    String template() {
        StringBuilder text = new StringBuilder("## Answer N: Topic\n");
        for (Labelled label : labels) {
            text.append("\n**").append(label.name()).append(":**");
            label.roles().forEach(role -> text.append(" (").append(role.word()).append(')'));
            text.append(label.isRequired() ? "" : " (optional)").append("\n\n");
            text.append(label.asked()).append('\n');
        }
        return text.toString();
    }

    /** Its labels with what they are taken for. */
    String described() {
        return labels.stream()
                .map(l -> l.name()
                        + l.roles().stream()
                                .map(role -> " (" + role.word() + ")")
                                .collect(Collectors.joining())
                        + (l.isRequired() ? "" : " (optional)"))
                .collect(Collectors.joining(", "));
    }
}
