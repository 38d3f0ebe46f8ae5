package io.github.answersheet.check.rule;

import io.github.answersheet.quiz.AuthorKey;
import io.github.answersheet.quiz.Choice;
import io.github.answersheet.quiz.Question;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a question lets learners choose: one or more options, a partner for each item, or an order. Immutable.
 *
 * @param items the numbers of what has to be matched; empty if nothing has
 * @param letters of the options, of the partners or of the steps
 * @param options texts of the options by letter; empty for the other two
 */
record ChoiceAsked(Kind kind, List<String> items, List<String> letters, Map<String, String> options) {

    enum Kind {
        OPTIONS,
        PAIRS,
        ORDER
    }

    private static final Pattern ITEM = Pattern.compile("(?m)^\\s{0,6}(?:[-*] )?\\**(\\d{1,2})\\**[.)]\\**\\s+\\S");
    private static final Pattern LETTERED = Pattern.compile("(?m)^\\s{0,6}(?:[-*] )?\\**([A-Z])\\**[.)]\\**\\s+\\S");
    private static final Pattern FENCED = Pattern.compile("(?ms)^\\s*(`{3,}|~{3,}).*?^\\s*\\1\\s*$");
    private static final Pattern PAIR = Pattern.compile(
            "(?<![\\w.])(\\d{1,2})\\s*[.):]?(?:[^\\n;,]{0,120}?\\s)??\\**[-–—→=:>(]+\\**\\s*\\**([A-Z])\\b(?![\\w'’])");
    private static final Pattern LETTER = Pattern.compile("(?<![\\p{L}\\p{N}'’])([A-Z])(?![\\p{L}\\p{N}'’])");
    private static final int FEWEST = 2;

    /** What a question lets learners choose; nothing if it is an open one. */
    static Optional<ChoiceAsked> of(Question question) {
        if (!question.choices().isEmpty()) {
            Map<String, String> options = new LinkedHashMap<>();
            question.choices().forEach(choice -> options.put(choice.letter(), plain(choice.text())));
            return Optional.of(new ChoiceAsked(
                    Kind.OPTIONS,
                    List.of(),
                    question.choices().stream().map(Choice::letter).toList(),
                    options));
        }
        String text = FENCED.matcher(question.text()).replaceAll("");
        List<String> items = found(ITEM, text);
        List<String> letters = found(LETTERED, text);
        if (letters.size() < FEWEST) {
            return Optional.empty();
        }
        return Optional.of(new ChoiceAsked(
                items.size() < FEWEST ? Kind.ORDER : Kind.PAIRS,
                items.size() < FEWEST ? List.of() : items,
                letters,
                Map.of()));
    }

    private static List<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(r -> r.group(1)).distinct().toList();
    }

    private static String plain(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", " ").strip();
    }

    /** The options that a text names at its beginning: by letter, or one of them by all its words. */
    List<String> chosen(String text) {
        String first = text.strip().lines().findFirst().orElse("");
        String words = plain(first);
        Optional<String> byText = options.entrySet().stream()
                .filter(option -> !option.getValue().isEmpty())
                .filter(option -> words.equals(option.getValue())
                        || words.startsWith(option.getValue() + " ")
                        || words.matches(
                                "(?:the statement is |it is )" + Pattern.quote(option.getValue()) + "(?: .*)?"))
                .map(Map.Entry::getKey)
                .findFirst();
        // "A" is a word as well, so that only what stands before the explanation counts.
        Matcher letters = Pattern.compile(
                        "^\\W*(?:\\p{L}{2,12}\\s+)?\\**([A-Z])\\b((?:\\W{1,6}(?:and\\s+)?\\**[A-Z]\\b)*)")
                .matcher(first);
        if (letters.find() && !(byText.isPresent() && !letters.group(1).equals(byText.get()))) {
            return found(LETTER, letters.group(1) + " " + letters.group(2));
        }
        return byText.map(List::of).orElse(List.of());
    }

    /** The partner of each item that a text names. */
    static Map<String, String> pairs(String text) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String line : text.lines().toList()) {
            Matcher pair = PAIR.matcher(line);
            while (pair.find()) {
                pairs.putIfAbsent(pair.group(1), pair.group(2));
            }
        }
        return pairs;
    }

    /** The order of letters at the beginning of a text. */
    static List<String> order(String text) {
        List<String> order = new ArrayList<>();
        for (String line : text.strip().lines().toList()) {
            List<String> letters =
                    LETTER.matcher(line).results().map(r -> r.group(1)).toList();
            if (order.isEmpty() && letters.size() > 1) {
                return letters;
            }
            // Or one on a line of its own.
            Matcher own = Pattern.compile("\\s*(?:\\d{1,2}[.)]|[-*])\\s*\\**([A-Z])\\b.*")
                    .matcher(line);
            if (own.matches()) {
                order.add(own.group(1));
            }
        }
        return order;
    }

    /** What the author of the quiz says is right, as one line; empty if they do not say, or not in this form. */
    Optional<String> key(Question question) {
        Optional<AuthorKey> key = question.key();
        if (key.isEmpty()) {
            return Optional.empty();
        }
        return switch (kind) {
            case OPTIONS ->
                key.get().letters().isEmpty()
                        ? Optional.empty()
                        : Optional.of(String.join(", ", key.get().letters()));
            case PAIRS -> {
                Map<String, String> pairs = pairs(key.get().text());
                yield pairs.keySet().containsAll(items) ? Optional.of(told(pairs)) : Optional.empty();
            }
            case ORDER -> {
                List<String> order = order(key.get().text());
                yield order.size() == letters.size() ? Optional.of(String.join(", ", order)) : Optional.empty();
            }
        };
    }

    /** The pairs of the items, as people write them. */
    String told(Map<String, String> pairs) {
        return items.stream()
                .filter(pairs::containsKey)
                .map(item -> item + "-" + pairs.get(item))
                .reduce((a, b) -> a + ", " + b)
                .orElse("");
    }
}
