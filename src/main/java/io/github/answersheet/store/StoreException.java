package io.github.answersheet.store;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;

/** The store cannot be read or written. Nothing in it was changed or lost; its message says what to do. */
public final class StoreException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StoreException(String file, SQLException cause) {
        super(file + ": the store cannot be used: " + inWords(cause), cause);
    }

    private static String inWords(SQLException e) {
        String said = String.valueOf(e.getMessage()).replaceAll("[\\s\\p{Cntrl}]+", " ");
        if (said.contains("SQLITE_FULL")) {
            return "there is no space left; make some and run the same command again";
        }
        if (said.contains("SQLITE_IOERR")) {
            return "the disk does not take or give what it should (" + said
                    + "); see to space and limits and run the same command again";
        }
        if (said.contains("SQLITE_READONLY") || said.contains("SQLITE_PERM")) {
            return "it may not be written to; name another with --store";
        }
        if (said.contains("SQLITE_CORRUPT") || said.contains("SQLITE_NOTADB")) {
            return "it is damaged; keep it for a rescue (sqlite3 FILE .recover) and name another with --store";
        }
        String state = String.valueOf(e.getSQLState());
        if (state.startsWith("28")) {
            return "the server does not let this user in; see to PGUSER and PGPASSWORD, or to ~/.pgpass";
        }
        if (state.startsWith("08") || e instanceof SQLTransientConnectionException) {
            return "the server cannot be reached (" + said + "); run the same command again when it can";
        }
        if (state.equals("42501")) {
            return "this user may not make or change its tables (" + said + ")";
        }
        if (state.startsWith("53")) {
            return "the server has no more space or connections (" + said
                    + "); make some and run the same command again";
        }
        return said;
    }
}
