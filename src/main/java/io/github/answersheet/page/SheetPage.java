package io.github.answersheet.page;

import io.github.answersheet.pack.Role;
import io.github.answersheet.pack.Words;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A sheet taken apart for a page; every text of it is in one of its parts. Immutable.
 *
 * @param preamble what stands before the first answer, without title and table of contents
 * @param answers in the order of the sheet
 * @param closing what stands behind the last answer
 * @param words in which the page says what the program writes
 */
record SheetPage(String title, Markdown preamble, List<PageAnswer> answers, Markdown closing, Words words) {

    SheetPage {
        answers = List.copyOf(answers);
    }

    /**
     * An answer.
     *
     * @param anchor of its title, as the sheet's own table of contents names it
     * @param shortAnchor one that does not change with the topic; empty where the sheet uses it for something else
     * @param title its heading
     * @param topic that of the heading, possibly empty
     * @param needsReview whether the sheet itself marks it
     * @param group the section of the quiz, or the category's name where the sheet names no section
     * @param category the category's place in the pack, from 0
     * @param text what it is known by, as it stands
     * @param lead what stands between its title and its first label, such as what needs review
     * @param before what stands between the answer before and this one, such as a heading
     */
    record PageAnswer(
            String anchor,
            Optional<String> shortAnchor,
            int number,
            String title,
            String topic,
            boolean needsReview,
            String group,
            int category,
            String categoryName,
            String text,
            Markdown before,
            Markdown lead,
            List<PageSection> sections) {

        PageAnswer {
            sections = List.copyOf(sections);
        }
    }

    /**
     * A labelled part of an answer.
     *
     * @param label as the templates have it
     * @param shown the same in the language of the sheet
     */
    record PageSection(String anchor, String label, String shown, Set<Role> roles, Markdown body) {}

    /**
     * A piece of the sheet.
     *
     * @param line where it starts in the sheet, 1-based
     */
    record Markdown(String text, int line) {

        boolean isBlank() {
            return text.isBlank();
        }
    }
}
