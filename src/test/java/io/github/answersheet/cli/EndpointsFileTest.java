package io.github.answersheet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.answersheet.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file of endpoints names variables that hold keys. It gets at no other secret, and shows none. */
class EndpointsFileTest {

    private static final String SECRET = "sk-very-secret-0123456789";

    @TempDir
    private Path folder;

    @Test
    void aVariableThatHoldsNoKeyOfAProviderIsNotSent() throws IOException {
        for (String name : List.of("AWS_SECRET_ACCESS_KEY", "PGPASSWORD", "SSH_PRIVATE_KEY", "HOME", "GITHUB_TOKEN")) {
            CommandRun run = worker("\"keyVariable\": \"" + name + "\"", Map.of(name, SECRET));
            assertEquals(2, run.exit(), run.err());
            assertTrue(run.err().contains("endpoint 1: \"keyVariable\" is no name for the key"), run.err());
            assertFalse(run.err().contains(SECRET), run.err());
        }
        // One that does is taken, and what is then not there is the store.
        CommandRun good = worker("\"keyVariable\": \"FIRST_API_KEY\"", Map.of("FIRST_API_KEY", SECRET));
        assertEquals(3, good.exit(), good.err());
    }

    @Test
    void aKeyThatSomebodyWroteIntoItIsNotShown() throws IOException {
        for (String wrong : List.of(
                "\"key\": \"" + SECRET + "\"",
                "\"keyVariable\": \"" + SECRET + "\"",
                "\"keyVariable\": " + SECRET,
                "\"rpm\": \"" + SECRET + "\"",
                "\"" + SECRET + "\": 1",
                "\"key\": \"" + SECRET)) {
            CommandRun run = worker(wrong, Map.of());
            assertEquals(2, run.exit(), run.err());
            assertTrue(run.err().contains("endpoints.json:"), run.err());
            assertFalse(run.err().contains("very"), wrong + "\n" + run.err());
        }
    }

    private CommandRun worker(String entry, Map<String, String> variables) throws IOException {
        Path file = Files.writeString(
                folder.resolve("endpoints.json"),
                "{\"endpoints\": [{\"name\": \"a\", \"baseUrl\": \"http://127.0.0.1:9/v1\", " + entry + "}]}");
        // Nothing listens there.
        return CommandRun.with(
                variables, "worker", "--store", "jdbc:postgresql://127.0.0.1:1/none", "--endpoints", file.toString());
    }
}
