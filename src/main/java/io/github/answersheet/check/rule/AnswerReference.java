package io.github.answersheet.check.rule;

import io.github.answersheet.check.Finding;
import io.github.answersheet.check.Level;
import io.github.answersheet.check.SheetRule;
import io.github.answersheet.check.SheetText;
import io.github.answersheet.draft.DraftSection;
import io.github.answersheet.draft.ProseLine;
import io.github.answersheet.examine.Candidate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A reference to an answer that neither the sheet has nor, where it is at hand, the quiz asks for, or to the answer itself. */
final class AnswerReference extends SheetRule {

    private static final Pattern REFERENCE = Pattern.compile("\\bAnswer (\\d{1,4})\\b(?! of)");

    AnswerReference() {
        super("answer-reference", Level.WARNING);
    }

    @Override
    public List<Finding> check(SheetText sheet) {
        Set<Integer> numbers =
                sheet.answers().stream().map(Candidate::number).collect(Collectors.toCollection(HashSet::new));
        // A sheet may answer some of the questions only; the others have answers of their own.
        sheet.quiz().ifPresent(quiz -> quiz.questions().forEach(question -> numbers.add(question.number())));
        String where = sheet.quiz().isPresent() ? "neither the sheet nor the quiz has an" : "the sheet has no";
        List<Finding> findings = new ArrayList<>();
        for (Candidate answer : sheet.answers()) {
            for (DraftSection section : answer.written()) {
                for (ProseLine line : section.content().prose()) {
                    Matcher reference = REFERENCE.matcher(line.text());
                    while (reference.find()) {
                        int number = Integer.parseInt(reference.group(1));
                        boolean isOwn = number == answer.number();
                        if (isOwn || !numbers.contains(number)) {
                            findings.add(finding(
                                    sheet,
                                    section.bodyPosition(line.offset() + reference.start()),
                                    Optional.of(answer.number()),
                                    isOwn ? "Answer " + number + " refers to itself" : where + " Answer " + number));
                        }
                    }
                }
            }
        }
        return findings;
    }
}
