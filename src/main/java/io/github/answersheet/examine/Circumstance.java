package io.github.answersheet.examine;

import io.github.answersheet.examine.Conditions.Course;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Something that changes around a program: what its files are like, the machine, or what else happens while it runs. Programs
 * meet it in production whether or not somebody thought of it.
 *
 * @param name in words, as in "with an empty file"
 * @param files of a case as they then are
 * @param setup Python that runs before the program is loaded; empty for none
 * @param conditions in which it runs
 * @param words by which an answer that speaks of it is known
 */
record Circumstance(
        String name, Function<Case, Map<String, String>> files, String setup, Conditions conditions, Pattern words) {

    private static final String EACH_FILE = """
            import os as _os
            for _path in %s:
                with open(_path, "rb") as _file:
                    _bytes = _file.read()
                with open(_path, "wb") as _file:
                    _file.write(_bytes%s)
            """;
    private static final String LOCALE = "locale|LC_ALL|encod|UTF-?8|ASCII";
    private static final String SIGNALS = "SIGTERM|signal|terminat|interrupt|shut ?down|shuts down|graceful|kill";

    /** All of them. */
    static final List<Circumstance> ALL = List.of(
            ofTexts("with an empty file", text -> "", "empty|no lines"),
            ofTexts("where the last line has no newline", String::stripTrailing, "newline|last line|truncat|torn"),
            ofTexts("with Windows line ends", text -> text.replace("\n", "\r\n"), "CRLF|Windows|line end|carriage"),
            ofTexts("with a byte order mark", text -> "\uFEFF" + text, "BOM|byte order mark|utf-8-sig"),
            ofTexts(
                    "with a line of 100,000 characters",
                    text -> text + "x".repeat(100_000) + "\n",
                    "long line|too long|length|malformed|broken line|bad line"),
            new Circumstance(
                    "with a byte that is no UTF-8",
                    Case::files,
                    EACH_FILE.formatted("%s", " + b\"\\xe9\\n\""),
                    Conditions.USUAL,
                    words("decod|Latin|(?:no|not) UTF|invalid byte|errors=")),
            ofFiles(
                    "without its files",
                    Circumstance::withoutInput,
                    "missing|absent|no such file|not found|FileNotFound|(?:not|n't|no longer) (?:there|exist)"),
            ofFiles(
                    "where its output is there already",
                    Circumstance::withOutput,
                    "overwrit|exist|already|clobber|replac(?:e|es|ing) (?:the|an|its) (?:output|file)"),
            ofMachine(
                    "in another time zone",
                    "import os, time\nos.environ['TZ'] = 'Asia/Tokyo'\ntime.tzset()\n",
                    "time ?zone|UTC"),
            ofMachine(
                    "in a folder where nothing can be written",
                    "import os\nos.chmod('.', 0o555)\n",
                    "read-only|permission|writable|cannot be written"),
            under("with `LC_ALL=C`", Conditions.in("LC_ALL=C"), LOCALE),
            under("with `LC_ALL=C` and `PYTHONUTF8=0`", Conditions.in("LC_ALL=C", "PYTHONUTF8=0"), LOCALE),
            under("with `PYTHONUTF8=1`", Conditions.in("PYTHONUTF8=1"), LOCALE),
            under(
                    "a second time in the same folder",
                    Conditions.of(Course.AGAIN),
                    "second (?:run|time)|twice|re-?run|again|overwrit|exist|already|idempoten"),
            under("with SIGTERM in mid-run", Conditions.of(Course.TERMINATED), SIGNALS),
            under(
                    "again after SIGTERM in mid-run",
                    Conditions.of(Course.RESTARTED),
                    SIGNALS + "|\\block|left ?over|leftover|stale|restart|resum|crash|exist|already"),
            under(
                    "twice at once",
                    Conditions.of(Course.AT_ONCE),
                    "\\block|at once|at a time|concurren|parallel|simultan|same time|another (?:process|instance|run)"
                            + "|exist|already"));

    private static Circumstance ofTexts(String name, UnaryOperator<String> change, String words) {
        return ofFiles(
                name,
                input -> {
                    Map<String, String> files = new HashMap<>();
                    input.files().forEach((path, text) -> files.put(path, isProgram(path) ? text : change.apply(text)));
                    return files;
                },
                words);
    }

    private static Circumstance ofFiles(String name, Function<Case, Map<String, String>> files, String words) {
        return new Circumstance(name, files, "", Conditions.USUAL, words(words));
    }

    private static Circumstance ofMachine(String name, String setup, String words) {
        return new Circumstance(name, Case::files, setup, Conditions.USUAL, words(words));
    }

    private static Circumstance under(String name, Conditions conditions, String words) {
        return new Circumstance(name, Case::files, "", conditions, words(words));
    }

    private static Pattern words(String alternatives) {
        return Pattern.compile(alternatives, Pattern.CASE_INSENSITIVE);
    }

    private static Map<String, String> withoutInput(Case input) {
        Map<String, String> files = new HashMap<>(input.files());
        files.keySet().removeIf(path -> !isProgram(path));
        return files;
    }

    // What a case says is to be there in the end, is there from the start, with another text.
    private static Map<String, String> withOutput(Case input) {
        Map<String, String> files = new HashMap<>(input.files());
        input.right().filesAfter().forEach((path, text) -> {
            if (text.isPresent() && !isProgram(path)) {
                files.putIfAbsent(path, "of an earlier run\n");
            }
        });
        return files;
    }

    /** A case under this circumstance; empty if that makes no difference to it. */
    Optional<Case> of(Case input, boolean isPython) {
        if (!isPython && (!setup.isEmpty() || conditions.isOfPython())) {
            return Optional.empty();
        }
        Map<String, String> changed = files.apply(input);
        List<String> paths = new ArrayList<>();
        input.files().keySet().stream().filter(path -> !isProgram(path)).forEach(path -> paths.add("\"" + path + "\""));
        boolean isOfEachFile = setup.contains("%s");
        boolean isUnchanged = setup.isEmpty() && conditions.equals(Conditions.USUAL) && changed.equals(input.files());
        if (isUnchanged || isOfEachFile && paths.isEmpty()) {
            return Optional.empty();
        }
        String before = isOfEachFile ? setup.formatted(paths.toString()) : setup;
        return Optional.of(new Case(
                input.name(),
                changed,
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
