package io.github.answersheet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.answersheet.CommandRun;
import io.github.answersheet.ProjectFiles;
import io.github.answersheet.cluster.EndpointsFile;
import io.github.answersheet.source.SourceText;
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

/** What the pages of several machines show is understood; that they can be followed is not tried here. */
class ClusterPageTest {

    private static final Path FOLDER = ProjectFiles.ROOT.resolve("samples/cluster");
    private static final Pattern COMMAND =
            Pattern.compile("(?m)^(?:\\./)?answersheet ((?:enqueue|worker|status|collect)\\b.*)$");

    @TempDir
    private Path folder;

    @Test
    void everyCommandIsUnderstood() throws IOException {
        List<String> commands = new ArrayList<>();
        for (Path page : List.of(
                ProjectFiles.ROOT.resolve("src/site/markdown/several-machines.md"), FOLDER.resolve("README.md"))) {
            Matcher command = COMMAND.matcher(Files.readString(page));
            while (command.find()) {
                commands.add(command.group(1).replaceAll(" & .*", ""));
            }
        }
        assertTrue(commands.size() >= 10, commands.toString());
        commands.forEach(command -> understood(command.split(" +")));
    }

    @Test
    void theManifestStartsAWorkerWithEndpointsThatAreUnderstood() throws IOException {
        String manifest = Files.readString(FOLDER.resolve("workers.yaml"));
        Matcher args = Pattern.compile("(?m)^ +args: (\\[.*])$").matcher(manifest);
        assertTrue(args.find());
        JsonNode words = new JsonMapper().readTree(args.group(1));
        String[] command = new String[words.size()];
        for (int i = 0; i < command.length; i++) {
            command[i] = words.get(i).asText();
        }
        understood(command);
        Matcher endpoints =
                Pattern.compile("(?s)endpoints\\.json: \\|\n(.*?)\n---").matcher(manifest);
        assertTrue(endpoints.find());
        SourceText text = SourceText.of("endpoints.json", endpoints.group(1));
        assertEquals(1, EndpointsFile.read(text, Map.of("FIRST_KEY", "k")).size());
        Matcher shown = Pattern.compile("(?s)```json\n(.*?)```").matcher(Files.readString(FOLDER.resolve("README.md")));
        assertTrue(shown.find());
        assertEquals(
                2,
                EndpointsFile.read(SourceText.of("page", shown.group(1)), Map.of("FIRST_KEY", "k"))
                        .size());
    }

    @Test
    void whoWorksOnOneMachineLoadsNoneOfTheEngines() throws Exception {
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Xlog:class+load",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.github.answersheet.cli.Main",
                        "store",
                        "stats",
                        "--store",
                        folder.resolve("calls.db").toString())
                .redirectErrorStream(true)
                .start();
        List<String> lines = process.inputReader().lines().toList();
        assertTrue(lines.stream().anyMatch(line -> line.contains("io.github.answersheet.cli.WorkerCommand")));
        Pattern engines = Pattern.compile("kagkarlsson|bucket4j|hikari|org\\.postgresql");
        assertEquals(
                List.of(), lines.stream().filter(engines.asPredicate()).limit(3).toList());
    }

    private static void understood(String... command) {
        List<String> words = new ArrayList<>(List.of(command));
        words.add("--help");
        CommandRun run = CommandRun.of(words.toArray(String[]::new));
        assertEquals(0, run.exit(), words + run.err());
    }
}
