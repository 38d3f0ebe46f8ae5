package io.github.answersheet.run;

import io.github.answersheet.llm.Call;
import io.github.answersheet.llm.ChatClient;
import io.github.answersheet.llm.Reply;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Only a few threads work at once, about as many as there are cores; one that waits for a reply leaves its turn to others. Who begins has the
 * next turn before those who go on, so that calls go out before replies are examined. Thread-safe.
 */
public final class Turns {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition toBegin = lock.newCondition();
    private final Condition toGoOn = lock.newCondition();
    private int free;
    private int beginning;

    /** @param most threads that work at once, at least 1 */
    Turns(int most) {
        this.free = most;
    }

    /**
     * As many turns as there are cores, and twice as many where programs are run: about half of that time is waiting for them.
     *
     * @param isCodeRun whether those who have a turn run programs
     */
    public static Turns ofCores(boolean isCodeRun) {
        return new Turns(Runtime.getRuntime().availableProcessors() * (isCodeRun ? 2 : 1));
    }

    /** Works when it is this thread's turn. */
    public <T> T take(Supplier<T> work) {
        begin();
        try {
            return work.get();
        } finally {
            leave();
        }
    }

    /** A client whose caller has a turn, and leaves it to others until the reply is there. */
    public ChatClient leftBy(ChatClient client) {
        return new ChatClient() {

            @Override
            public Reply chat(Call call) {
                leave();
                try {
                    return client.chat(call);
                } finally {
                    goOn();
                }
            }

            @Override
            public String description() {
                return client.description();
            }
        };
    }

    private void begin() {
        lock.lock();
        try {
            beginning++;
            while (free == 0) {
                toBegin.awaitUninterruptibly();
            }
            beginning--;
            free--;
            tellNext();
        } finally {
            lock.unlock();
        }
    }

    private void goOn() {
        lock.lock();
        try {
            while (free == 0 || beginning > 0) {
                toGoOn.awaitUninterruptibly();
            }
            free--;
            tellNext();
        } finally {
            lock.unlock();
        }
    }

    private void leave() {
        lock.lock();
        try {
            free++;
            tellNext();
        } finally {
            lock.unlock();
        }
    }

    // Whoever has been told tells the next: what became free meanwhile may have been told to nobody.
    private void tellNext() {
        if (free > 0) {
            (beginning > 0 ? toBegin : toGoOn).signal();
        }
    }
}
