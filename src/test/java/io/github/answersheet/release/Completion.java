package io.github.answersheet.release;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What shells offer after the name of the program; picocli writes it for bash, and this for fish and zsh. */
final class Completion {

    private Completion() {}

    static String fish(CommandSpec program) {
        StringBuilder script = new StringBuilder("""
                # What fish offers after answersheet. Made from its commands.

                function __answersheet_words
                    set -l words (commandline -opc)
                    set -e words[1]
                    string join ' ' -- (string match -v -- '-*' $words) ''
                end

                """);
        fish(program, "", script);
        return script.toString();
    }

    private static void fish(CommandSpec spec, String words, StringBuilder script) {
        for (CommandLine command : spec.subcommands().values()) {
            CommandSpec sub = command.getCommandSpec();
            script.append("complete -c answersheet -f -n \"string match -q -- ")
                    .append(fishQuoted(words))
                    .append(" (__answersheet_words)\" -a ")
                    .append(sub.name())
                    .append(" -d ")
                    .append(fishQuoted(ManualPage.firstSentence(ManualPage.purpose(sub))))
                    .append('\n');
        }
        for (OptionSpec option : shown(spec)) {
            script.append("complete -c answersheet -n \"string match -q -- ")
                    .append(fishQuoted(spec.subcommands().isEmpty() ? words + "*" : words))
                    .append(" (__answersheet_words)\"");
            for (String name : option.names()) {
                script.append(name.startsWith("--") ? " -l " : " -s ").append(name.replaceFirst("^-+", ""));
            }
            if (option.arity().max() > 0) {
                List<String> values = values(option);
                script.append(isFile(option) ? " -r -F" : " -x");
                script.append(values.isEmpty() ? "" : " -a " + fishQuoted(String.join(" ", values)));
            }
            script.append(" -d ").append(fishQuoted(purpose(option))).append('\n');
        }
        spec.subcommands()
                .values()
                .forEach(command -> fish(
                        command.getCommandSpec(),
                        words + command.getCommandSpec().name() + " ",
                        script));
    }

    private static String fishQuoted(String text) {
        return "'"
                + text.replace("\\", "\\\\")
                        .replace("'", "\\'")
                        .replace("\"", "”")
                        .replace("$", "＄") + "'";
    }

    static String zsh(CommandSpec program) {
        StringBuilder script = new StringBuilder(
                "#compdef answersheet\n# What zsh offers after answersheet. Made from its commands.\n");
        zsh(program, script);
        return script.append("\n_answersheet \"$@\"\n").toString();
    }

    private static void zsh(CommandSpec spec, StringBuilder script) {
        List<CommandSpec> subs = spec.subcommands().values().stream()
                .map(CommandLine::getCommandSpec)
                .toList();
        subs.forEach(sub -> zsh(sub, script));
        String function = "_" + spec.qualifiedName("_");
        script.append('\n').append(function).append("() {\n");
        List<String> arguments = new ArrayList<>();
        for (OptionSpec option : shown(spec)) {
            arguments.addAll(zsh(option));
        }
        if (subs.isEmpty()) {
            arguments.add("'*:file:_files'");
            script.append("    _arguments").append(lines(arguments)).append("\n}\n");
            return;
        }
        arguments.add("'1:command:->command'");
        arguments.add("'*::argument:->argument'");
        script.append(
                "    local context state state_descr line\n    typeset -A opt_args\n    local -a commands\n    commands=(\n");
        for (CommandSpec sub : subs) {
            script.append("        ")
                    .append(zshQuoted(sub.name() + ":" + ManualPage.firstSentence(ManualPage.purpose(sub))))
                    .append('\n');
        }
        script.append("    )\n    _arguments -C").append(lines(arguments)).append('\n');
        script.append(
                "    case $state in\n        command) _describe command commands ;;\n        argument)\n            case $line[1] in\n");
        for (CommandSpec sub : subs) {
            script.append("                ")
                    .append(sub.name())
                    .append(") _")
                    .append(sub.qualifiedName("_"))
                    .append(" ;;\n");
        }
        script.append("            esac ;;\n    esac\n}\n");
    }

    private static List<String> zsh(OptionSpec option) {
        boolean hasValue = option.arity().max() > 0;
        String others = option.names().length > 1 ? "(" + String.join(" ", option.names()) + ")" : "";
        List<String> values = values(option);
        String value = !hasValue
                ? ""
                : ":" + option.paramLabel().replaceAll("[^A-Za-z0-9. ]+", " ").strip() + ":"
                        + (isFile(option) ? "_files" : values.isEmpty() ? " " : "(" + String.join(" ", values) + ")");
        return Arrays.stream(option.names())
                .map(name -> zshQuoted(others + name + (hasValue && name.startsWith("--") ? "=" : "") + "["
                        + purpose(option).replace("[", "(").replace("]", ")").replace(":", "\\:") + "]" + value))
                .toList();
    }

    private static String zshQuoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }

    private static String lines(List<String> words) {
        return words.stream().map(word -> " \\\n        " + word).collect(Collectors.joining());
    }

    private static List<OptionSpec> shown(CommandSpec spec) {
        return spec.options().stream().filter(option -> !option.hidden()).toList();
    }

    private static String purpose(OptionSpec option) {
        return ManualPage.firstSentence(String.format(String.join(" ", option.description())));
    }

    private static boolean isFile(OptionSpec option) {
        return Arrays.asList(option.auxiliaryTypes()).contains(Path.class)
                || option.paramLabel().matches(".*\\b(FILE|DIR)\\b.*");
    }

    private static List<String> values(OptionSpec option) {
        Class<?> type = option.auxiliaryTypes()[0];
        return type.isEnum() ? enumValues(option, type) : List.of();
    }

    private static List<String> enumValues(OptionSpec option, Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(value -> ((Enum<?>) value).name().toLowerCase(java.util.Locale.ROOT))
                .toList();
    }
}
