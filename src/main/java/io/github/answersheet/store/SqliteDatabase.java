package io.github.answersheet.store;

import io.github.answersheet.source.InputException;
import io.github.answersheet.source.PrivateFiles;
import io.github.answersheet.source.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;

/** A file, which several processes of one machine may share. One that is torn, foreign or newer is refused and never changed. */
final class SqliteDatabase implements Database {

    private static final int APPLICATION_ID = 0x616e7377;
    private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
    private static final Duration BUSY = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(10);
    private static final int READERS = 4;

    private final String file;
    private final String url;
    private final SQLiteConfig config;
    private final GroupCommit writer;
    // Connections that read and are free.
    private final BlockingQueue<Connection> readers = new ArrayBlockingQueue<>(READERS);
    private final Semaphore reading = new Semaphore(READERS);
    private volatile boolean isClosed;

    private SqliteDatabase(Path file, SQLiteConfig config) throws SQLException {
        this.file = file.toString();
        this.url = "jdbc:sqlite:" + file.toAbsolutePath();
        this.config = config;
        this.writer = new GroupCommit(opened("PRAGMA trusted_schema = OFF"));
    }

    /**
     * Opens a file, or makes one with its folder.
     *
     * @throws InputException if the file is no store of this version's
     */
    static SqliteDatabase open(Path file) throws SQLException {
        refuseWhatIsNoDatabase(file);
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        // With WAL, NORMAL would lose the last replies when the power fails; they are paid for.
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setBusyTimeout((int) BUSY.toMillis());
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        closeDoors(config);
        try {
            refuseForeign(file);
            SqliteDatabase database = new SqliteDatabase(file, config);
            database.whole(SqliteDatabase::create);
            return database;
        } catch (UnsatisfiedLinkError e) {
            throw new SQLException(
                    "the driver of SQLite cannot be loaded; it is unpacked into "
                            + System.getProperty("java.io.tmpdir"),
                    e);
        }
    }

    /** Loads the driver beside other work; nothing is opened. */
    static void load() {
        Thread loader = new Thread(
                () -> {
                    try {
                        new SQLiteConfig()
                                .createConnection("jdbc:sqlite::memory:")
                                .close();
                    } catch (SQLException e) {
                        // Whoever opens a file is told.
                        return;
                    }
                },
                "store driver");
        loader.setDaemon(true);
        loader.start();
    }

    // Two who turn a new file into one with a log at the same time do not wait for each other.
    private Connection connected() throws SQLException {
        long end = System.nanoTime() + BUSY.toNanos();
        while (true) {
            try {
                return config.createConnection(url);
            } catch (SQLException e) {
                boolean isBusy = (e.getErrorCode() & 0xFF) == SQLiteErrorCode.SQLITE_BUSY.code;
                if (!isBusy || System.nanoTime() > end) {
                    throw e;
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    private Connection opened(String... settings) throws SQLException {
        Connection connection = connected();
        try (Statement statement = connection.createStatement()) {
            for (String setting : settings) {
                statement.execute(setting);
            }
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    @Override
    public <T> T with(Work<T> work) throws SQLException {
        return writer.alone(work);
    }

    @Override
    public <T> T read(Work<T> work) throws SQLException {
        reading.acquireUninterruptibly();
        try {
            if (isClosed) {
                throw new SQLException("the store is closed");
            }
            Connection free = readers.poll();
            Connection connection =
                    free == null ? opened("PRAGMA trusted_schema = OFF", "PRAGMA query_only = ON") : free;
            try {
                return work.on(connection);
            } finally {
                readers.add(connection);
            }
        } finally {
            reading.release();
        }
    }

    @Override
    public <T> T light(Work<T> work) throws SQLException {
        return writer.lightly(work);
    }

    @Override
    public <T> T whole(Work<T> work) throws SQLException {
        return whole(work, 0);
    }

    @Override
    public <T> T whole(Work<T> work, int callers) throws SQLException {
        return writer.durably(work, callers);
    }

    @Override
    public String now() {
        return "CAST(unixepoch('subsec') * 1000 AS INTEGER)";
    }

    @Override
    public List<String> damage(Connection on) throws SQLException {
        List<String> damage = new ArrayList<>();
        try (Statement statement = on.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA integrity_check")) {
            while (row.next()) {
                if (!row.getString(1).equals("ok")) {
                    damage.add(row.getString(1));
                }
            }
        }
        return damage;
    }

    @Override
    public String name() {
        return file;
    }

    @Override
    public void close() throws SQLException {
        reading.acquireUninterruptibly(READERS);
        isClosed = true;
        for (Connection reader : readers) {
            reader.close();
        }
        reading.release(READERS);
        // The last one to close takes the log into the file.
        writer.close();
    }

    private static void refuseWhatIsNoDatabase(Path file) {
        if (Files.isDirectory(file)) {
            throw new InputException(Problem.of("--store " + file, "is a folder; name a file in it"));
        }
        try {
            if (file.toAbsolutePath().getParent() != null) {
                PrivateFiles.makeFolders(file.toAbsolutePath().getParent());
            }
            PrivateFiles.make(file);
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
        closeDoors(config);
        try (Connection connection = config.createConnection("jdbc:sqlite:" + file.toAbsolutePath())) {
            Set<String> there = objects(connection);
            int application = number(connection, "PRAGMA application_id");
            int schema = number(connection, "PRAGMA user_version");
            if (!there.isEmpty() && application != APPLICATION_ID) {
                throw foreign(file);
            }
            if (schema > Schema.VERSION) {
                throw Schema.newer(file.toString());
            }
            refuseStrangeObjects(file, there);
        }
    }

    // What the file defines is to be data: a trigger is an error, and nothing in a definition may call what has
    // effects.
    private static void closeDoors(SQLiteConfig config) {
        config.setPragma(SQLiteConfig.Pragma.LIMIT_TRIGGER_DEPTH, "0");
        config.enableLoadExtension(false);
    }

    // A store that somebody prepared could hold triggers that change replies, or a view in the place of a table.
    private static void refuseStrangeObjects(Path file, Set<String> there) throws SQLException {
        try (Connection fresh = new SQLiteConfig().createConnection("jdbc:sqlite::memory:")) {
            makeTables(fresh);
            there.removeAll(objects(fresh));
        }
        if (!there.isEmpty()) {
            throw new InputException(Problem.of(
                    "--store " + file,
                    "holds what no store of answersheet has, and is left as it is: "
                            + there.iterator().next().replaceFirst("\n.*", "")
                            + "; name another file"));
        }
    }

    /** Tables, indexes, triggers and views: kind and name, and in the lines below how they are defined. */
    private static Set<String> objects(Connection connection) throws SQLException {
        Set<String> objects = new TreeSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT type, name, tbl_name, sql FROM sqlite_master")) {
            while (row.next()) {
                objects.add(
                        row.getString(1) + " " + row.getString(2) + "\n" + row.getString(3) + "\n" + row.getString(4));
            }
        }
        return objects;
    }

    private static InputException foreign(Path file) {
        return new InputException(
                Problem.of("--store " + file, "is no store of answersheet, and is left as it is; name another file"));
    }

    private static Void create(Connection connection) throws SQLException {
        if (number(connection, "PRAGMA application_id") == APPLICATION_ID
                && number(connection, "PRAGMA user_version") == Schema.VERSION) {
            return null;
        }
        try (Statement statement = connection.createStatement()) {
            // Another process may be making it as well.
            statement.execute("PRAGMA application_id = " + APPLICATION_ID);
            if (number(connection, "PRAGMA user_version") < Schema.VERSION) {
                makeTables(connection);
                statement.execute("PRAGMA user_version = " + Schema.VERSION);
            }
        }
        return null;
    }

    private static void makeTables(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : Schema.CREATE) {
                statement.execute(sql);
            }
        }
    }

    private static int number(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.getInt(1);
        }
    }
}
