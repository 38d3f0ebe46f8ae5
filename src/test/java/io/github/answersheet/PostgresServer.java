package io.github.answersheet;

import static org.junit.jupiter.api.Assumptions.abort;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** A real PostgreSQL server on loopback. Where none can be had, its tests are skipped, and in continuous integration they fail. */
public final class PostgresServer implements AutoCloseable {

    private static PostgresServer shared;

    private final Path data;
    private final boolean durable;
    private EmbeddedPostgres server;

    private PostgresServer(Path data, boolean durable) throws IOException {
        this.data = data;
        this.durable = durable;
        this.server = start(0);
    }

    /** One for all tests, which keep to a schema of their own. */
    public static synchronized PostgresServer shared() throws IOException {
        if (shared == null) {
            shared = new PostgresServer(Files.createTempDirectory("postgres"), false);
            PostgresServer started = shared;
            Runtime.getRuntime().addShutdownHook(new Thread(started::close));
        }
        return shared;
    }

    /** One that a test may stop. */
    public static PostgresServer own(Path data) throws IOException {
        return new PostgresServer(data, false);
    }

    /** One that waits for the disk, as servers do that are not for tests. */
    public static PostgresServer durable(Path data) throws IOException {
        return new PostgresServer(data, true);
    }

    private EmbeddedPostgres start(int port) throws IOException {
        try {
            EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                    .setDataDirectory(data)
                    .setCleanDataDirectory(false)
                    .setPGStartupWait(Duration.ofSeconds(60))
                    .setServerConfig("fsync", durable ? "on" : "off")
                    .setServerConfig("synchronous_commit", durable ? "on" : "off")
                    .setServerConfig("max_connections", "300");
            return (port == 0 ? builder : builder.setPort(port)).start();
        } catch (IOException | RuntimeException | LinkageError e) {
            if ("true".equals(System.getenv("CI"))) {
                throw e;
            }
            abort("no PostgreSQL server can be had here: " + e);
            throw e;
        }
    }

    /** The address of a store in a schema. */
    public String url(String schema) {
        return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/postgres?user=postgres&currentSchema=" + schema;
    }

    /** Stops it as an administrator would, and starts it on the same data. */
    public void restart(Duration pause) throws IOException, InterruptedException {
        int port = server.getPort();
        server.close();
        Thread.sleep(pause.toMillis());
        server = start(port);
    }

    public void execute(String schema, String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url(schema));
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    public long number(String schema, String query) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url(schema));
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Where its files are. */
    public Path data() {
        return data;
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
