package io.github.answersheet.cli;

import io.github.answersheet.source.SourceText;
import io.github.answersheet.source.VisibleText;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;

/**
 * What the program gets from and gives to the outside, so that a whole command line can run inside a test.
 *
 * @param inputs what is read
 * @param results what goes to stdout as it is, byte for byte: sheets and pages
 * @param out listings and findings on stdout
 * @param err progress and messages
 * @param variables environment variables
 */
record Environment(Inputs inputs, PrintWriter results, Terminal out, Terminal err, Map<String, String> variables) {

    Environment {
        variables = Map.copyOf(variables);
    }

    /**
     * A text that the command line names; {@code -} is stdin.
     *
     * @throws io.github.answersheet.source.InputException if it cannot be read
     */
    SourceText read(Path path) {
        return inputs.read(path);
    }

    /** A message to the user: one line, whatever stands in it. */
    void tell(String message) {
        synchronized (err) {
            err.println(VisibleText.line(message));
            err.flush();
        }
    }
}
