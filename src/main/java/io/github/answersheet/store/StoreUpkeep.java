package io.github.answersheet.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks after a store: counts, examines, and takes out what is old. */
public final class StoreUpkeep {

    private static final int ROWS_AT_A_TIME = 500;

    private static final JsonMapper JSON = new JsonMapper();
    private static final String FORGET_MESSAGES = "DELETE FROM system_message WHERE NOT EXISTS"
            + " (SELECT 1 FROM call WHERE call LIKE '%\"system\":\"' || hash || '\"%') AND NOT EXISTS"
            + " (SELECT 1 FROM batch_call WHERE call LIKE '%\"system\":\"' || hash || '\"%')";

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
        String sql = "SELECT model, finish, COUNT(*), SUM(input_tokens), SUM(output_tokens) FROM call"
                + " GROUP BY model, finish ORDER BY model, finish";
        return store.read(connection -> new Query(sql)
                .all(
                        connection,
                        row -> new Count(
                                row.getString(1), row.getString(2), row.getLong(3), row.getLong(4), row.getLong(5))));
    }

    /**
     * A call whose reply is kept.
     *
     * @param created milliseconds since 1970
     */
    public record Kept(String key, int question, String step, String model, long created) {}

    /** The calls whose replies came last, the last one first. */
    public List<Kept> latest(int most) {
        String sql = "SELECT key, question, step, model, created FROM call ORDER BY created DESC, key LIMIT ?";
        return store.read(connection -> new Query(sql, most)
                .all(
                        connection,
                        row -> new Kept(
                                row.getString(1), row.getInt(2), row.getString(3), row.getString(4), row.getLong(5))));
    }

    /** What is wrong with it, in plain words; empty if nothing is. */
    public List<String> problems() {
        List<String> problems = new ArrayList<>(store.read(store.database()::damage));
        // A server hands over all rows at once unless it is asked for some at a time, within a transaction.
        problems.addAll(store.whole(StoreUpkeep::wrongKeys));
        problems.addAll(store.read(StoreUpkeep::wrongMessages));
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

    private static List<String> wrongMessages(Connection connection) throws SQLException {
        return new Query("SELECT hash, text FROM system_message")
                .all(connection, row -> new String[] {row.getString(1), row.getString(2)}).stream()
                        .filter(message -> !CallKey.hashOf(message[1]).equals(message[0]))
                        .map(message -> "the system message " + message[0] + " is not the one it was stored for")
                        .toList();
    }

    /**
     * The call whose key begins so, as canonical JSON, and its latest reply.
     *
     * @param beginning hexadecimal digits
     */
    public Optional<String[]> show(String beginning) {
        String sql = "SELECT call, text FROM call WHERE key >= ? AND key < ? ORDER BY key, serial DESC LIMIT 1";
        return store.read(connection -> {
            Optional<String[]> found = new Query(sql, beginning, beginning + "g")
                    .first(connection, row -> new String[] {row.getString(1), row.getString(2)});
            return found.isEmpty()
                    ? found
                    : Optional.of(new String[] {whole(connection, found.get()[0]), found.get()[1]});
        });
    }

    // The call with its system message in place of the hash.
    private static String whole(Connection connection, String call) throws SQLException {
        try {
            ObjectNode json = (ObjectNode) JSON.readTree(call);
            Optional<String> message = new Query(
                            "SELECT text FROM system_message WHERE hash = ?",
                            json.path("system").asText())
                    .first(connection, row -> row.getString(1));
            message.ifPresent(text -> json.put("system", text));
            return json.toString();
        } catch (JsonProcessingException | ClassCastException e) {
            return call;
        }
    }

    /** How many replies are older than a time in milliseconds since 1970. */
    public long olderThan(long time) {
        return store.read(connection -> new Query("SELECT COUNT(*) FROM call WHERE created < ?", time)
                .first(connection, row -> row.getLong(1))
                .orElse(0L));
    }

    /** Takes out the replies that are older than a time in milliseconds since 1970, and gives the space back. */
    public long prune(long time) {
        return store.with(connection -> {
            long gone = new Query("DELETE FROM call WHERE created < ?", time).change(connection);
            new Query("DELETE FROM cache_write WHERE created < ?", time).change(connection);
            new Query(FORGET_MESSAGES).change(connection);
            try (Statement statement = connection.createStatement()) {
                statement.execute("VACUUM");
            }
            return gone;
        });
    }
}
