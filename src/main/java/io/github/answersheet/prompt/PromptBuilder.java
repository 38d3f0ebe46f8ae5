package io.github.answersheet.prompt;

import io.github.answersheet.pack.Category;
import io.github.answersheet.pack.Label;
import io.github.answersheet.pack.Layout;
import io.github.answersheet.pack.Pack;
import io.github.answersheet.pack.ProofLayouts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Builds the messages for one question from the slice of the pack that its category needs. What is the same for many
 * questions comes first: the system message for all of a category, then the questions of the quiz for all of these. What
 * comes from the quiz, from course material, from a reply, from an endpoint or from a run is fenced off as material, and a
 * pack whose layouts would put it elsewhere is refused. Thread-safe; the same input gives the same bytes.
 */
public final class PromptBuilder {

    // In the place of a question's number where that does not matter.
    private static final String ANYWHERE = "N";

    private final Pack pack;
    private final Notes notes;
    private final Map<String, String> systemMessages;

    public PromptBuilder(Pack pack) {
        this.pack = pack;
        this.notes = new Notes(pack);
        Map<String, String> messages = new HashMap<>();
        pack.categories().forEach(c -> messages.put(c.id(), systemMessage(pack, c)));
        this.systemMessages = Map.copyOf(messages);
    }

    /** Asks for the whole answer. */
    public Prompt draft(Assignment assignment) {
        return prompt(assignment, pack.draft(), values(assignment, notes.of(assignment), Map.of()));
    }

    /**
     * Asks for the whole answer once more.
     *
     * @param findings what was wrong with the draft before, in plain words
     */
    public Prompt redraft(Assignment assignment, List<String> findings) {
        Notes.Told told = notes.of(assignment).and(notes.redraft(bullets(findings)));
        return prompt(assignment, pack.draft(), values(assignment, told, Map.of()));
    }

    /**
     * Asks for one section.
     *
     * @param written the sections that are there, with their labels
     * @param label the label wanted
     * @param withTitle whether the answer still needs its title
     */
    public Prompt section(Assignment assignment, String written, Label label, boolean withTitle) {
        Map<String, String> values = values(
                assignment, notes.of(assignment), Map.of("written", written.isBlank() ? "(nothing yet)" : written));
        String title = "## Answer " + assignment.number() + ": (the topic in two to seven words)\n\n";
        values.put("start", (withTitle ? title : "") + label.line());
        return prompt(assignment, pack.section(), values);
    }

    /**
     * Asks for some sections again. The request stands for itself: it needs no earlier message.
     *
     * @param current the sections as they stand, with their labels; empty text if none of them is there
     * @param findings what is wrong with them, in plain words
     * @param trials what came of trying statements that do not hold; empty text if there are none
     * @param labels the labels wanted, in order
     */
    public Prompt repair(
            Assignment assignment, String current, List<String> findings, String trials, List<Label> labels) {
        Map<String, String> values = ofRepair(assignment, current, findings, trials, labels);
        values.put("labels", labels.stream().map(Label::line).collect(Collectors.joining("\n")));
        return prompt(assignment, pack.repair(), values);
    }

    /**
     * Asks for corrections of some sections that are all there. The request stands for itself, and is shorter than one for whole
     * sections: it says nothing of the form of an answer.
     *
     * @param current the sections as they stand, with their labels
     * @param findings what is wrong with them, in plain words
     * @param trials what came of trying statements that do not hold; empty text if there are none
     * @param labels of the sections
     */
    public Prompt changes(
            Assignment assignment, String current, List<String> findings, String trials, List<Label> labels) {
        Map<String, String> values = ofRepair(assignment, current, findings, trials, labels);
        return new Prompt(
                pack.changesSystem().fill(pack.parts()), pack.changes().fill(values), identity(pack.changes(), values));
    }

    private Map<String, String> ofRepair(
            Assignment assignment, String current, List<String> findings, String trials, List<Label> labels) {
        Notes.Told told =
                trials.isEmpty() ? notes.of(assignment) : notes.of(assignment).and(notes.trials(trials));
        boolean hasCases = labels.stream().anyMatch(label -> label.name().equals(Label.VERIFICATION));
        return values(
                assignment,
                hasCases ? told.and(notes.cases()) : told,
                Map.of(
                        "current",
                        current.isBlank() ? "(none of them is there yet)" : current,
                        "findings",
                        findings.isEmpty() ? "(the statements that were tried, see above)" : bullets(findings)));
    }

    /**
     * Asks an examiner for what an answer is tried with.
     *
     * @param answer its sections, with their labels
     * @param program the file name under which the code is run on cases; empty if none are wanted
     * @param runs what came of running its blocks, in words
     * @param trials how many are wanted at most
     */
    public Prompt proof(Assignment assignment, String answer, String program, String runs, int trials) {
        return examiner(
                assignment,
                examiner().request(),
                !program.isEmpty(),
                Map.of(
                        "answer",
                        answer,
                        "program",
                        program.isEmpty() ? "(none)" : program,
                        "runs",
                        runs.isBlank() ? "(no block can be run)" : runs,
                        "most",
                        Integer.toString(trials)));
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
                assignment,
                examiner().again(),
                true,
                Map.of("answer", answer, "program", program, "cases", cases, "findings", bullets(findings)));
    }

    /**
     * Asks for what contradicts in the answers of a sheet.
     *
     * @param answers with their numbers, without most of their code
     */
    public Prompt sheet(String answers) {
        return new Prompt(
                examiner().sheetSystem().fill(Map.of()),
                examiner().sheetRequest().fill(Map.of("answers", answers, "fence", Fence.around(answers))));
    }

    private ProofLayouts examiner() {
        return pack.proof()
                .orElseThrow(() -> new IllegalStateException("no category of " + pack.name() + " is proved"));
    }

    private Prompt examiner(Assignment assignment, Layout layout, boolean hasCases, Map<String, String> material) {
        Map<String, String> values = values(assignment, new Notes.Told(List.of()), material);
        String system = examiner().system().fill(Map.of());
        return new Prompt(
                hasCases ? system + "\n\n" + examiner().cases().fill(Map.of()) : system,
                layout.fill(values),
                identity(layout, values));
    }

    /** How much of a prompt's user message is the same for all questions with these neighbours, in characters. */
    public int sharedOfUser(Assignment assignment) {
        return questions(assignment.grounding()).length();
    }

    private Prompt prompt(Assignment assignment, Layout layout, Map<String, String> values) {
        return new Prompt(
                systemMessages.get(assignment.category().id()),
                questions(assignment.grounding()) + layout.fill(values),
                identity(layout, values));
    }

    private static String identity(Layout layout, Map<String, String> values) {
        Map<String, String> anywhere = new HashMap<>(values);
        anywhere.put("number", ANYWHERE);
        anywhere.computeIfPresent(
                "start", (name, start) -> start.replaceFirst("^## Answer \\d+", "## Answer " + ANYWHERE));
        return layout.fill(anywhere);
    }

    // The fence is one that closes around the question, what is told of it and all other material.
    private static Map<String, String> values(Assignment assignment, Notes.Told told, Map<String, String> material) {
        String section = assignment.question().section();
        Map<String, String> values = new HashMap<>(material);
        values.put("section", section.isEmpty() ? "(none)" : section);
        values.put("question", assignment.question().text());
        String fence = Fence.around(String.join("\n", new TreeMap<>(values).values()), told.untrusted());
        values.put("fence", fence);
        values.put("notes", told.fenced(fence));
        values.put("number", Integer.toString(assignment.number()));
        values.put("category", assignment.category().name());
        return values;
    }

    private String questions(Grounding grounding) {
        if (grounding.neighbours().isEmpty()) {
            return "";
        }
        String list = grounding.neighbours().stream()
                .map(n -> n.handle() + ". " + n.topic())
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
