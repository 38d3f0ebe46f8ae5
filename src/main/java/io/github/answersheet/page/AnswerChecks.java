package io.github.answersheet.page;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.answersheet.draft.SectionBody;
import io.github.answersheet.examine.VerifiedLine;
import io.github.answersheet.language.Language;
import io.github.answersheet.llm.Step;
import io.github.answersheet.pack.Words;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * What was done to make sure of one answer. Immutable.
 *
 * @param state {@code valid}, {@code needs-review} or {@code failed}
 * @param text hash of the answer that was checked; empty where the report does not say
 * @param labels sections that were there
 * @param diagrams parsed, whatever the verdict, as with the next
 * @param code blocks by their language, in the order of the languages
 * @param unchecked blocks that nobody could check
 * @param fixed mechanical fixes
 * @param repairs repairs and redrafts that got a reply
 * @param remaining errors and warnings that are left
 * @param blocks what came of running its code; empty if nothing says so
 * @param verification of an improved solution, if it was compared with the original
 * @param tried the statements of the answer that were tried
 */
record AnswerChecks(
        String state,
        String text,
        int labels,
        int diagrams,
        Map<Language, Integer> code,
        int unchecked,
        int fixed,
        int repairs,
        List<Remark> remaining,
        List<RunBlock> blocks,
        Optional<Verification> verification,
        Tried tried) {

    AnswerChecks {
        code = Collections.unmodifiableMap(new LinkedHashMap<>(code));
        remaining = List.copyOf(remaining);
        blocks = List.copyOf(blocks);
    }

    /** Something found. */
    record Remark(String rule, String level, Optional<String> section, String message) {

        boolean isError() {
            return level.equals("error");
        }
    }

    /**
     * A code block that was run, or was not.
     *
     * @param state {@code passed}, {@code failed}, {@code not-run} or {@code unchecked}
     * @param line in the section, 1-based; 0 if the report does not say
     * @param reason possibly empty
     * @param output the last lines it printed; possibly empty
     */
    record RunBlock(String section, String language, int line, String state, String reason, String output) {}

    /**
     * How many cases were run, and what each side made of them.
     *
     * @param state {@code verified}, {@code compared}, {@code refuted} or {@code not-run}
     * @param reason why nothing was run; possibly empty
     * @param program hash of the improved solution that was run; empty where the report does not say
     */
    record Verification(int cases, int originalFails, int improvedPasses, String state, String reason, String program) {

        /** Whether a section with the improved solution has the program that was verified; not where the report names none. */
        boolean isOf(String section) {
            return state.equals("verified")
                    && originalFails > 0
                    && SectionBody.of(section).fences().stream()
                            .anyMatch(fence -> VerifiedLine.hash(fence.code()).equals(program));
        }

        /** What the sheet says of it. */
        String line(Words words) {
            return VerifiedLine.of(cases, originalFails, improvedPasses, words);
        }
    }

    boolean isOfText(String other) {
        return text.isEmpty() || text.equals(other);
    }

    boolean needsReview() {
        return !state.equals("valid");
    }

    long remainingOf(String rule) {
        return remaining.stream().filter(r -> r.rule().equals(rule)).count();
    }

    long blocks(String wanted) {
        return blocks.stream().filter(b -> b.state().equals(wanted)).count();
    }

    /** Why blocks were not run, each reason once. */
    List<String> reasonsNotRun() {
        return blocks.stream()
                .filter(b -> !b.state().equals("passed") && !b.state().equals("failed"))
                .map(RunBlock::reason)
                .filter(reason -> !reason.isEmpty())
                .distinct()
                .toList();
    }

    static AnswerChecks of(JsonNode answer) {
        JsonNode checked = answer.path("checked");
        int fixed = 0;
        for (JsonNode count : answer.path("fixed")) {
            fixed += count.asInt();
        }
        long repairs = StreamSupport.stream(answer.path("attempts").spliterator(), false)
                .filter(attempt -> attempt.path("failure").isMissingNode())
                .map(attempt -> attempt.path("step").asText())
                .filter(step -> new Step(step).isRepair())
                .count();
        List<Remark> remaining = new ArrayList<>();
        for (JsonNode finding : answer.path("remaining")) {
            // What is only told for information is nothing to look into.
            if (finding.path("level").asText().equals("info")) {
                continue;
            }
            remaining.add(new Remark(
                    finding.path("rule").asText(),
                    finding.path("level").asText(),
                    Optional.ofNullable(finding.path("section").textValue()),
                    finding.path("message").asText()));
        }
        List<RunBlock> blocks = new ArrayList<>();
        for (JsonNode block : answer.path("blocks")) {
            blocks.add(new RunBlock(
                    block.path("section").asText(),
                    block.path("language").asText(),
                    block.path("line").asInt(),
                    block.path("state").asText(),
                    block.path("reason").asText(""),
                    block.path("output").asText("")));
        }
        JsonNode verification = answer.path("verification");
        return new AnswerChecks(
                answer.path("state").asText(),
                answer.path("text").asText(""),
                checked.path("labels").asInt(),
                checked.path("diagrams").asInt(),
                code(checked),
                checked.path("unchecked").asInt(),
                fixed,
                (int) repairs,
                remaining,
                blocks,
                verification.isObject()
                        ? Optional.of(new Verification(
                                verification.path("cases").asInt(),
                                verification.path("originalFails").asInt(),
                                verification.path("improvedPasses").asInt(),
                                verification.path("state").asText(),
                                verification.path("reason").asText(""),
                                verification.path("program").asText("")))
                        : Optional.empty(),
                Tried.of(answer.path("trials")));
    }

    private static Map<Language, Integer> code(JsonNode checked) {
        Map<Language, Integer> code = new LinkedHashMap<>();
        for (Language language : Language.all()) {
            int blocks = checked.path(language.name().toLowerCase(Locale.ROOT)).asInt();
            if (blocks > 0) {
                code.put(language, blocks);
            }
        }
        return code;
    }
}
