package io.github.answersheet.check.rule;

import io.github.answersheet.check.Finding;
import io.github.answersheet.check.Fix;
import io.github.answersheet.check.Level;
import io.github.answersheet.check.SheetRule;
import io.github.answersheet.check.SheetText;
import io.github.answersheet.draft.DraftSection;
import io.github.answersheet.examine.Candidate;
import io.github.answersheet.examine.VerifiedLine;
import io.github.answersheet.pack.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A line that says a solution was run, under another program than the one that was. */
final class ProofOutdated extends SheetRule {

    private static final Pattern LINE = Pattern.compile("(?m)\\s*^(?:Verified|Compared) by execution: .*$");

    ProofOutdated() {
        super("proof-outdated", Level.ERROR);
    }

    @Override
    public List<Finding> check(SheetText sheet) {
        List<Finding> findings = new ArrayList<>();
        sheet.proved().ifPresent(programs -> {
            for (Candidate answer : sheet.answers()) {
                answer.section(Role.SOLUTION)
                        .filter(section -> !isProved(section, programs.get(answer.number())))
                        .ifPresent(section -> outdated(sheet, answer, section, findings));
            }
        });
        return findings;
    }

    private static boolean isProved(DraftSection section, String program) {
        return program != null
                && section.content().fences().stream()
                        .anyMatch(fence -> VerifiedLine.hash(fence.code()).equals(program));
    }

    private void outdated(SheetText sheet, Candidate answer, DraftSection section, List<Finding> findings) {
        Matcher line = LINE.matcher(section.body());
        while (line.find()) {
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
