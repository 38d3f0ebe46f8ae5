package io.github.answersheet.pack;

import java.util.Locale;

/** What the program says in a sheet or on its page, for which every language has words of its own. */
public enum Phrase {
    VERIFIED(3),
    COMPARED(1),
    CASES(1),
    TRIED(1),
    STATEMENTS_HOLD(1),
    STATEMENTS_FAIL(1),
    STATEMENTS_DISPUTED(1),
    TESTS_NOTICE(2),
    OUTPUT(1),
    STANDARD_ERROR(0),
    EXIT_STATUS(1),
    VARIES(0),
    MORE_LINES(1),
    ANOTHER_ANSWER(0),
    THIS_ANSWER(0),
    SKIP(0),
    CONTENTS(0),
    FOLD_ALL(0),
    UNFOLD_ALL(0),
    DARK(0),
    LIGHT(0),
    KEYS(0),
    ANSWERS(1),
    TO_REVIEW(1),
    ANSWERS_TO_REVIEW(0),
    NEEDS_REVIEW(0),
    BY_CATEGORY(0),
    ALL(0),
    SHOWN(2),
    ERRORS(1),
    LINK_TO(1),
    NOT_PRINTED(0),
    CHECKED(0),
    EDITED_SINCE(0),
    LABELS(1),
    MISSING(1),
    DIAGRAMS_PARSED(1),
    BLOCKS_COMPILED(2),
    BLOCKS_PARSED(2),
    WITH_ERRORS(1),
    UNCHECKED(1),
    FIGURES(3),
    AS_VERIFIED(1),
    AS_COMPARED(1),
    NOT_AS_CLAIMED(1),
    NOT_VERIFIED(0),
    NOT_RUN(0),
    BLOCKS_PASSED(2),
    BLOCKS_NOT_RUN(1),
    FIXES(1),
    REPAIRS(1),
    FINDINGS(0),
    AT_LINE(2),
    PASSED(0),
    FAILED(0),
    WAS_NOT_RUN(0),
    WAS_UNCHECKED(0),
    PRINTED(0),
    STATEMENTS_TRIED(1),
    HOLD(1),
    DO_NOT_HOLD(1),
    ARE_DISPUTED(1),
    ARE_UNDECIDED(1),
    HOLDS(0),
    DOES_NOT_HOLD(0),
    IS_DISPUTED(0),
    IS_UNDECIDED(0),
    PROGRAM(0),
    SEEN_IF_IT_HOLDS(1),
    SEEN(1),
    NEXT_ANSWER(0),
    PREVIOUS_ANSWER(0),
    NEXT_SECTION(0),
    PREVIOUS_SECTION(0),
    FOLD_SECTION(0),
    FOLD_SECTIONS(0),
    TO_CONTENTS(0),
    COLOURS(0),
    ONE_CATEGORY(0),
    THIS_LIST(0),
    SINGLE_KEYS(0),
    CLOSE(0),
    COPY(0),
    COPIED(0),
    COPY_CODE(1),
    COPY_SOURCE(0),
    CODE(0),
    TABLE(0),
    DIAGRAM(0),
    TEXT(0),
    ENLARGE(0),
    ENLARGE_DIAGRAM(0),
    SOURCE(0),
    CANNOT_DRAW(1),
    DIAGRAM_OF(2),
    IT_SAYS(2);

    private final int places;

    Phrase(int places) {
        this.places = places;
    }

    /** Its key in the words of a language, such as {@code exitStatus}. */
    public String key() {
        String[] words = name().toLowerCase(Locale.ROOT).split("_");
        StringBuilder key = new StringBuilder(words[0]);
        for (int i = 1; i < words.length; i++) {
            key.append(Character.toUpperCase(words[i].charAt(0))).append(words[i].substring(1));
        }
        return key.toString();
    }

    /** How many places {@code %s} it has for what differs. */
    int places() {
        return places;
    }
}
