package io.github.answersheet.cli;

import io.github.answersheet.run.Answering;
import io.github.answersheet.run.Passes;
import java.util.function.Consumer;

/** How a command comes to its replies. */
interface Calling {

    /** How messages to the user name it. */
    String description();

    /**
     * Answers every quiz.
     *
     * @param say told of what happens on the way, in words
     * @throws io.github.answersheet.run.UnfinishedException if replies come later
     */
    void run(Passes passes, WithClients answering, Consumer<String> say) throws InterruptedException;

    /** Answers questions with whatever clients there are. */
    @FunctionalInterface
    interface WithClients {

        Answering with(ModelOptions.Clients clients);
    }
}
