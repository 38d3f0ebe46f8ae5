package io.github.answersheet.store;

import io.github.answersheet.source.InputException;
import io.github.answersheet.source.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.sqlite.SQLiteConfig;

/**
 * Paid replies in an SQLite file: one row for each, on the disk before anybody uses it. Several processes may share a file;
 * a call is claimed before it is made, so that only one of them pays. A file that is torn, foreign or newer is refused and
 * never changed. Thread-safe.
 */
public final class CallStore implements AutoCloseable {

    private static final int APPLICATION_ID = 0x616e7377;
    private static final int SCHEMA = 1;
    private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
    private static final Duration BUSY = Duration.ofSeconds(30);
    private static final Duration LEASE = Duration.ofSeconds(30);

    private static final String[] CREATE = {
        "CREATE TABLE call (key TEXT NOT NULL, serial INTEGER NOT NULL, call TEXT NOT NULL, question INTEGER NOT NULL,"
                + " step TEXT NOT NULL, job TEXT NOT NULL, text TEXT NOT NULL, finish TEXT NOT NULL, model TEXT NOT NULL,"
                + " input_tokens BIGINT NOT NULL, output_tokens BIGINT NOT NULL, cached_tokens BIGINT NOT NULL,"
                + " millis BIGINT NOT NULL, created BIGINT NOT NULL, PRIMARY KEY (key, serial))",
        "CREATE INDEX IF NOT EXISTS call_job ON call (job, created)",
        "CREATE TABLE claim (key TEXT NOT NULL PRIMARY KEY, owner TEXT NOT NULL, expires BIGINT NOT NULL)"
    };
    private static final String FIND =
            "SELECT text, finish, model, input_tokens, output_tokens, cached_tokens, millis FROM call"
                    + " WHERE key = ? AND created >= ? ORDER BY serial DESC LIMIT 1";
    private static final String PUT =
            "INSERT INTO call SELECT ?, COALESCE(MAX(serial), 0) + 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?"
                    + " FROM call WHERE key = ?";
    private static final String SPENT =
            "SELECT COUNT(*), SUM(input_tokens), SUM(output_tokens), SUM(cached_tokens) FROM call"
                    + " WHERE job = ? AND created >= ?";
    private static final String CLAIM = "INSERT INTO claim VALUES (?, ?, ?) ON CONFLICT (key) DO NOTHING";
    private static final String OWNER = "SELECT owner, expires FROM claim WHERE key = ?";
    private static final String LAPSE = "DELETE FROM claim WHERE key = ? AND owner = ? AND expires = ?";
    private static final String RENEW = "UPDATE claim SET expires = ? WHERE key = ? AND owner = ?";
    private static final String RELEASE = "DELETE FROM claim WHERE key = ? AND owner = ?";

    private final String file;
    private final Connection connection;
    private final String host = host();
    private final Set<Claim> held = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService renewals = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "store leases");
        thread.setDaemon(true);
        return thread;
    });

    private CallStore(String file, Connection connection) {
        this.file = file;
        this.connection = connection;
        long third = LEASE.toMillis() / 3;
        renewals.scheduleAtFixedRate(this::renew, third, third, TimeUnit.MILLISECONDS);
    }

    /**
     * Opens a store, or makes one with its folder.
     *
     * @throws InputException if the file is no store of this version's
     */
    public static CallStore open(Path file) {
        refuseWhatIsNoDatabase(file);
        try {
            SQLiteConfig config = new SQLiteConfig();
            config.setJournalMode(SQLiteConfig.JournalMode.WAL);
            // With WAL, NORMAL would lose the last replies when the power fails; they are paid for.
            config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
            config.setBusyTimeout((int) BUSY.toMillis());
            config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
            refuseForeign(file);
            Connection connection = config.createConnection("jdbc:sqlite:" + file.toAbsolutePath());
            create(connection);
            return new CallStore(file.toString(), connection);
        } catch (SQLException e) {
            throw new StoreException(file.toString(), e);
        }
    }

    /** The latest reply to a call, if it is not older than a time in milliseconds since 1970. */
    public synchronized Optional<StoredReply> find(CallKey key, long since) {
        return sql(() -> {
            try (PreparedStatement find = connection.prepareStatement(FIND)) {
                find.setString(1, key.hash());
                find.setLong(2, since);
                try (ResultSet row = find.executeQuery()) {
                    return row.next()
                            ? Optional.of(new StoredReply(
                                    row.getString(1),
                                    row.getString(2),
                                    row.getString(3),
                                    row.getLong(4),
                                    row.getLong(5),
                                    row.getLong(6),
                                    row.getLong(7)))
                            : Optional.empty();
                }
            }
        });
    }

    /**
     * Keeps a reply; it is on the disk when this returns.
     *
     * @param question for people who look into the store
     * @param step for them as well
     * @param job whose budget it belongs to
     */
    public synchronized void put(CallKey key, int question, String step, String job, StoredReply reply) {
        sql(() -> {
            try (PreparedStatement put = connection.prepareStatement(PUT)) {
                put.setString(1, key.hash());
                put.setString(2, key.json());
                put.setInt(3, question);
                put.setString(4, step);
                put.setString(5, job);
                put.setString(6, reply.text());
                put.setString(7, reply.finish());
                put.setString(8, reply.model());
                put.setLong(9, reply.input());
                put.setLong(10, reply.output());
                put.setLong(11, reply.cached());
                put.setLong(12, reply.millis());
                put.setLong(13, System.currentTimeMillis());
                put.setString(14, key.hash());
                return put.executeUpdate();
            }
        });
    }

    /**
     * What a job has spent.
     *
     * @param since milliseconds since 1970
     */
    public synchronized Spending spent(String job, long since) {
        return sql(() -> {
            try (PreparedStatement sum = connection.prepareStatement(SPENT)) {
                sum.setString(1, job);
                sum.setLong(2, since);
                try (ResultSet row = sum.executeQuery()) {
                    row.next();
                    return new Spending(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4));
                }
            }
        });
    }

    /** Claims a call, unless somebody who lives has claimed it. The claim lasts until it is released or this process ends. */
    public synchronized Optional<Claim> claim(CallKey key) {
        return sql(() -> {
            dropLapsed(key.hash());
            Claim claim = Claim.of(key.hash(), host);
            try (PreparedStatement insert = connection.prepareStatement(CLAIM)) {
                insert.setString(1, claim.key());
                insert.setString(2, claim.owner());
                insert.setLong(3, System.currentTimeMillis() + LEASE.toMillis());
                boolean isOurs = insert.executeUpdate() == 1;
                if (isOurs) {
                    held.add(claim);
                }
                return isOurs ? Optional.of(claim) : Optional.empty();
            }
        });
    }

    public synchronized void release(Claim claim) {
        held.remove(claim);
        sql(() -> {
            try (PreparedStatement release = connection.prepareStatement(RELEASE)) {
                release.setString(1, claim.key());
                release.setString(2, claim.owner());
                return release.executeUpdate();
            }
        });
    }

    /** Work of the same package on the same connection. */
    synchronized <T> T with(Work<T> work) {
        return sql(() -> work.on(connection));
    }

    @FunctionalInterface
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    @Override
    public void close() {
        renewals.shutdownNow();
        synchronized (this) {
            sql(() -> {
                connection.close();
                return null;
            });
        }
    }

    private void dropLapsed(String key) throws SQLException {
        String owner;
        long expires;
        try (PreparedStatement find = connection.prepareStatement(OWNER)) {
            find.setString(1, key);
            try (ResultSet row = find.executeQuery()) {
                if (!row.next()) {
                    return;
                }
                owner = row.getString(1);
                expires = row.getLong(2);
            }
        }
        if (expires < System.currentTimeMillis() || Claim.isOfDeadProcess(owner, host)) {
            try (PreparedStatement lapse = connection.prepareStatement(LAPSE)) {
                lapse.setString(1, key);
                lapse.setString(2, owner);
                lapse.setLong(3, expires);
                lapse.executeUpdate();
            }
        }
    }

    private synchronized void renew() {
        try (PreparedStatement renew = connection.prepareStatement(RENEW)) {
            for (Claim claim : held) {
                renew.setLong(1, System.currentTimeMillis() + LEASE.toMillis());
                renew.setString(2, claim.key());
                renew.setString(3, claim.owner());
                renew.executeUpdate();
            }
        } catch (SQLException e) {
            // A lease that cannot be renewed lapses; at worst a call is made twice.
            return;
        }
    }

    private static void refuseWhatIsNoDatabase(Path file) {
        if (Files.isDirectory(file)) {
            throw new InputException(Problem.of("--store " + file, "is a folder; name a file in it"));
        }
        try {
            if (file.toAbsolutePath().getParent() != null) {
                Files.createDirectories(file.toAbsolutePath().getParent());
            }
            if (Files.exists(file) && Files.size(file) > 0) {
                try (InputStream in = Files.newInputStream(file)) {
                    if (!Arrays.equals(MAGIC, in.readNBytes(MAGIC.length))) {
                        throw foreign(file);
                    }
                }
            }
        } catch (IOException e) {
            throw new InputException(Problem.of("--store " + file, "cannot be used: " + e.getMessage()));
        }
    }

    // Looked at without being written to: another program's database is not to be changed.
    private static void refuseForeign(Path file) throws SQLException {
        if (!Files.exists(file)) {
            return;
        }
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        try (Connection connection = config.createConnection("jdbc:sqlite:" + file.toAbsolutePath())) {
            int tables = number(connection, "SELECT COUNT(*) FROM sqlite_master");
            int application = number(connection, "PRAGMA application_id");
            int schema = number(connection, "PRAGMA user_version");
            if (tables > 0 && application != APPLICATION_ID) {
                throw foreign(file);
            }
            if (schema > SCHEMA) {
                throw new InputException(Problem.of(
                        "--store " + file, "was written by a newer answersheet; use that one, or name another store"));
            }
        }
    }

    private static InputException foreign(Path file) {
        return new InputException(
                Problem.of("--store " + file, "is no store of answersheet, and is left as it is; name another file"));
    }

    private static void create(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            // Another process may be making it as well.
            statement.execute("PRAGMA application_id = " + APPLICATION_ID);
            if (number(connection, "PRAGMA user_version") == 0) {
                for (String table : CREATE) {
                    statement.execute(table.replace("CREATE TABLE ", "CREATE TABLE IF NOT EXISTS "));
                }
                statement.execute("PRAGMA user_version = " + SCHEMA);
            }
            connection.commit();
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private static int number(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.getInt(1);
        }
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName().replace(' ', '-');
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }

    @FunctionalInterface
    private interface Sql<T> {
        T run() throws SQLException;
    }

    private <T> T sql(Sql<T> work) {
        try {
            return work.run();
        } catch (SQLException e) {
            throw new StoreException(file, e);
        }
    }
}
