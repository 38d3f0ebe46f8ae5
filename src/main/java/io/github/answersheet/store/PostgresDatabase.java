package io.github.answersheet.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/** A PostgreSQL server, which many machines may share. A server that restarts is waited for. */
final class PostgresDatabase implements Database {

    static final String SCHEME = "jdbc:postgresql:";

    private static final int CONNECTIONS = 10;
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final long FIRST_PAUSE = 50;
    private static final long LONGEST_PAUSE = 2_000;
    // A deadlock, a conflict of two transactions, two who added the next of a series, and a transaction that was idle
    // too long.
    private static final Set<String> CONFLICTS = Set.of("40P01", "40001", "23505", "25P03");
    private static final long CREATION = 0x616e7377;

    private final PostgresAddress address;
    private final HikariDataSource pool;

    private PostgresDatabase(PostgresAddress address, HikariDataSource pool) {
        this.address = address;
        this.pool = pool;
    }

    /**
     * Opens a store, or makes its tables.
     *
     * @param variables of the environment, for user and password
     * @param lease after which somebody who freezes in the midst of a transaction is thrown out, so that others need not wait
     */
    static PostgresDatabase open(String url, Map<String, String> variables, Duration lease) throws SQLException {
        PostgresAddress address = PostgresAddress.of(url, variables);
        HikariConfig config = new HikariConfig();
        config.setPoolName("store");
        config.setJdbcUrl(url);
        config.setUsername(address.user());
        address.password().ifPresent(config::setPassword);
        config.setSchema(address.schema());
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(0);
        config.setConnectionTimeout(CONNECT.toMillis());
        config.setConnectionInitSql("SET idle_in_transaction_session_timeout = " + lease.toMillis());
        config.addDataSourceProperty("ApplicationName", "answersheet");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        PostgresDatabase database = new PostgresDatabase(address, pool(config));
        try {
            database.create(Schema.CREATE);
            return database;
        } catch (SQLException | RuntimeException e) {
            database.close();
            throw e;
        }
    }

    private static HikariDataSource pool(HikariConfig config) throws SQLException {
        try {
            return new HikariDataSource(config);
        } catch (PoolInitializationException e) {
            throw e.getCause() instanceof SQLException sql ? sql : new SQLException(e.getMessage(), e);
        }
    }

    /** Makes tables that are not there. */
    void create(List<String> tables) throws SQLException {
        whole(connection -> {
            try (Statement statement = connection.createStatement()) {
                // Two who make them at the same time would fail.
                statement.execute("SELECT pg_advisory_xact_lock(" + CREATION + ")");
                statement.execute("CREATE SCHEMA IF NOT EXISTS " + address.schema());
                statement.execute("CREATE TABLE IF NOT EXISTS version (version INTEGER NOT NULL)");
                refuseNewer(statement);
                for (String table : tables) {
                    statement.execute(table);
                }
                statement.execute(
                        "INSERT INTO version SELECT " + Schema.VERSION + " WHERE NOT EXISTS (SELECT 1 FROM version)");
                statement.execute(
                        "UPDATE version SET version = " + Schema.VERSION + " WHERE version < " + Schema.VERSION);
            }
            return null;
        });
    }

    private void refuseNewer(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("SELECT MAX(version) FROM version")) {
            if (row.next() && row.getInt(1) > Schema.VERSION) {
                throw Schema.newer(name());
            }
        }
    }

    @Override
    public <T> T with(Work<T> work) throws SQLException {
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        for (long pause = FIRST_PAUSE; ; pause = Math.min(2 * pause, LONGEST_PAUSE)) {
            try (Connection connection = pool.getConnection()) {
                return work.on(connection);
            } catch (SQLException e) {
                if (!mayPass(e) || System.nanoTime() > giveUp) {
                    throw e;
                }
                sleep(pause, e);
            }
        }
    }

    private static boolean mayPass(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        boolean isGone = state.startsWith("08") || state.startsWith("57P");
        return isGone || CONFLICTS.contains(state) || e instanceof SQLTransientConnectionException;
    }

    private static void sleep(long milliseconds, SQLException why) throws SQLException {
        try {
            TimeUnit.MILLISECONDS.sleep(milliseconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw why;
        }
    }

    DataSource pool() {
        return pool;
    }

    @Override
    public String now() {
        return "CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT)";
    }

    // Its pages are the server's own care.
    @Override
    public List<String> damage(Connection connection) {
        return List.of();
    }

    @Override
    public String name() {
        return address.name();
    }

    @Override
    public void close() {
        pool.close();
    }
}
