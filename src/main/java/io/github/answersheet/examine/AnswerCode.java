package io.github.answersheet.examine;

import io.github.answersheet.draft.DraftSection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The code of one answer, with what says how its files are called.
 *
 * @param sections that may have code of the answer's own
 * @param question its text, which may name a file; empty if it is not known
 */
public record AnswerCode(List<DraftSection> sections, String question) {

    public AnswerCode {
        sections = List.copyOf(sections);
    }

    /** The same for the same code. */
    String key() {
        return sections.stream().map(s -> s.label() + "\n" + s.body()).collect(Collectors.joining("\0")) + "\0"
                + question;
    }
}
