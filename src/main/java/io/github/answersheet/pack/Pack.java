package io.github.answersheet.pack;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A prompt pack, read and checked. Another training module is another pack and no Java. Immutable.
 *
 * @param name its folder's name
 * @param version changes whenever its text does
 * @param title the training module's name
 * @param categories the kinds of question it knows, in order
 * @param evidence signs of categories, the first that is seen decides
 * @param themes what its answers should touch now and then
 * @param faultWords words of which one names a fault of code, by the fault
 * @param stopWords words of its quizzes that say nothing about their subject
 * @param wordsByLanguage those of sheets, its own language first
 * @param spoken the language of all answers, if somebody said so
 * @param allowedLabels labels that an answer of any category may bring besides its required ones
 * @param parts its rule texts by name
 * @param closing what stands at the end of each sheet
 * @param system the layout of the constant part of a prompt
 * @param exemplar the layout of what a prompt says of the category's model answer; nothing if no category has one
 * @param questions the layout of what stands before each request: the questions of the quiz
 * @param draft the layout of the request for an answer
 * @param section the layout of the request for one section of an answer
 * @param repair the layout of the request for some sections of an answer
 * @param changesSystem the constant part of the request for corrections of some sections, the same for every answer
 * @param changes the layout of that request
 * @param notes layouts of what is said about a question besides its text (options, key, facts, material, an earlier draft, cases to mend, trials), by name
 * @param rules that are switched off or weigh otherwise in its courses, by id: {@code off}, {@code info}, {@code warning} or
 *     {@code error}, not yet looked at
 * @param proof the layouts of the calls that prove and try answers; empty if none of its categories wants them
 */
public record Pack(
        String name,
        String version,
        String title,
        List<Category> categories,
        List<Evidence> evidence,
        List<Themes> themes,
        Map<String, List<String>> faultWords,
        List<String> stopWords,
        Map<String, Words> wordsByLanguage,
        Optional<String> spoken,
        List<String> allowedLabels,
        Map<String, String> parts,
        List<ClosingPart> closing,
        Layout system,
        Optional<Layout> exemplar,
        Layout questions,
        Layout draft,
        Layout section,
        Layout repair,
        Layout changesSystem,
        Layout changes,
        Map<String, Layout> notes,
        Map<String, String> rules,
        Optional<ProofLayouts> proof) {

    public Pack {
        categories = List.copyOf(categories);
        themes = List.copyOf(themes);
        faultWords = Map.copyOf(faultWords);
        stopWords = List.copyOf(stopWords);
        wordsByLanguage = Collections.unmodifiableMap(new LinkedHashMap<>(wordsByLanguage));
        allowedLabels = List.copyOf(allowedLabels);
        parts = Map.copyOf(parts);
        closing = List.copyOf(closing);
        evidence = List.copyOf(evidence);
        notes = Map.copyOf(notes);
        rules = Map.copyOf(rules);
    }

    /** The label of the question in all its answers. */
    public String question() {
        return categories.get(0).format().question().name();
    }

    /** The label of that name in any of its answers. */
    public Optional<Label> label(String name) {
        return categories.stream().flatMap(c -> c.format().label(name).stream()).findFirst();
    }

    /** The words of its own language. */
    public Words words() {
        return wordsByLanguage.values().iterator().next();
    }

    /** The words for answers to a text: those somebody asked for, or of the language that it is clearly in, else its own. */
    public Words wordsFor(String text) {
        return spoken.map(wordsByLanguage::get)
                .or(() -> Languages.of(text, this))
                .orElse(words());
    }

    /**
     * This pack, with one language for all answers.
     *
     * @param language that it has words for
     */
    public Pack speaking(String language) {
        return new Pack(
                name,
                version,
                title,
                categories,
                evidence,
                themes,
                faultWords,
                stopWords,
                wordsByLanguage,
                Optional.of(language),
                allowedLabels,
                parts,
                closing,
                system,
                exemplar,
                questions,
                draft,
                section,
                repair,
                changesSystem,
                changes,
                notes,
                rules,
                proof);
    }

    /** How a sheet names it. */
    public String nameAndVersion() {
        return name + " " + version;
    }

    /** The category with that id or name, whatever its capitals. */
    public Optional<Category> category(String idOrName) {
        return categories.stream()
                .filter(c ->
                        c.id().equalsIgnoreCase(idOrName.strip()) || c.name().equalsIgnoreCase(idOrName.strip()))
                .findFirst();
    }

    /** The category that claims a section of that name, or has this name in one of the languages; or none. */
    public Optional<Category> categoryOfSection(String section) {
        return categories.stream()
                .filter(c -> c.claims(section))
                .findFirst()
                .or(() -> categories.stream()
                        .filter(c -> wordsByLanguage.values().stream()
                                .anyMatch(words -> Category.isSame(words.label(c.name()), section)))
                        .findFirst());
    }

    /** Every label that any of its answers may have, in the order of the categories. */
    public Set<String> knownLabels() {
        Set<String> known = new LinkedHashSet<>();
        categories.forEach(c -> c.format().labels().forEach(l -> known.add(l.name())));
        known.addAll(allowedLabels);
        return known;
    }
}
