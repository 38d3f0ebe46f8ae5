package io.github.answersheet.cli;

import io.github.answersheet.run.Passes;
import java.util.function.Consumer;

/** Makes each call when it is needed. */
record LiveCalling(ModelOptions.Clients clients) implements Calling {

    @Override
    public String description() {
        return clients.usual().description();
    }

    @Override
    public void run(Passes passes, Answering answering, Consumer<String> say) throws InterruptedException {
        passes.once(answering.with(clients));
    }
}
