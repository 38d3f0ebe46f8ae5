package io.github.answersheet.prompt;

import io.github.answersheet.pack.Category;
import io.github.answersheet.pack.Label;
import io.github.answersheet.pack.Pack;
import io.github.answersheet.quiz.Choice;
import io.github.answersheet.quiz.Question;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Builds the messages for one question from the slice of the pack that its category needs. Text of the quiz and of
 * earlier drafts is fenced off as material. Thread-safe; the same input gives the same bytes.
 */
public final class PromptBuilder {

    private static final String NO_NOTES = "(nothing)";

    private final Pack pack;
    private final Map<String, String> systemMessages;

    public PromptBuilder(Pack pack) {
        this.pack = pack;
        Map<String, String> messages = new HashMap<>();
        pack.categories().forEach(c -> messages.put(c.id(), systemMessage(pack, c)));
        this.systemMessages = Map.copyOf(messages);
    }

    /** Asks for the whole answer. */
    public Prompt draft(Assignment assignment) {
        Question question = assignment.question();
        Category category = assignment.category();
        Map<String, String> values = ofQuestion(question, category, Fence.around(question.text(), key(question)));
        return new Prompt(systemMessages.get(category.id()), pack.draft().fill(values));
    }

    /**
     * Asks for some sections again. The request stands for itself: it needs no earlier message.
     *
     * @param current the sections as they stand, with their labels; empty text if none of them is there
     * @param findings what is wrong with them, in plain words
     * @param labels the labels wanted, in order
     */
    public Prompt repair(Assignment assignment, String current, List<String> findings, List<Label> labels) {
        Question question = assignment.question();
        Category category = assignment.category();
        Map<String, String> values =
                ofQuestion(question, category, Fence.around(question.text(), key(question), current));
        values.put("current", current.isBlank() ? "(none of them is there yet)" : current);
        values.put(
                "findings",
                String.join("\n", findings.stream().map(f -> "- " + f).toList()));
        values.put("labels", String.join("\n", labels.stream().map(Label::line).toList()));
        return new Prompt(systemMessages.get(category.id()), pack.repair().fill(values));
    }

    private Map<String, String> ofQuestion(Question question, Category category, String fence) {
        Map<String, String> values = new HashMap<>();
        values.put("number", Integer.toString(question.number()));
        values.put("section", question.section().isEmpty() ? "(none)" : question.section());
        values.put("category", category.name());
        values.put("question", question.text());
        values.put("fence", fence);
        values.put("notes", notes(question, fence));
        return values;
    }

    private String notes(Question question, String fence) {
        List<String> notes = new ArrayList<>();
        if (!question.choices().isEmpty()) {
            String letters = String.join(
                    ", ", question.choices().stream().map(Choice::letter).toList());
            notes.add(pack.notes().get("choices").fill(Map.of("letters", letters)));
        }
        if (question.key().isPresent()) {
            notes.add(pack.notes().get("key").fill(Map.of("key", key(question), "fence", fence)));
        }
        return notes.isEmpty() ? NO_NOTES : String.join("\n\n", notes);
    }

    private static String key(Question question) {
        return question.key()
                .map(key -> (key.letters().isEmpty() ? "" : "Right: " + String.join(", ", key.letters()) + "\n")
                        + key.text())
                .orElse("")
                .strip();
    }

    private static String systemMessage(Pack pack, Category category) {
        Map<String, String> values = new HashMap<>(pack.parts());
        values.put("category", category.name());
        values.put("template", category.format().instructions());
        values.put("exemplar", category.exemplar());
        return pack.system().fill(values);
    }
}
