package io.github.answersheet.prompt;

import io.github.answersheet.pack.Category;
import io.github.answersheet.pack.Examiner;
import io.github.answersheet.pack.Label;
import io.github.answersheet.pack.Layout;
import io.github.answersheet.pack.Pack;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Builds the messages for one question from the slice of the pack that its category needs. What is the same for many
 * questions comes first: the system message for all of a category, then the questions of the quiz for all of these. Text
 * of the quiz, of course material and of earlier drafts is fenced off as material. Thread-safe; the same input gives the
 * same bytes.
 */
public final class PromptBuilder {

    private final Pack pack;
    private final Notes notes;
    private final Map<String, String> systemMessages;

    public PromptBuilder(Pack pack) {
        this.pack = pack;
        this.notes = new Notes(pack.notes());
        Map<String, String> messages = new HashMap<>();
        pack.categories().forEach(c -> messages.put(c.id(), systemMessage(pack, c)));
        this.systemMessages = Map.copyOf(messages);
    }

    /** Asks for the whole answer. */
    public Prompt draft(Assignment assignment) {
        return prompt(assignment, pack.draft(), values(assignment, notes.of(assignment)));
    }

    /**
     * Asks for the whole answer once more.
     *
     * @param findings what was wrong with the draft before, in plain words
     */
    public Prompt redraft(Assignment assignment, List<String> findings) {
        Notes.Told told = notes.of(assignment).and(notes.redraft(bullets(findings)));
        return prompt(assignment, pack.draft(), values(assignment, told));
    }

    /**
     * Asks for one section.
     *
     * @param written the sections that are there, with their labels
     * @param label the label wanted
     * @param withTitle whether the answer still needs its title
     */
    public Prompt section(Assignment assignment, String written, Label label, boolean withTitle) {
        Map<String, String> values = values(assignment, notes.of(assignment), written);
        values.put("written", written.isBlank() ? "(nothing yet)" : written);
        String title = "## Answer " + assignment.number() + ": (the topic in two to seven words)\n\n";
        values.put("start", (withTitle ? title : "") + label.line());
        return prompt(assignment, pack.section(), values);
    }

    /**
     * Asks for some sections again. The request stands for itself: it needs no earlier message.
     *
     * @param current the sections as they stand, with their labels; empty text if none of them is there
     * @param findings what is wrong with them, in plain words
     * @param labels the labels wanted, in order
     */
    public Prompt repair(Assignment assignment, String current, List<String> findings, List<Label> labels) {
        Notes.Told told = notes.of(assignment);
        boolean hasCases = labels.stream().anyMatch(label -> label.name().equals(Label.VERIFICATION));
        Map<String, String> values = values(assignment, hasCases ? told.and(notes.cases()) : told, current);
        values.put("current", current.isBlank() ? "(none of them is there yet)" : current);
        values.put("findings", bullets(findings));
        values.put("labels", labels.stream().map(Label::line).collect(Collectors.joining("\n")));
        return prompt(assignment, pack.repair(), values);
    }

    /**
     * Asks an examiner for what an answer is tried with.
     *
     * @param answer its sections, with their labels
     * @param program the file name under which the code is run
     * @param runs what came of running its blocks, in words
     */
    public Prompt proof(Assignment assignment, String answer, String program, String runs) {
        return examiner(assignment, examiner().request(), answer, program, Map.of("runs", runs));
    }

    /**
     * Asks the examiner again for cases that did not work.
     *
     * @param cases those cases alone, as they were sent
     * @param findings why each of them did not work, in plain words
     */
    public Prompt proofAgain(
            Assignment assignment, String answer, String program, String cases, List<String> findings) {
        return examiner(
                assignment, examiner().again(), answer, program, Map.of("cases", cases, "findings", bullets(findings)));
    }

    private Examiner examiner() {
        return pack.examiner()
                .orElseThrow(() -> new IllegalStateException("no category of " + pack.name() + " is proved"));
    }

    // What was run and what came of it quotes the answer, so that all of it is material.
    private Prompt examiner(
            Assignment assignment, Layout layout, String answer, String program, Map<String, String> material) {
        Map<String, String> values = new HashMap<>(material);
        values.putAll(ofQuestion(assignment));
        values.put("answer", answer);
        values.put("program", program);
        values.put("fence", Fence.around(assignment.question().text(), answer, String.join("\n", material.values())));
        return new Prompt(examiner().system().fill(Map.of()), layout.fill(values));
    }

    /** How much of a prompt's user message is the same for all questions with these neighbours, in characters. */
    public int sharedOfUser(Assignment assignment) {
        return questions(assignment.grounding()).length();
    }

    private Prompt prompt(Assignment assignment, Layout layout, Map<String, String> values) {
        return new Prompt(
                systemMessages.get(assignment.category().id()),
                questions(assignment.grounding()) + layout.fill(values));
    }

    private Map<String, String> values(Assignment assignment, Notes.Told told, String... untrusted) {
        Map<String, String> values = ofQuestion(assignment);
        String fence = Fence.around(assignment.question().text(), told.untrusted(), String.join("\n", untrusted));
        values.put("fence", fence);
        values.put("notes", told.fenced(fence));
        return values;
    }

    private static Map<String, String> ofQuestion(Assignment assignment) {
        String section = assignment.question().section();
        Map<String, String> values = new HashMap<>();
        values.put("number", Integer.toString(assignment.number()));
        values.put("section", section.isEmpty() ? "(none)" : section);
        values.put("category", assignment.category().name());
        values.put("question", assignment.question().text());
        return values;
    }

    private String questions(Grounding grounding) {
        if (grounding.neighbours().isEmpty()) {
            return "";
        }
        String list = grounding.neighbours().stream()
                .map(n -> n.number() + ". " + n.topic())
                .collect(Collectors.joining("\n"));
        return pack.questions().fill(Map.of("questions", list, "fence", Fence.around(list))) + "\n\n";
    }

    private static String bullets(List<String> lines) {
        return lines.stream().map(line -> "- " + line).collect(Collectors.joining("\n"));
    }

    private static String systemMessage(Pack pack, Category category) {
        Map<String, String> values = new HashMap<>(pack.parts());
        values.put("category", category.name());
        values.put("template", category.format().instructions());
        values.put("exemplar", exemplar(pack, category));
        return pack.system().fill(values);
    }

    private static String exemplar(Pack pack, Category category) {
        return category.exemplar()
                .flatMap(text -> pack.exemplar()
                        .map(layout -> layout.fill(Map.of("category", category.name(), "exemplar", text))))
                .orElse("");
    }
}
