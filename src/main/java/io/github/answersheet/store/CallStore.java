package io.github.answersheet.store;

import io.github.answersheet.store.Database.Work;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
            "SELECT text, finish, model, input_tokens, output_tokens, cached_tokens, COALESCE((SELECT tokens FROM"
                    + " cache_write WHERE cache_write.key = call.key AND cache_write.created = call.created), 0), millis"
                    + " FROM call"
                    + " WHERE key = ? AND created >= ? AND serial > 0 ORDER BY serial DESC LIMIT 1";
    // Run again when the connection broke, it finds what it has put.
    private static final String PUT =
            "INSERT INTO call SELECT ?, %s, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ? FROM call WHERE key = ?"
                    + " HAVING NOT EXISTS (SELECT 1 FROM call WHERE key = ? AND created = ? AND %s)";
    private static final String LATEST =
            String.format(PUT, "CASE WHEN MAX(serial) > 0 THEN MAX(serial) + 1 ELSE 1 END", "serial > 0");
    private static final String BEHIND =
            String.format(PUT, "CASE WHEN MIN(serial) < 0 THEN MIN(serial) - 1 ELSE -1 END", "serial < 0");
    private static final String KEEP_MESSAGE = "INSERT INTO system_message VALUES (?, ?) ON CONFLICT (hash) DO NOTHING";
    private static final String SPENT =
            "SELECT COUNT(*), SUM(input_tokens), SUM(output_tokens), SUM(cached_tokens), (SELECT SUM(tokens)"
                    + " FROM cache_write WHERE job = ? AND created >= ?) FROM call"
                    + " WHERE job = ? AND created >= ?";
    private static final String PUT_CACHE_WRITE =
            "INSERT INTO cache_write VALUES (?, ?, ?, ?) ON CONFLICT (key, created) DO NOTHING";
    private static final String CLAIM = "INSERT INTO claim VALUES (?, ?, %s + ?) ON CONFLICT (key) DO NOTHING";
    private static final String OWNER = "SELECT owner, expires, expires < %s FROM claim WHERE key = ?";
    private static final String LAPSE = "DELETE FROM claim WHERE key = ? AND owner = ? AND expires = ?";
    private static final String RENEW = "UPDATE claim SET expires = %s + ? WHERE key = ? AND owner = ?";
    private static final String RELEASE = "DELETE FROM claim WHERE key = ? AND owner = ?";
    private static final String TAKEN = "SELECT 1 FROM claim WHERE key = ? UNION ALL"
            + " SELECT 1 FROM call WHERE key = ? AND serial > 0 AND created >= ?";

    private final Database database;
    private final Duration lease;
    private final String claimed;
    private final String host = Host.ofProcesses();
    private final Set<String> systemMessages = ConcurrentHashMap.newKeySet();
    private final Map<String, Claim> held = new ConcurrentHashMap<>();
    private final ScheduledExecutorService renewals = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "store leases");
        thread.setDaemon(true);
        return thread;
    });

    private CallStore(Database database, Duration lease) {
        this.database = database;
        this.lease = lease;
        this.claimed = String.format(CLAIM, database.now());
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
                    ? PostgresDatabase.open(location, variables, lease)
                    : SqliteDatabase.open(Path.of(location));
            return new CallStore(database, lease);
        } catch (SQLException e) {
            throw new StoreException(location.replaceFirst("\\?.*", ""), e);
        }
    }

    /**
     * Gets ready to open a store, beside other work; nothing is opened or made.
     *
     * @param location a file, or the address of a server
     */
    public static void prepare(String location) {
        if (!isOnServer(location)) {
            SqliteDatabase.load();
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

    /** Keeps a system message, once; calls name it by its hash. */
    public void keepSystemMessage(String hash, String text) {
        if (!systemMessages.contains(hash)) {
            light(connection -> new Query(KEEP_MESSAGE, hash, text).change(connection));
            systemMessages.add(hash);
        }
    }

    /** The latest reply to a call, if it is not older than a time in milliseconds since 1970. */
    public Optional<StoredReply> find(CallKey key, long since) {
        return read(connection -> new Query(FIND, key.hash(), since)
                .first(
                        connection,
                        row -> new StoredReply(
                                row.getString(1),
                                row.getString(2),
                                row.getString(3),
                                row.getLong(4),
                                row.getLong(5),
                                row.getLong(6),
                                row.getLong(7),
                                row.getLong(8))));
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
        whole(connection -> put(connection, LATEST, key, question, step, job, reply, now));
    }

    /**
     * Keeps the reply to a call that was claimed, and releases the claim. If the claim had lapsed and somebody else has made the
     * call since or is making it, their reply counts and this one is kept behind it.
     *
     * @param callers who may come soon with replies of theirs: where there are many, some of them are waited for
     * @return whether this reply counts
     */
    public boolean put(
            Claim claim, CallKey key, int question, String step, String job, StoredReply reply, int callers) {
        long now = System.currentTimeMillis();
        Work<Boolean> keeping = connection -> {
            boolean isFirst = new Query(RELEASE, claim.key(), claim.owner()).change(connection) == 1
                    || !isTaken(connection, claim);
            put(connection, isFirst ? LATEST : BEHIND, key, question, step, job, reply, now);
            new Query(Intents.FORGET, claim.key(), claim.owner()).change(connection);
            return isFirst;
        };
        boolean counts = run(() -> database.whole(keeping, callers));
        held.remove(claim.key(), claim);
        return counts;
    }

    /** Keeps a reply as the latest to its call, as part of other work. */
    static void keep(Connection connection, CallKey key, int question, String step, String job, StoredReply reply)
            throws SQLException {
        put(connection, LATEST, key, question, step, job, reply, System.currentTimeMillis());
    }

    private static int put(
            Connection connection,
            String sql,
            CallKey key,
            int question,
            String step,
            String job,
            StoredReply reply,
            long now)
            throws SQLException {
        if (reply.written() > 0) {
            new Query(PUT_CACHE_WRITE, key.hash(), now, job, reply.written()).change(connection);
        }
        return new Query(
                        sql,
                        key.hash(),
                        key.json(),
                        question,
                        step,
                        job,
                        // No database takes it everywhere, and readers of Markdown replace it as well.
                        reply.text().replace('\0', '\uFFFD'),
                        reply.finish(),
                        reply.model(),
                        reply.input(),
                        reply.output(),
                        reply.cached(),
                        reply.millis(),
                        now,
                        key.hash(),
                        key.hash(),
                        now)
                .change(connection);
    }

    private static boolean isTaken(Connection connection, Claim claim) throws SQLException {
        return new Query(TAKEN, claim.key(), claim.key(), claim.since())
                .first(connection, row -> true)
                .orElse(false);
    }

    /**
     * What a job has spent.
     *
     * @param since milliseconds since 1970
     */
    public Spending spent(String job, long since) {
        return read(connection -> new Query(SPENT, job, since, job, since)
                .first(
                        connection,
                        row -> new Spending(
                                row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5)))
                .orElse(Spending.NONE));
    }

    /** Claims a call, unless somebody who lives has claimed it. The claim lasts until it is released or this process ends. */
    public Optional<Claim> claim(CallKey key) {
        Claim claim = Claim.of(key.hash(), host);
        boolean isOurs = light(connection -> isClaimed(connection, claim)
                || isLapsedDropped(connection, key.hash()) && isClaimed(connection, claim)
                // Where the connection broke, it may have been claimed before.
                || owner(connection, key.hash())
                        .filter(o -> o.name().equals(claim.owner()))
                        .isPresent());
        if (isOurs) {
            held.put(claim.key(), claim);
        }
        return isOurs ? Optional.of(claim) : Optional.empty();
    }

    private boolean isClaimed(Connection connection, Claim claim) throws SQLException {
        return new Query(claimed, claim.key(), claim.owner(), lease.toMillis()).change(connection) == 1;
    }

    /** Gives a claim up; one that is not held any more is left alone. */
    public void release(Claim claim) {
        if (held.remove(claim.key(), claim)) {
            light(connection -> new Query(RELEASE, claim.key(), claim.owner()).change(connection));
        }
    }

    /** The claim that this process holds on a call. */
    Optional<Claim> held(CallKey key) {
        return Optional.ofNullable(held.get(key.hash()));
    }

    /** Work of the same package on the same database, each statement for itself; run again if the connection breaks. */
    <T> T with(Work<T> work) {
        return run(() -> database.with(work));
    }

    /** The same for work that changes nothing. */
    <T> T read(Work<T> work) {
        return run(() -> database.read(work));
    }

    /** The same as a whole or not at all. */
    <T> T whole(Work<T> work) {
        return run(() -> database.whole(work));
    }

    /** Work for what others have to see at once and what need not survive a failure of the power. */
    <T> T light(Work<T> work) {
        return run(() -> database.light(work));
    }

    private interface OnDatabase<T> {
        T run() throws SQLException;
    }

    private <T> T run(OnDatabase<T> work) {
        try {
            return work.run();
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

    private record Owner(String name, long expires, boolean isLapsed) {}

    private Optional<Owner> owner(Connection connection, String key) throws SQLException {
        return new Query(String.format(OWNER, database.now()), key)
                .first(connection, row -> new Owner(row.getString(1), row.getLong(2), row.getBoolean(3)));
    }

    private boolean isLapsedDropped(Connection connection, String key) throws SQLException {
        Optional<Owner> owner = owner(connection, key);
        return owner.isPresent()
                && (owner.get().isLapsed() || Claim.isOfDeadProcess(owner.get().name(), host))
                && new Query(LAPSE, key, owner.get().name(), owner.get().expires()).change(connection) == 1;
    }

    private void renew() {
        try {
            database.light(connection -> {
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
