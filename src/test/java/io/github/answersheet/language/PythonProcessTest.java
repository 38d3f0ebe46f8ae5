package io.github.answersheet.language;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.answersheet.language.Compilation.Compiled;
import io.github.answersheet.language.Compilation.SyntaxError;
import io.github.answersheet.language.Compilation.SyntaxWarning;
import io.github.answersheet.language.Compilation.Unchecked;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("java")
class PythonProcessTest {
    private static final PythonInterpreter PYTHON = new PythonProcess();
    private static final Duration LIMIT = Duration.ofSeconds(10);

    @AfterAll
    static void close() {
        PYTHON.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "x = (1,            | 1 | 5",
                "if x:\\npass       | 2 | 1",
                "print 'hello'      | 1 | 1",
                "ok = 1\\nreturn ok | 2 | 1",
                "def f():\\n  '''a  | 2 | 3",
                "^  a = 1\\n  b = = 2^ | 2 | 7",
                "'é🚀' = 1          | 1 | 1",
                "await x            | 1 | 1",
            })
    void tellsWhereTheSyntaxIsWrong(String code, int line, int column) {
        SyntaxError error = assertInstanceOf(SyntaxError.class, PYTHON.compile(code.replace("\\n", "\n")));
        assertEquals(line, error.line(), error.message());
        assertEquals(column, error.column(), error.message());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "12 | type Pair[T] = tuple[T, T]\\nprint(Pair)",
                "12 | def first[T: (int, str)](items: list[T]) -> T:\\n    return items[0]",
                "12 | class Box[T](dict[str, T]):\\n    pass",
                "12 | row = {'a': 1}\\nprint(f'{row['a']:>5} {row!r}')",
                "12 | ^print(f\"{'\\t'.join(rows)}\")^",
                "14 | try:\\n    load()\\nexcept OSError, ValueError:\\n    pass",
                "14 | ^page = t\"<b>{name}</b>\"^",
            })
    void whatANewerPythonWouldCompileIsUnchecked(int minor, String code) {
        Compilation compilation = PYTHON.compile(code.replace("\\n", "\n"));
        if (compilation instanceof Unchecked unchecked) {
            assertEquals("needs Python 3." + minor, unchecked.reason());
        } else {
            assertInstanceOf(Compiled.class, compilation, compilation::toString);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "type x =",
                "def first[T](:",
                "type Pair = int\ndef f(:\n    pass",
                "print(f'{row['a'}')",
                "print(f'{a b}')",
                "print(f'{a')",
                "except OSError, ValueError:"
            })
    void whatNoPythonCompilesIsAnError(String code) {
        assertInstanceOf(SyntaxError.class, PYTHON.compile(code));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n\n",
                "# only a comment",
                "   x = 1\n\n   y = '''a\n   b'''\n",
                "\tif True:\r\n\t\tpass\r\n",
                "x: int\ny = x if False else 1",
                "print('ünïcödé 🚀')"
            })
    void compiles(String code) {
        Compilation compilation = PYTHON.compile(code);
        assertInstanceOf(Compiled.class, compilation, compilation::toString);
    }

    @Test
    void passesOnWarnings() {
        Compiled compiled = assertInstanceOf(Compiled.class, PYTHON.compile("x = 1\nprint('\\s', x is 1)\n"));
        assertEquals(
                List.of(2, 2),
                compiled.warnings().stream().map(SyntaxWarning::line).toList());
        assertTrue(compiled.warnings().get(0).message().startsWith("\"is\" with "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "[", "-", "not ", "lambda: ", "x.a[", "f('"})
    void survivesDeepNesting(String part) {
        assertTrue(!(PYTHON.compile("x = " + part.repeat(20_000) + "1") instanceof Compiled));
        assertInstanceOf(Compiled.class, PYTHON.compile("x = 1"));
    }

    @Test
    void survivesOddCharacters() {
        assertInstanceOf(SyntaxError.class, PYTHON.compile("x = '\0'"));
        assertInstanceOf(SyntaxError.class, PYTHON.compile("x = '\ud800'"));
        assertInstanceOf(Compiled.class, PYTHON.compile("x = 'a\u2028b\u000cc'\ny = 1"));
    }

    @Test
    void readsNothingTooLong() {
        Unchecked unchecked = assertInstanceOf(Unchecked.class, PYTHON.compile("x = 1\n".repeat(40_000)));
        assertEquals("the code has 240,000 characters; no more than 200,000 are read", unchecked.reason());
    }

    @Test
    void endsWhatTakesTooLong() {
        try (PythonInterpreter impatient = new PythonProcess("python3", Duration.ofMillis(100))) {
            assertInstanceOf(Compiled.class, impatient.compile("x = 1"));
            Unchecked slow = assertInstanceOf(Unchecked.class, impatient.compile("x=a.b(c)\n".repeat(22_000)));
            assertEquals("compiling the code took longer than 0.1 s", slow.reason());
            assertInstanceOf(Compiled.class, impatient.compile("x = 1"));
        }
    }

    @Test
    void isNeverValidWithoutPython(@TempDir Path folder) throws IOException {
        try (PythonInterpreter missing = new PythonProcess("no-such-python", LIMIT)) {
            assertEquals(
                    new Unchecked("Python could not be asked: no-such-python was not found or could not be started"),
                    missing.compile("x = 1"));
        }
        Path old = Files.writeString(
                folder.resolve("old"),
                "#!/bin/sh\nread -r program\necho '{\"unavailable\": \"python3 is 3.6; 3.8 or newer is needed\"}'\n");
        assertTrue(old.toFile().setExecutable(true));
        try (PythonInterpreter tooOld = new PythonProcess(old.toString(), LIMIT)) {
            assertEquals(
                    new Unchecked("Python could not be asked: python3 is 3.6; 3.8 or newer is needed"),
                    tooOld.compile("x = 1"));
        }
    }

    @Test
    void answersManyThreads() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Compilation>> questions = IntStream.range(0, 200)
                    .<Callable<Compilation>>mapToObj(i -> () -> PYTHON.compile("\n".repeat(i) + "x = ="))
                    .toList();
            int line = 1;
            for (Future<Compilation> answer : threads.invokeAll(questions)) {
                assertEquals(
                        line++,
                        assertInstanceOf(SyntaxError.class, answer.get()).line());
            }
        } finally {
            threads.shutdown();
        }
    }
}
