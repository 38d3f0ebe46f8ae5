package io.github.answersheet.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.answersheet.check.BlockCounts;
import io.github.answersheet.check.Finding;
import io.github.answersheet.check.Languages;
import io.github.answersheet.llm.Usage;
import io.github.answersheet.pack.Pack;
import io.github.answersheet.repair.Attempt;
import io.github.answersheet.repair.Outcome;
import io.github.answersheet.run.Prices;
import io.github.answersheet.run.QuizResult;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What {@code generate --report} writes; {@code report-1.schema.json} among the resources describes it. The names are kept;
 * new ones may come.
 */
final class RunReport {

    private static final String SCHEMA = "answersheet/report/1";

    private final String model;
    private final String pack;
    private final Languages languages;
    private final Optional<Prices> prices;
    private final List<QuizJson> quizzes = new ArrayList<>();

    RunReport(String model, Pack pack, Languages languages, Optional<Prices> prices) {
        this.model = model;
        this.pack = pack.name() + " " + pack.version();
        this.languages = languages;
        this.prices = prices;
    }

    private record ReportJson(String schema, String model, String pack, List<QuizJson> quizzes, TotalsJson totals) {}

    private record QuizJson(String file, String sheet, List<AnswerJson> answers) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record AnswerJson(
            int number,
            String topic,
            String section,
            String category,
            String state,
            boolean needsReview,
            String model,
            int calls,
            List<AttemptJson> attempts,
            List<FindingJson> found,
            Map<String, Long> fixed,
            List<FindingJson> afterFixes,
            List<FindingJson> remaining,
            CheckedJson checked,
            Usage tokens,
            BigDecimal cost,
            double seconds) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record AttemptJson(
            String step, String finish, String origin, String model, Usage tokens, double seconds, String failure) {}

    private record FindingJson(String rule, String level, String section, String message) {}

    private record CheckedJson(long labels, long diagrams, long python, long bash, long unchecked) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record TotalsJson(
            int answers,
            long validAtFirst,
            long validAfterFixes,
            long validAtLast,
            long needReview,
            long failed,
            int calls,
            long repairs,
            Usage tokens,
            Usage tokensOfRepairs,
            BigDecimal cost) {}

    /** Adds a quiz that is done. */
    void add(String file, String sheet, QuizResult result) {
        quizzes.add(new QuizJson(
                file, sheet, result.outcomes().stream().map(this::answer).toList()));
    }

    String json() throws JsonProcessingException {
        return new JsonMapper()
                        .writerWithDefaultPrettyPrinter()
                        .writeValueAsString(new ReportJson(SCHEMA, model, pack, quizzes, totals()))
                + "\n";
    }

    private TotalsJson totals() {
        List<AnswerJson> answers =
                quizzes.stream().flatMap(q -> q.answers().stream()).toList();
        List<AttemptJson> again = answers.stream()
                .flatMap(a -> a.attempts().stream())
                .filter(a -> a.step().startsWith("repair") || a.step().startsWith("redraft"))
                .toList();
        Usage tokens = answers.stream().map(AnswerJson::tokens).reduce(Usage.NONE, Usage::plus);
        return new TotalsJson(
                answers.size(),
                answers.stream().filter(a -> !hasError(a.found())).count(),
                answers.stream().filter(a -> !hasError(a.afterFixes())).count(),
                answers.stream().filter(a -> a.state().equals("valid")).count(),
                answers.stream().filter(a -> a.state().equals("needs-review")).count(),
                answers.stream().filter(a -> a.state().equals("failed")).count(),
                answers.stream().mapToInt(AnswerJson::calls).sum(),
                again.size(),
                tokens,
                again.stream().map(AttemptJson::tokens).reduce(Usage.NONE, Usage::plus),
                cost(tokens));
    }

    private AnswerJson answer(Outcome outcome) {
        List<AttemptJson> attempts =
                outcome.attempts().stream().map(RunReport::attempt).toList();
        BlockCounts blocks = BlockCounts.of(List.of(outcome.candidate()), languages);
        return new AnswerJson(
                outcome.candidate().number(),
                outcome.candidate().draft().topic(),
                outcome.candidate().question().map(q -> q.section()).orElse(""),
                outcome.candidate().category().name(),
                outcome.isFailed() ? "failed" : outcome.needsReview() ? "needs-review" : "valid",
                outcome.needsReview(),
                attempts.stream()
                        .map(AttemptJson::model)
                        .filter(m -> !m.isEmpty())
                        .distinct()
                        .collect(Collectors.joining(", ")),
                attempts.size(),
                attempts,
                findings(outcome.found()),
                outcome.fixed().stream()
                        .collect(Collectors.groupingBy(Finding::rule, TreeMap::new, Collectors.counting())),
                findings(outcome.afterFixes()),
                findings(outcome.remaining()),
                new CheckedJson(
                        outcome.candidate().written().size(),
                        blocks.diagrams().checked(),
                        blocks.python().checked(),
                        blocks.bash().checked(),
                        blocks.unchecked()),
                outcome.usage(),
                cost(outcome.usage()),
                attempts.stream().mapToDouble(AttemptJson::seconds).sum());
    }

    private static AttemptJson attempt(Attempt attempt) {
        return new AttemptJson(
                attempt.step().name().isEmpty() ? "draft" : attempt.step().name(),
                attempt.finish().name().toLowerCase(Locale.ROOT),
                attempt.origin().name().toLowerCase(Locale.ROOT),
                attempt.model(),
                attempt.usage(),
                attempt.time().toMillis() / 1000.0,
                attempt.failure().orElse(null));
    }

    private BigDecimal cost(Usage usage) {
        return prices.map(p -> p.of(usage)).orElse(null);
    }

    private static List<FindingJson> findings(List<Finding> findings) {
        return findings.stream()
                .map(f ->
                        new FindingJson(f.rule(), f.level().word(), f.section().orElse(null), f.message()))
                .toList();
    }

    private static boolean hasError(List<FindingJson> findings) {
        return findings.stream().anyMatch(f -> f.level().equals("error"));
    }
}
