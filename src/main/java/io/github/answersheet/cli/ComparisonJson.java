package io.github.answersheet.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.answersheet.compare.Judged;
import io.github.answersheet.compare.Pairing;
import io.github.answersheet.compare.Side;
import io.github.answersheet.compare.Tally;
import io.github.answersheet.compare.Verdict;
import io.github.answersheet.llm.Prices;
import io.github.answersheet.llm.Usage;
import io.github.answersheet.repair.Attempt;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * What {@code compare --format json} prints; {@code compare-1.schema.json} among the resources describes it. The names are
 * kept; new ones may come.
 */
record ComparisonJson(
        String schema,
        String model,
        String pack,
        String role,
        Sheets sheets,
        List<QuestionJson> questions,
        List<Pairing.LeftOut> leftOut,
        List<String> notes,
        TotalsJson totals) {

    private static final String SCHEMA = "answersheet/compare/1";

    /**
     * What was compared, and by whom.
     *
     * @param model as messages name it
     * @param pack its name and version
     * @param a the first sheet
     * @param b the second one
     */
    record Names(String model, String pack, String role, String a, String b) {}

    record Sheets(
            @JsonProperty("A") String a, @JsonProperty("B") String b) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record QuestionJson(
            int number,
            String question,
            String result,
            Double margin,
            boolean changedByOrder,
            String easierToTeachFrom,
            List<VerdictJson> verdicts,
            String failure,
            int calls,
            Usage tokens,
            BigDecimal cost,
            BigDecimal spent) {

        static QuestionJson of(Judged judged, Optional<Prices> prices) {
            return new QuestionJson(
                    judged.pair().number(),
                    judged.pair().question(),
                    judged.winner().map(Side::word).orElse("no-verdict"),
                    judged.margin().isPresent() ? judged.margin().getAsDouble() : null,
                    judged.isChangedByOrder(),
                    judged.easier().map(Side::word).orElse(null),
                    judged.verdicts().stream().map(VerdictJson::of).toList(),
                    judged.failure().orElse(null),
                    judged.attempts().size(),
                    judged.usage(),
                    prices.map(p -> p.of(judged.usage())).orElse(null),
                    prices.map(p -> p.of(Attempt.paidNow(judged.attempts()))).orElse(null));
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record VerdictJson(
            String readFirst,
            String better,
            String margin,
            List<String> reasons,
            String easierToTeachFrom,
            Sheets hardestPassage) {

        static VerdictJson of(Verdict.Given verdict) {
            return new VerdictJson(
                    verdict.first().word(),
                    verdict.better().word(),
                    verdict.margin().map(ComparisonText::word).orElse(null),
                    verdict.reasonsByName(),
                    verdict.easier().map(Side::word).orElse(null),
                    new Sheets(verdict.hardestOfA(), verdict.hardestOfB()));
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record TotalsJson(
            int compared,
            long winsOfA,
            long winsOfB,
            long ties,
            long noVerdict,
            long changedByOrder,
            long firstPreferred,
            EasierJson easierToTeachFrom,
            Tally.Share shareOfA,
            long calls,
            Usage tokens,
            BigDecimal cost,
            BigDecimal spent) {

        static TotalsJson of(Tally tally, Optional<Prices> prices) {
            return new TotalsJson(
                    tally.judged().size(),
                    tally.won(Side.A),
                    tally.won(Side.B),
                    tally.won(Side.TIE),
                    tally.withoutVerdict(),
                    tally.changedByOrder(),
                    tally.firstPreferred(),
                    new EasierJson(tally.easier(Side.A), tally.easier(Side.B), tally.easier(Side.TIE)),
                    tally.shareOfA().orElse(null),
                    tally.attempts().size(),
                    tally.usage(),
                    prices.map(p -> p.of(tally.usage())).orElse(null),
                    prices.map(p -> p.of(Attempt.paidNow(tally.attempts()))).orElse(null));
        }
    }

    record EasierJson(
            @JsonProperty("A") long a, @JsonProperty("B") long b, long tie) {}

    static ComparisonJson of(Names names, Pairing pairing, Tally tally, Optional<Prices> prices) {
        return new ComparisonJson(
                SCHEMA,
                names.model(),
                names.pack(),
                names.role(),
                new Sheets(names.a(), names.b()),
                tally.judged().stream().map(j -> QuestionJson.of(j, prices)).toList(),
                pairing.leftOut(),
                pairing.notes(),
                TotalsJson.of(tally, prices));
    }
}
