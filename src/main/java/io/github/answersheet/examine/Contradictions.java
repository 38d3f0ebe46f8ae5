package io.github.answersheet.examine;

import java.util.List;
import java.util.Optional;

/**
 * What a reply names of contradictions. It proves nothing before its quotes are looked for.
 *
 * @param left how many were left out because nobody could understand them
 * @param failure why the reply is of no use; empty if it is of use, also where it names none
 */
public record Contradictions(List<Contradiction> all, int left, Optional<String> failure) {

    public Contradictions {
        all = List.copyOf(all);
    }

    /** Nothing came that is of use. */
    public static Contradictions none(String why) {
        return new Contradictions(List.of(), 0, Optional.of(why));
    }
}
