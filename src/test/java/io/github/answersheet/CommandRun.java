package io.github.answersheet;

import io.github.answersheet.cli.Main;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * One command line, run inside the test: what it printed and what it returned.
 *
 * @param out standard output
 * @param err standard error
 */
public record CommandRun(int exit, String out, String err) {

    public static CommandRun of(String... args) {
        return with(Map.of(), args);
    }

    /** Runs with environment variables and with none of the surrounding process. */
    public static CommandRun with(Map<String, String> variables, String... args) {
        return reading("", variables, args);
    }

    /** Runs with something on stdin. */
    public static CommandRun reading(String stdin, Map<String, String> variables, String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exit = Main.run(
                args,
                new ByteArrayInputStream(stdin.getBytes(StandardCharsets.UTF_8)),
                new PrintWriter(out),
                new PrintWriter(err),
                variables);
        return new CommandRun(exit, out.toString(), err.toString());
    }
}
