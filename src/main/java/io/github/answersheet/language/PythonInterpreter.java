package io.github.answersheet.language;

/** Asks Python itself whether code compiles; nothing is ever run. Thread-safe; blocks are read one at a time. */
public interface PythonInterpreter extends AutoCloseable {
    /** Blocks of answers are far shorter; what is longer is not code that anybody reads. */
    int MAX_LENGTH = 200_000;

    /**
     * Compiles one block, which may be indented as a whole. Never throws for code, however odd.
     *
     * @return lines count from the block's first, columns from 1 and with the indentation
     */
    Compilation compile(String code);

    /** Ends the process; blocks compiled later are {@link Compilation.Unchecked}. */
    @Override
    default void close() {
        // Most who ask on somebody's behalf have nothing to end.
    }
}
