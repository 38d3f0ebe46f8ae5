package io.github.answersheet.check.rule;

import io.github.answersheet.check.Finding;
import io.github.answersheet.check.Level;
import io.github.answersheet.check.SheetRule;
import io.github.answersheet.check.SheetText;
import io.github.answersheet.draft.SheetLinks;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A link of the table of contents that leads to no heading. */
final class ContentsAnchor extends SheetRule {

    ContentsAnchor() {
        super("contents-anchor", Level.WARNING);
    }

    @Override
    public List<Finding> check(SheetText sheet) {
        SheetLinks links = SheetLinks.of(sheet.source());
        return links.links().stream()
                .filter(link -> !links.anchors().contains(link.anchor().toLowerCase(Locale.ROOT)))
                .map(link -> finding(
                        sheet,
                        sheet.source().position(link.offset()),
                        Optional.empty(),
                        "no heading of this sheet has the anchor #" + link.anchor()))
                .toList();
    }
}
