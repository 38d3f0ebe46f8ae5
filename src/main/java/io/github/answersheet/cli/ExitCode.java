package io.github.answersheet.cli;

import io.github.answersheet.llm.BudgetExceededException;
import io.github.answersheet.llm.EndpointException;
import io.github.answersheet.run.UnfinishedException;
import io.github.answersheet.source.InputException;
import io.github.answersheet.source.UnwrittenException;
import io.github.answersheet.store.StoreException;
import java.nio.file.InvalidPathException;

/** What the process says to its caller. */
final class ExitCode {

    /** Everything passed. */
    static final int OK = 0;
    /** Finished, but findings remain. */
    static final int FINDINGS = 1;
    /** Wrong usage, or input that cannot be read. */
    static final int USAGE = 2;
    /** The model endpoint or the store cannot be used. */
    static final int ENDPOINT = 3;
    /** Stopped by a budget, a deadline or a full disk; the same command goes on. */
    static final int BUDGET = 4;
    /** A defect of this program. */
    static final int INTERNAL = 70;
    /** Interrupted. */
    static final int INTERRUPTED = 130;

    private ExitCode() {}

    /** What a failure means for whoever called the program. */
    static int of(Throwable failure) {
        if (failure instanceof InputException || failure instanceof InvalidPathException) {
            return USAGE;
        }
        if (failure instanceof EndpointException || failure instanceof StoreException) {
            return ENDPOINT;
        }
        if (failure instanceof BudgetExceededException
                || failure instanceof UnfinishedException
                || failure instanceof UnwrittenException) {
            return BUDGET;
        }
        return failure instanceof InterruptedException ? INTERRUPTED : INTERNAL;
    }
}
