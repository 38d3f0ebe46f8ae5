package io.github.answersheet.examine;

import io.github.answersheet.draft.DraftSection;
import io.github.answersheet.examine.TrialResult.State;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is known of the statements of an answer by trying them.
 *
 * @param isWanted whether they could be tried, and nobody has asked for trials yet
 * @param notRun why none was tried; empty if some were or if nobody wants it
 * @param results of those whose statements stand in the answer
 * @param left how many trials were left out: nobody understands them, or they quote what the answer does not say
 * @param untried how many of its sentences read as what a program does, and were not tried
 * @param files what the programs saw beside them, by name: the answer's blocks and the program that the question shows
 * @param gaps what it lacks in the eyes of the examiner, as far as that counts
 * @param noticed whether its tests notice changes of its code; empty if it has none that could be asked
 */
public record Trials(
        boolean isWanted,
        Optional<String> notRun,
        List<TrialResult> results,
        int left,
        int untried,
        Map<String, String> files,
        List<Gap> gaps,
        Optional<NoticedChanges> noticed) {

    /** Nobody wants statements to be tried. */
    static final Trials NONE =
            new Trials(false, Optional.empty(), List.of(), 0, 0, Map.of(), List.of(), Optional.empty());

    public Trials {
        results = List.copyOf(results);
        files = Collections.unmodifiableMap(new TreeMap<>(files));
        gaps = List.copyOf(gaps);
    }

    static Trials wanted() {
        return new Trials(true, Optional.empty(), List.of(), 0, 0, Map.of(), List.of(), Optional.empty());
    }

    static Trials notRun(String why) {
        return new Trials(false, Optional.of(why), List.of(), 0, 0, Map.of(), List.of(), Optional.empty());
    }

    /** Whether there is something to be told of. */
    public boolean isTold() {
        return notRun.isPresent() || !results.isEmpty() || left > 0;
    }

    public List<TrialResult> of(State state) {
        return results.stream().filter(result -> result.state() == state).toList();
    }

    /** The section in which a part of the question that is not answered would be: the longest of those that are not code. */
    public static Optional<DraftSection> placeOfGaps(ExaminedAnswer answer) {
        return answer.written().stream()
                .filter(section -> answer.category().format().drafted().stream()
                        .anyMatch(label -> label.required() && label.name().equals(section.label())))
                .max(Comparator.comparing((DraftSection section) ->
                                section.content().fences().isEmpty())
                        .thenComparing(section -> section.body().length()));
    }
}
