package io.github.answersheet.check;

import java.util.List;

/** A rule about a sheet as a whole. */
public interface SheetRule extends Rule {

    /** What is wrong with a sheet, in reading order; empty if nothing is. */
    List<Finding> check(SheetText sheet);
}
