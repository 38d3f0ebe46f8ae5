package io.github.answersheet;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the README and the pages it leads to show works. */
class ReadmeTest {

    private static final Path README = ProjectFiles.ROOT.resolve("README.md");
    private static final Path PAGES = ProjectFiles.ROOT.resolve("src/site/markdown");
    private static final Pattern COMMAND = Pattern.compile("(?m)^\\./answersheet (.*)$");
    private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)(?:#([^)]+))?\\)");

    @TempDir
    private Path folder;

    static List<Path> pages() throws IOException {
        try (Stream<Path> pages = Files.list(PAGES)) {
            return Stream.concat(Stream.of(README), pages.sorted()).toList();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyCommandIsUnderstood(Path page) throws IOException {
        Path quiz = Files.copy(ProjectFiles.RECORDED_QUIZ, folder.resolve("quiz.md"));
        Matcher command = COMMAND.matcher(Files.readString(page));
        while (command.find()) {
            String line = command.group(1);
            String[] words = line.replaceAll(" +#.*| *[|>].*", "")
                    .replace(" samples/", " " + ProjectFiles.ROOT.resolve("samples") + "/")
                    .replace(" quiz.md", " " + quiz)
                    .replace(" sheet.md", " " + folder.resolve("sheet.md"))
                    .split(" +");
            List<String> args = new ArrayList<>(List.of(words));
            boolean needsModel = List.of("generate", "compare").contains(words[0])
                    && !args.contains("--replay")
                    && !args.contains("--dry-run");
            if (words[0].equals("generate") && !args.contains("-o")) {
                args.add("-o");
                args.add(folder.resolve("sheets").toString());
            }
            boolean needsBrowser = args.contains("--pdf");
            if (words[0].equals("render")) {
                args.set(args.indexOf("-o") + 1, folder.resolve("sheet.html").toString());
            }
            // Only that which tells what it finds may find this machine's programs.
            String programs = words[0].equals("doctor") ? System.getenv("PATH") : "";
            CommandRun run = CommandRun.with(
                    Map.of("XDG_CONFIG_HOME", folder.toString(), "PATH", programs), args.toArray(String[]::new));
            boolean asksForModel = run.err().contains("no model: set OPENAI_API_KEY");
            boolean asksForBrowser = run.err().contains("needs Chrome or Chromium");
            assertTrue(
                    needsModel ? asksForModel : needsBrowser ? asksForBrowser : run.exit() == 0,
                    line + "\n" + run.err());
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everythingItPointsAtIsThere(Path page) throws IOException {
        Matcher link = LINK.matcher(Files.readString(page));
        while (link.find()) {
            Path target = page.resolveSibling(link.group(1)).normalize();
            assertTrue(Files.exists(target), link.group());
            if (link.group(2) != null) {
                boolean hasHeading = Files.readString(target)
                        .lines()
                        .anyMatch(l -> l.startsWith("#")
                                && l.replaceFirst("#+ ", "")
                                        .toLowerCase(Locale.ROOT)
                                        .replace(' ', '-')
                                        .equals(link.group(2)));
                assertTrue(hasHeading, link.group());
            }
        }
    }

    @Test
    void theReadmeLeadsToEveryPageAndFitsThreeScreens() throws IOException {
        String readme = Files.readString(README);
        for (Path page : pages()) {
            assertTrue(
                    page.equals(README) || readme.contains("](src/site/markdown/" + page.getFileName() + ")"),
                    page.toString());
        }
        assertTrue(readme.lines().count() <= 120, "three screens of forty lines");
    }

    @Test
    void theReferenceNamesEveryCommandAndExitCode() throws IOException {
        String reference = Files.readString(PAGES.resolve("reference.md"));
        String help = CommandRun.of("--help").out();
        Matcher command = Pattern.compile("(?m)^  ([a-z]+(?:-[a-z]+)?) {2,}").matcher(help);
        int commands = 0;
        while (command.find()) {
            commands++;
            assertTrue(reference.contains("| `" + command.group(1)), command.group(1) + " is not in the reference");
        }
        assertTrue(commands >= 14, commands + " commands");
        for (String code : List.of("0", "1", "2", "3", "4", "70", "130")) {
            assertTrue(reference.contains("| " + code + " |"), "exit code " + code);
        }
    }
}
