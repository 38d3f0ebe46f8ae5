package io.github.answersheet.store;

import java.sql.SQLException;

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
        return said;
    }
}
