package io.github.answersheet.cli;

import io.github.answersheet.llm.Budget;
import io.github.answersheet.llm.Prices;
import io.github.answersheet.source.InputException;
import io.github.answersheet.source.Problem;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What a run may cost. */
final class BudgetOptions {

    @Option(
            names = "--max-calls",
            paramLabel = "N",
            description = "Calls at most, those of earlier runs of the same command included. Before a call that could"
                    + " exceed a limit the run stops with exit code 4.")
    private Long maxCalls;

    @Option(names = "--max-tokens", paramLabel = "N", description = "Tokens at most, input and output together.")
    private Long maxTokens;

    @Option(
            names = "--max-cost",
            paramLabel = "AMOUNT",
            description = "Money at most; needs --price-in and --price-out, or --price-file.")
    private BigDecimal maxCost;

    @Option(
            names = "--deadline",
            paramLabel = "TIME",
            description = "Begin no call after this time, such as 90s, 30m or 2h30m.")
    private String deadline;

    Budget budget(Optional<Prices> prices) {
        if (maxCost != null && prices.isEmpty()) {
            throw new InputException(Problem.of(
                    "--max-cost " + maxCost, "needs prices; give --price-in and --price-out, or --price-file"));
        }
        return new Budget(
                Optional.ofNullable(maxCalls),
                Optional.ofNullable(maxTokens),
                Optional.ofNullable(maxCost),
                prices,
                Optional.ofNullable(deadline).map(time -> Instant.now().plus(TimeSpan.of("--deadline", time))));
    }
}
