package io.github.answersheet.llm.batch;

import io.github.answersheet.llm.Budget;
import io.github.answersheet.llm.Call;
import io.github.answersheet.llm.Usage;
import io.github.answersheet.store.Spending;
import java.time.Instant;
import java.util.Optional;

/** What a job may still ask for, if every call under way comes to its most. For one thread. */
final class Allowance {

    private final Budget budget;
    private long calls;
    private Usage usage;

    /**
     * @param spent by calls that got their replies
     * @param out what calls under way may come to
     */
    Allowance(Budget budget, Spending spent, Spending out) {
        this.budget = budget;
        this.calls = spent.calls() + out.calls();
        this.usage =
                new Usage(spent.input() + out.input(), spent.output() + out.output(), spent.cached(), spent.written());
    }

    /**
     * Counts a call in.
     *
     * @return which limit forbids it, in words; empty if none does
     */
    Optional<String> take(Call call) {
        if (budget.deadline().filter(Instant.now()::isAfter).isPresent()) {
            return Optional.of("--deadline has come");
        }
        Usage with = usage.plus(Budget.most(call));
        Optional<String> broken = budget.broken(calls + 1, with);
        if (broken.isPresent()) {
            return Optional.of(broken.get() + " allows no further call (" + calls + " calls, " + usage.input()
                    + " tokens in and " + usage.output() + " out at most so far)");
        }
        calls++;
        usage = with;
        return Optional.empty();
    }
}
