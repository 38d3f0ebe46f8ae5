package io.github.answersheet.check.rule;

import io.github.answersheet.check.AnswerRule;
import io.github.answersheet.check.Finding;
import io.github.answersheet.check.Level;
import io.github.answersheet.draft.DraftSection;
import io.github.answersheet.examine.ExaminedAnswer;
import io.github.answersheet.pack.AnswerFormat;
import io.github.answersheet.pack.Role;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A wrong option of which an answer with a section for explanations does not say why it is wrong. */
final class OptionsExplained extends AnswerRule {

    // Of two options, who says why one is right has said why the other is not.
    private static final int MANY = 3;

    OptionsExplained() {
        super("options-explained", Level.WARNING);
    }

    @Override
    public List<Finding> check(ExaminedAnswer answer) {
        AnswerFormat format = answer.category().format();
        Optional<DraftSection> choice = answer.candidate().section(Role.CHOICE);
        List<DraftSection> explaining = answer.draft().sections().stream()
                .filter(section -> format.is(section.label(), Role.EXPLANATION))
                .filter(section -> !section.body().isBlank())
                .toList();
        Optional<ChoiceAsked> asked = answer.question()
                .flatMap(ChoiceAsked::of)
                .filter(a -> a.kind() == ChoiceAsked.Kind.OPTIONS && a.letters().size() >= MANY);
        if (choice.isEmpty() || explaining.isEmpty() || asked.isEmpty()) {
            return List.of();
        }
        List<String> chosen = asked.get().chosen(choice.get().body());
        String text = explaining.stream().map(DraftSection::body).collect(Collectors.joining("\n"));
        List<String> silent = asked.get().letters().stream()
                .filter(letter -> !chosen.contains(letter))
                .filter(letter -> !Pattern.compile("(?<![\\p{L}\\p{N}])" + letter + "(?![\\p{L}\\p{N}'’])")
                        .matcher(text)
                        .find())
                .toList();
        return silent.isEmpty()
                ? List.of()
                : List.of(finding(
                        answer,
                        explaining.get(explaining.size() - 1),
                        0,
                        "does not say why " + String.join(", ", silent) + " is wrong; name each option by its letter"));
    }
}
