package io.github.answersheet.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.answersheet.examine.Contradiction;
import io.github.answersheet.examine.Trial;
import io.github.answersheet.repair.Agreement;
import io.github.answersheet.repair.Agreement.Disagreement;
import java.util.List;

/**
 * Whether the answers of a sheet were compared with each other, as reports tell it. The names are kept; new ones may come.
 *
 * @param reason why they were not; null if they were
 * @param parts in how many parts
 * @param left how many contradictions were named that do not count
 * @param attempts the calls that compared
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record AgreementJson(
        String state,
        String reason,
        int parts,
        List<String> remarks,
        List<ContradictionJson> contradictions,
        int left,
        List<RunReport.AttemptJson> attempts) {

    /** Two statements and what became of the worse one. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ContradictionJson(
            String state, int answer, String quote, int other, String otherQuote, String why, String program) {

        static ContradictionJson of(Disagreement disagreement) {
            Contradiction both = disagreement.contradiction();
            return new ContradictionJson(
                    disagreement.state().word(),
                    both.worse().answer(),
                    both.worse().quote(),
                    both.other().answer(),
                    both.other().quote(),
                    both.why(),
                    both.trial().map(Trial::program).orElse(null));
        }
    }

    static AgreementJson of(Agreement agreement, List<RunReport.AttemptJson> attempts) {
        return new AgreementJson(
                agreement.notCompared().isPresent() ? "not-compared" : "compared",
                agreement.notCompared().orElse(null),
                agreement.parts(),
                agreement.remarks(),
                agreement.disagreements().stream().map(ContradictionJson::of).toList(),
                agreement.left(),
                attempts);
    }
}
