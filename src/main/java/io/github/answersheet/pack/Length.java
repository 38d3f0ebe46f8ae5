package io.github.answersheet.pack;

import java.util.Optional;

/**
 * How long a section may be.
 *
 * @param words of prose: all that stands outside fences; nothing if that does not matter
 * @param codeLines lines of code, blank ones not counted; nothing if that does not matter
 */
public record Length(Optional<Bounds> words, Optional<Bounds> codeLines) {

    /** As long as it likes. */
    public static final Length ANY = new Length(Optional.empty(), Optional.empty());

    /**
     * @param least 0 if there is no lower bound
     * @param most at least 1, and not below {@code least}
     */
    public record Bounds(int least, int most) {

        Bounds plus(Bounds other) {
            return new Bounds(least + other.least, most + other.most);
        }

        /** As people say it, such as {@code 350 to 600}. */
        @Override
        public String toString() {
            return least == 0 ? "up to " + most : least + " to " + most;
        }
    }

    /** Of two sections together; what has no bounds adds nothing. */
    Length plus(Length other) {
        return new Length(sum(words, other.words), sum(codeLines, other.codeLines));
    }

    private static Optional<Bounds> sum(Optional<Bounds> one, Optional<Bounds> other) {
        return one.map(bounds -> other.map(bounds::plus).orElse(bounds)).or(() -> other);
    }
}
