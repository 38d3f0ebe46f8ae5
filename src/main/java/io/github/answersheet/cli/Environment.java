package io.github.answersheet.cli;

import java.io.PrintWriter;
import java.util.Map;

/**
 * What the program gets from and gives to the outside, so that a whole command line can run inside a test.
 *
 * @param out results
 * @param err progress and messages
 * @param variables environment variables
 */
record Environment(PrintWriter out, PrintWriter err, Map<String, String> variables) {

    Environment {
        variables = Map.copyOf(variables);
    }

    /** A message to the user: one line, whatever stands in it. */
    void tell(String message) {
        synchronized (err) {
            err.println(message.replaceAll("\\p{Cntrl}", " "));
            err.flush();
        }
    }
}
