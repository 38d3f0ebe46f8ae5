package io.github.answersheet.sandbox;

import java.util.Optional;

/** Says for each program why it was not run. */
record NoSandbox(String reason) implements Sandbox {

    @Override
    public Optional<String> unavailable() {
        return Optional.of(reason);
    }

    @Override
    public String identity() {
        return "no sandbox";
    }

    @Override
    public Ran run(Program program) {
        return Ran.notStarted("no sandbox: " + reason);
    }
}
