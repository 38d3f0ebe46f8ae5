package io.github.answersheet.check.rule;

import io.github.answersheet.check.Candidate;
import io.github.answersheet.check.Finding;
import io.github.answersheet.check.Languages;
import io.github.answersheet.check.Level;
import io.github.answersheet.draft.DraftSection;
import io.github.answersheet.draft.FencedBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A rule about something that must not stand in any line of a diagram, whatever its type. */
abstract class MermaidPatternRule extends BlockRule {

    private final String sign;
    private final Pattern wrong;

    /**
     * @param sign that stands wherever the pattern matches, which is quicker to look for
     */
    MermaidPatternRule(String id, String sign, Pattern wrong) {
        super(id, Level.ERROR);
        this.sign = sign;
        this.wrong = wrong;
    }

    /** What to tell of it. */
    abstract String message(String found);

    /** What to put in its place, if that is mechanical. */
    Optional<String> replacement(String found) {
        return Optional.empty();
    }

    @Override
    final List<Finding> check(Candidate candidate, DraftSection section, FencedBlock block) {
        List<Finding> findings = new ArrayList<>();
        if (!Languages.isMermaid(block) || !block.code().contains(sign)) {
            return findings;
        }
        String[] lines = block.code().split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            if (lines[i].strip().startsWith("%%") && !lines[i].contains("{")) {
                continue;
            }
            Matcher found = wrong.matcher(lines[i]);
            while (found.find()) {
                int line = i + 1;
                int column = found.start() + 1;
                int length = found.group().length();
                Finding finding = candidate.finding(
                        this,
                        section,
                        block,
                        line,
                        column,
                        message(found.group().strip()));
                findings.add(replacement(found.group())
                        .map(text -> finding.with(CodeFix.replace(section, block, line, column, length, text)))
                        .orElse(finding));
            }
        }
        return findings;
    }
}
