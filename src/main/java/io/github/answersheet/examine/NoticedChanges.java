package io.github.answersheet.examine;

import io.github.answersheet.draft.FencedBlock;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How many small changes of an answer's code its tests notice.
 *
 * @param section index of the tests' section among those that were written
 * @param tests the block with the tests
 * @param file the code that was changed
 * @param tried how many changes were tried
 * @param unnoticed those with which all tests still pass
 */
public record NoticedChanges(int section, FencedBlock tests, String file, int tried, List<Unnoticed> unnoticed) {

    /**
     * A change that no test notices.
     *
     * @param line in the code, 1-based
     * @param what was changed, in words
     */
    public record Unnoticed(int line, String what) {}

    public NoticedChanges {
        unnoticed = List.copyOf(unnoticed);
    }

    public int noticed() {
        return tried - unnoticed.size();
    }

    /** Which changes were not noticed, in words. */
    public String inWords() {
        return unnoticed.stream()
                .map(each -> "line " + each.line() + " (" + each.what() + ")")
                .collect(Collectors.joining(", "));
    }
}
