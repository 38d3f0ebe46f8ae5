package io.github.answersheet.check.rule;

import io.github.answersheet.check.AnswerRule;
import io.github.answersheet.check.Finding;
import io.github.answersheet.check.Level;
import io.github.answersheet.draft.DraftSection;
import io.github.answersheet.examine.ExaminedAnswer;
import io.github.answersheet.pack.AnswerFormat;
import io.github.answersheet.pack.Role;
import io.github.answersheet.quiz.AuthorKey;
import io.github.answersheet.quiz.Choice;
import io.github.answersheet.quiz.Question;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An answer to a question with options that does not say which is right, or not the ones that its author marked. */
final class ChoiceNamed extends AnswerRule {

    private static final Pattern OPTION = Pattern.compile(
            "\\b(?:[Oo]ptions?|[Aa]nswers?|[Cc]hoices?)\\s+\\**`?([A-H])\\b((?:\\s*(?:,|and|&)\\s*\\**`?[A-H]\\b)*)|(?:^|[(*`])([A-H])[)*`]");

    ChoiceNamed() {
        super("choice-named", Level.ERROR);
    }

    @Override
    public List<Finding> check(ExaminedAnswer answer) {
        Optional<Question> question = answer.question();
        if (question.isEmpty() || question.get().choices().isEmpty()) {
            return List.of();
        }
        // The overview, whatever its name in the category, comes first. A section for the choice alone has a rule of
        // its own.
        AnswerFormat format = answer.category().format();
        Optional<DraftSection> overview = format.first(Role.CHOICE).isPresent()
                ? Optional.empty()
                : answer.draft().section(format.drafted().get(0).name());
        if (overview.isEmpty() || overview.get().body().isBlank()) {
            return List.of();
        }
        TreeSet<String> named = named(overview.get().body());
        String letters = String.join(
                ", ", question.get().choices().stream().map(Choice::letter).toList());
        if (named.isEmpty()) {
            return List.of(finding(
                    answer,
                    overview.get(),
                    0,
                    "say here which option is right, such as \"Option B is right\"; there are " + letters));
        }
        List<String> right = question.get().key().map(AuthorKey::letters).orElse(List.of());
        // An overview may also name a wrong option to warn of it.
        return right.isEmpty() || named.containsAll(right)
                ? List.of()
                : List.of(finding(
                        answer,
                        overview.get(),
                        0,
                        "the quiz's author marked " + String.join(", ", right) + " as right, and this names "
                                + String.join(", ", named) + "; agree, or prove the key wrong and name it"));
    }

    private static TreeSet<String> named(String overview) {
        TreeSet<String> named = new TreeSet<>();
        Matcher option = OPTION.matcher(overview);
        while (option.find()) {
            String letters = option.group().replaceAll("(?i)options?|answers?|choices?|and", " ");
            letters.chars().filter(c -> c >= 'A' && c <= 'H').forEach(c -> named.add(String.valueOf((char) c)));
        }
        return named;
    }
}
