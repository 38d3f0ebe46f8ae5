package io.github.answersheet.store;

import io.github.answersheet.source.InputException;
import io.github.answersheet.source.Problem;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.postgresql.Driver;

/**
 * Where a PostgreSQL server is and who asks it.
 *
 * @param name what messages may show: no parameters, and so no secrets
 * @param user of the address, else of PGUSER, else of the system
 * @param password of PGPASSWORD; where there is none the driver looks into PGPASSFILE or {@code ~/.pgpass}
 * @param schema that the tables are in; {@code currentSchema} of the address, if it names one
 */
record PostgresAddress(String name, String user, Optional<String> password, String schema) {

    private static final String SCHEMA = "answersheet";
    private static final Logger LOG = Logger.getLogger("org.postgresql");

    /**
     * @throws InputException if it is no address, or if it holds a password, which others would see
     */
    static PostgresAddress of(String url, Map<String, String> variables) {
        String name = url.replaceFirst("\\?.*", "");
        boolean holdsPassword = name.contains("@")
                || url.toLowerCase(Locale.ROOT).replaceFirst("^[^?]*", "").contains("password");
        if (holdsPassword) {
            throw new InputException(Problem.of(
                    "--store " + PostgresDatabase.SCHEME + "…",
                    "holds a password, which others would see; give it in PGPASSWORD, PGPASSFILE or ~/.pgpass, and the"
                            + " user in PGUSER or as ?user=NAME"));
        }
        // The driver would write to stderr by itself.
        LOG.setLevel(Level.OFF);
        Properties parts = Driver.parseURL(url, null);
        if (parts == null) {
            throw new InputException(Problem.of(
                    "--store " + name,
                    "is no address of a server; it looks like jdbc:postgresql://host:5432/database"));
        }
        String schema = parts.getProperty("currentSchema", SCHEMA);
        if (!schema.matches("[a-z_][a-z0-9_]*")) {
            throw new InputException(
                    Problem.of("--store " + name, "currentSchema may have small letters, digits and _ only"));
        }
        String user = Optional.ofNullable(parts.getProperty("user"))
                .or(() -> Optional.ofNullable(variables.get("PGUSER")))
                .orElse(System.getProperty("user.name"));
        return new PostgresAddress(name, user, Optional.ofNullable(variables.get("PGPASSWORD")), schema);
    }

    /** Without the password, so that it cannot be printed by accident. */
    @Override
    public String toString() {
        return name;
    }
}
