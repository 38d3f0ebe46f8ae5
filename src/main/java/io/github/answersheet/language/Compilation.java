package io.github.answersheet.language;

import java.util.List;
import java.util.Objects;

/** What Python said of one block. */
public sealed interface Compilation permits Compilation.Compiled, Compilation.SyntaxError, Compilation.Unchecked {

    /** It compiles; {@code warnings} are the compiler's own, such as for an invalid escape sequence. */
    record Compiled(List<SyntaxWarning> warnings, Facts facts) implements Compilation {
        public Compiled {
            warnings = List.copyOf(warnings);
            Objects.requireNonNull(facts);
        }
    }

    /** It does not compile; {@code message} is Python's own. */
    record SyntaxError(String message, int line, int column) implements Compilation {
        public SyntaxError {
            Objects.requireNonNull(message);
        }
    }

    /** Nothing is known, and the code must not pass for right; {@code reason} says why, for an author. */
    record Unchecked(String reason) implements Compilation {
        public Unchecked {
            Objects.requireNonNull(reason);
        }
    }

    record SyntaxWarning(int line, String message) {}
}
