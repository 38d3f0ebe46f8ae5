package io.github.answersheet.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A statement with its arguments.
 *
 * @param arguments texts, numbers and truth values, in order; null for nothing
 */
record Query(String sql, Object... arguments) {

    /** Reads one row. */
    @FunctionalInterface
    interface Reading<T> {
        T of(ResultSet row) throws SQLException;
    }

    /** How many rows it changed. */
    int change(Connection connection) throws SQLException {
        try (PreparedStatement statement = prepared(connection)) {
            return statement.executeUpdate();
        }
    }

    <T> Optional<T> first(Connection connection, Reading<T> reading) throws SQLException {
        try (PreparedStatement statement = prepared(connection);
                ResultSet row = statement.executeQuery()) {
            return row.next() ? Optional.ofNullable(reading.of(row)) : Optional.empty();
        }
    }

    <T> List<T> all(Connection connection, Reading<T> reading) throws SQLException {
        List<T> all = new ArrayList<>();
        try (PreparedStatement statement = prepared(connection);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                all.add(reading.of(row));
            }
        }
        return all;
    }

    private PreparedStatement prepared(Connection connection) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < arguments.length; i++) {
            statement.setObject(i + 1, arguments[i]);
        }
        return statement;
    }
}
