package io.github.answersheet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README shows works. */
class ReadmeTest {

    private static final Pattern COMMAND = Pattern.compile("(?m)^\\./answersheet (.*)$");
    private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)\\)");

    @TempDir
    private Path folder;

    @Test
    void everyCommandIsUnderstood() throws IOException {
        List<String> commands = new ArrayList<>();
        Matcher command = COMMAND.matcher(readme());
        while (command.find()) {
            commands.add(command.group(1));
        }
        assertTrue(commands.size() >= 5, commands.toString());
        for (String line : commands) {
            String[] words = line.replaceAll(" +#.*| *[|>].*", "")
                    .replace(" samples/", " " + ProjectFiles.ROOT.resolve("samples") + "/")
                    .split(" +");
            List<String> args = new ArrayList<>(List.of(words));
            boolean needsModel = List.of("generate", "compare").contains(words[0])
                    && !args.contains("--replay")
                    && !args.contains("--dry-run");
            if (words[0].equals("generate")) {
                args.add("-o");
                args.add(folder.resolve("sheets").toString());
            }
            boolean needsBrowser = args.contains("--pdf");
            if (words[0].equals("render")) {
                args.set(args.indexOf("-o") + 1, folder.resolve("sheet.html").toString());
            }
            CommandRun run = CommandRun.with(Map.of("XDG_CONFIG_HOME", folder.toString()), args.toArray(String[]::new));
            boolean asksForModel = run.err().contains("no model: set OPENAI_API_KEY");
            boolean asksForBrowser = run.err().contains("needs Chrome or Chromium");
            assertTrue(
                    needsModel ? asksForModel : needsBrowser ? asksForBrowser : run.exit() == 0,
                    line + "\n" + run.err());
        }
    }

    @Test
    void everyFileItPointsAtIsThere() throws IOException {
        Matcher link = LINK.matcher(readme());
        int links = 0;
        while (link.find()) {
            links++;
            assertTrue(Files.exists(ProjectFiles.ROOT.resolve(link.group(1))), link.group(1));
        }
        assertTrue(links > 0);
    }

    @Test
    void itNamesEveryCommandAndExitCode() throws IOException {
        String help = CommandRun.of("--help").out();
        Matcher command = Pattern.compile("(?m)^  ([a-z]+(?:-[a-z]+)?) {2,}").matcher(help);
        int commands = 0;
        while (command.find()) {
            commands++;
            assertTrue(readme().contains("`" + command.group(1)), command.group(1) + " is not in the README");
        }
        assertEquals(14, commands);
        for (String code : List.of("0", "1", "2", "3", "4", "130")) {
            assertTrue(readme().contains("| " + code + " |"), "exit code " + code);
        }
    }

    private static String readme() throws IOException {
        return Files.readString(ProjectFiles.ROOT.resolve("README.md"));
    }
}
