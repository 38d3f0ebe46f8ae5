package io.github.answersheet.examine;

import io.github.answersheet.sandbox.Ending;
import io.github.answersheet.sandbox.Program;
import io.github.answersheet.sandbox.Ran;
import io.github.answersheet.sandbox.Sandbox;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** One program on one case. */
final class CaseRun {

    /** A case that takes longer hangs, if that is what is said of it. */
    static final Duration LIMIT = Duration.ofSeconds(5);

    // Nobody expects it then; on a busy machine a program may only have waited for its turn.
    private static final Duration PATIENCE = LIMIT.multipliedBy(3);

    private CaseRun() {}

    /**
     * @param isOriginal whether it is called as the original is
     */
    static Seen of(Code code, Case input, boolean isOriginal, Sandbox sandbox) {
        return of(code, input, isOriginal, Conditions.USUAL, sandbox);
    }

    /** The same under conditions. */
    static Seen of(Code code, Case input, boolean isOriginal, Conditions conditions, Sandbox sandbox) {
        Optional<String> call = isOriginal ? input.originalCall().or(input::call) : input.call();
        Set<String> wanted = new LinkedHashSet<>(input.right().filesAfter().keySet());
        boolean isToHang = false;
        if (input.claim() instanceof Claim.Shows shows) {
            wanted.addAll(shows.seen().filesAfter().keySet());
            isToHang = isOriginal && shows.seen().hangs();
        }
        CaseProgram program = new CaseProgram(code, input, call, wanted, false, conditions);
        Program first = program.toRun(LIMIT);
        Ran ran = sandbox.run(first);
        return ran.ending() == Ending.TIMED_OUT && !isToHang
                ? program.seen(sandbox.run(program.toRun(PATIENCE)), PATIENCE)
                : program.seen(ran, LIMIT);
    }

    /** The same with a solution whose functions do nothing: what it then does all the same, the solution does not do. */
    static Seen hollow(Code code, Case input, Sandbox sandbox) {
        CaseProgram program = new CaseProgram(
                code, input, input.call(), input.right().filesAfter().keySet(), true, Conditions.USUAL);
        return program.seen(sandbox.run(program.toRun(LIMIT)), LIMIT);
    }
}
