package io.github.answersheet.mermaid;

import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;

/** What Mermaid said of one diagram. */
public sealed interface Verdict permits Verdict.Valid, Verdict.Invalid, Verdict.Unchecked {

    /** The words of a flowchart in Mermaid's grammar, without blanks; none for other diagrams. */
    default List<Word> words() {
        return List.of();
    }

    /** Mermaid reads it; {@code diagram} is what it read. */
    record Valid(Diagram diagram, List<Word> words) implements Verdict {
        public Valid {
            Objects.requireNonNull(diagram);
            words = List.copyOf(words);
        }
    }

    /**
     * Mermaid refuses it, for its first error: it names no type of diagram, its grammar does not allow it, or nobody can draw
     * what it says, such as a group that stands inside itself or a date that does not exist.
     *
     * @param summary one line for an author, without the line number
     * @param message Mermaid's own message, unchanged; the line it names does not count front matter and comments
     * @param line where the diagram goes wrong, 1 for its first line; empty where Mermaid does not tell
     */
    record Invalid(String summary, String message, OptionalInt line, List<Word> words) implements Verdict {
        public Invalid {
            words = List.copyOf(words);
            Objects.requireNonNull(summary);
            Objects.requireNonNull(message);
            Objects.requireNonNull(line);
        }
    }

    /** Nothing is known; {@code reason} says why, for an author. */
    record Unchecked(Cause cause, String reason) implements Verdict {
        public Unchecked {
            Objects.requireNonNull(cause);
            Objects.requireNonNull(reason);
        }
    }

    /**
     * A piece of a flowchart as Mermaid's own lexer cuts it.
     *
     * @param kind in its grammar, such as {@code NODE_STRING}, {@code SQS} or {@code LINK}; {@code ?} for what it has no word
     *     for
     * @param start in the diagram, whose line ends count as one character each
     * @param end behind its last character
     */
    record Word(String kind, int start, int end) {}

    /** Why a diagram was not checked. The first two are the diagram's own fault, the last is not. */
    enum Cause {
        /** Longer than {@link MermaidGrammar#MAX_LENGTH}, or nested deeper than the engine's stack. */
        TOO_LARGE,
        TIMED_OUT,
        /** The engine is missing, was switched off, or failed. */
        UNAVAILABLE
    }
}
