package io.github.answersheet.check.rule;

import io.github.answersheet.check.AnswerRule;
import io.github.answersheet.check.Finding;
import io.github.answersheet.check.Level;
import io.github.answersheet.draft.DraftSection;
import io.github.answersheet.examine.ExaminedAnswer;
import io.github.answersheet.pack.Role;
import io.github.answersheet.quiz.Question;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A section for the choice that makes none, or not the one that the quiz's author made: an option, a partner for each item,
 * or an order.
 */
final class ChoiceWrong extends AnswerRule {

    ChoiceWrong() {
        super("choice-wrong", Level.ERROR);
    }

    @Override
    public List<Finding> check(ExaminedAnswer answer) {
        Optional<Question> question = answer.question();
        Optional<DraftSection> section =
                answer.candidate().section(Role.CHOICE).filter(s -> !s.body().isBlank());
        if (question.isEmpty() || section.isEmpty()) {
            return List.of();
        }
        return ChoiceAsked.of(question.get())
                .flatMap(asked -> problem(asked, question.get(), section.get().body()))
                .map(message -> finding(answer, section.get(), 0, message))
                .map(List::of)
                .orElse(List.of());
    }

    private static Optional<String> problem(ChoiceAsked asked, Question question, String body) {
        return switch (asked.kind()) {
            case OPTIONS -> options(asked, body).or(() -> differs(asked, question, chosen(asked, body)));
            case PAIRS -> pairs(asked, body).or(() -> differs(asked, question, asked.told(ChoiceAsked.pairs(body))));
            case ORDER ->
                order(asked, body).or(() -> differs(asked, question, String.join(", ", ChoiceAsked.order(body))));
        };
    }

    private static String chosen(ChoiceAsked asked, String body) {
        return String.join(", ", asked.chosen(body).stream().sorted().toList());
    }

    private static Optional<String> options(ChoiceAsked asked, String body) {
        List<String> chosen = asked.chosen(body);
        if (chosen.isEmpty()) {
            return Optional.of(
                    "names no option; begin with the letter of the right one of " + String.join(", ", asked.letters()));
        }
        return chosen.stream()
                .filter(letter -> !asked.letters().contains(letter))
                .findFirst()
                .map(letter -> "names " + letter + ", and the options are " + String.join(", ", asked.letters()));
    }

    private static Optional<String> pairs(ChoiceAsked asked, String body) {
        Map<String, String> pairs = ChoiceAsked.pairs(body);
        List<String> alone =
                asked.items().stream().filter(item -> !pairs.containsKey(item)).toList();
        if (!alone.isEmpty()) {
            return Optional.of("gives no letter to " + String.join(", ", alone)
                    + "; write each item with its partner, such as \""
                    + asked.items().get(0) + " - "
                    + asked.letters().get(0) + "\"");
        }
        List<String> letters = asked.items().stream().map(pairs::get).toList();
        Optional<String> unknown = letters.stream()
                .filter(letter -> !asked.letters().contains(letter))
                .findFirst();
        if (unknown.isPresent()) {
            return Optional.of(
                    "names " + unknown.get() + ", and the question has " + String.join(", ", asked.letters()));
        }
        boolean isOneToOne = asked.items().size() == asked.letters().size();
        return isOneToOne && new HashSet<>(letters).size() < letters.size()
                ? Optional.of("gives one letter to two items; there are as many letters as items")
                : Optional.empty();
    }

    private static Optional<String> order(ChoiceAsked asked, String body) {
        List<String> order = new ArrayList<>(ChoiceAsked.order(body));
        List<String> sorted = order.stream().sorted().toList();
        return sorted.equals(asked.letters().stream().sorted().toList())
                ? Optional.empty()
                : Optional.of("orders " + (order.isEmpty() ? "nothing" : String.join(", ", order))
                        + ", and the question has " + String.join(", ", asked.letters()) + ", each once");
    }

    private static Optional<String> differs(ChoiceAsked asked, Question question, String given) {
        return asked.key(question)
                .filter(key -> !key.equals(given))
                .map(key -> "the quiz's author says " + key + ", and this says " + given
                        + "; agree, or show under another label that the key is wrong");
    }
}
