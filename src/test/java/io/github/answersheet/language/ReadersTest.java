package io.github.answersheet.language;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.answersheet.cache.VerdictCache;
import io.github.answersheet.language.Syntax.Correct;
import io.github.answersheet.language.Syntax.Unchecked;
import io.github.answersheet.language.Syntax.Wrong;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rows of the table, and those who read what is written in them. */
class ReadersTest {

    private static final Readers READERS = new Readers(System.getenv(), VerdictCache.inMemory());

    @TempDir
    private Path folder;

    private static Syntax.Result read(String fence, String code) {
        return READERS.of(Language.of(fence).orElseThrow()).check(code.replace("\\n", "\n"));
    }

    @Test
    void noEndingBelongsToTwoLanguages() {
        Set<String> endings = new HashSet<>();
        Language.all()
                .forEach(language -> language.endings().forEach(ending -> assertTrue(endings.add(ending), ending)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "sql  | SELECT 1",
                "sql  | -- nothing but a comment",
                "sql  | SELECT a FROM nowhere WHERE b = ?; UPDATE nowhere SET a = ';' WHERE b = :b;",
                "sql  | BEGIN TRANSACTION;\\nDELETE FROM t;\\nROLLBACK;",
                "sql  | WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x FROM n;",
                "json | {\"a\": [1, 2.5e3, null]}",
                "json | {\"a\": 1}\\n{\"a\": 2}",
                "yaml | a: 1\\n---\\nb: [x, y]",
                "toml | [a]\\nb = 2026-01-01",
                "js   | const a = require('b');\\nreturn a;",
                "js   | export const a = await 1;",
                "java | public class Any { void run() { int a = 1; } }",
                "java | int a = 1;\\nSystem.out.println(a);",
                "java | import java.util.*;\\nList<String> a = new Nowhere();",
                "ruby | def add(a, b)\\n  a + b\\nend\\nputs nowhere"
            })
    void readsWhatIsRight(String fence, String code) {
        assertEquals(new Correct(), read(fence, code));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "sql  | SELEC * FORM users;                               | 1 | near \"SELEC\": syntax error",
                "sql  | SELECT 1;\\nSELECT a,\\nFROM b;                   | 3 | near \"FROM\": syntax error",
                "sql  | SELECT 1;\\nSELECT (2                             | 2 | incomplete input",
                "sql  | UPDATE t SET a = 1 WERE b = 2;                    | 1 | near \"WERE\": syntax error",
                "sql  | CREATE TABLE a (\\n  b INT REFERENCES c(d) ON DELETE CASCADE,\\n); | 3 | near \")\": syntax error",
                "json | {\\n\"a\": tru}                                   | 2 | Unrecognized token 'tru'",
                "yaml | a: [1, 2                                          | 1 | while parsing a flow sequence",
                "toml | a = 1\\nb = nothing                               | 2 | Unknown token",
                "js   | const a = 1;\\nif (a {\\n}                        | 2 | Unexpected token '{'",
                "java | class A {\\n  void b() {\\n    int = 1;\\n  }\\n} | 3 | not a statement",
                "java | int a = 1;\\nint b = ;                            | 2 | illegal start of expression",
                "rb   | puts 1\\nx = = 3                                 | 2 | syntax error"
            })
    void tellsWhatIsWrongAndWhere(String fence, String code, int line, String message) {
        Wrong wrong = assertInstanceOf(Wrong.class, read(fence, code));
        assertEquals(line, wrong.line(), wrong.message());
        assertTrue(wrong.message().startsWith(message), wrong.message());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "SELECT a::int FROM b;                                           | line 1 is of PostgreSQL",
                "SELECT 1;\\nSELECT TOP 5 a FROM b;                              | line 2 is of SQL Server",
                "DELIMITER //\\nCREATE PROCEDURE a() BEGIN SELECT 1; END //      | line 1 is of MySQL",
                "CREATE TABLE a (b INT) ENGINE=InnoDB;                           | line 1 is of MySQL",
                "GRANT SELECT ON a TO b;                                         | line 1 is of another database",
                "ALTER TABLE a ALTER COLUMN b SET NOT NULL;                       | line 1 is of another database",
                "\\d users                                                       | line 1 is for a client",
                "mysql> SELECT 1;                                                | line 1 is for a client",
                "SELECT ... FROM a;                                              | it has a placeholder"
            })
    void anotherDialectIsNotWrong(String code, String reason) {
        Unchecked unchecked = assertInstanceOf(Unchecked.class, read("sql", code));
        assertTrue(unchecked.reason().startsWith(reason), unchecked.reason());
    }

    @Test
    void nothingIsRun() {
        Path made = folder.resolve("made.db");
        assertEquals(new Correct(), read("sql", "ATTACH DATABASE '" + made + "' AS made; CREATE TABLE made.a (b);"));
        assertEquals(new Correct(), read("js", "require('fs').writeFileSync('" + made + "', 'x')"));
        assertEquals(
                new Correct(),
                read("java", "class A { static { new java.io.File(\"" + made + "\").createNewFile(); } }"));
        assertFalse(Files.exists(made));
    }

    @Test
    void whereTheProgramIsNotThereNothingIsSaid() {
        Readers none = new Readers(Map.of("PATH", folder.toString()), VerdictCache.inMemory());
        assertEquals(
                new Unchecked("`node` was not found"),
                none.of(Language.of("js").orElseThrow()).check("const a;"));
        assertEquals(
                new Unchecked("`gofmt` was not found"),
                none.of(Language.of("go").orElseThrow()).check("package a"));
    }
}
