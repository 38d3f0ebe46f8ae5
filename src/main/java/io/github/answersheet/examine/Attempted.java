package io.github.answersheet.examine;

import java.util.function.Supplier;

/** Something that was found out, or what kept it from being found out: whoever asks then is thrown the same. Immutable. */
final class Attempted<T> {

    private final T found;
    private final RuntimeException exception;
    private final Error error;

    private Attempted(T found, RuntimeException exception, Error error) {
        this.found = found;
        this.exception = exception;
        this.error = error;
    }

    static <T> Attempted<T> of(Supplier<T> work) {
        try {
            return new Attempted<>(work.get(), null, null);
        } catch (RuntimeException e) {
            return new Attempted<>(null, e, null);
        } catch (Error e) {
            return new Attempted<>(null, null, e);
        }
    }

    T get() {
        if (exception != null) {
            throw exception;
        }
        if (error != null) {
            throw error;
        }
        return found;
    }
}
