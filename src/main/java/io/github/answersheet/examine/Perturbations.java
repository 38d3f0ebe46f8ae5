package io.github.answersheet.examine;

import io.github.answersheet.draft.DraftSection;
import io.github.answersheet.draft.SectionBody;
import io.github.answersheet.examine.Conditions.Course;
import io.github.answersheet.language.Language;
import io.github.answersheet.pack.Role;
import io.github.answersheet.sandbox.Ending;
import io.github.answersheet.sandbox.Sandbox;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Runs the original and the improved solution under the same changed circumstances. They are made by this program, from a
 * case that both come through, and nobody says what is right: where the original gives a result, so has what takes its place
 * to do, unless the answer speaks of it. What is not seen a second time is not told.
 */
record Perturbations(Code original, Code improved, Sandbox sandbox, ExecutorService pool) {

    // Of the lines of the original; whatever line something happens before, the result must be there.
    private static final int POINTS = 8;
    private static final Pattern REFUSAL = Pattern.compile(
            "(?i)already (?:running|locked|in progress|in use|being)|another (?:instance|process|run|copy|one)|is running|locked");

    /**
     * @param base the case that it is made from
     * @param originalLines that the original runs on the base, where they were counted
     */
    private record Pair(
            Circumstance circumstance,
            Case base,
            Case input,
            Conditions ofOriginal,
            Conditions ofImproved,
            int originalLines) {}

    /**
     * @param results of the cases
     * @param answer that may speak of a circumstance
     */
    List<LostResult> lost(List<CaseResult> results, Candidate answer) throws InterruptedException, ExecutionException {
        List<Case> bases = results.stream()
                .filter(result -> result.bothGiveAResult())
                .map(CaseResult::input)
                .sorted(Comparator.comparingInt((Case input) -> input.files().size())
                        .reversed())
                .toList();
        List<Pair> pairs = pairs(bases, prose(answer));
        List<Future<Seen>> originals = new ArrayList<>();
        List<Future<Seen>> solutions = new ArrayList<>();
        for (Pair pair : pairs) {
            originals.add(pool.submit(() -> CaseRun.of(original, pair.input(), true, pair.ofOriginal(), sandbox)));
            solutions.add(pool.submit(() -> CaseRun.of(improved, pair.input(), false, pair.ofImproved(), sandbox)));
        }
        List<LostResult> lost = new ArrayList<>();
        for (int i = 0; i < pairs.size(); i++) {
            Pair pair = pairs.get(i);
            Seen before = originals.get(i).get();
            Seen now = solutions.get(i).get();
            if (isLost(before, now, pair) && isLostAgain(pair)) {
                lost.add(new LostResult(pair.circumstance().name(), pair.base().input(), words(before), words(now)));
            }
        }
        return lost;
    }

    private List<Pair> pairs(List<Case> bases, String prose) throws InterruptedException, ExecutionException {
        boolean isPython = improved.language() == Language.PYTHON;
        int[] lines = isPython && !bases.isEmpty() ? lines(bases.get(0)) : new int[] {0, 0};
        List<Pair> pairs = new ArrayList<>();
        for (Circumstance circumstance : Circumstance.ALL) {
            Conditions conditions = circumstance.conditions();
            boolean isInterrupted = conditions.course().isInterrupted();
            // One line has no middle.
            boolean isTooShort = isInterrupted && (lines[0] < 2 || lines[1] < 2);
            if (isTooShort || circumstance.words().matcher(prose).find()) {
                continue;
            }
            for (Case base : isInterrupted ? bases.subList(0, 1) : bases) {
                Optional<Case> input = circumstance.of(base, isPython);
                if (input.isPresent()) {
                    pairs.add(new Pair(
                            circumstance,
                            base,
                            input.get(),
                            isInterrupted ? conditions.at(lines[0] / 2 + 1) : conditions,
                            isInterrupted ? conditions.at(lines[1] / 2 + 1) : conditions,
                            lines[0]));
                    break;
                }
            }
        }
        return pairs;
    }

    // That the original and the improved solution run on a case.
    private int[] lines(Case base) throws InterruptedException, ExecutionException {
        Future<Seen> ofOriginal = pool.submit(() -> CaseRun.of(original, base, true, Conditions.COUNTED, sandbox));
        Future<Seen> ofImproved = pool.submit(() -> CaseRun.of(improved, base, false, Conditions.COUNTED, sandbox));
        return new int[] {ofOriginal.get().lines(), ofImproved.get().lines()};
    }

    private static boolean isLost(Seen before, Seen now, Pair pair) {
        boolean hasRun = now.end() != Ending.NOT_STARTED
                && now.refused().isEmpty()
                && now.objection().isEmpty()
                && !now.isOfCase();
        // Of two at once, one may say that the other is there.
        boolean isRefusal = pair.circumstance().conditions().course() == Course.AT_ONCE
                && REFUSAL.matcher(now.error() + "\n" + now.stderr()).find();
        return isResult(before) && before.hasMet() && now.hasMet() && hasRun && !isResult(now) && !isRefusal;
    }

    // By chance it may have been so once, and the original may only have been lucky with the place.
    private boolean isLostAgain(Pair pair) {
        Seen before = CaseRun.of(original, pair.input(), true, pair.ofOriginal().again(), sandbox);
        if (!isResult(before)
                || !isLost(
                        before,
                        CaseRun.of(
                                improved, pair.input(), false, pair.ofImproved().again(), sandbox),
                        pair)) {
            return false;
        }
        return switch (pair.ofOriginal().course()) {
            case ONCE, COUNTED, AGAIN -> true;
            // Whoever takes care of a signal has to begin to somewhere.
            case TERMINATED -> isResultAt(pair, 2, 6) && isLost(before, later(pair), pair);
            case RESTARTED, AT_ONCE -> isResultAt(pair, 1, POINTS);
        };
    }

    private Seen later(Pair pair) {
        int line = pair.ofImproved().at();
        return CaseRun.of(improved, pair.input(), false, pair.ofImproved().at(line + line / 2), sandbox);
    }

    // Between two eighths of the lines that it runs.
    private boolean isResultAt(Pair pair, int from, int to) {
        return IntStream.rangeClosed(from, to)
                .map(part -> (int) Math.max(1, (long) pair.originalLines() * part / POINTS))
                .distinct()
                .mapToObj(line -> CaseRun.of(
                        original, pair.input(), true, pair.ofOriginal().at(line), sandbox))
                .allMatch(seen -> isResult(seen) || !seen.hasMet());
    }

    static boolean isResult(Seen seen) {
        boolean isWell = seen.raised().isEmpty()
                ? seen.exit() == 0 || seen.result().isPresent()
                : seen.raised().get(0).equals("SystemExit") && seen.exit() == 0;
        return seen.hasEnded() && isWell;
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
