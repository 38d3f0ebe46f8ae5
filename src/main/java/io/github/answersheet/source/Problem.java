package io.github.answersheet.source;

import java.util.Optional;

/**
 * One thing that is wrong with what the user gave, told so that they can mend it.
 *
 * @param source the file or option
 * @param position where in it, if the problem has a place
 * @param line the text of that line, shown under the message
 * @param message one or two sentences
 */
public record Problem(String source, Optional<Position> position, Optional<String> line, String message) {

    private static final int LONGEST_EXCERPT = 160;

    /** A problem of a whole file, folder or option. */
    public static Problem of(String source, String message) {
        return new Problem(source, Optional.empty(), Optional.empty(), message);
    }

    /** A problem at a place in a text. */
    public static Problem at(SourceText text, int offset, String message) {
        Position position = text.position(offset);
        return new Problem(text.name(), Optional.of(position), Optional.of(text.line(position.line())), message);
    }

    /** {@code file:line:col: message}, and under it the line with a caret where there is one. */
    public String render() {
        StringBuilder out = new StringBuilder(VisibleText.line(source));
        position.ifPresent(p -> out.append(':').append(p));
        out.append(": ").append(message);
        if (position.isPresent() && line.isPresent() && line.get().length() <= LONGEST_EXCERPT) {
            out.append("\n    ").append(VisibleText.line(line.get()));
            String before = line.get()
                    .substring(
                            0, Math.min(position.get().column() - 1, line.get().length()));
            out.append("\n    ")
                    .append(" ".repeat(VisibleText.line(before).length()))
                    .append('^');
        }
        return out.toString();
    }
}
