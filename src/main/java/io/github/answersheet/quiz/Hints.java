package io.github.answersheet.quiz;

import io.github.answersheet.source.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an author says about the form of a quiz, for those who want to leave nothing to votes.
 *
 * @param answersBelow whether what stands under a question without options is its answer
 * @param questionLevel the level of the headings that are questions, 1 to 6
 * @param answerWords words that introduce an answer, besides those that are known
 */
public record Hints(boolean answersBelow, OptionalInt questionLevel, List<String> answerWords) {

    /** Nothing is said. */
    public static final Hints NONE = new Hints(false, OptionalInt.empty(), List.of());

    private static final Pattern SAID =
            Pattern.compile("(?m)^\\s*(?:<!--\\s*)?answersheet(?:[.:]|\\s+)\\s*(?<all>.*?)\\s*(?:-->)?\\s*$");
    private static final Pattern ONE = Pattern.compile(
            "(?<name>answers-below|question-level|answer-word)(?:\\s*[=:]\\s*(?:\"(?<quoted>[^\"]*)\"|(?<value>[^\\s,;\"]+)))?");

    public Hints {
        answerWords = List.copyOf(answerWords);
    }

    /** These hints with those that the quiz itself gives in its front matter or in comments. */
    Hints with(SourceText source) {
        if (!source.text().contains("answersheet")) {
            return this;
        }
        boolean below = answersBelow;
        OptionalInt level = questionLevel;
        List<String> words = new ArrayList<>(answerWords);
        Matcher said = SAID.matcher(source.text());
        while (said.find()) {
            Matcher one = ONE.matcher(said.group("all"));
            while (one.find()) {
                String value = one.group("quoted") != null ? one.group("quoted") : one.group("value");
                switch (one.group("name")) {
                    case "answers-below" -> below = value == null || !value.equals("false");
                    case "question-level" ->
                        level = value != null && value.matches("[1-6]")
                                ? OptionalInt.of(Integer.parseInt(value))
                                : level;
                    default -> words.add(value == null ? "" : value);
                }
            }
        }
        return new Hints(below, level, words.stream().filter(w -> !w.isBlank()).toList());
    }

    /** Whether the words are one of those that the author named. */
    boolean isAnswerWord(String words) {
        String plain = Words.plain(words);
        return answerWords.stream().anyMatch(w -> Words.plain(w).equals(plain));
    }
}
