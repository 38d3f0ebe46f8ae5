package io.github.answersheet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.answersheet.draft.Draft;
import io.github.answersheet.draft.DraftReader;
import io.github.answersheet.draft.DraftSection;
import io.github.answersheet.draft.FencedBlock;
import io.github.answersheet.pack.Packs;
import io.github.answersheet.source.SourceText;
import io.github.answersheet.source.TextFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every Python block of the model answers and of the recorded sample is run, each answer's in a folder of its own. */
class PrintedCodeRunsTest {

    private static final DraftReader READER = new DraftReader(Packs.read(Packs.DEFAULT));

    /** Programs that cannot be run as they stand, and why. */
    private static final Map<String, String> NOT_RUN = Map.of(
            "q11.md/run_once.py", "wants arguments; the tests beside it run it with some",
            "q12.md/tls_expiry.py", "wants hosts; the tests beside it run it with some of their own");

    @TempDir
    private Path folder;

    @TestFactory
    Stream<DynamicTest> runs() throws IOException {
        List<Path> answers = new ArrayList<>();
        try (Stream<Path> exemplars = Files.list(ProjectFiles.ROOT.resolve("prompts/sre-scripting/exemplars"));
                Stream<Path> replies = Files.list(ProjectFiles.SAMPLE_REPLIES)) {
            Stream.concat(exemplars, replies).sorted().forEach(answers::add);
        }
        assertTrue(answers.size() >= 19);
        return answers.stream().map(answer -> dynamicTest(answer.getFileName().toString(), () -> run(answer)));
    }

    private void run(Path answer) throws IOException, InterruptedException {
        Path home = Files.createDirectory(folder.resolve(answer.getFileName()));
        SourceText text = TextFiles.read(answer);
        Draft draft = READER.readReply(text);
        List<Program> programs = new ArrayList<>();
        for (DraftSection section : draft.sections()) {
            List<FencedBlock> fences = section.content().fences();
            for (int i = 0; i < fences.size(); i++) {
                if (fences.get(i).is("python")) {
                    String shown = i + 1 < fences.size() && fences.get(i + 1).is("text")
                            ? fences.get(i + 1).code()
                            : null;
                    programs.add(new Program(fences.get(i).code(), shown, programs.size() + 1));
                }
            }
        }
        assertTrue(!programs.isEmpty(), "an answer has code");
        for (Program program : programs) {
            Files.writeString(home.resolve(program.file()), program.code());
        }
        for (Program program : programs) {
            String name = answer.getFileName() + "/" + program.file();
            Ended ended = program.run(home);
            if (NOT_RUN.containsKey(name)) {
                assertTrue(ended.exit() == 2 && ended.err().contains("usage:"), name + " need not be excused");
            } else {
                assertEquals(0, ended.exit(), name + "\n" + ended.err());
                if (program.shown() != null) {
                    assertEquals(program.shown().strip(), ended.out().strip(), name);
                }
            }
        }
    }

    private record Ended(int exit, String out, String err) {}

    private record Program(String code, String shown, int number) {

        String file() {
            String first = code.lines().findFirst().orElse("");
            return first.matches("# \\w+\\.py") ? first.substring(2) : "block_" + number + ".py";
        }

        Ended run(Path home) throws IOException, InterruptedException {
            List<String> command = file().startsWith("test_")
                    ? List.of("python3", "-m", "unittest", file().replace(".py", ""))
                    : List.of("python3", file());
            Path out = home.resolve(number + ".out");
            Path err = home.resolve(number + ".err");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(home.toFile())
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.environment().keySet().removeIf(name -> !name.equals("PATH"));
            builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
            Process process = builder.start();
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(file() + " does not end");
            }
            return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
        }
    }
}
