package io.github.answersheet.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks after a store: counts, examines, and takes out what is old. */
public final class StoreUpkeep {

    private static final int ROWS_AT_A_TIME = 500;

    private final CallStore store;

    public StoreUpkeep(CallStore store) {
        this.store = store;
    }

    /**
     * Replies of one model that ended in one way.
     *
     * @param input tokens of all of them
     * @param output tokens of all of them
     */
    public record Count(String model, String finish, long replies, long input, long output) {}

    /** What is in it, by model and by how replies ended. */
    public List<Count> counts() {
        return store.with(connection -> {
            List<Count> counts = new ArrayList<>();
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(
                            "SELECT model, finish, COUNT(*), SUM(input_tokens), SUM(output_tokens) FROM call"
                                    + " GROUP BY model, finish ORDER BY model, finish")) {
                while (row.next()) {
                    counts.add(new Count(
                            row.getString(1), row.getString(2), row.getLong(3), row.getLong(4), row.getLong(5)));
                }
            }
            return counts;
        });
    }

    /** What is wrong with it, in plain words; empty if nothing is. */
    public List<String> problems() {
        List<String> problems = new ArrayList<>(store.with(store.database()::damage));
        // A server hands over all rows at once unless it is asked for some at a time, within a transaction.
        problems.addAll(store.whole(StoreUpkeep::wrongKeys));
        return problems;
    }

    private static List<String> wrongKeys(Connection connection) throws SQLException {
        List<String> problems = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(ROWS_AT_A_TIME);
            try (ResultSet row = statement.executeQuery("SELECT key, call FROM call")) {
                while (row.next()) {
                    if (!CallKey.ofJson(row.getString(2)).hash().equals(row.getString(1))) {
                        problems.add("the call of " + row.getString(1) + " is not the one it was stored for");
                    }
                }
            }
        }
        return problems;
    }

    /**
     * The call whose key begins so, as canonical JSON, and its latest reply.
     *
     * @param beginning hexadecimal digits
     */
    public Optional<String[]> show(String beginning) {
        return store.with(connection -> {
            try (PreparedStatement find = connection.prepareStatement(
                    "SELECT call, text FROM call WHERE key >= ? AND key < ? ORDER BY key, serial DESC LIMIT 1")) {
                find.setString(1, beginning);
                find.setString(2, beginning + "g");
                try (ResultSet row = find.executeQuery()) {
                    return row.next()
                            ? Optional.of(new String[] {row.getString(1), row.getString(2)})
                            : Optional.empty();
                }
            }
        });
    }

    /** How many replies are older than a time in milliseconds since 1970. */
    public long olderThan(long time) {
        return store.with(connection -> {
            try (PreparedStatement count = connection.prepareStatement("SELECT COUNT(*) FROM call WHERE created < ?")) {
                count.setLong(1, time);
                try (ResultSet row = count.executeQuery()) {
                    return row.next() ? row.getLong(1) : 0;
                }
            }
        });
    }

    /** Takes out the replies that are older than a time in milliseconds since 1970, and gives the space back. */
    public long prune(long time) {
        return store.with(connection -> {
            long gone = delete(connection, time);
            try (Statement statement = connection.createStatement()) {
                statement.execute("VACUUM");
            }
            return gone;
        });
    }

    private static long delete(Connection connection, long time) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM call WHERE created < ?")) {
            delete.setLong(1, time);
            return delete.executeUpdate();
        }
    }
}
