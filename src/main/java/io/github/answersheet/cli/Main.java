package io.github.answersheet.cli;

import io.github.answersheet.llm.BudgetExceededException;
import io.github.answersheet.llm.EndpointException;
import io.github.answersheet.run.UnfinishedException;
import io.github.answersheet.source.InputException;
import io.github.answersheet.store.StoreException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;

/** Starts the program. Only {@link #main} exits. */
public final class Main {

    private static final long SECONDS_TO_END = 8;

    private Main() {}

    public static void main(String[] args) {
        PrintWriter out = writer(new FileOutputStream(FileDescriptor.out));
        PrintWriter err = writer(new FileOutputStream(FileDescriptor.err));
        CountDownLatch ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(endOf(Thread.currentThread(), ended)));
        int exit = run(args, System.in, out, err, System.getenv());
        ended.countDown();
        // Nobody reads a result that could not be written.
        System.exit(out.checkError() && exit == ExitCode.OK ? ExitCode.INTERNAL : exit);
    }

    // A signal interrupts the work, which then has a few seconds to cancel its calls and to say how to go on.
    private static Runnable endOf(Thread main, CountDownLatch ended) {
        return () -> {
            try {
                if (ended.getCount() > 0) {
                    main.interrupt();
                    ended.await(SECONDS_TO_END, TimeUnit.SECONDS);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
    }

    /**
     * Runs one command line.
     *
     * @return the exit code
     */
    public static int run(
            String[] args, InputStream in, PrintWriter out, PrintWriter err, Map<String, String> variables) {
        boolean isPlain = List.of(args).contains(AnswersheetCommand.NO_COLOR);
        CommandLine line = commandLine(new Environment(new Inputs(in), out, err, variables), isPlain);
        try {
            return line.execute(args);
        } finally {
            out.flush();
            err.flush();
        }
    }

    private static CommandLine commandLine(Environment environment, boolean isPlain) {
        CommandLine line = new CommandLine(new AnswersheetCommand(), new CommandFactory(environment));
        line.setOut(environment.out());
        line.setErr(environment.err());
        line.setDefaultValueProvider(new OptionDefaults(environment.variables()));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setColorScheme(CommandLine.Help.defaultColorScheme(
                isPlain ? CommandLine.Help.Ansi.OFF : ansi(environment.variables())));
        line.setExecutionExceptionHandler((e, command, parsed) -> failed(e, environment.err()));
        return line;
    }

    private static CommandLine.Help.Ansi ansi(Map<String, String> variables) {
        boolean plain = !variables.getOrDefault("NO_COLOR", "").isEmpty() || System.console() == null;
        return plain ? CommandLine.Help.Ansi.OFF : CommandLine.Help.Ansi.AUTO;
    }

    private static int failed(Exception e, PrintWriter err) throws Exception {
        if (e instanceof InputException) {
            err.println(e.getMessage());
            return ExitCode.USAGE;
        }
        if (e instanceof EndpointException || e instanceof StoreException) {
            err.println(e.getMessage());
            return ExitCode.ENDPOINT;
        }
        if (e instanceof BudgetExceededException) {
            err.println("stopped: " + e.getMessage() + "; the same command goes on with a higher limit");
            return ExitCode.BUDGET;
        }
        if (e instanceof UnfinishedException) {
            err.println("stopped: " + e.getMessage());
            return ExitCode.BUDGET;
        }
        if (e instanceof InterruptedException) {
            err.println("interrupted; the same command goes on");
            return ExitCode.INTERRUPTED;
        }
        throw e;
    }

    private static PrintWriter writer(OutputStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }
}
