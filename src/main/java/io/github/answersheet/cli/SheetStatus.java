package io.github.answersheet.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.answersheet.sheet.Standing;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How the answers of sheets stand, told as a table or as JSON. */
final class SheetStatus {

    private static final String SCHEMA = "answersheet/status/1";

    /** What answers have to be. */
    enum Required {
        VALID,
        APPROVED
    }

    private final List<SheetJson> sheets = new ArrayList<>();

    private record StatusJson(String schema, List<SheetJson> sheets) {}

    private record SheetJson(String sheet, List<AnswerJson> answers) {}

    /**
     * @param evidence what running it proved: {@code verified}, {@code compared}, {@code outdated}; null if nothing did
     * @param isProposed whether a new text waits beside it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record AnswerJson(
            int number,
            String topic,
            String state,
            int findings,
            String evidence,
            List<String> edited,
            ApprovalJson approved,
            boolean isProposed) {

        boolean is(Required required) {
            return required == Required.APPROVED
                    ? approved != null && !approved.isStale()
                    : !List.of("needs-review", "failed", "conflict", "question-changed", "missing")
                            .contains(state);
        }
    }

    private record ApprovalJson(String by, boolean isStale) {}

    /**
     * Adds a sheet.
     *
     * @param standings of its answers, and of questions that have none
     */
    void add(Path sheet, List<Standing> standings) {
        sheets.add(new SheetJson(
                sheet.toString(), standings.stream().map(SheetStatus::answer).toList()));
    }

    private static AnswerJson answer(Standing standing) {
        return new AnswerJson(
                standing.number(),
                standing.topic(),
                standing.isWritten() ? standing.state() : "missing",
                standing.needsReview() ? standing.remaining() : 0,
                standing.evidence().orElse(null),
                standing.editedParts(),
                standing.approvedBy()
                        .map(by -> new ApprovalJson(by, standing.isStale()))
                        .orElse(null),
                standing.proposal().isPresent());
    }

    void table(PrintWriter out) {
        for (SheetJson sheet : sheets) {
            out.println(sheet.sheet());
            TextTable table = new TextTable("No", "State", "Findings", "Evidence", "Edited", "Approved", "Topic");
            for (AnswerJson answer : sheet.answers()) {
                table.row(
                        Integer.toString(answer.number()),
                        answer.state().replace('-', ' '),
                        answer.findings() == 0 ? "" : Integer.toString(answer.findings()),
                        answer.evidence() == null ? "" : answer.evidence(),
                        String.join(", ", answer.edited()),
                        answer.approved() == null
                                ? ""
                                : (answer.approved().isStale() ? "stale: " : "")
                                        + answer.approved().by(),
                        answer.topic());
            }
            out.print(table.render());
        }
    }

    void json(PrintWriter out) throws JsonProcessingException {
        out.println(
                new JsonMapper().writerWithDefaultPrettyPrinter().writeValueAsString(new StatusJson(SCHEMA, sheets)));
    }

    /** Whether every answer is what it has to be. */
    boolean are(Required required) {
        return sheets.stream().flatMap(s -> s.answers().stream()).allMatch(a -> a.is(required));
    }
}
