package io.github.answersheet.cli;

import io.github.answersheet.source.InputException;
import io.github.answersheet.source.Problem;
import io.github.answersheet.source.SourceText;
import io.github.answersheet.source.TextFiles;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine;

/**
 * Values of options that are not on the command line: the environment, then {@code answersheet.properties} in the
 * working folder, then the user's own. Files hold option names without dashes: {@code model=gpt-4.1}.
 */
final class OptionDefaults implements CommandLine.IDefaultValueProvider {

    private static final String FILE = "answersheet.properties";

    private static final Pattern BAD_ESCAPE = Pattern.compile("\\\\u(?![0-9a-fA-F]{4})");

    private final Map<String, String> variables;
    private final OptionFile project;
    private final OptionFile user;

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
            return new OptionFile(path, values);
        }
    }

    /**
     * @throws InputException if a file is there and cannot be read
     */
    OptionDefaults(Map<String, String> variables) {
        this.variables = variables;
        this.project = OptionFile.read(Path.of(FILE));
        String config = variables.getOrDefault("XDG_CONFIG_HOME", variables.getOrDefault("HOME", "") + "/.config");
        this.user = OptionFile.read(Path.of(config, "answersheet", FILE));
    }

    /** What the files name that is no option of any command, in words. */
    List<String> unknown(CommandLine line) {
        Set<String> known = names(line);
        return Stream.of(project, user)
                .flatMap(file -> file.values().stringPropertyNames().stream()
                        .filter(name -> !known.contains(name))
                        .sorted()
                        .map(name -> file.path() + ": no option is called " + name + meant(name, known)))
                .toList();
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
            return variables.get("OPENAI_BASE_URL");
        }
        String name = name(option);
        String variable = "ANSWERSHEET_" + name.toUpperCase(Locale.ROOT).replace('-', '_');
        if (variables.containsKey(variable)) {
            return variables.get(variable);
        }
        return project.values().getProperty(name, user.values().getProperty(name));
    }
}
