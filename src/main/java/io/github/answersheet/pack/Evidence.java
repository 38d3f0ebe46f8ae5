package io.github.answersheet.pack;

import io.github.answersheet.quiz.Question;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A sign in a question that it belongs to a category, for quizzes whose sections do not say so. Every condition that is
 * given has to hold.
 *
 * @param category the id of the category it speaks for
 * @param code whether the question holds code; null if that does not matter
 * @param unfinished whether its code leaves a place to be filled in; null if that does not matter
 * @param choices whether it offers options; null if that does not matter
 * @param diagram whether it shows a diagram; null if that does not matter
 * @param blank whether its text leaves a blank such as {@code ____}; null if that does not matter
 * @param options words that all its options are, such as true and false; empty if that does not matter
 * @param kinds words of which its author numbers it with one, such as {@code exercise}; empty if that does not matter
 * @param openings words of which the question has to start with one; empty if that does not matter
 * @param phrases words of which one has to stand in the question's stem; with openings, either will do
 */
record Evidence(
        String category,
        Boolean code,
        Boolean unfinished,
        Boolean choices,
        Boolean diagram,
        Boolean blank,
        List<String> options,
        List<String> kinds,
        List<String> openings,
        List<String> phrases) {

    // A comment that says so, or dots and blanks where an operand belongs.
    private static final Pattern TO_BE_FINISHED = Pattern.compile(
            "(?i)(?:#|//|--|/\\*|;|%)\\s*(?:todo\\b|your (?:code|solution|answer|implementation)|(?:finish|complete|fill in|write|implement) (?:this|the|your|me|here|it)\\b)"
                    + "|(?m)\\|\\s*\\.{3}\\s*(?:#|$)|^\\s*\\$?\\s*\\w+\\s+\\.{3}(?:\\s|$)|_{4,}");
    private static final Pattern BLANK = Pattern.compile("_{3,}|\\.{5,}|\\[ {3,}\\]");
    private static final List<String> NO_PROGRAM = List.of("mermaid", "text", "txt", "output", "console", "log");

    Evidence {
        options = options == null ? List.of() : List.copyOf(options);
        kinds = kinds == null ? List.of() : List.copyOf(kinds);
        openings = openings == null ? List.of() : List.copyOf(openings);
        phrases = phrases == null ? List.of() : List.copyOf(phrases);
    }

    /** Why the question belongs to the category, in a few words; nothing if this sign is not there. */
    Optional<String> reason(Question question) {
        boolean hasCode = question.code().stream().anyMatch(c -> !NO_PROGRAM.contains(c.language()));
        if ((code != null && code != hasCode)
                || (unfinished != null && unfinished != isUnfinished(question))
                || (choices != null && choices == question.choices().isEmpty())
                || (diagram != null && diagram != hasDiagram(question))
                || (blank != null && blank != BLANK.matcher(question.text()).find())
                || (!options.isEmpty() && !hasOnly(question, options))) {
            return Optional.empty();
        }
        if (!kinds.isEmpty()) {
            return kinds.contains(question.kind())
                    ? Optional.of("is called \"" + question.kind() + "\"")
                    : Optional.empty();
        }
        if (!openings.isEmpty() || !phrases.isEmpty()) {
            return words(question.stem().toLowerCase(Locale.ROOT)).map(w -> isTrue(code) ? "code, and " + w : w);
        }
        return Optional.of(
                isTrue(blank)
                        ? "leaves a blank"
                        : isTrue(diagram)
                                ? "shows a diagram"
                                : isTrue(choices) || !options.isEmpty()
                                        ? "offers options"
                                        : isTrue(unfinished)
                                                ? "holds code to be finished"
                                                : isTrue(code) ? "holds code" : "nothing else fits");
    }

    private static boolean hasDiagram(Question question) {
        return question.code().stream().anyMatch(c -> c.language().equals("mermaid"));
    }

    private static boolean hasOnly(Question question, List<String> words) {
        return !question.choices().isEmpty()
                && question.choices().stream()
                        .allMatch(choice -> words.contains(choice.text()
                                .toLowerCase(Locale.ROOT)
                                .replaceAll("[^\\p{L}\\p{N} ]", "")
                                .strip()));
    }

    private static boolean isUnfinished(Question question) {
        return question.code().stream()
                .anyMatch(c -> TO_BE_FINISHED.matcher(c.code()).find());
    }

    private Optional<String> words(String stem) {
        String plain = stem.replaceAll("^[^\\p{L}]+", "");
        for (String opening : openings) {
            if (plain.startsWith(opening)
                    && (plain.length() == opening.length() || !Character.isLetter(plain.charAt(opening.length())))) {
                return Optional.of("starts with \"" + opening + "\"");
            }
        }
        for (String phrase : phrases) {
            if (Pattern.compile("(?<!\\p{L})" + Pattern.quote(phrase))
                    .matcher(stem)
                    .find()) {
                return Optional.of("says \"" + phrase + "\"");
            }
        }
        return Optional.empty();
    }

    private static boolean isTrue(Boolean condition) {
        return Boolean.TRUE.equals(condition);
    }
}
