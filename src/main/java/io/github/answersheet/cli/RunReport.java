package io.github.answersheet.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.answersheet.check.Finding;
import io.github.answersheet.llm.Usage;
import io.github.answersheet.repair.Outcome;
import io.github.answersheet.run.QuizResult;
import java.util.ArrayList;
import java.util.List;

/** What {@code generate --report} writes. The names are kept; new ones may come. */
final class RunReport {

    private static final String SCHEMA = "answersheet/report/1";

    private final String model;
    private final List<QuizJson> quizzes = new ArrayList<>();

    RunReport(String model) {
        this.model = model;
    }

    private record ReportJson(String schema, String model, List<QuizJson> quizzes, TotalsJson totals) {}

    private record QuizJson(String file, String sheet, List<AnswerJson> answers) {}

    private record AnswerJson(
            int number,
            String topic,
            String category,
            int calls,
            List<FindingJson> found,
            List<FindingJson> remaining,
            boolean needsReview,
            Usage tokens) {}

    private record FindingJson(String rule, String level, String section, String message) {}

    private record TotalsJson(
            int answers, long validAtFirst, long validAtLast, long needReview, int calls, int repairs, Usage tokens) {}

    /** Adds a quiz that is done. */
    void add(String file, String sheet, QuizResult result) {
        quizzes.add(new QuizJson(
                file, sheet, result.outcomes().stream().map(RunReport::answer).toList()));
    }

    String json() throws JsonProcessingException {
        List<AnswerJson> answers =
                quizzes.stream().flatMap(q -> q.answers().stream()).toList();
        TotalsJson totals = new TotalsJson(
                answers.size(),
                answers.stream().filter(a -> !hasError(a.found())).count(),
                answers.stream().filter(a -> !a.needsReview()).count(),
                answers.stream().filter(AnswerJson::needsReview).count(),
                answers.stream().mapToInt(AnswerJson::calls).sum(),
                answers.stream().mapToInt(a -> a.calls() - 1).sum(),
                answers.stream().map(AnswerJson::tokens).reduce(Usage.NONE, Usage::plus));
        return new JsonMapper()
                        .writerWithDefaultPrettyPrinter()
                        .writeValueAsString(new ReportJson(SCHEMA, model, quizzes, totals))
                + "\n";
    }

    private static AnswerJson answer(Outcome outcome) {
        return new AnswerJson(
                outcome.candidate().number(),
                outcome.candidate().draft().topic(),
                outcome.candidate().category().name(),
                1 + outcome.repairs(),
                findings(outcome.found()),
                findings(outcome.remaining()),
                outcome.needsReview(),
                outcome.usage());
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
