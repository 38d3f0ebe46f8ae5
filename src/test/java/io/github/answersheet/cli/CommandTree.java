package io.github.answersheet.cli;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/** All commands with their options, for whoever describes them. */
public final class CommandTree {

    private CommandTree() {}

    public static CommandLine of() {
        PrintWriter nobody = new PrintWriter(OutputStream.nullOutputStream());
        Environment environment = new Environment(
                new Inputs(InputStream.nullInputStream()),
                nobody,
                new Terminal(nobody),
                new Terminal(nobody),
                Map.of());
        return AnswersheetCommand.with(List.of(), new CommandFactory(environment));
    }
}
