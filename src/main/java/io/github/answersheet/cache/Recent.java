package io.github.answersheet.cache;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The values of the latest keys. Many ask about the same block one after the other. Thread-safe. */
public final class Recent<V> {

    private final Map<String, V> values;

    /** @param most how many are kept */
    public Recent(int most) {
        this.values = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
                return size() > most;
            }
        };
    }

    public synchronized Optional<V> get(String key) {
        return Optional.ofNullable(values.get(key));
    }

    public synchronized void put(String key, V value) {
        values.put(key, value);
    }
}
