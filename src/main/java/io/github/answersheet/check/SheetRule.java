package io.github.answersheet.check;

import io.github.answersheet.source.Position;
import java.util.List;
import java.util.Optional;

/** A rule about a sheet as a whole. */
public abstract non-sealed class SheetRule extends Rule {

    protected SheetRule(String id, Level level) {
        super(id, level);
    }

    /** What is wrong with a sheet, in reading order; empty if nothing is. */
    public abstract List<Finding> check(SheetText sheet);

    /** A finding at a place in the sheet. */
    protected final Finding finding(SheetText sheet, Position position, Optional<Integer> answer, String message) {
        return new Finding(
                id(),
                level(),
                sheet.source().name(),
                position,
                answer,
                Optional.empty(),
                Optional.empty(),
                message,
                Optional.empty());
    }
}
