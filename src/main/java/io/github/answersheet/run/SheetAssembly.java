package io.github.answersheet.run;

import io.github.answersheet.pack.Pack;
import io.github.answersheet.prompt.Assignment;
import io.github.answersheet.quiz.Section;
import io.github.answersheet.repair.Outcome;
import io.github.answersheet.sheet.Answer;
import io.github.answersheet.sheet.AnswerSheet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects the outcomes of one quiz, in whatever order they come, and puts the sheet together in the order of the quiz. */
final class SheetAssembly {

    private final QuizTask task;
    private final Pack pack;
    private final Outcome[] outcomes;
    private int missing;

    SheetAssembly(QuizTask task, Pack pack) {
        this.task = task;
        this.pack = pack;
        this.outcomes = new Outcome[task.assignments().size()];
        this.missing = outcomes.length;
    }

    /**
     * Takes an outcome.
     *
     * @return the result, when this was the last one
     */
    synchronized Optional<QuizResult> take(int index, Outcome outcome) {
        outcomes[index] = outcome;
        return --missing > 0 ? Optional.empty() : Optional.of(new QuizResult(sheet(), List.of(outcomes)));
    }

    private AnswerSheet sheet() {
        List<AnswerSheet.Group> groups = new ArrayList<>();
        int next = 0;
        for (Section section : task.quiz().sections()) {
            List<Answer> answers = new ArrayList<>();
            // Assignments come in the order of the sections.
            int last = section.questions().get(section.questions().size() - 1).lastLine();
            while (next < outcomes.length
                    && task.assignments().get(next).question().lastLine() <= last) {
                Assignment assignment = task.assignments().get(next);
                Outcome outcome = outcomes[next++];
                answers.add(Answer.of(
                        assignment.question(), outcome.candidate(), outcome.remaining(), outcome.verification()));
            }
            if (!answers.isEmpty()) {
                groups.add(new AnswerSheet.Group(section.name(), answers));
            }
        }
        return new AnswerSheet(task.quiz().title() + " – Answer Sheet", groups, pack.closing());
    }
}
