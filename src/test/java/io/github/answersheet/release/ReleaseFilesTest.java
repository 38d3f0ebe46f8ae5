package io.github.answersheet.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.answersheet.CommandRun;
import io.github.answersheet.ProjectFiles;
import io.github.answersheet.process.ProgramPath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a release has beside the program says what the program says, and shells and man understand it. */
class ReleaseFilesTest {

    private static final Path DIST = ProjectFiles.ROOT.resolve("src/dist");

    @TempDir
    private Path folder;

    @Test
    void everyCommandHasAManualPageWithItsOptions() throws IOException {
        ReleaseFiles.manual(folder, "answersheet 9.9", "2026-11-01");
        Matcher command = Pattern.compile("(?m)^  ([a-z]+(?:-[a-z]+)?) {2,}")
                .matcher(CommandRun.of("--help").out());
        while (command.find()) {
            String name = command.group(1);
            String page = Files.readString(folder.resolve("answersheet-" + name + ".1"));
            Matcher option = Pattern.compile("(?m)^ +(?:-\\w, )?(--[a-z-]+)")
                    .matcher(CommandRun.of(name, "--help").out());
            while (option.find()) {
                assertTrue(page.contains("\\fB" + option.group(1).replace("-", "\\-") + "\\fR"), name + option.group());
            }
            assertTrue(page.startsWith(".TH \"ANSWERSHEET-"), page);
        }
        assertTrue(Files.exists(folder.resolve("answersheet.1")));
        assertTrue(Files.exists(folder.resolve("answersheet-pack-import.1")), "also those of commands of commands");
        String generate = Files.readString(folder.resolve("answersheet-generate.1"));
        assertTrue(generate.contains("(default: gpt\\-4.1)"), "defaults are filled in");
        assertFalse(generate.contains("%n") || generate.contains("${"), generate);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void manReadsThePagesWithoutAComplaint() throws Exception {
        assumeTrue(ProgramPath.find("groff", System.getenv()).isPresent(), "no groff");
        ReleaseFiles.manual(folder, "answersheet 9.9", "2026-11-01");
        try (Stream<Path> pages = Files.list(folder)) {
            for (Path page : pages.toList()) {
                Told told =
                        run(List.of("groff", "-man", "-Tutf8", "-Kutf8", "-wall", "-Wbreak", "-z", page.toString()));
                assertEquals(new Told(0, ""), told, page.toString());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "bash, bash-completion/completions/answersheet",
        "zsh, zsh/site-functions/_answersheet",
        "fish, fish/vendor_completions.d/answersheet.fish"
    })
    @DisabledOnOs(OS.WINDOWS)
    void theShellReadsItsCompletion(String shell, String file) throws Exception {
        ReleaseFiles.completion(folder);
        String script = Files.readString(folder.resolve(file));
        for (String word : List.of("generate", "doctor", "import", "max-cost")) {
            assertTrue(script.contains(word), word);
        }
        assumeTrue(ProgramPath.find(shell, System.getenv()).isPresent(), "no " + shell);
        assertEquals(
                new Told(0, ""), run(List.of(shell, "-n", folder.resolve(file).toString())));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void fishOffersWhatFits() throws Exception {
        assumeTrue(ProgramPath.find("fish", System.getenv()).isPresent(), "no fish");
        ReleaseFiles.completion(folder);
        String source = "source " + folder.resolve("fish/vendor_completions.d/answersheet.fish") + "; complete -C ";
        assertTrue(offered(source, "answersheet che").equals(Set.of("check")));
        assertTrue(offered(source, "answersheet pack ").containsAll(Set.of("show", "check", "new", "import")));
        assertFalse(offered(source, "answersheet pack ").contains("generate"));
        assertTrue(offered(source, "answersheet doctor --format ").equals(Set.of("text", "json")));
        assertTrue(offered(source, "answersheet generate --max-co").equals(Set.of("--max-cost")));
    }

    @Test
    void bothLaunchersRunTheProgramAlike() throws IOException {
        String checkout = Files.readString(ProjectFiles.ROOT.resolve("answersheet"));
        for (String file : List.of("java.options", "short.options", "long.options")) {
            Set<String> options = Files.readAllLines(DIST.resolve("lib").resolve(file)).stream()
                    .filter(line -> !line.startsWith("#"))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertFalse(options.isEmpty(), file);
            Matcher array = Pattern.compile(Pattern.quote(checkoutName(file)) + "=\\((.*?)\\)", Pattern.DOTALL)
                    .matcher(checkout);
            assertTrue(
                    array.results()
                            .map(found -> new TreeSet<>(List.of(found.group(1)
                                    .replace("\"${pace[@]}\"", "")
                                    .strip()
                                    .split("\\s+"))))
                            .anyMatch(options::equals),
                    file + " and the launcher of a checkout differ");
        }
    }

    private static String checkoutName(String file) {
        return file.startsWith("java") ? "flags" : "pace";
    }

    private Set<String> offered(String source, String line) throws Exception {
        Told told = run(List.of("fish", "--no-config", "-c", source + "'" + line + "'"));
        return told.words().lines().map(offer -> offer.split("\t")[0]).collect(Collectors.toSet());
    }

    private record Told(int exit, String words) {}

    private Told run(List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(command)).redirectErrorStream(true);
        builder.environment().put("HOME", folder.toString());
        Process process = builder.start();
        process.getOutputStream().close();
        String words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Told(process.waitFor(), words);
    }
}
