package io.github.answersheet.cli;

import io.github.answersheet.llm.Provider;
import io.github.answersheet.source.InputException;
import io.github.answersheet.source.Problem;
import io.github.answersheet.source.SourceText;
import io.github.answersheet.source.TextFiles;
import io.github.answersheet.source.UserFolder;
import io.github.answersheet.source.VisibleText;
import java.io.File;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;

/**
 * Values of options that are not on the command line: the environment, then {@code answersheet.properties} in the
 * working folder, then the user's own. Files hold option names without dashes: {@code model=gpt-4.1}. A file in the working
 * folder may be anybody's, so it decides neither where anything is sent or written nor what is started, unless the user's own
 * file names the folder among {@code trusted-folders}.
 */
final class OptionDefaults implements CommandLine.IDefaultValueProvider {

    /** The name of a file of options. */
    static final String FILE = "answersheet.properties";

    // In the user's own file only.
    private static final String TRUSTED = "trusted-folders";

    private static final Set<String> HARMLESS = Set.of(
            "attempts",
            "batch-size",
            "batch-wait",
            "category",
            "concurrency",
            "deadline",
            "draft-by",
            "dry-run",
            "format",
            "json",
            "level",
            "limit",
            "max-calls",
            "max-cost",
            "max-output",
            "max-repairs",
            "max-tokens",
            "model",
            "no-color",
            "no-run",
            "only",
            "price-cached",
            "price-in",
            "price-out",
            "proof",
            "quiet",
            "role",
            "rpm",
            "rule",
            "timeout",
            "tpm",
            "trials",
            "via");

    private static final Set<String> OF_FILES = Set.of(
            "draft",
            "export",
            "import",
            "material",
            "output",
            "pack",
            "price-file",
            "quiz",
            "record",
            "replay",
            "report");

    // picocli would put variables of the environment there, keys included.
    private static final String VARIABLE = "${";
    private static final String NOT_FILLED_IN =
            " holds " + VARIABLE + "; variables are not filled in here, so write the value itself";

    private static final Pattern BAD_ESCAPE = Pattern.compile("\\\\u(?![0-9a-fA-F]{4})");

    private final Map<String, String> variables;
    private final OptionFile project;
    private final OptionFile user;
    private final boolean isTrusted;

    /**
     * A file of options.
     *
     * @param path as it was looked for
     */
    private record OptionFile(Path path, Properties values) {

        static OptionFile read(Path path) {
            Properties values = new Properties();
            if (Files.isRegularFile(path)) {
                SourceText text = TextFiles.read(path);
                Matcher escape = BAD_ESCAPE.matcher(text.text());
                try {
                    values.load(new StringReader(text.text()));
                } catch (IOException | IllegalArgumentException e) {
                    int at = escape.find() ? escape.start() : 0;
                    throw new InputException(Problem.at(
                            text, at, "\\u wants four hexadecimal digits behind it; a backslash is written twice"));
                }
            }
            for (String name : values.stringPropertyNames()) {
                if (VisibleText.hidesAnything(name + values.getProperty(name))) {
                    throw new InputException(Problem.of(
                            path.toString(), VisibleText.line(name) + " holds a character that is not seen"));
                }
                if (values.getProperty(name).contains(VARIABLE)) {
                    throw new InputException(Problem.of(path.toString(), name + NOT_FILLED_IN));
                }
            }
            return new OptionFile(path, values);
        }
    }

    /**
     * @throws InputException if a file is there and cannot be read
     */
    OptionDefaults(Map<String, String> variables) {
        this.variables = variables;
        this.project = OptionFile.read(Path.of(FILE));
        this.user = UserFolder.CONFIG
                .in(variables)
                .map(folder -> OptionFile.read(folder.resolve(FILE)))
                .orElse(new OptionFile(Path.of("~/.config/answersheet", FILE), new Properties()));
        this.isTrusted = isTrusted(user.values().getProperty(TRUSTED, ""));
    }

    private static boolean isTrusted(String folders) {
        for (String folder : folders.split(File.pathSeparator)) {
            if (!folder.isBlank() && isHere(Path.of(folder.strip()))) {
                return true;
            }
        }
        return false;
    }

    /** Whether no file says anything. */
    boolean isEmpty() {
        return project.values().isEmpty() && user.values().isEmpty();
    }

    /** What the files name that is no option of any command, in words. */
    List<String> unknown(CommandLine line) {
        List<String> unknown = new ArrayList<>();
        // Most have no such file, and the names of all options take a while to find.
        if (isEmpty()) {
            return unknown;
        }
        Set<String> known = names(line);
        known.add(TRUSTED);
        for (OptionFile file : List.of(project, user)) {
            for (String name : new TreeSet<>(file.values().stringPropertyNames())) {
                if (!known.contains(name)) {
                    unknown.add(file.path() + ": no option is called " + name + meant(name, known));
                }
            }
        }
        return unknown;
    }

    private static Set<String> names(CommandLine line) {
        Set<String> names = new TreeSet<>();
        line.getCommandSpec().options().forEach(option -> names.add(name(option)));
        line.getSubcommands().values().forEach(command -> names.addAll(names(command)));
        return names;
    }

    private static String meant(String name, Set<String> known) {
        String written = name.replaceFirst("^-+", "").replace('_', '-').toLowerCase(Locale.ROOT);
        return known.stream()
                .filter(option ->
                        option.equals(written) || option.replace("-", "").equals(written.replace("-", "")))
                .findFirst()
                .map(option -> "; " + option + " is")
                .orElse("; names of options stand there without dashes, as in --help");
    }

    private static String name(CommandLine.Model.OptionSpec option) {
        return option.longestName().replaceFirst("^-+", "");
    }

    @Override
    public String defaultValue(CommandLine.Model.ArgSpec arg) {
        if (!(arg instanceof CommandLine.Model.OptionSpec option)) {
            return null;
        }
        if (option.longestName().equals("--base-url") && variables.containsKey("OPENAI_BASE_URL")) {
            return ofVariable("OPENAI_BASE_URL", arg);
        }
        String name = name(option);
        String variable = "ANSWERSHEET_" + name.toUpperCase(Locale.ROOT).replace('-', '_');
        if (variables.containsKey(variable)) {
            return ofVariable(variable, arg);
        }
        String inProject = project.values().getProperty(name);
        // A page shows what a record says was verified.
        boolean isRecord = name.equals("report") && arg.command().name().equals("render");
        if (inProject != null && !isTrusted && (isRecord || !isHarmless(name, inProject))) {
            throw new CommandLine.ParameterException(
                    arg.command().commandLine(),
                    project.path() + ": " + name
                            + " is not taken from a file that anybody may have put into this folder: it"
                            + " decides where something is sent or written, or what is started. Give it as --" + name
                            + " or in " + variable + ", or trust this folder with a line " + TRUSTED + "=" + here()
                            + " in " + user.path());
        }
        return inProject == null ? user.values().getProperty(name) : inProject;
    }

    private String ofVariable(String variable, CommandLine.Model.ArgSpec arg) {
        String value = variables.get(variable);
        if (value.contains(VARIABLE)) {
            throw new CommandLine.ParameterException(arg.command().commandLine(), variable + NOT_FILLED_IN);
        }
        return value;
    }

    private static boolean isHarmless(String name, String value) {
        // A model's name may tell whom to call.
        boolean isElsewhere = name.equals("model") && Provider.of(value) != Provider.OPENAI;
        return HARMLESS.contains(name) && !isElsewhere || OF_FILES.contains(name) && isInside(value);
    }

    private static boolean isInside(String value) {
        try {
            Path here = here().toRealPath();
            Path found = here.resolve(value);
            // What leads upwards means another folder behind a link than it says.
            for (Path name : Path.of(value)) {
                if (name.toString().equals("..")) {
                    return false;
                }
            }
            while (found != null && !Files.exists(found, LinkOption.NOFOLLOW_LINKS)) {
                found = found.getParent();
            }
            return found != null && found.toRealPath().startsWith(here);
        } catch (IOException | InvalidPathException e) {
            return false;
        }
    }

    private static boolean isHere(Path folder) {
        try {
            return folder.isAbsolute() && Files.isSameFile(folder, here());
        } catch (IOException e) {
            return false;
        }
    }

    private static Path here() {
        return Path.of("").toAbsolutePath();
    }
}
