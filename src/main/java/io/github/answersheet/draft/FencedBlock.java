package io.github.answersheet.draft;

import io.github.answersheet.language.Language;
import io.github.answersheet.source.Position;
import io.github.answersheet.source.SourceText;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A fenced code block in a section's body.
 *
 * @param language that its info string names, in lower case; empty if there is none
 * @param fileName under which a reader would save it, without folders, as its info string, its first comment or the line
 *     above says; empty if none does
 * @param lines its code as Markdown reads it, without the indentation that a list gives them
 * @param line of the opening fence in the body, 1-based
 * @param lastLine of the block in the body
 * @param offset of the opening fence's line in the body
 * @param indentation columns that Markdown took from each line of code
 * @param fence the opening fence, such as three backticks
 * @param closed whether a closing fence ends it
 * @param below whether it stands directly below a block of code, or with only a line between that announces output
 */
public record FencedBlock(
        String language,
        String fileName,
        SourceText lines,
        int line,
        int lastLine,
        int offset,
        int indentation,
        String fence,
        boolean closed,
        boolean below) {

    private static final Set<String> PYTHON_SESSIONS = Set.of("python", "py", "python3", "py3", "pycon", "doctest", "");
    private static final Set<String> SHELL_SESSIONS = Set.of(
            "bash",
            "sh",
            "shell",
            "console",
            "terminal",
            "shell-session",
            "shellsession",
            "sh-session",
            "bash-session",
            "");
    private static final Pattern PYTHON_PROMPT = Pattern.compile(">>>(?: .*)?");
    /** What a shell writes before a command, such as {@code ann@web-1:~$}; its group is the command. */
    public static final Pattern SHELL_PROMPT =
            Pattern.compile("(?:\\[?[\\w.-]+@[\\w.-]+(?:[: ][\\w~/.-]*)?]?)?\\$(?: (.*))?");

    private static final Set<String> OTHER_SHELLS = Set.of("zsh", "ksh", "fish", "csh", "tcsh", "bats");
    private static final Set<String> TEXT =
            Set.of("text", "txt", "plaintext", "output", "stdout", "log", "markdown", "md");
    // What is output below a program, and else may be anything.
    private static final Set<String> PERHAPS_OUTPUT = Set.of("", "console");
    private static final Pattern BATS = Pattern.compile("\\A#!.*\\bbats\\b|(?m)^@test ");

    /** Its code, without the indentation that a list gives it. */
    public String code() {
        return lines.text();
    }

    /** How many lines of code it has. */
    public int lineCount() {
        return code().isEmpty() || code().endsWith("\n") ? lines.lineCount() - 1 : lines.lineCount();
    }

    public boolean is(String other) {
        return language.equals(other);
    }

    /** The language that it is written in, as a program; empty for a session, a diagram, text, and what nobody here knows. */
    public Optional<Language> written() {
        return otherShell().isPresent() || isPythonSession() || isShellSession()
                ? Optional.empty()
                : Language.of(language);
    }

    /** The same, and for a session that of its prompt. */
    public Optional<Language> typedOrWritten() {
        return isPythonSession()
                ? Optional.of(Language.PYTHON)
                : isShellSession() ? Optional.of(Language.BASH) : written();
    }

    public boolean isPython() {
        return written().filter(Language.PYTHON::equals).isPresent();
    }

    public boolean isBash() {
        return written().filter(Language.BASH::equals).isPresent();
    }

    public boolean isDiagram() {
        return is("mermaid");
    }

    /** Whether it was copied from Python's prompt, {@code >>>}, perhaps below a comment: to be read, and not to be compiled. */
    public boolean isPythonSession() {
        return PYTHON_SESSIONS.contains(language)
                && PYTHON_PROMPT.matcher(firstLine()).matches();
    }

    /** The same for the prompt of a shell, {@code $}. */
    public boolean isShellSession() {
        return SHELL_SESSIONS.contains(language)
                && SHELL_PROMPT.matcher(firstLine()).matches();
    }

    /** Whether it may be what a program printed. */
    public boolean isOutput() {
        return (TEXT.contains(language) || PERHAPS_OUTPUT.contains(language))
                && !isPythonSession()
                && !isShellSession();
    }

    /** What nobody here can read, by its language; empty for what is read, or is text. */
    public Optional<String> unread() {
        boolean isRead =
                written().filter(Language::isRead).isPresent() || isPythonSession() || isShellSession() || isDiagram();
        if (isRead || TEXT.contains(language) || PERHAPS_OUTPUT.contains(language) && below) {
            return Optional.empty();
        }
        return otherShell().or(() -> Optional.of(language.isEmpty() ? "no language" : language));
    }

    private String firstLine() {
        return code().lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .findFirst()
                .orElse("");
    }

    /** The shell or the runner of tests that it is written for, where that is not Bash and nobody here can read it. */
    public Optional<String> otherShell() {
        if (OTHER_SHELLS.contains(language)) {
            return Optional.of(language);
        }
        return Language.of(language).filter(Language.BASH::equals).isPresent()
                        && BATS.matcher(code()).find()
                ? Optional.of("bats")
                : Optional.empty();
    }

    /** Whether its commands call a script of that name, so that it is not that script. A line with {@code #!} says that it is one. */
    public boolean calls(String script) {
        return FileNames.isCalled(script, code());
    }

    /**
     * Where a place of the code is in the body of its section. Markdown takes indentation, also tabs, from lines of code; the
     * line itself tells how much.
     *
     * @param codeLine 1-based
     * @param codeColumn 1-based
     * @return nothing if the line cannot be found again
     */
    public OptionalInt offsetIn(DraftSection section, int codeLine, int codeColumn) {
        SourceText source = section.source();
        int line = section.bodyPosition(offset).line() + codeLine;
        if (codeLine > lines.lineCount() || line > source.lineCount()) {
            return OptionalInt.empty();
        }
        String text = lines.line(codeLine);
        int end = source.lineStart(line) + source.line(line).length();
        return source.line(line).endsWith(text)
                ? OptionalInt.of(end - text.length() + codeColumn - 1 - section.bodyOffset())
                : OptionalInt.empty();
    }

    /**
     * @param codeLine 1-based; 0 stands for the opening fence
     * @param codeColumn 1-based
     * @return where that is in the text the section was read from
     */
    public Position positionIn(DraftSection section, int codeLine, int codeColumn) {
        Position opening = section.bodyPosition(offset);
        if (codeLine > 0) {
            OptionalInt found = offsetIn(section, codeLine, codeColumn);
            if (found.isPresent() && found.getAsInt() <= section.body().length()) {
                return new Position(
                        opening.line() + codeLine,
                        section.bodyPosition(found.getAsInt()).column());
            }
        }
        int column = codeLine == 0 ? opening.column() : indentation + codeColumn;
        return new Position(opening.line() + codeLine, Math.max(1, column));
    }
}
