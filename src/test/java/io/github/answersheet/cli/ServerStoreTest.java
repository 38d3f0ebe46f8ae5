package io.github.answersheet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.answersheet.CommandRun;
import io.github.answersheet.PostgresServer;
import io.github.answersheet.ProjectFiles;
import io.github.answersheet.RecordedReplies;
import io.github.answersheet.ScriptedEndpoint;
import io.github.answersheet.ScriptedEndpoint.Response;
import io.github.answersheet.process.OwnThread;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The store on a real PostgreSQL server: what holds for a file holds there. */
class ServerStoreTest {

    private static final String PASSWORD = "a-very-secret-password";

    private static PostgresServer server;

    @TempDir
    private Path folder;

    @BeforeAll
    static void server() throws IOException {
        server = PostgresServer.shared();
    }

    @Test
    void whatWasPaidForIsNotPaidForAgain() throws Exception {
        String store = server.url("paid_once");
        try (ScriptedEndpoint endpoint = new ScriptedEndpoint(r -> Response.reply(
                // No database of this kind takes a zero in a text.
                RecordedReplies.of(r.question()) + (r.question() == 3 ? "\0" : "")))) {
            CommandRun first = generate(endpoint, store);
            assertEquals(0, first.exit(), first.err());
            byte[] sheet = Files.readAllBytes(folder.resolve("sheet.md"));
            assertEquals(0, generate(endpoint, store).exit());
            assertEquals(4, endpoint.history().size());
            assertEquals(0, generate(endpoint, store, "--fresh").exit());
            assertEquals(8, endpoint.history().size());
            assertTrue(Files.readString(folder.resolve("sheet.md")).equals(new String(sheet, "UTF-8")));
        }
        CommandRun stats = CommandRun.of("store", "stats", "--store", store);
        assertTrue(stats.out().contains("8 replies"), stats.out());
        assertEquals(0, CommandRun.of("store", "verify", "--store", store).exit());
        server.execute("paid_once", "UPDATE call SET call = '{}' WHERE question = 2 AND serial = 1");
        assertEquals(1, CommandRun.of("store", "verify", "--store", store).exit());
        CommandRun show = CommandRun.of("store", "show", "44136fa355b3678a", "--store", store);
        assertEquals(2, show.exit());
        CommandRun pruned = CommandRun.of("store", "prune", "--older-than", "0", "--store", store);
        assertTrue(pruned.out().contains("8 taken out"), pruned.out() + pruned.err());
    }

    @Test
    void twoRunsPayOnce() throws Exception {
        String store = server.url("two_runs");
        try (ScriptedEndpoint endpoint = new ScriptedEndpoint(r -> Response.reply(RecordedReplies.of(r.question())))) {
            List<CompletableFuture<CommandRun>> runs = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                runs.add(CompletableFuture.supplyAsync(() -> generate(endpoint, store), OwnThread.named("run " + i)));
            }
            for (CompletableFuture<CommandRun> run : runs) {
                assertEquals(0, run.get(2, TimeUnit.MINUTES).exit(), run.get().err());
            }
            assertEquals(4, endpoint.history().size());
        }
        assertEquals(0, server.number("two_runs", "SELECT COUNT(*) FROM claim"));
    }

    @Test
    void passwordsComeFromTheEnvironmentAndAreNeverShown() throws Exception {
        server.execute(
                "public",
                "DROP ROLE IF EXISTS author",
                "CREATE ROLE author LOGIN PASSWORD '" + PASSWORD + "'",
                "CREATE SCHEMA IF NOT EXISTS authored AUTHORIZATION author",
                "GRANT CREATE ON DATABASE postgres TO author");
        Path rules = server.data().resolve("pg_hba.conf");
        Files.writeString(rules, "host all author 127.0.0.1/32 scram-sha-256\n" + Files.readString(rules));
        server.execute("public", "SELECT pg_reload_conf()");
        String bare = server.url("authored").replace("user=postgres&", "");
        assertEquals(
                0,
                stats(bare, Map.of("PGUSER", "author", "PGPASSWORD", PASSWORD)).exit());
        CommandRun wrong = stats(bare, Map.of("PGUSER", "author", "PGPASSWORD", PASSWORD + "x"));
        assertEquals(3, wrong.exit(), wrong.err());
        assertTrue(wrong.err().contains("PGPASSWORD"), wrong.err());
        // Without TLS there is nothing to bind the password to.
        CommandRun unbound =
                stats(bare + "&channelBinding=require", Map.of("PGUSER", "author", "PGPASSWORD", PASSWORD));
        assertEquals(3, unbound.exit(), unbound.err());
        CommandRun inAddress = stats(bare + "&password=" + PASSWORD, Map.of());
        assertEquals(2, inAddress.exit(), inAddress.err());
        CommandRun asInBrowsers = stats("jdbc:postgresql://author:" + PASSWORD + "@127.0.0.1/postgres", Map.of());
        assertEquals(2, asInBrowsers.exit(), asInBrowsers.err());
        for (CommandRun run : List.of(wrong, unbound, inAddress, asInBrowsers)) {
            assertFalse((run.out() + run.err()).contains(PASSWORD), run.err());
            assertFalse(run.err().contains("\tat "), run.err());
        }
    }

    @Test
    void whatCannotBeUsedIsNamed() throws Exception {
        CommandRun nobody = stats("jdbc:postgresql://127.0.0.1:9/none", Map.of());
        assertEquals(3, nobody.exit(), nobody.err());
        assertTrue(nobody.err().contains("cannot be reached"), nobody.err());
        assertEquals(2, stats("jdbc:postgresql://127.0.0.1:port/none", Map.of()).exit());
        assertEquals(
                3,
                stats(server.url("x").replace("/postgres?", "/none?"), Map.of()).exit());
        assertEquals(0, stats(server.url("newer"), Map.of()).exit());
        server.execute("newer", "UPDATE version SET version = 99");
        CommandRun newer = stats(server.url("newer"), Map.of());
        assertEquals(2, newer.exit(), newer.err());
        assertTrue(newer.err().contains("newer answersheet"), newer.err());
    }

    private static CommandRun stats(String store, Map<String, String> variables) {
        return CommandRun.with(variables, "store", "stats", "--store", store);
    }

    private CommandRun generate(ScriptedEndpoint endpoint, String store, String... more) {
        List<String> args = new ArrayList<>(
                List.of("generate", "--no-run", "--only", "1-4", ProjectFiles.RECORDED_QUIZ.toString(), "-o"));
        Collections.addAll(args, folder.resolve("sheet.md").toString(), "--store", store);
        Collections.addAll(args, more);
        Map<String, String> variables = new HashMap<>(Map.of("OPENAI_BASE_URL", endpoint.url()));
        variables.put("PATH", System.getenv("PATH"));
        variables.put("ANSWERSHEET_NO_RUN", "true");
        return CommandRun.with(variables, args.toArray(String[]::new));
    }
}
