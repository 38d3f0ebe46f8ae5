package io.github.answersheet.store;

import io.github.answersheet.store.Database.Work;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Paid replies, in an SQLite file or on a PostgreSQL server: one row for each, on the disk before anybody uses it. Several
 * processes may share a store; a call is claimed before it is made, so that only one of them pays. What is no store of this
 * program's is refused and never changed. Thread-safe.
 */
public final class CallStore implements AutoCloseable {

    /** Who gives no sign for so long is taken for dead, and what it claimed is free. */
    public static final Duration LEASE = Duration.ofSeconds(30);

    private static final String FIND =
            "SELECT text, finish, model, input_tokens, output_tokens, cached_tokens, millis FROM call"
                    + " WHERE key = ? AND created >= ? AND serial > 0 ORDER BY serial DESC LIMIT 1";
    // Run again when the connection broke, it finds what it has put.
    private static final String PUT = "INSERT INTO call SELECT ?, %s, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?"
            + " FROM call WHERE key = ? HAVING NOT EXISTS (SELECT 1 FROM call WHERE key = ? AND created = ?)";
    private static final String LATEST = "CASE WHEN MAX(serial) > 0 THEN MAX(serial) + 1 ELSE 1 END";
    private static final String BEHIND = "CASE WHEN MIN(serial) < 0 THEN MIN(serial) - 1 ELSE -1 END";
    private static final String SPENT =
            "SELECT COUNT(*), SUM(input_tokens), SUM(output_tokens), SUM(cached_tokens) FROM call"
                    + " WHERE job = ? AND created >= ?";
    private static final String CLAIM = "INSERT INTO claim VALUES (?, ?, %s + ?) ON CONFLICT (key) DO NOTHING";
    private static final String OWNER = "SELECT owner, expires, expires < %s FROM claim WHERE key = ?";
    private static final String LAPSE = "DELETE FROM claim WHERE key = ? AND owner = ? AND expires = ?";
    private static final String RENEW = "UPDATE claim SET expires = %s + ? WHERE key = ? AND owner = ?";
    private static final String RELEASE = "DELETE FROM claim WHERE key = ? AND owner = ?";
    private static final String TAKEN = "SELECT 1 FROM claim WHERE key = ? UNION ALL"
            + " SELECT 1 FROM call WHERE key = ? AND serial > 0 AND created >= ?";

    private final Database database;
    private final Duration lease;
    private final String host = Host.name();
    private final Map<String, Claim> held = new ConcurrentHashMap<>();
    private final ScheduledExecutorService renewals = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "store leases");
        thread.setDaemon(true);
        return thread;
    });

    private CallStore(Database database, Duration lease) {
        this.database = database;
        this.lease = lease;
        long third = lease.toMillis() / 3;
        renewals.scheduleAtFixedRate(this::renew, third, third, TimeUnit.MILLISECONDS);
    }

    /**
     * Opens a store in a file, or makes one with its folder.
     *
     * @throws io.github.answersheet.source.InputException if the file is no store of this version's
     */
    public static CallStore open(Path file) {
        return open(file.toString(), Map.of(), LEASE);
    }

    /**
     * Opens a store, or makes one.
     *
     * @param location a file, or the address of a PostgreSQL server
     * @param variables of the environment, for user and password of a server
     * @param lease how long a claim lasts without a sign from its owner
     * @throws io.github.answersheet.source.InputException if it is no store of this version's, or the address is wrong
     */
    public static CallStore open(String location, Map<String, String> variables, Duration lease) {
        try {
            Database database = isOnServer(location)
                    ? PostgresDatabase.open(location, variables)
                    : SqliteDatabase.open(Path.of(location));
            return new CallStore(database, lease);
        } catch (SQLException e) {
            throw new StoreException(location.replaceFirst("\\?.*", ""), e);
        }
    }

    /** Whether a location is the address of a server and no file. */
    public static boolean isOnServer(String location) {
        return location.startsWith(PostgresDatabase.SCHEME);
    }

    /** How messages name it; holds no password. */
    public String name() {
        return database.name();
    }

    /** The latest reply to a call, if it is not older than a time in milliseconds since 1970. */
    public Optional<StoredReply> find(CallKey key, long since) {
        return with(connection -> {
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
    public void put(CallKey key, int question, String step, String job, StoredReply reply) {
        long now = System.currentTimeMillis();
        with(connection -> put(connection, LATEST, key, question, step, job, reply, now));
    }

    /**
     * Keeps the reply to a call that was claimed, and releases the claim. If the claim had lapsed and somebody else has made the
     * call since or is making it, their reply counts and this one is kept behind it.
     *
     * @return whether this reply counts
     */
    public boolean put(Claim claim, CallKey key, int question, String step, String job, StoredReply reply) {
        long now = System.currentTimeMillis();
        boolean counts = whole(connection -> {
            boolean isFirst =
                    change(connection, RELEASE, claim.key(), claim.owner()) == 1 || !isTaken(connection, claim);
            put(connection, isFirst ? LATEST : BEHIND, key, question, step, job, reply, now);
            change(connection, Intents.FORGET, claim.key(), claim.owner());
            return isFirst;
        });
        held.remove(claim.key(), claim);
        return counts;
    }

    private static int put(
            Connection connection,
            String serial,
            CallKey key,
            int question,
            String step,
            String job,
            StoredReply reply,
            long now)
            throws SQLException {
        try (PreparedStatement put = connection.prepareStatement(String.format(PUT, serial))) {
            put.setString(1, key.hash());
            put.setString(2, key.json());
            put.setInt(3, question);
            put.setString(4, step);
            put.setString(5, job);
            // No database takes it everywhere, and readers of Markdown replace it as well.
            put.setString(6, reply.text().replace('\0', '\uFFFD'));
            put.setString(7, reply.finish());
            put.setString(8, reply.model());
            put.setLong(9, reply.input());
            put.setLong(10, reply.output());
            put.setLong(11, reply.cached());
            put.setLong(12, reply.millis());
            put.setLong(13, now);
            put.setString(14, key.hash());
            put.setString(15, key.hash());
            put.setLong(16, now);
            return put.executeUpdate();
        }
    }

    private static boolean isTaken(Connection connection, Claim claim) throws SQLException {
        try (PreparedStatement taken = connection.prepareStatement(TAKEN)) {
            taken.setString(1, claim.key());
            taken.setString(2, claim.key());
            taken.setLong(3, claim.since());
            try (ResultSet row = taken.executeQuery()) {
                return row.next();
            }
        }
    }

    /**
     * What a job has spent.
     *
     * @param since milliseconds since 1970
     */
    public Spending spent(String job, long since) {
        return with(connection -> {
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
    public Optional<Claim> claim(CallKey key) {
        Claim claim = Claim.of(key.hash(), host);
        boolean isOurs = with(connection -> {
            dropLapsed(connection, key.hash());
            try (PreparedStatement insert = connection.prepareStatement(String.format(CLAIM, database.now()))) {
                insert.setString(1, claim.key());
                insert.setString(2, claim.owner());
                insert.setLong(3, lease.toMillis());
                // Where the connection broke, it may have been inserted before.
                return insert.executeUpdate() == 1 || isOurs(connection, claim);
            }
        });
        if (isOurs) {
            held.put(claim.key(), claim);
        }
        return isOurs ? Optional.of(claim) : Optional.empty();
    }

    /** Gives a claim up; one that is not held any more is left alone. */
    public void release(Claim claim) {
        if (held.remove(claim.key(), claim)) {
            with(connection -> change(connection, RELEASE, claim.key(), claim.owner()));
        }
    }

    /** The claim that this process holds on a call. */
    Optional<Claim> held(CallKey key) {
        return Optional.ofNullable(held.get(key.hash()));
    }

    /** Work of the same package on the same database, each statement for itself; run again if the connection breaks. */
    <T> T with(Work<T> work) {
        try {
            return database.with(work);
        } catch (SQLException e) {
            throw new StoreException(name(), e);
        }
    }

    /** The same as a whole or not at all. */
    <T> T whole(Work<T> work) {
        try {
            return database.whole(work);
        } catch (SQLException e) {
            throw new StoreException(name(), e);
        }
    }

    Database database() {
        return database;
    }

    @Override
    public void close() {
        renewals.shutdownNow();
        try {
            database.close();
        } catch (SQLException e) {
            throw new StoreException(name(), e);
        }
    }

    private void dropLapsed(Connection connection, String key) throws SQLException {
        String owner;
        long expires;
        boolean isLapsed;
        try (PreparedStatement find = connection.prepareStatement(String.format(OWNER, database.now()))) {
            find.setString(1, key);
            try (ResultSet row = find.executeQuery()) {
                if (!row.next()) {
                    return;
                }
                owner = row.getString(1);
                expires = row.getLong(2);
                isLapsed = row.getBoolean(3);
            }
        }
        if (isLapsed || Claim.isOfDeadProcess(owner, host)) {
            try (PreparedStatement lapse = connection.prepareStatement(LAPSE)) {
                lapse.setString(1, key);
                lapse.setString(2, owner);
                lapse.setLong(3, expires);
                lapse.executeUpdate();
            }
        }
    }

    private boolean isOurs(Connection connection, Claim claim) throws SQLException {
        try (PreparedStatement find = connection.prepareStatement(String.format(OWNER, database.now()))) {
            find.setString(1, claim.key());
            try (ResultSet row = find.executeQuery()) {
                return row.next() && row.getString(1).equals(claim.owner());
            }
        }
    }

    static int change(Connection connection, String sql, String key, String owner) throws SQLException {
        try (PreparedStatement change = connection.prepareStatement(sql)) {
            change.setString(1, key);
            change.setString(2, owner);
            return change.executeUpdate();
        }
    }

    private void renew() {
        try {
            database.with(connection -> {
                try (PreparedStatement renew = connection.prepareStatement(String.format(RENEW, database.now()))) {
                    for (Claim claim : held.values()) {
                        renew.setLong(1, lease.toMillis());
                        renew.setString(2, claim.key());
                        renew.setString(3, claim.owner());
                        renew.addBatch();
                    }
                    return renew.executeBatch();
                }
            });
        } catch (SQLException | RuntimeException e) {
            // A lease that cannot be renewed lapses; at worst a call is made twice.
            return;
        }
    }
}
