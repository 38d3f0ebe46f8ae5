package io.github.answersheet.sheet;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.answersheet.draft.DraftSection;
import io.github.answersheet.examine.ExaminedAnswer;
import io.github.answersheet.examine.TrialResult;
import io.github.answersheet.examine.Trials;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What came of trying the statements of an answer, as reports tell it. The names are kept; new ones may come.
 *
 * @param counts how many statements are in each state
 * @param left how many trials were left out
 * @param untried how many sentences read as what a program does, and were not tried
 * @param files what the programs saw beside them, by name
 * @param tests whether tests notice changes of the code; null if nobody asked them
 * @param reason why none was tried; null if some were
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TrialsJson(
        Map<String, Long> counts,
        int left,
        int untried,
        List<StatementJson> statements,
        List<String> gaps,
        Map<String, String> files,
        TestsJson tests,
        String reason) {

    public record TestsJson(int changes, int noticed, String file, List<String> unnoticed) {}

    public record StatementJson(
            String state,
            String kind,
            String section,
            String quote,
            String language,
            String program,
            String expected,
            String seen) {}

    /** Null where nothing is to be told. */
    public static TrialsJson of(ExaminedAnswer answer) {
        Trials trials = answer.trials();
        if (trials.isWanted()) {
            return new TrialsJson(Map.of(), 0, 0, List.of(), List.of(), Map.of(), null, "no trials were asked for");
        }
        if (!trials.isTold()) {
            return null;
        }
        List<DraftSection> written = answer.written();
        return new TrialsJson(
                trials.results().stream()
                        .collect(Collectors.groupingBy(
                                result -> result.state().word(), TreeMap::new, Collectors.counting())),
                trials.left(),
                trials.untried(),
                trials.results().stream()
                        .map(result -> statement(result, written))
                        .toList(),
                trials.gaps().stream().map(gap -> gap.quote()).toList(),
                trials.results().isEmpty() ? Map.of() : trials.files(),
                trials.noticed()
                        .map(noticed -> new TestsJson(
                                noticed.tried(),
                                noticed.noticed(),
                                noticed.file(),
                                noticed.unnoticed().stream()
                                        .map(each -> "line " + each.line() + ": " + each.what())
                                        .toList()))
                        .orElse(null),
                trials.notRun().orElse(null));
    }

    private static StatementJson statement(TrialResult result, List<DraftSection> written) {
        return new StatementJson(
                result.state().word(),
                result.trial().kind(),
                written.get(result.section()).label(),
                result.trial().quote(),
                result.trial().language(),
                result.trial().program(),
                result.trial().expected(),
                result.seen());
    }
}
