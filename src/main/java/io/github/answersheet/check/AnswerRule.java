package io.github.answersheet.check;

import io.github.answersheet.draft.DraftSection;
import io.github.answersheet.draft.FencedBlock;
import io.github.answersheet.examine.ExaminedAnswer;
import io.github.answersheet.examine.ExaminedBlock;
import io.github.answersheet.source.Position;
import java.util.List;
import java.util.Optional;

/** A rule about one answer; drafts are held to it before they become part of a sheet. */
public abstract non-sealed class AnswerRule extends Rule {

    protected AnswerRule(String id, Level level) {
        super(id, level);
    }

    /** What is wrong with an answer, in reading order; empty if nothing is. */
    public abstract List<Finding> check(ExaminedAnswer answer);

    /** A finding in a code block; its lines and columns count from 1, line 0 is the opening fence. */
    protected final Finding finding(
            ExaminedAnswer answer, ExaminedBlock block, int codeLine, int codeColumn, String message) {
        return finding(answer, block.section(), block.fence(), codeLine, codeColumn, message);
    }

    /** The same in a block that stands in a section. */
    protected final Finding finding(
            ExaminedAnswer answer,
            DraftSection section,
            FencedBlock block,
            int codeLine,
            int codeColumn,
            String message) {
        int line = Math.min(codeLine, block.lineCount());
        return finding(answer, section, block.positionIn(section, line, codeColumn), message);
    }

    /** A finding at an offset in a section's body. */
    protected final Finding finding(ExaminedAnswer answer, DraftSection section, int bodyOffset, String message) {
        return finding(answer, section, section.bodyPosition(bodyOffset), message);
    }

    /** A finding on a section that is there. */
    protected final Finding finding(ExaminedAnswer answer, DraftSection section, Position position, String message) {
        return finding(answer, section.source().name(), position, Optional.of(section.label()), message);
    }

    /** A finding on the answer as a whole. */
    protected final Finding finding(ExaminedAnswer answer, String message) {
        return finding(answer, answer.draft().source().name(), answer.draft().position(), Optional.empty(), message);
    }

    /** A finding on a section that is not there. */
    protected final Finding missing(ExaminedAnswer answer, String label, String message) {
        return finding(answer, answer.draft().source().name(), answer.draft().position(), Optional.of(label), message);
    }

    /** A finding in any text that belongs to an answer. */
    protected final Finding finding(
            ExaminedAnswer answer, String file, Position position, Optional<String> section, String message) {
        return new Finding(
                id(),
                level(),
                file,
                position,
                Optional.of(answer.number()),
                section,
                Optional.empty(),
                message,
                Optional.empty());
    }
}
