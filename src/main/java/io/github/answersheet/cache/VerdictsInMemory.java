package io.github.answersheet.cache;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Verdicts for one process. */
final class VerdictsInMemory implements Verdicts {

    private final long most;
    private final Map<String, String> verdicts = new LinkedHashMap<>(16, 0.75f, true);
    private long held;

    /**
     * @param most characters that are kept
     */
    VerdictsInMemory(long most) {
        this.most = most;
    }

    @Override
    public synchronized Optional<String> get(String key) {
        return Optional.ofNullable(verdicts.get(key));
    }

    @Override
    public synchronized void put(String key, String verdict) {
        if (verdict.length() > most / SHARE) {
            return;
        }
        String old = verdicts.put(key, verdict);
        held += verdict.length() - (old == null ? 0 : old.length());
        Iterator<String> eldest = verdicts.values().iterator();
        while (held > most && eldest.hasNext()) {
            held -= eldest.next().length();
            eldest.remove();
        }
    }
}
