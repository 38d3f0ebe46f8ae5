package io.github.answersheet.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What came of a run.
 *
 * @param exit the exit status after {@link Ending#EXITED}, the signal after {@link Ending#KILLED}, else -1
 * @param stdout as far as it was allowed, byte sequences that are no UTF-8 replaced; terminal escapes still in it
 * @param stderr likewise; after {@link Ending#NOT_STARTED} the reason, for an author
 * @param files the wanted files by path; empty for one that is not there, is no ordinary file, or is too long
 * @param time of the program itself, without the sandbox's own
 * @param processor time that it and its children computed
 * @param listens whether it was waiting for connections when its time was over
 * @param delay how long its processes were ready to compute and were not let when its time was over; empty if nobody knows
 * @param date when it began
 */
public record Ran(
        Ending ending,
        int exit,
        String stdout,
        String stderr,
        Map<String, Optional<String>> files,
        Duration time,
        Duration processor,
        boolean listens,
        Optional<Duration> delay,
        Instant date) {

    public Ran {
        files = Map.copyOf(files);
    }

    /** One that computed all the time, just now. */
    public Ran(
            Ending ending, int exit, String stdout, String stderr, Map<String, Optional<String>> files, Duration time) {
        this(ending, exit, stdout, stderr, files, time, time, false, Optional.empty(), Instant.now());
    }

    static Ran notStarted(String reason) {
        return new Ran(Ending.NOT_STARTED, -1, "", reason, Map.of(), Duration.ZERO);
    }

    /** It ended by itself and says that all went well. */
    public boolean succeeded() {
        return ending == Ending.EXITED && exit == 0;
    }

    /** Its time was over, and a machine with less to do would not have given it noticeably more. */
    boolean isSlowByItself() {
        return ending == Ending.TIMED_OUT
                && delay.filter(lost -> lost.multipliedBy(20).compareTo(time) < 0)
                        .isPresent();
    }

    /** Its time was over, and it had done nothing but wait for most of it. */
    public boolean waited() {
        return ending == Ending.TIMED_OUT && processor.multipliedBy(4).compareTo(time) < 0;
    }
}
