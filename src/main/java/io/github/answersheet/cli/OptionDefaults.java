package io.github.answersheet.cli;

import io.github.answersheet.source.InputException;
import io.github.answersheet.source.Problem;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import picocli.CommandLine;

/**
 * Values of options that are not on the command line: the environment, then {@code answersheet.properties} in the
 * working folder, then the user's own. Files hold option names without dashes: {@code model=gpt-4.1}.
 */
final class OptionDefaults implements CommandLine.IDefaultValueProvider {

    private static final String FILE = "answersheet.properties";

    private final Map<String, String> variables;
    private final Properties project;
    private final Properties user;

    OptionDefaults(Map<String, String> variables) {
        this.variables = variables;
        this.project = read(Path.of(FILE));
        String config = variables.getOrDefault("XDG_CONFIG_HOME", variables.getOrDefault("HOME", "") + "/.config");
        this.user = read(Path.of(config, "answersheet", FILE));
    }

    @Override
    public String defaultValue(CommandLine.Model.ArgSpec arg) {
        if (!(arg instanceof CommandLine.Model.OptionSpec option)) {
            return null;
        }
        if (option.longestName().equals("--base-url") && variables.containsKey("OPENAI_BASE_URL")) {
            return variables.get("OPENAI_BASE_URL");
        }
        String name = option.longestName().replaceFirst("^-+", "");
        String variable = "ANSWERSHEET_" + name.toUpperCase(Locale.ROOT).replace('-', '_');
        if (variables.containsKey(variable)) {
            return variables.get(variable);
        }
        return project.getProperty(name, user.getProperty(name));
    }

    private static Properties read(Path file) {
        Properties properties = new Properties();
        if (Files.isRegularFile(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                properties.load(reader);
            } catch (IOException | IllegalArgumentException e) {
                throw new InputException(Problem.of(file.toString(), "cannot be read: " + e.getMessage()));
            }
        }
        return properties;
    }
}
