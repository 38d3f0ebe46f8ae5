package io.github.answersheet.check.rule;

import io.github.answersheet.check.Finding;
import io.github.answersheet.check.Fix;
import io.github.answersheet.check.Level;
import io.github.answersheet.check.SheetRule;
import io.github.answersheet.check.SheetText;
import io.github.answersheet.check.SheetText.Known;
import io.github.answersheet.draft.DraftSection;
import io.github.answersheet.examine.Candidate;
import io.github.answersheet.examine.VerifiedLine;
import io.github.answersheet.pack.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;

/** A line that says what was run or tried, where that is not what stands there now. */
final class ProofOutdated extends SheetRule {

    private static final Known NOTHING = new Known(Optional.empty(), Optional.empty());

    ProofOutdated() {
        super("proof-outdated", Level.ERROR);
    }

    @Override
    public List<Finding> check(SheetText sheet) {
        List<Finding> findings = new ArrayList<>();
        sheet.tried().ifPresent(known -> {
            for (Candidate answer : sheet.answers()) {
                Known of = known.getOrDefault(answer.number(), NOTHING);
                tried(sheet, answer, of.line()).ifPresent(findings::add);
                answer.section(Role.SOLUTION)
                        .filter(section -> !isProved(section, of.program()))
                        .ifPresent(section -> outdated(sheet, answer, section, findings));
            }
        });
        return findings;
    }

    // The line stands between the title and the first label.
    private Optional<Finding> tried(SheetText sheet, Candidate answer, Optional<String> known) {
        if (answer.draft().sections().isEmpty()) {
            return Optional.empty();
        }
        DraftSection first = answer.draft().sections().get(0);
        int offset = answer.draft().offset();
        String lead = sheet.source().text().substring(offset, first.labelOffset());
        return first.content()
                .runs()
                .trials(lead)
                .filter(line -> !known.equals(Optional.of(line.group().strip())))
                .map(line -> finding(
                                sheet,
                                sheet.source().position(offset + line.start()),
                                Optional.of(answer.number()),
                                "what was tried of this answer is not what stands there now; check --fix takes the line"
                                        + " out")
                        .with(Fix.replace(offset + line.start(), line.group().length(), "")));
    }

    private static boolean isProved(DraftSection section, Optional<String> program) {
        return section.content().fences().stream()
                .anyMatch(fence -> program.equals(Optional.of(VerifiedLine.hash(fence.code()))));
    }

    private void outdated(SheetText sheet, Candidate answer, DraftSection section, List<Finding> findings) {
        for (MatchResult line : section.content().runs().solutions(section.body())) {
            int words = line.end() - line.group().stripLeading().length();
            findings.add(finding(
                            sheet,
                            section.bodyPosition(words),
                            Optional.of(answer.number()),
                            "the program above is not the one that was run; with --run --fix and its quiz it is run on"
                                    + " the cases that are recorded")
                    .with(Fix.replace(
                            section.bodyOffset() + line.start(), line.group().length(), "")));
        }
    }
}
