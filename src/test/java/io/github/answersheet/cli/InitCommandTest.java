package io.github.answersheet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.answersheet.CommandRun;
import io.github.answersheet.ScriptedEndpoint;
import io.github.answersheet.ScriptedEndpoint.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Four questions, and then the program can be used. */
class InitCommandTest {

    @TempDir
    private Path folder;

    private Path options;
    private Path prices;
    private Map<String, String> variables;

    @BeforeEach
    void anEmptyHome() {
        options = folder.resolve(".config/answersheet/answersheet.properties");
        prices = options.resolveSibling("prices-example.json");
        variables = Map.of("HOME", folder.toString());
    }

    @Test
    void whatIsAnsweredIsWhatTheNextCommandsUse() throws IOException {
        try (ScriptedEndpoint endpoint = new ScriptedEndpoint(request -> Response.reply("not an answer"))) {
            String quizzes = folder.resolve("my quizzes").toString();
            CommandRun run = CommandRun.reading(
                    endpoint.url() + "\nsmall-model\ndatabases\n" + quizzes + "\n",
                    Map.of("HOME", folder.toString(), ProgressDisplay.TERMINAL, "80"),
                    "init");
            assertEquals(ExitCode.OK, run.exit(), run.err());
            assertTrue(run.err().contains("Whose model? "), run.err());
            assertTrue(run.err().contains("Which pack? sre-scripting, "), run.err());
            assertTrue(run.err().contains("only if your server wants a key"), run.err());
            String quiz = Path.of(quizzes, "first-quiz.md").toString();
            assertEquals(
                    ExitCode.FINDINGS,
                    CommandRun.with(variables, "generate", quiz).exit());
            assertTrue(endpoint.history().stream()
                    .allMatch(request -> request.model().equals("small-model")));
            String prompt = CommandRun.of("prompt", quiz, "--pack", "databases", "--question", "1")
                    .out();
            assertTrue(
                    endpoint.history().stream().anyMatch(request -> prompt.contains(request.system())),
                    "the pack that was named");
        }
    }

    @Test
    void withoutATerminalNothingIsAsked() throws IOException {
        CommandRun run = CommandRun.with(variables, "init", "--dir", folder.toString());
        assertEquals(ExitCode.OK, run.exit(), run.err());
        assertFalse(run.err().contains("?"), run.err());
        assertTrue(run.err().contains("  export OPENAI_API_KEY=...\n"), run.err());
        assertTrue(Files.readString(options).contains("\nmodel=gpt-4.1\n"), Files.readString(options));
        CommandRun plan = CommandRun.with(
                variables, "generate", folder.resolve("first-quiz.md").toString(), "--dry-run", "--replay", ".");
        assertEquals(ExitCode.OK, plan.exit(), plan.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"sre-scripting", "python-fundamentals", "databases", "base"})
    void theFirstQuizIsUnderstoodAsAWhole(String pack) {
        assertEquals(
                ExitCode.OK,
                CommandRun.with(variables, "init", "--pack", pack, "--dir", folder.toString())
                        .exit());
        String quiz = folder.resolve("first-quiz.md").toString();
        CommandRun inspected = CommandRun.with(variables, "inspect", quiz, "--strict");
        assertEquals(ExitCode.OK, inspected.exit(), inspected.err());
        assertTrue(inspected.out().contains("3 questions"), inspected.out());
        assertTrue(inspected.out().contains("100 % of"), inspected.out());
        CommandRun usual = CommandRun.with(variables, "prompt", quiz, "--question", "1");
        CommandRun named = CommandRun.with(variables, "prompt", quiz, "--question", "1", "--pack", pack);
        assertEquals(named.out(), usual.out());
    }

    @Test
    void anotherProviderIsNamedWithItsKey() throws IOException {
        CommandRun run = CommandRun.with(
                variables, "init", "--provider", "anthropic", "--model", "claude-x", "--dir", folder.toString());
        assertEquals(ExitCode.OK, run.exit(), run.err());
        assertTrue(run.err().contains("export ANTHROPIC_API_KEY=..."), run.err());
        assertTrue(Files.readString(options).contains("\nprovider=anthropic\nmodel=claude-x\n"));
        CommandRun without = CommandRun.with(
                variables, "generate", folder.resolve("first-quiz.md").toString());
        assertTrue(without.err().contains("set ANTHROPIC_API_KEY"), without.err());
    }

    @Test
    void nothingThatIsThereIsReplaced() throws IOException {
        Path quiz = Files.writeString(folder.resolve("first-quiz.md"), "mine\n");
        CommandRun run = CommandRun.with(variables, "init", "--dir", folder.toString());
        assertEquals(ExitCode.USAGE, run.exit());
        assertTrue(run.err().contains("is there already, so nothing was written"), run.err());
        assertEquals("mine\n", Files.readString(quiz));
        assertFalse(Files.exists(options), "all or nothing");
        Files.delete(quiz);
        Files.createDirectories(options.getParent());
        Files.writeString(options, "model=mine\n");
        assertEquals(
                ExitCode.USAGE,
                CommandRun.with(variables, "init", "--dir", folder.toString()).exit());
        assertEquals("model=mine\n", Files.readString(options));
        assertFalse(Files.exists(quiz));
    }

    @Test
    void whatCannotBeUsedIsToldBeforeAnythingIsWritten() {
        for (String[] wrong : new String[][] {
            {"--base-url", "localhost", "--model", "m"},
            {"--base-url", "http://127.0.0.1:1/v1"},
            {"--provider", "gemini"},
            {"--pack", "nonsense"}
        }) {
            String[] args = new String[wrong.length + 3];
            System.arraycopy(new String[] {"init", "--dir", folder.toString()}, 0, args, 0, 3);
            System.arraycopy(wrong, 0, args, 3, wrong.length);
            CommandRun run = CommandRun.with(variables, args);
            assertEquals(ExitCode.USAGE, run.exit(), String.join(" ", wrong));
            assertFalse(Files.exists(options.getParent()), String.join(" ", wrong));
        }
        assertEquals(ExitCode.USAGE, CommandRun.with(Map.of(), "init").exit(), "no home");
    }

    @Test
    void theExampleOfPricesIsDatedAndIsAPriceFileOnceItIsWanted() throws IOException {
        CommandRun.with(variables, "init", "--dir", folder.toString());
        String written = Files.readString(prices);
        assertTrue(written.contains("\"date\": \"20") && written.contains("\"currency\": \"USD\""), written);
        String quiz = folder.resolve("first-quiz.md").toString();
        String[] plan = {"generate", quiz, "--dry-run"};
        assertFalse(dryRun(plan).out().contains("price: about"), "no price is taken for granted");
        Files.writeString(options, Files.readString(options).replace("# price-file=", "price-file="));
        CommandRun priced = dryRun(plan);
        assertEquals(ExitCode.OK, priced.exit(), priced.err());
        assertTrue(priced.out().contains("price: about "), priced.out());
        assertTrue(CommandRun.with(
                        Map.of("HOME", folder.toString(), "OPENAI_API_KEY", "k"),
                        "generate",
                        quiz,
                        "--dry-run",
                        "--model",
                        "date")
                .err()
                .contains("has no price of date; it has prices of: claude-"));
    }

    private CommandRun dryRun(String... args) {
        return CommandRun.with(Map.of("HOME", folder.toString(), "OPENAI_API_KEY", "k"), args);
    }
}
