package io.github.answersheet.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A mechanical mend of a finding, as data. It never changes what a diagram or a program means.
 *
 * @param edits all of them or none are made; offsets are of the text that the finding names
 */
public record Fix(List<Edit> edits) {

    /**
     * A replacement in a text.
     *
     * @param offset where it starts
     * @param length how many characters it takes away
     * @param replacement what it puts there
     */
    public record Edit(int offset, int length, String replacement) {

        int end() {
            return offset + length;
        }
    }

    public Fix {
        edits = List.copyOf(edits);
    }

    public static Fix replace(int offset, int length, String replacement) {
        return new Fix(List.of(new Edit(offset, length, replacement)));
    }

    /**
     * Applies fixes to the text they were made for. Of fixes that touch the same place the first wins; the others are
     * found again in the result.
     */
    public static String apply(String text, List<Fix> fixes) {
        List<Edit> taken = withoutClashes(fixes).stream()
                .flatMap(fix -> fix.edits().stream())
                .sorted(Comparator.comparing(Edit::offset))
                .toList();
        StringBuilder out = new StringBuilder();
        int at = 0;
        for (Edit edit : taken) {
            out.append(text, at, edit.offset()).append(edit.replacement());
            at = edit.end();
        }
        return out.append(text.substring(at)).toString();
    }

    /** Those of some fixes that can be applied together. */
    static List<Fix> withoutClashes(List<Fix> fixes) {
        List<Edit> taken = new ArrayList<>();
        List<Fix> kept = new ArrayList<>();
        for (Fix fix : fixes) {
            boolean clashes = fix.edits().stream().anyMatch(e -> taken.stream().anyMatch(t -> overlap(e, t)));
            if (!clashes) {
                taken.addAll(fix.edits());
                kept.add(fix);
            }
        }
        return kept;
    }

    private static boolean overlap(Edit a, Edit b) {
        boolean samePlace = a.offset() == b.offset();
        return samePlace || (a.offset() < b.end() && b.offset() < a.end());
    }
}
