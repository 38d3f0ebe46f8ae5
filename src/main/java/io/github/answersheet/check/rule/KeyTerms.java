package io.github.answersheet.check.rule;

import io.github.answersheet.check.AnswerRule;
import io.github.answersheet.check.Finding;
import io.github.answersheet.check.Level;
import io.github.answersheet.draft.DraftSection;
import io.github.answersheet.examine.ExaminedAnswer;
import io.github.answersheet.quiz.AuthorKey;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** An answer that names hardly any of the commands, options and names in the answer of the quiz's author. */
final class KeyTerms extends AnswerRule {

    private static final Pattern CODE = Pattern.compile("(?<!`)`([^`\\n]{2,40})`(?!`)");
    private static final int MOST_TERMS = 20;

    KeyTerms() {
        super("key-terms", Level.WARNING);
    }

    @Override
    public List<Finding> check(ExaminedAnswer answer) {
        Optional<AuthorKey> key = answer.question().flatMap(q -> q.key());
        if (key.isEmpty() || answer.written().isEmpty()) {
            return List.of();
        }
        Set<String> terms = terms(key.get().text());
        String written = plain(answer.written().stream().map(DraftSection::body).collect(Collectors.joining("\n")));
        List<String> missing =
                terms.stream().filter(term -> !written.contains(plain(term))).toList();
        // Another way to the same end uses some other words, hardly ever only other words.
        if (missing.isEmpty() || 2 * missing.size() <= terms.size()) {
            return List.of();
        }
        return List.of(finding(
                answer,
                answer.written().get(0),
                0,
                "the quiz's author answers with " + quoted(terms) + ", and the answer does not name " + quoted(missing)
                        + "; agree with the key, or say how and why the answer differs"));
    }

    private static Set<String> terms(String key) {
        Set<String> terms = new LinkedHashSet<>();
        Matcher code = CODE.matcher(key);
        while (code.find() && terms.size() < MOST_TERMS) {
            terms.add(code.group(1).strip());
        }
        return terms;
    }

    private static String quoted(Iterable<String> terms) {
        StringBuilder quoted = new StringBuilder();
        terms.forEach(term ->
                quoted.append(quoted.isEmpty() ? "`" : ", `").append(term).append('`'));
        return quoted.toString();
    }

    // Spaces, quotes and capitals differ between two people who mean the same.
    private static String plain(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[\\s`'\"()]+", "");
    }
}
