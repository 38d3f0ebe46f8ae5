package io.github.answersheet.draft;

import io.github.answersheet.source.Position;
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
 * @param code its lines as Markdown reads them, without the indentation that a list gives them
 * @param line of the opening fence in the body, 1-based
 * @param lastLine of the block in the body
 * @param offset of the opening fence's line in the body
 * @param indentation columns that Markdown took from each line of code
 * @param fence the opening fence, such as three backticks
 * @param closed whether a closing fence ends it
 */
public record FencedBlock(
        String language,
        String fileName,
        String code,
        int line,
        int lastLine,
        int offset,
        int indentation,
        String fence,
        boolean closed) {

    private static final Set<String> PYTHON = Set.of("python", "py", "python3", "py3");
    private static final Set<String> BASH = Set.of("bash", "sh", "shell");

    private static final Set<String> OTHER_SHELLS = Set.of("zsh", "ksh", "fish", "csh", "tcsh", "bats");
    private static final Pattern BATS = Pattern.compile("\\A#!.*\\bbats\\b|(?m)^@test ");

    public boolean is(String other) {
        return language.equals(other);
    }

    public boolean isPython() {
        // A session copied from a prompt is to be read and not to be compiled.
        return PYTHON.contains(language) && !code.stripLeading().startsWith(">>>");
    }

    public boolean isBash() {
        return BASH.contains(language)
                && otherShell().isEmpty()
                && !code.stripLeading().startsWith("$ ");
    }

    /** The shell or the runner of tests that it is written for, where that is not Bash and nobody here can read it. */
    public Optional<String> otherShell() {
        if (OTHER_SHELLS.contains(language)) {
            return Optional.of(language);
        }
        return BASH.contains(language) && BATS.matcher(code).find() ? Optional.of("bats") : Optional.empty();
    }

    /** Whether its commands call a script of that name, so that it is not that script. A line with {@code #!} says that it is one. */
    public boolean calls(String script) {
        return FileNames.isCalled(script, code);
    }

    /**
     * Where a place of the code is in the body. Markdown takes indentation, also tabs, from lines of code; the line
     * itself tells how much.
     *
     * @param body the body it stands in
     * @param codeLine 1-based
     * @param codeColumn 1-based
     * @return nothing if the line cannot be found again
     */
    public OptionalInt offsetIn(String body, int codeLine, int codeColumn) {
        int start = offset;
        for (int i = 0; i < codeLine; i++) {
            int end = body.indexOf('\n', start);
            if (end < 0) {
                return OptionalInt.empty();
            }
            start = end + 1;
        }
        int end = body.indexOf('\n', start);
        String line = body.substring(start, end < 0 ? body.length() : end);
        String text = code.lines().skip(codeLine - 1L).findFirst().orElse("");
        return line.endsWith(text)
                ? OptionalInt.of(start + line.length() - text.length() + codeColumn - 1)
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
            OptionalInt found = offsetIn(section.body(), codeLine, codeColumn);
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
