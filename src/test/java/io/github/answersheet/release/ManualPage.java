package io.github.answersheet.release;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The manual page of a command, in roff, with what its {@code --help} says. */
final class ManualPage {

    private static final int WIDE = 10_000;

    private final CommandSpec spec;
    private final StringBuilder page = new StringBuilder();

    private ManualPage(CommandSpec spec) {
        this.spec = spec;
    }

    /** {@code answersheet-pack-show}. */
    static String name(CommandSpec spec) {
        return spec.qualifiedName("-");
    }

    /**
     * @param release the program with its version
     * @param day of the release, such as 2026-11-01
     */
    static String of(CommandSpec spec, String release, String day) {
        return new ManualPage(spec).write(release, day);
    }

    /** What a text says in its first sentence, without the full stop. */
    static String firstSentence(String text) {
        String line = text.replaceAll("\\s+", " ").strip();
        int end = line.indexOf(". ");
        String sentence = end < 0 ? line : line.substring(0, end);
        return sentence.replaceFirst("[.:]$", "");
    }

    /** What a command is for. */
    static String purpose(CommandSpec spec) {
        return String.join(" ", rendered(spec.usageMessage().description()));
    }

    private String write(String release, String day) {
        String name = name(spec);
        page.append(".TH \"")
                .append(name.toUpperCase(Locale.ROOT))
                .append("\" \"1\" \"")
                .append(day)
                .append("\" \"")
                .append(release)
                .append("\"\n.nh\n.ad l\n");
        section("NAME");
        page.append(text(name))
                .append(" \\- ")
                .append(text(firstSentence(purpose(spec))))
                .append('\n');
        section("SYNOPSIS");
        page.append(text(synopsis())).append('\n');
        section("DESCRIPTION");
        page.append(text(purpose(spec))).append('\n');
        if (spec.positionalParameters().stream().anyMatch(argument -> !argument.hidden())) {
            section("ARGUMENTS");
            spec.positionalParameters().stream()
                    .filter(argument -> !argument.hidden())
                    .forEach(argument -> entry("\\fI" + text(argument.paramLabel()) + "\\fR", argument));
        }
        options();
        commands();
        footer();
        if (spec.parent() != null) {
            section("SEE ALSO");
            page.append("\\fB").append(text(name(spec.parent()))).append("\\fR(1)\n");
        }
        return page.toString();
    }

    private String synopsis() {
        int usual = spec.usageMessage().width();
        spec.usageMessage().width(WIDE);
        try {
            return new Help(spec, Help.defaultColorScheme(Help.Ansi.OFF))
                    .synopsis(0)
                    .replaceAll("\\s+", " ")
                    .strip();
        } finally {
            spec.usageMessage().width(usual);
        }
    }

    private void options() {
        section("OPTIONS");
        for (OptionSpec option : spec.options()) {
            if (!option.hidden()) {
                List<String> names = new ArrayList<>();
                for (String name : option.names()) {
                    names.add("\\fB" + text(name) + "\\fR");
                }
                String value = option.arity().max() > 0 ? "=\\fI" + text(option.paramLabel()) + "\\fR" : "";
                entry(String.join(", ", names) + value, option);
            }
        }
    }

    private void entry(String term, ArgSpec argument) {
        page.append(".TP\n").append(term).append('\n');
        String description = String.join(" ", rendered(argument.description()));
        page.append(description.isEmpty() ? "\\&" : text(description)).append('\n');
    }

    private void commands() {
        if (spec.subcommands().isEmpty()) {
            return;
        }
        section("COMMANDS");
        for (CommandLine command : spec.subcommands().values()) {
            page.append(".TP\n\\fB")
                    .append(text(name(command.getCommandSpec())))
                    .append("\\fR(1)\n")
                    .append(text(firstSentence(purpose(command.getCommandSpec()))))
                    .append(".\n");
        }
    }

    private void footer() {
        List<String> lines = rendered(spec.usageMessage().footer());
        if (lines.isEmpty()) {
            return;
        }
        String heading = String.join(" ", rendered(spec.usageMessage().footerHeading()))
                .strip()
                .replaceFirst(":$", "");
        section(heading.isEmpty() ? "NOTES" : heading.toUpperCase(Locale.ROOT));
        page.append(".nf\n");
        lines.forEach(line -> page.append(text(line)).append('\n'));
        page.append(".fi\n");
    }

    private void section(String name) {
        page.append(".SH ").append(name).append('\n');
    }

    // As picocli shows them: %n and %% stand in them.
    private static List<String> rendered(String... texts) {
        List<String> lines = new ArrayList<>();
        for (String text : texts) {
            lines.addAll(String.format(text).lines().toList());
        }
        return lines;
    }

    // Nothing of a text is a command of roff.
    private static String text(String plain) {
        String escaped = plain.replace("\\", "\\e")
                .replace("-", "\\-")
                .replace("~", "\\(ti")
                .replace("^", "\\(ha");
        return escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" + escaped : escaped;
    }
}
