package io.github.answersheet.quiz;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The blocks of one question while it is being found.
 *
 * @param section its section's name
 * @param sectionLine where that stands
 * @param form how the question starts
 * @param label its number as written
 * @param blocks those that belong to it; grows while the document is walked through
 * @param comments containers of other lines that may say its answer; grows as well
 * @param container the container that it is, if it is one
 * @param row the row of a table that it is, if it is one
 */
record Found(
        String section,
        int sectionLine,
        Form form,
        String label,
        List<Block> blocks,
        List<Container> comments,
        Optional<Container> container,
        Optional<QuestionTable.Row> row) {

    enum Form {
        HEADING,
        ITEM,
        PARAGRAPH,
        LETTER,
        CONTAINER,
        ROW
    }

    static Found of(String section, int sectionLine, Form form, String label, Block first) {
        return new Found(
                section,
                sectionLine,
                form,
                label,
                new ArrayList<>(List.of(first)),
                new ArrayList<>(),
                Optional.empty(),
                Optional.empty());
    }

    static Found of(String section, int sectionLine, String label, Container container) {
        return new Found(
                section,
                sectionLine,
                Form.CONTAINER,
                label,
                new ArrayList<>(),
                new ArrayList<>(),
                Optional.of(container),
                Optional.empty());
    }

    static Found of(String section, int sectionLine, Block table, QuestionTable.Row row) {
        return new Found(
                section,
                sectionLine,
                Form.ROW,
                row.label(),
                new ArrayList<>(List.of(table)),
                new ArrayList<>(),
                Optional.empty(),
                Optional.of(row));
    }

    boolean is(Form other) {
        return form == other;
    }

    /** The block that it starts with; none only for a container that holds nothing. */
    Optional<Block> first() {
        return blocks.stream().findFirst();
    }

    boolean startsWith(Block.Kind kind) {
        return !blocks.isEmpty() && blocks.get(0).is(kind);
    }

    int firstLine() {
        return row.map(QuestionTable.Row::line)
                .or(() -> container.map(Container::firstLine))
                .orElseGet(() -> blocks.get(0).firstLine());
    }

    int lastLine() {
        if (row.isPresent()) {
            return row.get().line();
        }
        int last = blocks.isEmpty() ? 0 : blocks.get(blocks.size() - 1).lastLine();
        return Math.max(last, container.map(Container::lastLine).orElse(0));
    }
}
