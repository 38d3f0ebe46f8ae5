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
import org.sqlite.SQLiteConfig;

/** A file, which several processes of one machine may share. One that is torn, foreign or newer is refused and never changed. */
final class SqliteDatabase implements Database {

    private static final int APPLICATION_ID = 0x616e7377;
    private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
    private static final Duration BUSY = Duration.ofSeconds(30);

    private final String file;
    private final Connection connection;

    private SqliteDatabase(String file, Connection connection) {
        this.file = file;
        this.connection = connection;
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
        refuseForeign(file);
        SqliteDatabase database =
                new SqliteDatabase(file.toString(), config.createConnection("jdbc:sqlite:" + file.toAbsolutePath()));
        database.whole(SqliteDatabase::create);
        return database;
    }

    @Override
    public synchronized <T> T with(Work<T> work) throws SQLException {
        return work.on(connection);
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
    public synchronized void close() throws SQLException {
        connection.close();
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
        try (Connection connection = config.createConnection("jdbc:sqlite:" + file.toAbsolutePath())) {
            int tables = number(connection, "SELECT COUNT(*) FROM sqlite_master");
            int application = number(connection, "PRAGMA application_id");
            int schema = number(connection, "PRAGMA user_version");
            if (tables > 0 && application != APPLICATION_ID) {
                throw foreign(file);
            }
            if (schema > Schema.VERSION) {
                throw Schema.newer(file.toString());
            }
        }
    }

    private static InputException foreign(Path file) {
        return new InputException(
                Problem.of("--store " + file, "is no store of answersheet, and is left as it is; name another file"));
    }

    private static Void create(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            // Another process may be making it as well.
            statement.execute("PRAGMA application_id = " + APPLICATION_ID);
            if (number(connection, "PRAGMA user_version") < Schema.VERSION) {
                for (String sql : Schema.CREATE) {
                    statement.execute(sql);
                }
                statement.execute("PRAGMA user_version = " + Schema.VERSION);
            }
        }
        return null;
    }

    private static int number(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.getInt(1);
        }
    }
}
