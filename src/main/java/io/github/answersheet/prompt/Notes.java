package io.github.answersheet.prompt;

import io.github.answersheet.material.Passage;
import io.github.answersheet.pack.Layout;
import io.github.answersheet.pack.Pack;
import io.github.answersheet.pack.Words;
import io.github.answersheet.quiz.AuthorKey;
import io.github.answersheet.quiz.Choice;
import io.github.answersheet.quiz.Question;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a prompt says about a question besides its text, by the layouts of a pack. */
final class Notes {

    private final Pack pack;
    private final Map<String, Layout> layouts;

    Notes(Pack pack) {
        this.pack = pack;
        this.layouts = pack.notes();
    }

    private record Note(Layout layout, Map<String, String> values, boolean isUntrusted) {}

    /** Some notes whose untrusted parts are not fenced yet. */
    record Told(List<Note> notes) {

        Told and(Told others) {
            List<Note> all = new ArrayList<>(notes);
            all.addAll(others.notes);
            return new Told(all);
        }

        /** All that a fence has to keep inside. */
        String untrusted() {
            return notes.stream()
                    .filter(Note::isUntrusted)
                    .flatMap(n -> n.values().values().stream())
                    .collect(Collectors.joining("\n"));
        }

        String fenced(String fence) {
            List<String> texts = new ArrayList<>();
            for (Note note : notes) {
                Map<String, String> values = new HashMap<>(note.values());
                if (note.isUntrusted()) {
                    values.put("fence", fence);
                }
                texts.add(note.layout().fill(values));
            }
            return String.join("\n\n", texts);
        }
    }

    Told of(Assignment assignment) {
        Question question = assignment.question();
        Grounding grounding = assignment.grounding();
        List<Note> notes = new ArrayList<>();
        Words words = pack.wordsFor(around(question, grounding));
        if (!words.equals(pack.words())) {
            notes.add(new Note(layouts.get("language"), Map.of("language", words.name()), false));
        }
        if (!question.choices().isEmpty()) {
            String letters = question.choices().stream().map(Choice::letter).collect(Collectors.joining(", "));
            notes.add(new Note(layouts.get("choices"), Map.of("letters", letters), false));
        }
        question.key().ifPresent(key -> notes.add(untrusted("key", "key", text(key))));
        if (!grounding.facts().isEmpty()) {
            notes.add(untrusted("facts", "facts", lines(grounding.facts())));
        }
        if (!grounding.passages().isEmpty()) {
            String passages = grounding.passages().stream().map(Notes::text).collect(Collectors.joining("\n\n"));
            notes.add(untrusted("material", "passages", passages));
        }
        return new Told(notes);
    }

    // One question is often too short to tell its language.
    private static String around(Question question, Grounding grounding) {
        return grounding.neighbours().stream().map(Neighbour::topic).collect(Collectors.joining("\n"))
                + "\n"
                + question.text();
    }

    Told redraft(String findings) {
        return new Told(List.of(untrusted("redraft", "findings", findings)));
    }

    /** How cases are mended that nobody prints. */
    Told cases() {
        return new Told(List.of(new Note(layouts.get("cases"), Map.of(), false)));
    }

    /** What came of trying statements. */
    Told trials(String trials) {
        return new Told(List.of(untrusted("trials", "trials", trials)));
    }

    private Note untrusted(String layout, String variable, String text) {
        return new Note(layouts.get(layout), Map.of(variable, text), true);
    }

    private static String lines(List<String> facts) {
        return facts.stream().map(fact -> "- " + fact).collect(Collectors.joining("\n"));
    }

    private static String text(Passage passage) {
        String heading = passage.heading().isEmpty() ? "" : ", " + passage.heading();
        return "From `" + passage.file() + "`" + heading + ":\n\n" + passage.text();
    }

    private static String text(AuthorKey key) {
        String right = key.letters().isEmpty() ? "" : "Right: " + String.join(", ", key.letters()) + "\n";
        return (right + key.text()).strip();
    }
}
