package io.github.answersheet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.answersheet.CommandRun;
import io.github.answersheet.ScriptedEndpoint;
import io.github.answersheet.ScriptedEndpoint.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is missing is told with what it costs and the line that mends it. */
@DisabledOnOs(OS.WINDOWS)
class DoctorCommandTest {

    private static final String KEY = "sk-not-to-be-seen-5521";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "apt-get, sudo apt-get install python3, sudo apt-get install nodejs, sudo apt-get install chromium",
        "dnf, sudo dnf install python3, sudo dnf install nodejs, sudo dnf install chromium",
        "brew, brew install python, brew install node, brew install --cask google-chrome"
    })
    void onABareMachineEachThingHasItsLine(String manager, String python, String node, String browser)
            throws IOException {
        program(manager, "");
        CommandRun run = doctor(Map.of());
        assertEquals(ExitCode.FINDINGS, run.exit(), run.out() + run.err());
        assertTrue(run.out().contains("needed   python3   not found\n"), run.out());
        assertTrue(run.out().contains("needed   bash      not found\n"), run.out());
        assertTrue(run.out().contains("                   No code is run. It is only read,"), run.out());
        for (String line : new String[] {python, node, browser}) {
            assertTrue(run.out().contains("                   $ " + line + "\n"), line + "\n" + run.out());
        }
        assertTrue(run.out().contains("The sample does not work here; "), run.out());
    }

    @Test
    void whereNobodyIsKnownToInstallTheProgramIsNamed() {
        assertTrue(doctor(Map.of()).out().contains("$ install python3, and see that it is found in PATH\n"));
    }

    @Test
    void whatIsThereIsToldWithItsVersion() throws IOException {
        program("python3", "echo Python 3.14.2");
        program("bash", "echo GNU bash, version 5.3.1");
        program("node", "echo v24.1.0");
        program("chromium", "echo Chromium 150.0.1 built on Debian");
        JsonNode told = json(doctor(Map.of("OPENAI_API_KEY", KEY), "--format", "json"));
        assertTrue(told.path("works").asBoolean(), told.toString());
        assertEquals("answersheet/doctor/1", told.path("schema").asText());
        for (String[] part : new String[][] {
            {"python3", "3.14.2", "python3"},
            {"bash", "5.3.1", "bash"},
            {"node", "24.1.0", "node"},
            {"browser", "150.0.1", "chromium"}
        }) {
            JsonNode found = part(told, part[0]);
            assertEquals("ok", found.path("state").asText(), part[0]);
            assertEquals(part[1], found.path("version").asText());
            assertEquals(folder.resolve(part[2]).toString(), found.path("place").asText());
            assertEquals("", found.path("cost").asText() + found.path("mend").asText());
        }
        assertTrue(part(told, "options").path("says").asText().contains("`answersheet init`"), told.toString());
        assertTrue(part(told, "packs").path("says").asText().contains("sre-scripting "), told.toString());
        assertEquals("missing", part(told, "sandbox").path("state").asText(), "no bwrap in this PATH");
    }

    @Test
    void whatIsTooOldIsAsGoodAsMissing() throws IOException {
        program("python3", "echo Python 3.7.17");
        program("node", "echo v16.20.0");
        CommandRun run = doctor(Map.of());
        assertTrue(run.out().contains("3.7.17 is too old; 3.8 or newer is needed\n"), run.out());
        assertTrue(run.out().contains("missing  node      too old, or does not start\n"), run.out());
    }

    @Test
    void aKeyIsOnlySaidToBeSet() throws IOException {
        try (ScriptedEndpoint endpoint =
                new ScriptedEndpoint(request -> Response.error(401, "Incorrect API key provided: " + KEY))) {
            Map<String, String> variables = Map.of("OPENAI_API_KEY", KEY, "OPENAI_BASE_URL", endpoint.url());
            CommandRun quiet = doctor(variables);
            assertTrue(quiet.out().contains("gpt-4.1; OPENAI_API_KEY is set\n"), quiet.out());
            assertTrue(endpoint.history().isEmpty(), "nothing is called that nobody asked for");
            CommandRun refused = doctor(variables, "--call");
            assertEquals(1, endpoint.history().size());
            assertTrue(refused.out().contains("missing  call "), refused.out());
            for (CommandRun run : new CommandRun[] {quiet, refused}) {
                assertFalse((run.out() + run.err()).contains(KEY), run.out() + run.err());
            }
            assertTrue(doctor(Map.of("ANTHROPIC_API_KEY", KEY), "--model", "claude-x")
                    .out()
                    .contains("https://api.anthropic.com/v1  claude-x; ANTHROPIC_API_KEY is set\n"));
        }
        assertTrue(doctor(Map.of("OPENAI_API_KEY", KEY), "--model", "gemini-x")
                .out()
                .contains("$ export GEMINI_API_KEY=...\n"));
    }

    @Test
    void anEndpointThatIsDownAndAKeyThatIsNoneAreSentences() throws IOException {
        program("python3", "echo Python 3.14.2");
        program("bash", "echo GNU bash, version 5.3.1");
        String down;
        try (ScriptedEndpoint endpoint = new ScriptedEndpoint(request -> Response.reply("ready"))) {
            down = endpoint.url();
        }
        CommandRun run = doctor(Map.of("OPENAI_BASE_URL", down), "--call");
        assertEquals(ExitCode.ENDPOINT, run.exit(), run.out() + run.err());
        assertTrue(run.out().contains("missing  call "), run.out());
        for (String odd : new String[] {"\u0001", "\u00e9\u0001", "\nX: y", " more"}) {
            String key = KEY.substring(0, 10) + odd + KEY.substring(10);
            CommandRun refused = doctor(Map.of("OPENAI_API_KEY", key), "--call");
            String said = refused.out() + refused.err();
            assertFalse(said.contains(KEY.substring(0, 10)) || said.contains(KEY.substring(10)), said);
            assertTrue(said.contains("OPENAI_API_KEY: holds a line end"), said);
        }
    }

    @Test
    void aCallThatIsWantedIsMade() throws IOException {
        program("python3", "echo Python 3.14.2");
        program("bash", "echo GNU bash, version 5.3.1");
        try (ScriptedEndpoint endpoint = new ScriptedEndpoint(request -> Response.reply("ready"))) {
            Map<String, String> variables = Map.of("OPENAI_BASE_URL", endpoint.url());
            CommandRun run = doctor(variables, "--call", "--model", "small");
            assertEquals(ExitCode.OK, run.exit(), run.out() + run.err());
            assertTrue(run.out().contains("small; OPENAI_API_KEY is not set\n"), run.out());
            assertTrue(run.out().contains("scripted answered in "), run.out());
            assertTrue(run.out().contains(" s; 100 tokens in, 50 out\n"), run.out());
        }
        try (ScriptedEndpoint endpoint = new ScriptedEndpoint(request -> Response.error(404, "no such model"))) {
            CommandRun run = doctor(Map.of("OPENAI_BASE_URL", endpoint.url()), "--call");
            assertEquals(ExitCode.ENDPOINT, run.exit(), run.out());
            assertTrue(run.out().contains("no such model"), run.out());
        }
    }

    @Test
    void theStoreIsCountedAndABrokenOneTold() throws IOException {
        Path home = Files.createDirectory(folder.resolve("home"));
        Path file = home.resolve(".local/state/answersheet/calls.db");
        Map<String, String> variables = Map.of("HOME", home.toString());
        assertTrue(doctor(variables).out().contains(file + "  none yet; it is made with the first reply\n"));
        assertFalse(Files.exists(home.resolve(".local")), "looking makes nothing");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "this is no database, and it is long enough to be taken for one\n".repeat(20));
        CommandRun broken = doctor(variables);
        assertTrue(broken.out().contains("missing  store "), broken.out());
        assertTrue(broken.out().contains("No model is called with this store.\n"), broken.out());
    }

    @Test
    void diagramsThatAreSwitchedOffAreTold() throws IOException {
        program("node", "echo v24.1.0");
        CommandRun run = doctor(Map.of("ANSWERSHEET_MERMAID", "off"));
        assertTrue(
                run.out().contains("missing  node      diagrams are switched off by ANSWERSHEET_MERMAID\n"), run.out());
    }

    private CommandRun doctor(Map<String, String> variables, String... options) {
        Map<String, String> all = new HashMap<>(variables);
        all.put("PATH", folder.toString());
        String[] args = new String[options.length + 1];
        args[0] = "doctor";
        System.arraycopy(options, 0, args, 1, options.length);
        return CommandRun.with(all, args);
    }

    private void program(String name, String script) throws IOException {
        Path program = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static JsonNode json(CommandRun run) throws IOException {
        return new JsonMapper().readTree(run.out());
    }

    private static JsonNode part(JsonNode told, String name) {
        for (JsonNode part : told.path("parts")) {
            if (part.path("name").asText().equals(name)) {
                return part;
            }
        }
        throw new AssertionError(name + " is not in " + told);
    }
}
