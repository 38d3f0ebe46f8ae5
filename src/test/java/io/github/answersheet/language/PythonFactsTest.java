package io.github.answersheet.language;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.answersheet.language.Compilation.Compiled;
import io.github.answersheet.language.Facts.Conduct;
import io.github.answersheet.language.Facts.Function;
import io.github.answersheet.language.Facts.Import;
import io.github.answersheet.language.Facts.Stub;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PythonFactsTest {
    private static final PythonInterpreter PYTHON = new PythonProcess();
    private static final String MARK = "# -> ";

    static List<Path> fixtures() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/python/facts"))) {
            return files.sorted().toList();
        }
    }

    @AfterAll
    static void close() {
        PYTHON.close();
    }

    /** The facts are those marked at the end of their lines, and no others. */
    @ParameterizedTest
    @MethodSource("fixtures")
    void findsWhatIsMarked(Path fixture) throws IOException {
        String code = Files.readString(fixture);
        assertEquals(marked(code), found(code));
    }

    @Test
    void placesFactsInIndentedBlocks() {
        CodeFact fact =
                facts("    x = 'é🚀'; y = missing\n\n    z = 1\n").facts().get(0);
        assertEquals(1, fact.line());
        assertEquals("    x = 'é🚀'; y = ".length() + 1, fact.column());
        assertEquals("missing", fact.subject());
    }

    @Test
    void saysWhatAProgramMayDoWhenItIsRun() {
        assertEquals(List.of(), facts("def f(input):\n    return input()\n").conduct());
        assertEquals(
                List.of(Conduct.INTERACTIVE), facts("name = input('name? ')\n").conduct());
        assertEquals(
                List.of(Conduct.INTERACTIVE),
                facts("from getpass import getpass\ngetpass()\n").conduct());
        for (String reading : List.of(
                "import sys\nfor line in sys.stdin:\n    print(line)\n",
                "from sys import stdin\nprint(stdin.read())\n",
                "import fileinput\nfor line in fileinput.input():\n    print(line)\n",
                "print(open(0).read())\n",
                "def f(path):\n    return open(0 if path == '-' else path).read()\n",
                "import sys\nprint(open(0 if len(sys.argv) < 2 else sys.argv[1]).read())\n",
                "from pathlib import Path\nprint(Path('/dev/stdin').read_text())\n")) {
            assertEquals(List.of(Conduct.READS_INPUT), facts(reading).conduct(), reading);
        }
        assertEquals(
                List.of(), facts("CHILD = 'import sys; sys.stdin.read()'\n").conduct());
        assertEquals(
                List.of(Conduct.SERVER),
                facts("import x\nx.Server().serve_forever()\n").conduct());
        assertEquals(
                List.of(Conduct.ROOT),
                facts("import os\nif os.geteuid() != 0:\n    raise SystemExit(1)\n")
                        .conduct());
        assertEquals(
                List.of(Conduct.ENDLESS), facts("while True:\n    print(1)\n").conduct());
        assertEquals(
                List.of(Conduct.ENDLESS, Conduct.WAITING),
                facts("import time\nwhile f():\n    time.sleep(1)\n").conduct());
        assertEquals(
                List.of(Conduct.CLOCK, Conduct.DATE),
                facts("import datetime as dt\nprint(dt.datetime.now())\n").conduct());
        assertEquals(
                List.of(Conduct.MACHINE),
                facts("from platform import node\nprint(node())\n").conduct());
        assertEquals(
                List.of(), facts("while True:\n    if f():\n        break\n").conduct());
        assertEquals(List.of(), facts("n = 3\nwhile n:\n    n -= 1\n").conduct());
    }

    @Test
    void saysWhatAHandlerDoes() {
        assertEquals("silent", handling("pass"));
        assertEquals("logs", handling("log.warning('x')"));
        assertEquals("exits", handling("raise_later = 1; exit(1)"));
        assertEquals("raises", handling("raise"));
    }

    @Test
    void describesFunctions() {
        Facts facts = facts("""
                # retry.py
                from abc import abstractmethod
                class Job:
                    def run(self, times: int, *hosts: str) -> int:
                        '''Run it.

                        Args:
                            times: how often
                        Raises:
                            ValueError: if negative
                        '''
                        if times < 0:
                            raise ValueError(times)
                        return times
                    @abstractmethod
                    def stop(self): ...
                def later(x):
                    ":param x: what\\n:returns: nothing"
                async def never(): pass
                def soon(): raise NotImplementedError("soon")
                """);
        assertEquals("retry.py", facts.fileName());
        assertFalse(facts.hasComments());
        assertFalse(facts.hasEntryGuard());
        List<Function> functions = facts.functions();
        assertEquals(
                List.of("later:DOCSTRING", "never:PASS", "soon:NOT_IMPLEMENTED", "Job.run:NONE", "Job.stop:ELLIPSIS"),
                functions.stream().map(f -> f.name() + ":" + f.stub()).toList());
        assertEquals(
                new Function(
                        "Job.run",
                        4,
                        5,
                        List.of("times", "hosts"),
                        true,
                        true,
                        true,
                        true,
                        List.of("Args", "Raises"),
                        Stub.NONE,
                        false),
                functions.get(3));
        assertTrue(functions.get(4).isAbstract());
        assertEquals(List.of("Args", "Returns"), functions.get(0).docstringSections());
    }

    @Test
    void describesImportsAndTheBlock() {
        Facts facts = facts("""
                #!/usr/bin/env python3
                # because of old hosts
                import os.path
                from . import sibling
                try:
                    import paramiko.client
                except ImportError:
                    paramiko = None
                if "__main__" == __name__:
                    print(os.path.sep, sibling, paramiko)
                """);
        assertEquals("", facts.fileName());
        assertTrue(facts.hasComments());
        assertTrue(facts.hasEntryGuard());
        assertEquals(
                List.of(
                        new Import("os.path", 3, 1, false, false, false),
                        new Import("", 4, 1, true, false, false),
                        new Import("paramiko.client", 6, 5, false, true, true)),
                facts.imports());
        assertEquals("paramiko", facts.imports().get(2).topLevel());
    }

    private static String handling(String body) {
        return facts("try:\n    pass\nexcept:\n    " + body + "\n").facts().stream()
                .filter(fact -> fact.kind() == CodeFact.Kind.BARE_EXCEPT)
                .findFirst()
                .orElseThrow()
                .subject();
    }

    private static Facts facts(String code) {
        return assertInstanceOf(Compiled.class, PYTHON.compile(code)).facts();
    }

    private static TreeMap<Integer, String> found(String code) {
        return facts(code).facts().stream()
                .collect(Collectors.groupingBy(
                        CodeFact::line,
                        TreeMap::new,
                        Collectors.collectingAndThen(
                                Collectors.toList(),
                                facts -> facts.stream()
                                        .map(fact -> fact.kind().id())
                                        .sorted()
                                        .collect(Collectors.joining(", ")))));
    }

    private static TreeMap<Integer, String> marked(String code) {
        List<String> lines = code.lines().toList();
        TreeMap<Integer, String> marked = new TreeMap<>();
        for (int i = 0; i < lines.size(); i++) {
            int mark = lines.get(i).indexOf(MARK);
            if (mark >= 0) {
                String[] kinds = lines.get(i).substring(mark + MARK.length()).split(", ");
                marked.put(i + 1, Arrays.stream(kinds).sorted().collect(Collectors.joining(", ")));
            }
        }
        return marked;
    }
}
