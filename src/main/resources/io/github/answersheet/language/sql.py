# Reads the statements of a file as SQLite does, or runs them in a database in memory. What is wrong is told as "line N: why"
# on standard error, with status 1; what is not SQLite's, or not to be judged, as "unchecked: why", with status 3. A file
# beside it, before.sql, is run first, as far as it can be.
import os
import re
import sqlite3
import sys

# What a statement of another dialect begins with, and what it may have inside.
DIALECTS = (
    (
        "MySQL",
        r"DELIMITER|SHOW|DESC(?:RIBE)?\s|USE\s|LOCK\s+TABLES|LOAD\s+DATA|RENAME\s+TABLE|INSERT\s+IGNORE",
        r"AUTO_INCREMENT|ENGINE\s*=|ON\s+DUPLICATE\s+KEY|INTERVAL\s+\d+\s+\w+|UNSIGNED|ENUM\s*\(|MODIFY|CHANGE\s+COLUMN"
        r"|STRAIGHT_JOIN|CHARACTER\s+SET|FULLTEXT|KEY\s+\w+\s*\(",
    ),
    (
        "PostgreSQL",
        r"CREATE\s+(?:EXTENSION|TYPE|DOMAIN|MATERIALIZED|POLICY|PUBLICATION|SUBSCRIPTION|RULE|AGGREGATE)|REFRESH|COPY\s|LISTEN\s"
        r"|NOTIFY\s|COMMENT\s+ON|EXPLAIN\s*\(|EXPLAIN\s+(?:ANALYZE|VERBOSE)|VACUUM\s*\(|VACUUM\s+(?:FULL|ANALYZE|VERBOSE)"
        r"|REINDEX\s+(?:TABLE|DATABASE)|DO\s|SET\s+(?:LOCAL|SESSION)",
        r"ILIKE|SERIAL|RETURNS|DISTINCT\s+ON|USING\s+(?:GIN|GIST|BTREE|HASH|BRIN)|CONCURRENTLY|INCLUDE\s*\(|ARRAY\s*\[|LATERAL"
        r"|INTERVAL\s+'|PARTITION\s+(?:OF|BY\s+(?:RANGE|LIST|HASH)\s*\()|EXCLUDE\s+USING|TABLESPACE",
    ),
    (
        "SQL Server",
        r"EXEC(?:UTE)?\s|DECLARE\s+@|GO\s",
        r"IDENTITY\s*\(|TOP\s*\(?\s*\d+|VARCHAR\s*\(\s*MAX|WITH\s*\(\s*NOLOCK|(?:CROSS|OUTER)\s+APPLY|NONCLUSTERED|PIVOT",
    ),
    ("Oracle", r"CREATE\s+OR\s+REPLACE", r"CONNECT\s+BY|ROWNUM|DBMS_\w+|MINUS\s+SELECT|VARCHAR2\s*\([^)]*(?:BYTE|CHAR)\s*\)"),
    (
        "another database",
        r"(?:GRANT|REVOKE|TRUNCATE|MERGE|CALL|DECLARE|LOCK|SET|IF)\s|START\s+TRANSACTION|BEGIN(?!\s*(?:;|DEFERRED|IMMEDIATE|EXCL|TRANSACTION\s*;))"
        r"|(?:CREATE|DROP|ALTER)\s+(?:DATABASE|SCHEMA|USER|ROLE|SEQUENCE|PROCEDURE|FUNCTION|LOGIN|SYNONYM|PACKAGE|EVENT|TYPE)"
        r"|ALTER\s+(?:VIEW|INDEX|SYSTEM)"
        r"|ALTER\s+TABLE\b.*\b(?:ADD\s+(?:CONSTRAINT|PRIMARY|FOREIGN|UNIQUE|CHECK|INDEX)|ALTER|DROP\s+CONSTRAINT|ENABLE|DISABLE|ATTACH|DETACH|OWNER)"
        r"|DROP\b.*\bCASCADE",
        r"ISOLATION\s+LEVEL|FOR\s+(?:UPDATE|SHARE)|FETCH\s+(?:FIRST|NEXT)|AS\s+IDENTITY|GROUPING\s+SETS|(?:ROLLUP|CUBE)\s*\(|WITH\s+ROLLUP"
        r"|(?:ANY|ALL|SOME)\s*\(\s*SELECT|(?:DATE|TIMESTAMP|TIME)\s+'|EXTRACT\s*\(|(?:INTERSECT|EXCEPT)\s+ALL|MATCH_RECOGNIZE"
        r"|TRIM\s*\(\s*(?:BOTH|LEADING|TRAILING)|SUBSTRING\s*\([^)]*\bFROM|OVERLAY\s*\(|POSITION\s*\([^)]*\bIN|WITHIN\s+GROUP|CREATE\s+TRIGGER\b.*\bEXECUTE",
    ),
)
SIGNS = (("PostgreSQL", r"::\s*\w|\$\w*\$|@>|<@"), ("SQL Server", r"@@?\w+\s*=|^\s*GO\s*$"), ("Oracle", r"\(\+\)"))
CLIENT = re.compile(r"(?m)^\s*\\\w|^\.\w+|\A\w*(?:=[#>]|>)\s")
NOT_READ = re.compile(r'near "(?P<token>.*)": syntax error|incomplete input|unrecognized token', re.S)
BLANK = re.compile(r"(?:\s+|--[^\n]*(?:\n|$)|/\*.*?(?:\*/|$))+", re.S)
PLACEHOLDER = re.compile(r"\.\.\.|…|<[a-z_ ]+>|\{\{")
PROCEDURE = re.compile(r"(?is)(?:DELIMITER|DO|DECLARE|BEGIN|IF)\s|CREATE\s+(?:OR\s+\w+\s+)?(?:PROCEDURE|FUNCTION|PACKAGE|TRIGGER)\b")
MOST_ROWS, MOST_CELLS = 200, 200


def statements(text):
    """Each statement with the offset where it begins, without what stands before it."""
    start = 0
    for end in [match.end() for match in re.finditer(";", text)] + [len(text)]:
        if end == len(text) or sqlite3.complete_statement(text[start:end]):
            begin = start
            blank = BLANK.match(text, start)
            if blank:
                begin = min(blank.end(), end)
            if text[begin:end].strip(" \t\r\n;"):
                yield begin, text[begin:end].rstrip()
            start = end


def line(text, offset):
    return text.count("\n", 0, offset) + 1


def dialect(statement):
    """Whose statement it may be where SQLite does not take it; None for nobody's."""
    plain = re.sub(r"--[^\n]*|/\*.*?\*/", " ", statement, flags=re.S).strip()
    for name, start, inside in DIALECTS:
        if re.match(start, plain, re.I | re.S) or re.search(rf"\b(?:{inside})", plain, re.I | re.S):
            return name
    return next((name for name, sign in SIGNS if re.search(sign, plain, re.I | re.M)), None)


def place(database, statement, token):
    """Where in a statement SQLite stops: the first place where it also stops if nothing follows."""
    for found in re.finditer(re.escape(token), statement):
        try:
            database.execute("EXPLAIN " + statement[: found.end()])
        except sqlite3.Error as error:
            near = NOT_READ.match(str(error))
            if near and near["token"] == token:
                return found.start()
    return 0


def complaint(database, text, offset, statement, error):
    """What is to be said of an error, with the status."""
    words = str(error)
    near = NOT_READ.match(words)
    if isinstance(error, sqlite3.ProgrammingError):
        return "unchecked: wants parameters", 3
    if not words.startswith("no such table") and not isinstance(error, sqlite3.IntegrityError):
        other = dialect(statement)
        if other:
            return f"unchecked: line {line(text, offset)} is of {other}, and only what SQLite reads is checked", 3
    if near:
        if PLACEHOLDER.search(statement):
            return "unchecked: it has a placeholder", 3
        if CLIENT.search(statement):
            return f"unchecked: line {line(text, offset)} is for a client, and no SQL", 3
        if near["token"]:
            offset += place(database, statement, near["token"])
        elif "incomplete" in words:
            offset += len(statement)
    return f"line {line(text, offset)}: {words}", 1


def read(database, text):
    """Only what cannot be read is wrong: tables may be somewhere else."""
    told = []
    for offset, statement in statements(text):
        explained = statement if re.match(r"(?i)EXPLAIN\b", statement) else "EXPLAIN " + statement
        try:
            database.execute(explained)
        except (sqlite3.Error, sqlite3.Warning, ValueError) as error:
            if NOT_READ.match(str(error)):
                told.append(complaint(database, text, offset, statement, error))
                if PROCEDURE.match(statement):
                    break  # where its statements end is not known
    return min(told, key=lambda each: each[1], default=("", 0))


def run(database, text):
    for offset, statement in statements(text):
        try:
            rows = database.execute(statement)
        except (sqlite3.Error, sqlite3.Warning, ValueError) as error:
            return complaint(database, text, offset, statement, error)
        if rows.description:
            print(" | ".join(column[0] for column in rows.description))
            for row in rows.fetchmany(MOST_ROWS):
                print(" | ".join("NULL" if cell is None else str(cell)[:MOST_CELLS] for cell in row))
    return "", 0


def main(how, path):
    with open(path, encoding="utf-8", newline="") as file:
        text = file.read().replace("\r\n", "\n")
    database = sqlite3.connect(":memory:", isolation_level=None)
    earlier = os.path.join(os.path.dirname(path), "before.sql")
    if how == "run" and os.path.exists(earlier):
        with open(earlier, encoding="utf-8", newline="") as file:
            for _, statement in statements(file.read()):
                try:
                    database.execute(statement).fetchall()
                except (sqlite3.Error, sqlite3.Warning, ValueError):
                    pass
    words, status = (run if how == "run" else read)(database, text)
    sys.stdout.flush()
    if words:
        print(words, file=sys.stderr)
    sys.exit(status)


main(*sys.argv[1:])
