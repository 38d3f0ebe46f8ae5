package io.github.answersheet.cli;

import io.github.answersheet.llm.BudgetExceededException;
import io.github.answersheet.run.UnfinishedException;
import io.github.answersheet.source.Defect;
import io.github.answersheet.source.UnwrittenException;
import io.github.answersheet.source.VisibleText;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;

/** Starts the program. Only {@link #main} exits. */
public final class Main {

    private static final long SECONDS_TO_END = 8;

    private Main() {}

    public static void main(String[] args) {
        ResultStream results = new ResultStream();
        PrintWriter out = writer(results);
        PrintWriter err = writer(new FileOutputStream(FileDescriptor.err));
        CountDownLatch ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(endOf(Thread.currentThread(), ended)));
        int exit;
        try {
            exit = run(args, System.in, out, err, System.getenv());
        } finally {
            ended.countDown();
        }
        // Nobody reads a result that could not be written.
        if (exit == ExitCode.OK && out.checkError()) {
            exit = ExitCode.BUDGET;
            results.failure.ifPresent(why -> failed(new UnwrittenException("stdout", why), err));
        }
        System.exit(exit);
    }

    /** Stdout, of which a writer tells that it failed and not why. */
    private static final class ResultStream extends FileOutputStream {

        // Whoever reads only the beginning is content.
        private static final String READER_GONE = "Broken pipe";
        private Optional<String> failure = Optional.empty();

        ResultStream() {
            super(FileDescriptor.out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            try {
                super.write(bytes, offset, length);
            } catch (IOException e) {
                failure = Optional.ofNullable(e.getMessage()).filter(why -> !why.equals(READER_GONE));
                throw e;
            }
        }
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
        Terminal shown = new Terminal(err);
        try {
            Environment environment = new Environment(new Inputs(in), out, new Terminal(out), shown, variables);
            OptionDefaults defaults = new OptionDefaults(variables);
            // A file of options may hold those of every command.
            List<String> wanted = defaults.isEmpty() ? AnswersheetCommand.named(List.of(args)) : List.of();
            CommandLine line = commandLine(wanted, environment, defaults, isPlain);
            // Help is coloured, and holds nothing of strangers; complaints about arguments do.
            line.setOut(out);
            line.setErr(err);
            defaults.unknown(line).forEach(environment::tell);
            return line.execute(args);
        } catch (RuntimeException | Error e) {
            return failed(e, shown);
        } finally {
            out.flush();
            err.flush();
        }
    }

    private static CommandLine commandLine(
            List<String> wanted, Environment environment, OptionDefaults defaults, boolean isPlain) {
        CommandLine line = AnswersheetCommand.with(wanted, new CommandFactory(environment));
        line.setDefaultValueProvider(defaults);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        // A name that begins with @ is the name of a file like any other.
        line.setExpandAtFiles(false);
        line.registerConverter(Path.class, Main::path);
        line.setColorScheme(CommandLine.Help.defaultColorScheme(
                isPlain ? CommandLine.Help.Ansi.OFF : ansi(environment.variables())));
        line.setParameterExceptionHandler((e, arguments) -> misused(e));
        line.setExecutionExceptionHandler((e, command, parsed) -> failed(e, environment.err()));
        return line;
    }

    // As picocli does it, with what it quotes made visible.
    private static int misused(CommandLine.ParameterException e) {
        CommandLine command = e.getCommandLine();
        PrintWriter err = command.getErr();
        err.println(command.getColorScheme().errorText(VisibleText.of(e.getMessage())));
        if (!CommandLine.UnmatchedArgumentException.printSuggestions(e, err)) {
            command.usage(err, command.getColorScheme());
        }
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    private static CommandLine.Help.Ansi ansi(Map<String, String> variables) {
        boolean plain = !variables.getOrDefault("NO_COLOR", "").isEmpty() || System.console() == null;
        return plain ? CommandLine.Help.Ansi.OFF : CommandLine.Help.Ansi.AUTO;
    }

    private static int failed(Throwable e, PrintWriter err) {
        int exit = ExitCode.of(e);
        if (exit == ExitCode.INTERNAL) {
            err.println("internal error: " + Defect.of(e).getMessage());
            e.printStackTrace(err);
        } else {
            err.println(inWords(e));
        }
        return exit;
    }

    private static String inWords(Throwable e) {
        if (e instanceof InterruptedException) {
            return "interrupted; the same command goes on";
        }
        if (e instanceof InvalidPathException name) {
            return refused(name);
        }
        if (e instanceof BudgetExceededException) {
            return "stopped: " + e.getMessage() + "; the same command goes on with a higher limit";
        }
        if (e instanceof UnfinishedException) {
            return "stopped: " + e.getMessage();
        }
        return e instanceof UnwrittenException
                ? "stopped: " + e.getMessage() + "; what was there stays, and the same command goes on"
                : e.getMessage();
    }

    private static Path path(String name) {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw new CommandLine.TypeConversionException(refused(e));
        }
    }

    private static String refused(InvalidPathException name) {
        return VisibleText.line(name.getInput()) + ": this name cannot be used ("
                + name.getReason().toLowerCase(Locale.ROOT) + "); the locale has only the letters of "
                + System.getProperty("sun.jnu.encoding") + ", and LC_ALL=C.UTF-8 has all";
    }

    private static PrintWriter writer(OutputStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }
}
