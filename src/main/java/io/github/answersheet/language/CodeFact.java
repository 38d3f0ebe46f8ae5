package io.github.answersheet.language;

import java.util.Locale;
import java.util.Objects;

/**
 * Something in the code that a reviewer would look for. It need not be wrong: a check decides that.
 *
 * @param subject what it is about, such as the name that is undefined, or the function called; for {@link
 *     Kind#BARE_EXCEPT} and {@link Kind#BROAD_EXCEPT} what the handler does: {@code raises}, {@code exits}, {@code logs},
 *     {@code silent}
 */
public record CodeFact(Kind kind, int line, int column, String subject, String message) {
    public CodeFact {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(subject);
        Objects.requireNonNull(message);
    }

    public enum Kind {
        /** Used but bound nowhere around; only where that is certain, and once for each name. */
        UNDEFINED_NAME,
        /** Not told of a block that has nothing but imports. */
        UNUSED_IMPORT,
        BARE_EXCEPT,
        /** Of {@code Exception} or {@code BaseException}, and not raised again. */
        BROAD_EXCEPT,
        OPEN_WITHOUT_WITH,
        SHELL_TRUE,
        OS_SYSTEM,
        MISSING_TIMEOUT,
        MUTABLE_DEFAULT,
        MISSING_ENCODING,
        CSV_NEWLINE,
        HARD_CODED_SECRET,
        EVAL_EXEC,
        UNSAFE_YAML_LOAD,
        SLEEP_IN_ASYNC,
        /** A handler that an earlier one of the same {@code try} leaves nothing for. */
        UNREACHABLE_HANDLER,
        /** Statements behind a {@code return}, {@code raise}, {@code break} or {@code continue}. */
        UNREACHABLE_CODE,
        /** A {@code return}, {@code break} or {@code continue} in {@code finally} that swallows an exception. */
        FINALLY_SWALLOWS,
        /** A function made in a loop that uses the loop's variable when it is called later. */
        LATE_BINDING,
        /** A collection that is made longer or shorter while a loop goes through it. */
        CHANGED_WHILE_ITERATED,
        /** A coroutine of the same module that is called and not awaited. */
        MISSING_AWAIT,
        /** A name of Python's own that gets another meaning in the module. */
        SHADOWED_BUILTIN;

        /** In lower-case words joined by hyphens, such as {@code bare-except}. */
        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        static Kind of(String id) {
            return valueOf(id.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }
}
