package io.github.answersheet.examine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Something that changes around a program: what its input files are like, or the machine. Programs meet it in production
 * whether or not somebody thought of it.
 *
 * @param name in words, as in "with an empty file"
 * @param change of the text of each input file
 * @param setup Python that runs before the program is loaded; empty for none, and then Bash meets it as well
 * @param words by which an answer that speaks of it is known
 */
record Circumstance(String name, UnaryOperator<String> change, String setup, Pattern words) {

    private static final String EACH_FILE = """
            import os as _os
            for _path in %s:
                with open(_path, "rb") as _file:
                    _bytes = _file.read()
                with open(_path, "wb") as _file:
                    _file.write(_bytes%s)
            """;

    /** All of them. */
    static final List<Circumstance> ALL = List.of(
            ofFiles("with an empty file", text -> "", "empty|no lines"),
            ofFiles("where the last line has no newline", String::stripTrailing, "newline|last line|truncat|torn"),
            ofFiles("with Windows line ends", text -> text.replace("\n", "\r\n"), "CRLF|Windows|line end|carriage"),
            ofFiles("with a byte order mark", text -> "\uFEFF" + text, "BOM|byte order mark|utf-8-sig"),
            ofFiles(
                    "with a line of 100,000 characters",
                    text -> text + "x".repeat(100_000) + "\n",
                    "long line|too long|length|malformed|broken line|bad line"),
            new Circumstance(
                    "with a byte that is no UTF-8",
                    UnaryOperator.identity(),
                    EACH_FILE.formatted("%s", " + b\"\\xe9\\n\""),
                    words("decod|Latin|(?:no|not) UTF|invalid byte|errors=")),
            ofMachine(
                    "in another time zone",
                    "import os, time\nos.environ['TZ'] = 'Asia/Tokyo'\ntime.tzset()\n",
                    "time ?zone|UTC"),
            ofMachine(
                    "in a folder where nothing can be written",
                    "import os\nos.chmod('.', 0o555)\n",
                    "read-only|permission|writable|cannot be written"));

    private static Circumstance ofFiles(String name, UnaryOperator<String> change, String words) {
        return new Circumstance(name, change, "", words(words));
    }

    private static Circumstance ofMachine(String name, String setup, String words) {
        return new Circumstance(name, UnaryOperator.identity(), setup, words(words));
    }

    private static Pattern words(String alternatives) {
        return Pattern.compile(alternatives, Pattern.CASE_INSENSITIVE);
    }

    /** A case under this circumstance; empty if that makes no difference to it. */
    Optional<Case> of(Case input, boolean isPython) {
        if (!setup.isEmpty() && !isPython) {
            return Optional.empty();
        }
        Map<String, String> files = new HashMap<>();
        input.files().forEach((path, text) -> files.put(path, isProgram(path) ? text : change.apply(text)));
        List<String> paths = new ArrayList<>();
        input.files().keySet().stream().filter(path -> !isProgram(path)).forEach(path -> paths.add("\"" + path + "\""));
        boolean isOfFiles = setup.isEmpty() || setup.contains("%s");
        if (isOfFiles && paths.isEmpty() || setup.isEmpty() && files.equals(input.files())) {
            return Optional.empty();
        }
        String before = setup.contains("%s") ? setup.formatted(paths.toString()) : setup;
        return Optional.of(new Case(
                input.name(),
                files,
                input.setup().isEmpty() ? before : before + input.setup(),
                input.args(),
                input.stdin(),
                input.call(),
                input.originalCall(),
                input.right(),
                new Claim.None(),
                input.json(),
                input.file(),
                input.line()));
    }

    // Stand-ins for commands and modules are no input.
    private static boolean isProgram(String path) {
        return path.endsWith(".py") || path.endsWith(".sh") || path.startsWith("bin/") || path.contains("\"");
    }
}
