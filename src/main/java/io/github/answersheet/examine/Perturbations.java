package io.github.answersheet.examine;

import io.github.answersheet.draft.DraftSection;
import io.github.answersheet.draft.SectionBody;
import io.github.answersheet.language.Language;
import io.github.answersheet.pack.Role;
import io.github.answersheet.sandbox.Ending;
import io.github.answersheet.sandbox.Sandbox;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/**
 * Runs the original and the improved solution under the same changed circumstances. They are made by this program, from a
 * case that both come through, and nobody says what is right: where the original gives a result, so has what takes its place
 * to do, unless the answer speaks of it.
 */
record Perturbations(Code original, Code improved, Sandbox sandbox, ExecutorService pool) {

    private record Pair(Circumstance circumstance, Case input, Future<Seen> original, Future<Seen> improved) {}

    /**
     * @param results of the cases
     * @param answer that may speak of a circumstance
     */
    List<LostResult> lost(List<CaseResult> results, Candidate answer) throws InterruptedException, ExecutionException {
        Optional<Case> base = results.stream()
                .filter(result -> result.bothGiveAResult())
                .map(CaseResult::input)
                .max((one, other) ->
                        Integer.compare(one.files().size(), other.files().size()));
        if (base.isEmpty()) {
            return List.of();
        }
        String prose = prose(answer);
        List<Pair> pairs = new ArrayList<>();
        for (Circumstance circumstance : Circumstance.ALL) {
            if (!circumstance.words().matcher(prose).find()) {
                circumstance
                        .of(base.get(), improved.language() == Language.PYTHON)
                        .ifPresent(input -> pairs.add(new Pair(
                                circumstance,
                                input,
                                pool.submit(() -> CaseRun.of(original, input, true, sandbox)),
                                pool.submit(() -> CaseRun.of(improved, input, false, sandbox)))));
            }
        }
        List<LostResult> lost = new ArrayList<>();
        for (Pair pair : pairs) {
            Seen before = pair.original().get();
            Seen now = pair.improved().get();
            boolean hasRun = now.end() != Ending.NOT_STARTED
                    && now.refused().isEmpty()
                    && now.objection().isEmpty();
            if (isResult(before) && hasRun && !isResult(now) && !now.isOfCase()) {
                lost.add(new LostResult(pair.circumstance().name(), base.get().input(), words(before), words(now)));
            }
        }
        return lost;
    }

    static boolean isResult(Seen seen) {
        return seen.hasEnded()
                && seen.raised().isEmpty()
                && (seen.exit() == 0 || seen.result().isPresent());
    }

    private static String words(Seen seen) {
        return seen.result()
                .map(Words::result)
                .orElseGet(() -> isResult(seen) ? "standard output " + Words.text(seen.stdout()) : seen.ending());
    }

    // Where an answer tells its readers what changed for them.
    private static String prose(Candidate answer) {
        return answer.written().stream()
                .filter(section -> answer.is(section.label(), Role.CHANGES))
                .map(DraftSection::content)
                .map(Perturbations::prose)
                .collect(Collectors.joining("\n"));
    }

    private static String prose(SectionBody body) {
        List<String> lines = new ArrayList<>(List.of(body.text().split("\n", -1)));
        body.fences()
                .forEach(fence -> lines.subList(fence.line() - 1, Math.min(lines.size(), fence.lastLine()))
                        .replaceAll(line -> ""));
        return String.join("\n", lines);
    }
}
