package io.github.answersheet.run;

import io.github.answersheet.pack.Pack;
import io.github.answersheet.pack.Words;
import io.github.answersheet.prompt.Assignment;
import io.github.answersheet.prompt.Neighbour;
import io.github.answersheet.quiz.Question;
import io.github.answersheet.quiz.Section;
import io.github.answersheet.repair.Agreement;
import io.github.answersheet.repair.Outcome;
import io.github.answersheet.repair.SheetComparison.Compared;
import io.github.answersheet.sheet.Answer;
import io.github.answersheet.sheet.AnswerSheet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Collects the outcomes of one quiz, in whatever order they come, and puts the sheet together in the order of the quiz. */
final class SheetAssembly {

    private final QuizTask task;
    private final Pack pack;
    private final Words words;
    private final Outcome[] outcomes;
    private final Answer[] answers;
    private int missing;

    SheetAssembly(QuizTask task, Pack pack) {
        this.task = task;
        this.pack = pack;
        this.words = words(task, pack);
        this.outcomes = new Outcome[task.assignments().size()];
        this.answers = new Answer[outcomes.length];
        this.missing = outcomes.length;
    }

    /**
     * Takes an outcome.
     *
     * @return all of them, when this was the last one
     */
    Optional<List<Outcome>> take(int index, Outcome outcome) {
        return isLast(index, outcome, answer(index, outcome)) ? Optional.of(List.of(outcomes)) : Optional.empty();
    }

    private Answer answer(int index, Outcome outcome) {
        Assignment assignment = task.assignments().get(index);
        return Answer.of(
                        assignment.question(),
                        outcome.candidate(),
                        outcome.remaining(),
                        outcome.verification(),
                        outcome.answer().trials(),
                        words)
                .referring(numbers(assignment));
    }

    /** The result, when all outcomes were taken and compared. */
    QuizResult result(Compared compared) {
        for (int i = 0; i < outcomes.length; i++) {
            if (outcomes[i] != compared.outcomes().get(i)) {
                outcomes[i] = compared.outcomes().get(i);
                answers[i] = answer(i, outcomes[i]);
            }
        }
        return new QuizResult(sheet(), List.of(outcomes), compared.agreement());
    }

    private static Map<Integer, Integer> numbers(Assignment assignment) {
        return assignment.grounding().neighbours().stream()
                .collect(Collectors.toMap(Neighbour::handle, Neighbour::number));
    }

    /** The result where there is no question to answer. */
    QuizResult nothing() {
        return new QuizResult(sheet(), List.of(), Agreement.not("none of its answers is new"));
    }

    private synchronized boolean isLast(int index, Outcome outcome, Answer answer) {
        outcomes[index] = outcome;
        answers[index] = answer;
        return --missing == 0;
    }

    private static Words words(QuizTask task, Pack pack) {
        return pack.wordsFor(
                task.quiz().questions().stream().map(Question::text).collect(Collectors.joining("\n")));
    }

    private AnswerSheet sheet() {
        List<AnswerSheet.Group> groups = new ArrayList<>();
        int next = 0;
        for (Section section : task.quiz().sections()) {
            List<Answer> group = new ArrayList<>();
            // Assignments come in the order of the sections.
            int last = section.questions().get(section.questions().size() - 1).lastLine();
            while (next < answers.length
                    && task.assignments().get(next).question().lastLine() <= last) {
                group.add(answers[next++]);
            }
            if (!group.isEmpty()) {
                groups.add(new AnswerSheet.Group(section.name(), group));
            }
        }
        return new AnswerSheet(words.title(task.quiz().title()), groups, pack, words);
    }
}
