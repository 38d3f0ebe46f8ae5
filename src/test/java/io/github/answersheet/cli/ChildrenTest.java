package io.github.answersheet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.answersheet.CommandProcess;
import io.github.answersheet.ProjectFiles;
import io.github.answersheet.process.ProgramPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Programs that are started hear of no key. */
@DisabledOnOs(OS.WINDOWS)
class ChildrenTest {

    private static final String SECRET = "sk-heard-by-nobody";

    @TempDir
    private Path folder;

    @Test
    void noChildInheritsAKey() throws Exception {
        Path bin = Files.createDirectory(folder.resolve("bin"));
        for (String name : List.of("python3", "bash", "node", "ruff", "bwrap")) {
            Optional<Path> real = ProgramPath.find(name, System.getenv());
            // Each call leaves a file of its own; one that is not here is found and says nothing.
            program(
                    bin.resolve(name),
                    "/usr/bin/env > " + folder + "/" + name + ".$$\n"
                            + real.map(p -> "exec " + p + " \"$@\"").orElse(""));
        }
        Process process = CommandProcess.start(
                folder,
                Map.of(
                        "PATH",
                        bin + ":" + System.getenv("PATH"),
                        "OPENAI_API_KEY",
                        SECRET,
                        "AZURE_CREDENTIALS",
                        SECRET,
                        "PGPASSWORD",
                        SECRET,
                        "ACME_LLM",
                        SECRET,
                        "NODE_OPTIONS",
                        "--title=" + SECRET,
                        "BASH_ENV",
                        folder.resolve(SECRET).toString(),
                        "LC_MESSAGES",
                        "C"),
                List.of(),
                "check",
                "--run",
                "--only",
                "4",
                ProjectFiles.SAMPLE.resolve("quiz.answers.md").toString());
        assertTrue(process.waitFor() < 2, Files.readString(folder.resolve("err")));
        for (String name : List.of("python3", "bash", "ruff")) {
            assertTrue(heard(name).contains("PATH="), name + " was not started");
        }
        for (String name : List.of("python3", "bash", "node", "ruff", "bwrap")) {
            assertFalse(heard(name).contains(SECRET), name + " heard: " + heard(name));
        }
        assertTrue(heard("python3").contains("LC_MESSAGES=C"), "words of the user's language are no secret");
    }

    private String heard(String name) throws IOException {
        StringBuilder heard = new StringBuilder();
        try (var files = Files.newDirectoryStream(folder, name + ".*")) {
            for (Path file : files) {
                heard.append(Files.readString(file));
            }
        }
        return heard.toString();
    }

    private static void program(Path file, String script) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertEquals(true, Files.isExecutable(file));
    }
}
