package io.github.answersheet.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.answersheet.draft.DraftSection;
import io.github.answersheet.examine.BlockRun;
import io.github.answersheet.examine.ExaminedAnswer;
import io.github.answersheet.language.Language;
import java.util.List;
import java.util.Locale;

/**
 * A block of code and its state, as reports and {@code check --run --format json} tell it. The names are kept; new ones may
 * come.
 *
 * @param file of the sheet; null in reports, where it is known
 * @param answer its number; null in reports
 * @param line of the opening fence: in the file, or in the section for reports
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record BlockJson(
        String file,
        Integer answer,
        String section,
        String language,
        int line,
        String state,
        String reason,
        String output) {

    /** The blocks of an answer of a sheet. */
    static List<BlockJson> ofSheet(ExaminedAnswer answer) {
        List<DraftSection> written = answer.written();
        return answer.runs().stream()
                .map(run -> {
                    DraftSection section = written.get(run.section());
                    int line = run.block().positionIn(section, 0, 1).line();
                    return of(section.source().name(), answer.number(), section.label(), line, run);
                })
                .toList();
    }

    /** The blocks of an answer whose sections may come from several replies. */
    static List<BlockJson> ofReport(ExaminedAnswer answer) {
        List<DraftSection> written = answer.written();
        return answer.runs().stream()
                .map(run -> of(
                        null,
                        null,
                        written.get(run.section()).label(),
                        run.block().line(),
                        run))
                .toList();
    }

    private static BlockJson of(String file, Integer answer, String section, int line, BlockRun run) {
        return new BlockJson(
                file,
                answer,
                section,
                run.block().typedOrWritten().orElse(Language.BASH).name().toLowerCase(Locale.ROOT),
                line,
                run.state().word(),
                run.reason(),
                run.output());
    }
}
