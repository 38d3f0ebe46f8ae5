package io.github.answersheet.quiz;

import java.util.ArrayList;
import java.util.List;

/**
 * The blocks of one question while it is being found.
 *
 * @param section its section's name
 * @param sectionLine where that stands
 * @param form how the question starts
 * @param label its number as written
 * @param blocks those that belong to it; grows while the document is walked through
 */
record Found(String section, int sectionLine, Form form, String label, List<Block> blocks) {

    enum Form {
        HEADING,
        ITEM,
        PARAGRAPH,
        DETAILS
    }

    Found(String section, int sectionLine, Form form, String label, Block first) {
        this(section, sectionLine, form, label, new ArrayList<>(List.of(first)));
    }

    Block first() {
        return blocks.get(0);
    }

    int lastLine() {
        return blocks.get(blocks.size() - 1).lastLine();
    }
}
