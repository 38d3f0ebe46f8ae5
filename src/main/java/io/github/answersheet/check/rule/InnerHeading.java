package io.github.answersheet.check.rule;

import io.github.answersheet.check.AnswerRule;
import io.github.answersheet.check.Finding;
import io.github.answersheet.check.Fix;
import io.github.answersheet.check.Level;
import io.github.answersheet.draft.DraftSection;
import io.github.answersheet.draft.SectionBody;
import io.github.answersheet.examine.ExaminedAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A heading inside a section, which breaks the outline of the sheet. */
final class InnerHeading extends AnswerRule {

    private static final Pattern PLAIN = Pattern.compile("#{1,6}[ \\t]+[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N} ,.?!'’()/-]*");

    InnerHeading() {
        super("inner-heading", Level.WARNING);
    }

    @Override
    public List<Finding> check(ExaminedAnswer answer) {
        List<Finding> findings = new ArrayList<>();
        for (DraftSection section : answer.written()) {
            for (SectionBody.Subheading heading : section.content().headings()) {
                Finding finding = finding(
                        answer,
                        section,
                        heading.offset(),
                        "a heading inside a section breaks the outline; bold words do the same work");
                findings.add(finding.with(fix(section, heading)));
            }
        }
        return findings;
    }

    // Only plain words at the margin: what holds markup, or stands in a quote or a list, a person has to look at.
    private static Optional<Fix> fix(DraftSection section, SectionBody.Subheading heading) {
        String body = section.body();
        int end = heading.offset() + heading.length();
        if (!PLAIN.matcher(body.substring(heading.offset(), end)).matches()) {
            return Optional.empty();
        }
        boolean blankBefore = heading.offset() == 0 || body.startsWith("\n\n", Math.max(0, heading.offset() - 2));
        boolean blankAfter = end >= body.length() || body.startsWith("\n\n", end);
        String bold = (blankBefore ? "" : "\n") + "**" + heading.words() + "**" + (blankAfter ? "" : "\n");
        return Optional.of(Fix.replace(section.bodyOffset() + heading.offset(), heading.length(), bold));
    }
}
