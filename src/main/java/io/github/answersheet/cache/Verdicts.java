package io.github.answersheet.cache;

import java.util.Optional;

/** Verdicts by their keys, not more of them than there is room for. Thread-safe. */
interface Verdicts {

    // A verdict that is longer than this part of all would drive too many others out.
    int SHARE = 16;

    Optional<String> get(String key);

    /** Keeps a verdict, if it is not too long. */
    void put(String key, String verdict);
}
