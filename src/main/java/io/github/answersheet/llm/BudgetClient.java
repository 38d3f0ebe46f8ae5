package io.github.answersheet.llm;

import java.time.Instant;

/**
 * Lets a call through only if it cannot break the budget, whatever the calls in flight and its own reply may come to. Where one
 * in flight may turn out cheaper, it is waited for. Thread-safe.
 */
public final class BudgetClient implements ChatClient {

    private final ChatClient client;
    private final Budget budget;
    private long calls;
    private Usage spent;
    private long inFlight;
    private Usage reserved = Usage.NONE;

    /**
     * @param calls made by earlier runs of the same job
     * @param spent by them
     */
    public BudgetClient(ChatClient client, Budget budget, long calls, Usage spent) {
        this.client = client;
        this.budget = budget;
        this.calls = calls;
        this.spent = spent;
    }

    @Override
    public Reply chat(Call call) {
        Call bounded = budget.bounded(call);
        Usage most = Budget.most(bounded);
        reserve(most);
        Usage used = most;
        try {
            Reply reply = client.chat(bounded);
            boolean told = reply.usage().input() + reply.usage().output() > 0;
            used = told ? reply.usage() : Budget.estimate(bounded, reply);
            return reply;
        } catch (CallFailedException failed) {
            used = failed.usage();
            throw failed;
        } catch (RuntimeException failed) {
            // Providers do not charge for what they refuse.
            used = Usage.NONE;
            throw failed;
        } finally {
            settle(most, used);
        }
    }

    @Override
    public String description() {
        return client.description();
    }

    private synchronized void reserve(Usage most) {
        while (true) {
            if (budget.deadline().filter(Instant.now()::isAfter).isPresent()) {
                throw new BudgetExceededException("--deadline has come");
            }
            String broken = budget.broken(
                            calls + inFlight + 1, spent.plus(reserved).plus(most))
                    .orElse(null);
            if (broken == null) {
                inFlight++;
                reserved = reserved.plus(most);
                return;
            }
            if (inFlight == 0 || budget.broken(calls + inFlight + 1, Usage.NONE).isPresent()) {
                throw new BudgetExceededException(broken + " allows no further call (" + calls + " calls, "
                        + spent.input() + " tokens in and " + spent.output() + " out so far)");
            }
            waitForOneToEnd();
        }
    }

    private void waitForOneToEnd() {
        try {
            wait();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CallFailedException("interrupted");
        }
    }

    private synchronized void settle(Usage most, Usage used) {
        inFlight--;
        calls++;
        reserved = reserved.plus(new Usage(-most.input(), -most.output(), -most.cached(), -most.written()));
        spent = spent.plus(used);
        notifyAll();
    }
}
