package io.github.answersheet.check.rule;

import io.github.answersheet.check.AnswerRule;
import io.github.answersheet.check.Finding;
import io.github.answersheet.check.Level;
import io.github.answersheet.draft.DraftSection;
import io.github.answersheet.examine.ExaminedAnswer;
import io.github.answersheet.quiz.Question;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A question that is not as its author wrote it. */
final class QuestionAltered extends AnswerRule {

    private static final Pattern CLOSES = Pattern.compile("[`~]{3,}|-->|</\\w+>|[?\\]]*>");

    QuestionAltered() {
        super("question-altered", Level.ERROR);
    }

    @Override
    public List<Finding> check(ExaminedAnswer answer) {
        Optional<Question> question = answer.question();
        Optional<DraftSection> section = answer.draft().section(answer.pack().question());
        Optional<String> shown = answer.draft().question();
        if (question.isEmpty() || section.isEmpty() || shown.isEmpty()) {
            return List.of();
        }
        String wanted = question.get().text();
        String[] there = shown.get().split("\n", -1);
        String[] asked = wanted.split("\n", -1);
        int line = 0;
        while (line < Math.min(there.length, asked.length)
                && there[line].stripTrailing().equals(asked[line].stripTrailing())) {
            line++;
        }
        // What closes an open fence or comment of the question may stand behind it.
        if (line == asked.length
                && (there.length == line
                        || there.length == line + 1
                                && CLOSES.matcher(there[line]).matches())) {
            return List.of();
        }
        String expected = line < asked.length ? "the quiz has: " + asked[line].strip() : "the quiz has nothing more";
        int offset = 0;
        for (int i = 0; i < Math.min(line, there.length - 1); i++) {
            offset += there[i].length() + 1;
        }
        return List.of(finding(answer, section.get(), offset, "the question is not as in the quiz; here " + expected));
    }
}
