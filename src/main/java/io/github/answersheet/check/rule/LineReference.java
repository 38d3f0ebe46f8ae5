package io.github.answersheet.check.rule;

import io.github.answersheet.check.AnswerRule;
import io.github.answersheet.check.Candidate;
import io.github.answersheet.check.Finding;
import io.github.answersheet.check.Level;
import io.github.answersheet.draft.DraftSection;
import io.github.answersheet.quiz.CodeBlock;
import io.github.answersheet.quiz.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A line that an issue names and that the code under review does not have, or that is empty there: the count is off. */
final class LineReference extends NamedRule implements AnswerRule {

    private static final String LABEL = "Code Issues";

    // "(line 9)", "(lines 4, 16 and 27–28)": in prose, a line may be one of some data.
    private static final Pattern REFERENCE =
            Pattern.compile("\\(lines? (\\d{1,5}(?:\\s*(?:,|-|–|—|to|and|,\\s*and)\\s*\\d{1,5})*)[),;:]");

    private static final Pattern NUMBER = Pattern.compile("\\d+");

    LineReference() {
        super("line-reference", Level.ERROR);
    }

    @Override
    public List<Finding> check(Candidate candidate) {
        Optional<DraftSection> issues = candidate.draft().section(LABEL);
        List<CodeBlock> code = candidate.question().map(Question::code).orElse(List.of());
        if (issues.isEmpty() || code.isEmpty()) {
            return List.of();
        }
        List<Finding> findings = new ArrayList<>();
        Matcher reference = REFERENCE.matcher(issues.get().body());
        while (reference.find()) {
            int at = reference.start();
            NUMBER.matcher(reference.group(1))
                    .results()
                    .map(r -> Integer.parseInt(r.group()))
                    .flatMap(line -> wrong(line, code).stream())
                    .findFirst()
                    .ifPresent(message -> findings.add(candidate.finding(this, issues.get(), at, message)));
        }
        return findings;
    }

    private static Optional<String> wrong(int line, List<CodeBlock> code) {
        List<List<String>> blocks =
                code.stream().map(b -> b.code().lines().toList()).toList();
        if (blocks.stream().anyMatch(b -> has(b, line) && !b.get(line - 1).isBlank())) {
            return Optional.empty();
        }
        int last = blocks.stream().mapToInt(List::size).max().orElse(0);
        String why = blocks.stream().anyMatch(b -> has(b, line))
                ? "line " + line + " of the question's code is empty"
                : "the question's code has " + last + " lines and no line " + line;
        return Optional.of(why + "; count from its first line, which is 1");
    }

    private static boolean has(List<String> block, int line) {
        return line >= 1 && line <= block.size();
    }
}
