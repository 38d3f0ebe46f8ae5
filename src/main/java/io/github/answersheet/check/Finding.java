package io.github.answersheet.check;

import io.github.answersheet.source.Defect;
import io.github.answersheet.source.Position;
import java.util.Optional;

/**
 * Something that a rule found. A value: findings are collected, sorted, shown and mended by others.
 *
 * @param rule the rule's id
 * @param file the text it stands in
 * @param position where in it
 * @param answer the number of the answer, if it is about one
 * @param section the label of the section to mend, if it is about one
 * @param other the label of another section that may be what is wrong instead, or as well
 * @param message one or two sentences for an author
 * @param fix what mends it, if that is mechanical
 */
public record Finding(
        String rule,
        Level level,
        String file,
        Position position,
        Optional<Integer> answer,
        Optional<String> section,
        Optional<String> other,
        String message,
        Optional<Fix> fix) {

    /** The same finding at another level, for rules whose findings differ in weight. */
    public Finding at(Level newLevel) {
        return new Finding(rule, newLevel, file, position, answer, section, other, message, fix);
    }

    /** The same finding, with another section that may have to be mended for it. */
    public Finding orIn(String label) {
        return new Finding(rule, level, file, position, answer, section, Optional.of(label), message, fix);
    }

    /** The same finding, with another section that may have to be mended for it, if there is one. */
    public Finding orIn(Optional<String> label) {
        return label.map(this::orIn).orElse(this);
    }

    /** The same finding with what mends it. */
    public Finding with(Fix mend) {
        return new Finding(rule, level, file, position, answer, section, other, message, Optional.of(mend));
    }

    /** The same finding with what mends it, if anything does. */
    public Finding with(Optional<Fix> mend) {
        return mend.map(this::with).orElse(this);
    }

    /** The same finding without a fix, with some more words. */
    public Finding withoutFix(String more) {
        return new Finding(rule, level, file, position, answer, section, other, message + more, Optional.empty());
    }

    /** Whether it tells of a failure of this program. Nobody can mend that in the text. */
    public boolean isDefect() {
        return isError() && Defect.isToldIn(message);
    }

    public boolean isError() {
        return level == Level.ERROR;
    }
}
