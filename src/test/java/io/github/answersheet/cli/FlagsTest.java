package io.github.answersheet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.answersheet.CommandRun;
import io.github.answersheet.ProjectFiles;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** A flag that is set twice, by a variable or a file of options and on the command line, is set. */
class FlagsTest {

    @Test
    void aFlagThatAVariableSetsStaysSetOnTheCommandLine() {
        CommandRun run = CommandRun.with(
                Map.of("ANSWERSHEET_DRY_RUN", "true"),
                "generate",
                ProjectFiles.RECORDED_QUIZ.toString(),
                "--dry-run",
                "-o",
                "-");
        assertEquals(0, run.exit(), run.err());
        assertTrue(run.out().contains("Calls"), run.out());
    }

    @Test
    void soItIsWithEveryFlag() {
        Environment environment = new Environment(
                new Inputs(new ByteArrayInputStream(new byte[0])),
                new PrintWriter(new StringWriter()),
                new Terminal(new PrintWriter(new StringWriter())),
                new Terminal(new PrintWriter(new StringWriter())),
                Map.of());
        List<String> flipping = new ArrayList<>();
        collect(AnswersheetCommand.with(List.of(), new CommandFactory(environment)), flipping);
        assertEquals(List.of(), flipping);
    }

    private static void collect(CommandLine line, List<String> flipping) {
        line.getCommandSpec().options().stream()
                .filter(option -> option.typeInfo().isBoolean() && !option.usageHelp() && !option.versionHelp())
                .filter(option -> !option.fallbackValue().equals("true"))
                .forEach(option -> flipping.add(line.getCommandName() + " " + option.longestName()));
        line.getSubcommands().values().forEach(sub -> collect(sub, flipping));
    }
}
