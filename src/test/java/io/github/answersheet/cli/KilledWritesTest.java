package io.github.answersheet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.answersheet.CommandProcess;
import io.github.answersheet.CommandRun;
import io.github.answersheet.RecordedReplies;
import io.github.answersheet.ScriptedEndpoint;
import io.github.answersheet.ScriptedEndpoint.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that is killed while it writes a sheet that is there leaves the old sheet or the new one, and the next run ends the work. */
@Tag("campaign")
class KilledWritesTest {

    private static final String MINE = "about question 2, as I say.";
    private static final int KILLS = 30;

    @TempDir
    private Path folder;

    private final Map<String, Integer> seen = new TreeMap<>();

    @Test
    void theOldSheetOrTheNewOne() throws Exception {
        Path quiz = folder.resolve("quiz.md");
        Path sheet = folder.resolve("quiz.answers.md");
        Path record = folder.resolve("quiz.answers.json");
        Random random = new Random(18);
        try (ScriptedEndpoint endpoint = new ScriptedEndpoint(request -> Response.reply(reply(request.question())))) {
            Map<String, String> variables = Map.of("OPENAI_BASE_URL", endpoint.url(), "ANSWERSHEET_STORE", "none");
            String[] generate = {"generate", quiz.toString(), "--no-run"};
            Files.writeString(quiz, quiz(0));
            assertEquals(0, CommandRun.with(variables, generate).exit());
            Files.writeString(sheet, Files.readString(sheet).replace("about question 2.", MINE));
            for (int kill = 1; kill <= KILLS; kill++) {
                Map<Path, byte[]> before = contents();
                Files.writeString(quiz, quiz(kill));
                CommandRun.with(variables, generate);
                String after = Files.readString(sheet);
                String recorded = Files.readString(record);
                for (Map.Entry<Path, byte[]> file : before.entrySet()) {
                    Files.write(file.getKey(), file.getValue());
                }
                Files.writeString(quiz, quiz(kill));
                String old = Files.readString(sheet);

                Process process = CommandProcess.start(folder, variables, List.of(), generate);
                killWhileItWrites(process, sheet, record, random.nextInt(400_000));
                String left = Files.readString(sheet);
                assertTrue(left.equals(old) || left.equals(after), () -> "kill: " + left);
                assertTrue(left.contains(MINE));
                String state = (left.equals(old) ? "old" : "new") + " sheet, "
                        + (Files.readString(record).equals(recorded) ? "new" : "other") + " record";
                seen.merge(state, 1, Integer::sum);

                CommandRun.with(variables, generate);
                assertEquals(after, Files.readString(sheet), state);
                assertEquals(recorded, Files.readString(record), state);
            }
        }
        System.out.println(KILLS + " kills: " + seen);
        assertTrue(seen.size() > 1, () -> "kills in different moments: " + seen);
    }

    // The first write is seen by its temporary file, or by what it changed.
    private void killWhileItWrites(Process process, Path sheet, Path record, long nanos) throws Exception {
        long files = count();
        long sheetSize = Files.size(sheet);
        long recordSize = Files.size(record);
        while (process.isAlive()
                && count() == files
                && Files.size(sheet) == sheetSize
                && Files.size(record) == recordSize) {
            Thread.onSpinWait();
        }
        LockSupport.parkNanos(nanos);
        process.destroyForcibly().waitFor();
    }

    private long count() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.getFileName().toString().contains("quiz"))
                    .count();
        }
    }

    private Map<Path, byte[]> contents() throws IOException {
        Map<Path, byte[]> contents = new HashMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contents.put(file, Files.readAllBytes(file));
            }
        }
        return contents;
    }

    private static String quiz(int version) {
        return "# Files\n\n## Conceptual Questions\n\n1. What is an inode, and what does it hold"
                + " too".repeat(version)
                + "?\n2. What does an exit status tell a caller?\n3. What is a pipe between two processes?\n";
    }

    private static String reply(int question) {
        String sample = RecordedReplies.of(1);
        String section = RecordedReplies.body(sample, "Answer Overview");
        return sample.replace(section, section + " This one is about question " + question + ".");
    }
}
