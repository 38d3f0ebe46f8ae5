package io.github.answersheet.draft;

import io.github.answersheet.source.Position;
import io.github.answersheet.source.SourceText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * An answer as written, in sections, unchecked. Immutable.
 *
 * @param number the number in its title, if it has one
 * @param topic the words of its title, possibly empty
 * @param preamble what stands between its title and its first section; all of it if it has no section
 * @param sections in the order written
 * @param source what it was read from
 * @param offset where it starts there
 */
public record Draft(
        Optional<Integer> number,
        String topic,
        String preamble,
        List<DraftSection> sections,
        SourceText source,
        int offset) {

    public Draft {
        sections = List.copyOf(sections);
    }

    /** The first section with that label. */
    public Optional<DraftSection> section(String label) {
        return sections.stream().filter(s -> s.label().equals(label)).findFirst();
    }

    /** The question as the draft shows it, out of its block quote if it is set off in one; empty if it shows none. */
    public Optional<String> question() {
        return sections.stream()
                .filter(DraftSection::isQuestion)
                .findFirst()
                .map(section -> outOfQuotation(section.body()))
                .filter(text -> !text.isBlank());
    }

    // Some set the question off in a block quote; that alters nothing.
    private static String outOfQuotation(String body) {
        boolean quoted = body.lines().skip(1).allMatch(l -> l.isBlank() || l.startsWith(">"))
                && body.lines().anyMatch(l -> l.startsWith(">"));
        return quoted
                ? body.lines()
                        .map(l -> l.replaceFirst("^> ?", ""))
                        .collect(Collectors.joining("\n"))
                        .strip()
                : body;
    }

    public Position position() {
        return source.position(offset);
    }

    /**
     * This draft with some sections replaced or added; every other section is the very same.
     *
     * @param replacements what to take the new sections from
     * @param labels which labels to take
     */
    public Draft with(Draft replacements, Collection<String> labels) {
        Map<String, DraftSection> fresh = replacements.sections().stream()
                .filter(s -> labels.contains(s.label()))
                .collect(Collectors.toMap(DraftSection::label, Function.identity(), (first, second) -> first));
        List<DraftSection> merged = new ArrayList<>();
        for (DraftSection section : sections) {
            DraftSection replacement = fresh.remove(section.label());
            merged.add(replacement == null ? section : replacement);
        }
        replacements.sections().stream().filter(s -> fresh.get(s.label()) == s).forEach(merged::add);
        return withSections(merged);
    }

    /** This draft with other sections. */
    public Draft withSections(List<DraftSection> others) {
        return new Draft(number, topic, preamble, others, source, offset);
    }

    /** This draft with another topic. */
    public Draft withTopic(String other) {
        return new Draft(number, other, preamble, sections, source, offset);
    }

    /** Whether all of it stands in one text, so that the text can be mended. */
    public boolean isOfOneText() {
        return sections.stream().allMatch(s -> s.source() == source);
    }
}
