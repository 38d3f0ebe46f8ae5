package io.github.answersheet.pack;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The words of a sheet that neither the quiz nor the model writes, in one language of people. Immutable.
 *
 * @param language its code, such as {@code de}
 * @param name as the prompt asks for it, in the language of the pack
 * @param sheet the title of a sheet, with {@code %s} for that of the quiz
 * @param answer above each answer, before its number
 * @param section before the name of a section of the quiz
 * @param contents above the table of contents
 * @param questions what questions without a section are called
 * @param needsReview of an answer in which something is still wrong
 * @param remaining before what is wrong
 * @param common words that are frequent in texts of this language and in few others
 * @param unfinished words that end no sentence
 * @param talk what is said to somebody in a chat, in small letters
 * @param labels the labels of answers, by those of the templates, also the names of categories and the headings at the end of a
 *     sheet; those that are not here stay as they are
 * @param outputs words that announce what a program prints; the first alone may stand above it
 * @param absolutes words, or their beginnings, of sentences that state a rule, a default or something without exception
 * @param phrases what else the program says, by the keys of {@link Phrase}; forms for one and for many are divided by {@code |},
 *     three of them where a language has a form for few
 */
public record Words(
        String language,
        String name,
        String sheet,
        String answer,
        String section,
        String contents,
        String questions,
        String needsReview,
        String remaining,
        Map<String, String> labels,
        List<String> common,
        List<String> unfinished,
        List<String> talk,
        List<String> outputs,
        List<String> absolutes,
        Map<String, String> phrases) {

    private static final int LEAST_LETTERS = 4;
    private static final Pattern PLACE = Pattern.compile("%s");

    public Words {
        labels = Map.copyOf(labels);
        common = List.copyOf(common);
        unfinished = List.copyOf(unfinished);
        talk = List.copyOf(talk);
        outputs = List.copyOf(outputs);
        absolutes = absolutes == null ? List.of() : List.copyOf(absolutes);
        phrases = Map.copyOf(phrases);
    }

    /** How a sheet in this language writes a label of a template. */
    public String label(String ofTemplate) {
        return labels.getOrDefault(ofTemplate, ofTemplate);
    }

    /** The title of the sheet for a quiz. */
    public String title(String quiz) {
        return sheet.replace("%s", quiz);
    }

    /** A phrase with values in its places. */
    public String say(Phrase phrase, Object... values) {
        return filled(phrases.get(phrase.key()), values);
    }

    /** A phrase in the form for a number, which stands in its only place. */
    public String count(Phrase phrase, long number) {
        return count(phrase, number, new Object[] {number});
    }

    /** A phrase in the form for a number, with values in its places. */
    public String count(Phrase phrase, long number, Object... values) {
        String[] forms = phrases.get(phrase.key()).split("\\|");
        return filled(forms[form(number, forms.length)], values);
    }

    /** What stands in a phrase before its first place. */
    public String opening(Phrase phrase) {
        String text = phrases.get(phrase.key());
        int place = text.indexOf("%s");
        return place < 0 ? text : text.substring(0, place);
    }

    // Where there are three forms, 21 is counted as 1, 22 as 2, and 11 to 14 as many, as in Slavic languages.
    private static int form(long number, int forms) {
        if (forms < 3) {
            return number == 1 ? 0 : forms - 1;
        }
        long last = number % 10;
        boolean isTeen = number % 100 > 10 && number % 100 < 15;
        return !isTeen && last == 1 ? 0 : !isTeen && last > 1 && last < 5 ? 1 : 2;
    }

    private static String filled(String text, Object... values) {
        Iterator<Object> next = List.of(values).iterator();
        return PLACE.matcher(text)
                .replaceAll(place -> Matcher.quoteReplacement(next.hasNext() ? String.valueOf(next.next()) : ""));
    }

    /** What is wrong with the phrases: those that are missing, unknown, or have other places than they need. */
    List<String> wrongPhrases() {
        List<String> wrong = new ArrayList<>();
        Set<String> unknown = new TreeSet<>(phrases.keySet());
        for (Phrase phrase : Phrase.values()) {
            unknown.remove(phrase.key());
            String text = phrases.get(phrase.key());
            if (text == null) {
                wrong.add("missing key \"" + phrase.key() + "\" of phrases");
            } else if (Stream.of(text.split("\\|"))
                    .anyMatch(form -> PLACE.matcher(form).results().count() != phrase.places())) {
                wrong.add("the phrase \"" + phrase.key() + "\" has to have " + phrase.places() + " places %s");
            }
        }
        for (Phrase known :
                List.of(Phrase.VERIFIED, Phrase.COMPARED, Phrase.TRIED, Phrase.TESTS_NOTICE, Phrase.OUTPUT)) {
            if (phrases.containsKey(known.key())
                    && opening(known).codePoints().filter(Character::isLetter).count() < LEAST_LETTERS) {
                wrong.add("the phrase \"" + known.key() + "\" has to begin with words by which its line is known");
            }
        }
        if (outputs.isEmpty()) {
            wrong.add("outputs names no word");
        }
        unknown.forEach(key -> wrong.add("unknown key \"" + key + "\" of phrases"));
        return wrong;
    }
}
