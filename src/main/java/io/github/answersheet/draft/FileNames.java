package io.github.answersheet.draft;

import io.github.answersheet.language.Language;
import io.github.answersheet.source.Resource;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The names of files that answers give their blocks. Folders are left out; a path that leads upwards is no name, nor is
 * one that a module of Python has, nor one whose ending belongs to another language than the block's.
 */
public final class FileNames {

    private static final Set<String> TAKEN =
            Set.copyOf(Resource.of(FileNames.class, "taken-modules.txt").words());
    private static final Pattern PLAIN = Pattern.compile("\\w[\\w.+-]{0,99}");

    private static final Pattern PYTHON_FILE = Pattern.compile("(?i)\\.py[cdowi]?$|\\.so$|\\.pth$");
    private static final int LONGEST = 300;
    private static final String PATH = "((?:[\\w.-]*/)*\\w[\\w.-]*\\.[A-Za-z]\\w{0,9})";
    private static final Pattern TITLE =
            Pattern.compile("(?i)\\b(?:title|file|filename|name)\\s*=\\s*[\"']?" + PATH + "(?![\\w/.-])");
    private static final Pattern WORD = Pattern.compile("(?:^|[\\s,:{])" + PATH + "(?=[\\s,}]|$)");
    private static final String WITH_PURPOSE =
            "(?:\\s*(?::|\\s[-–—]+|\\s*\\(|\\s[\\[<]|\\s+(?-i:[A-Z][A-Z_]+)(?=\\s|$))\\s*.*)?";
    private static final String IN_COMMENT = "(?i)(?:#+|//+|--+)\\s*(?:file(?:\\s?name)?\\s*:\\s*)?`?" + PATH + "`?";
    private static final Pattern COMMENT = Pattern.compile(IN_COMMENT);
    private static final Pattern COMMENT_WITH_PURPOSE = Pattern.compile(IN_COMMENT + WITH_PURPOSE);
    private static final Pattern DOCSTRING =
            Pattern.compile("(?i)[ru]?(?:\"\"\"|''')\\s*" + PATH + "(?:" + WITH_PURPOSE + "|(?:\"\"\"|'''))");
    private static final Pattern LINE_BEFORE = Pattern.compile("(?i)[\\s>*+-]*(?:\\d+[.)]\\s+)?(?:#+\\s+)?"
            + "(?:file(?:\\s?name)?\\s*:\\s*)?[*_`]+" + PATH + "[*_`:]+\\s*");
    private static final Pattern SAVED_AS =
            Pattern.compile("(?i).*\\b(?:save[ds]?|call(?:ed)?|named?|create)\\b[^`]*`" + PATH + "`[^`]*:\\s*");

    private FileNames() {}

    /**
     * The name of a block; empty without one.
     *
     * @param info of the fence
     * @param lineBefore the last line above the fence that is not blank
     */
    static String of(String language, String info, String code, String lineBefore) {
        return Stream.of(
                        found(TITLE, info),
                        found(WORD, info),
                        inComment(language, code),
                        inDocstring(language, code),
                        whole(LINE_BEFORE, lineBefore),
                        whole(SAVED_AS, lineBefore))
                .flatMap(Optional::stream)
                .map(FileNames::plain)
                .filter(name -> fits(name, language))
                .findFirst()
                .orElse("");
    }

    private static Optional<String> found(Pattern pattern, String info) {
        return info.length() > LONGEST
                ? Optional.empty()
                : pattern.matcher(info).results().map(r -> r.group(1)).findFirst();
    }

    private static Optional<String> whole(Pattern pattern, String line) {
        Matcher matcher = pattern.matcher(line.length() > LONGEST ? "" : line);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    // The first two lines of the comment that a file begins with, less its #! line and ruled lines.
    private static Optional<String> inComment(String language, String code) {
        Pattern comment = Language.of(language).isPresent() ? COMMENT_WITH_PURPOSE : COMMENT;
        String sign = Language.of(language)
                .map(Language::comment)
                .filter(known -> !known.isEmpty())
                .orElse("#");
        return code.lines()
                .map(String::strip)
                .dropWhile(String::isEmpty)
                .takeWhile(line -> line.startsWith(sign))
                .filter(line -> !line.startsWith("#!") && line.chars().anyMatch(Character::isLetterOrDigit))
                .limit(2)
                .flatMap(line -> whole(comment, line).stream())
                .filter(name -> !isCalled(plain(name), code))
                .findFirst();
    }

    // What calls a script by its name is a demonstration of it; its comment says what it shows.
    static boolean isCalled(String name, String code) {
        Pattern call =
                Pattern.compile("(?:\\./|\\b(?:bash|sh|source|python3?) |^\\. )" + Pattern.quote(name) + "(?![\\w.-])");
        return !code.startsWith("#!")
                && code.lines()
                        .map(String::strip)
                        .anyMatch(line -> !line.startsWith("#")
                                && line.contains(name)
                                && call.matcher(line).find());
    }

    private static Optional<String> inDocstring(String language, String code) {
        return Language.of(language).filter(Language.PYTHON::equals).isPresent()
                ? code.lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                        .findFirst()
                        .flatMap(line -> whole(DOCSTRING, line))
                : Optional.empty();
    }

    private static String plain(String path) {
        return path.startsWith("../") || path.contains("/../") ? "" : path.substring(path.lastIndexOf('/') + 1);
    }

    /**
     * Whether a block may have a name: a plain one, without folders, that stands in the way of no module of Python or of what
     * runs tests. Else what imports that module would get the block.
     */
    public static boolean isFree(String name) {
        return PLAIN.matcher(name).matches()
                && !name.contains("..")
                && !(PYTHON_FILE.matcher(name).find() && TAKEN.contains(name.split("\\.", 2)[0]));
    }

    /** Whether a file at a path leaves the modules of Python alone for what runs in a folder. */
    public static boolean isFreePath(String path, String folder) {
        Path inFolder =
                Path.of(folder).relativize(Path.of(folder).resolve(path)).normalize();
        String first = inFolder.getName(0).toString();
        return !PYTHON_FILE.matcher(path).find() || !TAKEN.contains(first.split("\\.", 2)[0]);
    }

    private static boolean fits(String name, String language) {
        return isFree(name)
                && Language.of(language).map(known -> known.isOf(name)).orElse(true);
    }
}
