package io.github.answersheet.sheet;

import io.github.answersheet.quiz.Question;
import io.github.answersheet.quiz.Quiz;
import io.github.answersheet.sheet.SheetRecord.Entry;
import io.github.answersheet.sheet.WrittenSheet.Piece;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Consumer;

/**
 * Finds for each question of a quiz the answer in a sheet, and for each answer what the record says of it. Answers are known by
 * what was written into them, questions by their words; numbers decide only where nothing else does.
 */
final class Standings {

    // So many of the words the same: reworded, and not another question.
    private static final double ALIKE = 0.7;

    private static final String QUESTION = "question ";
    private static final String WHOLE = "answer ";

    private final Piece[] pieces;
    private final Entry[] entries;
    private final Question[] questions;

    private Standings(WrittenSheet sheet) {
        this.pieces = sheet.answers().toArray(Piece[]::new);
        this.entries = new Entry[pieces.length];
        this.questions = new Question[pieces.length];
    }

    /** Of a sheet whose quiz is not at hand: one for each answer, in the order of the sheet. */
    static List<Standing> of(WrittenSheet sheet, SheetRecord record) {
        Standings found = new Standings(sheet);
        found.findEntries(record.answers());
        List<Standing> all = new ArrayList<>();
        for (int i = 0; i < found.pieces.length; i++) {
            all.add(found.standing(i));
        }
        return all;
    }

    /** One for each question, in their order, and behind them those of the answers to none. */
    static List<Standing> of(WrittenSheet sheet, SheetRecord record, Quiz quiz) {
        Standings found = new Standings(sheet);
        found.findEntries(record.answers());
        List<Question> asked = quiz.questions();
        found.findQuestions(asked);
        Map<Question, Integer> places = new HashMap<>();
        for (int i = 0; i < found.pieces.length; i++) {
            if (found.questions[i] != null) {
                places.put(found.questions[i], i);
            }
        }
        List<Standing> all = new ArrayList<>();
        for (Question question : asked) {
            Integer place = places.get(question);
            all.add(
                    place == null
                            ? new Standing(Optional.of(question), Optional.empty(), Optional.empty())
                            : found.standing(place));
        }
        for (int i = 0; i < found.pieces.length; i++) {
            if (found.questions[i] == null) {
                all.add(found.standing(i));
            }
        }
        return all;
    }

    private Standing standing(int i) {
        return new Standing(Optional.ofNullable(questions[i]), Optional.of(pieces[i]), Optional.ofNullable(entries[i]));
    }

    // By the most parts that are as they were written; where all were edited, by the number.
    private void findEntries(List<Entry> known) {
        Map<String, List<Entry>> byHash = new HashMap<>();
        for (Entry entry : known) {
            signs(entry)
                    .forEach(sign ->
                            byHash.computeIfAbsent(sign, s -> new ArrayList<>()).add(entry));
        }
        Set<Entry> taken = new HashSet<>();
        for (int i = 0; i < pieces.length; i++) {
            Map<Entry, Integer> equal = new LinkedHashMap<>();
            for (String sign : signs(pieces[i])) {
                byHash.getOrDefault(sign, List.of()).forEach(entry -> equal.merge(entry, 1, Integer::sum));
            }
            equal.entrySet().stream()
                    .filter(e -> !taken.contains(e.getKey()))
                    .max(Map.Entry.comparingByValue())
                    .map(Map.Entry::getKey)
                    .ifPresent(take(i, taken));
        }
        for (int i = 0; i < pieces.length; i++) {
            if (entries[i] == null) {
                int number = pieces[i].draft().number().orElseThrow();
                known.stream()
                        .filter(e -> e.number() == number && !taken.contains(e))
                        .findFirst()
                        .ifPresent(take(i, taken));
            }
            if (entries[i] != null && entries[i].made() != null) {
                String last = pieces[i].lastLabel();
                String asMade = entries[i].made().parts().getOrDefault(last, "");
                pieces[i] = asMade.equals(pieces[i].parts().get(last)) ? pieces[i] : pieces[i].endingWith(asMade);
            }
        }
    }

    // What an answer and its entry have in common: parts as they were made, the whole as it was approved, the question.
    private static Set<String> signs(Entry entry) {
        Set<String> signs = new HashSet<>(
                entry.made() == null ? List.of() : entry.made().parts().values());
        signs.add(QUESTION + entry.question());
        if (entry.approved() != null) {
            signs.add(WHOLE + entry.approved().answer());
        }
        return signs;
    }

    private static Set<String> signs(Piece piece) {
        Set<String> signs = new HashSet<>(piece.parts().values());
        piece.draft().question().ifPresent(shown -> signs.add(QUESTION + SheetRecord.hash(shown.strip())));
        signs.add(WHOLE + piece.hash());
        return signs;
    }

    private Consumer<Entry> take(int i, Set<Entry> taken) {
        return entry -> {
            entries[i] = entry;
            taken.add(entry);
        };
    }

    private void findQuestions(List<Question> asked) {
        List<Question> left = new ArrayList<>(asked);
        Map<Question, String> identities = new HashMap<>();
        asked.forEach(q -> identities.put(q, Standing.identity(q)));
        match(left, (i, q) -> isFound(i) && entries[i].question().equals(identities.get(q)));
        match(left, (i, q) -> shown(i).filter(q.text().strip()::equals).isPresent());
        match(left, (i, q) -> entries[i] != null && entries[i].question().equals(identities.get(q)));
        matchAlike(left);
        match(left, (i, q) -> shown(i).isEmpty() && pieces[i].draft().number().orElseThrow() == q.number());
    }

    // Whether the record's words on it are about this very text, and not only about its number.
    private boolean isFound(int i) {
        return entries[i] != null
                && entries[i].made() != null
                && pieces[i].parts().values().stream()
                        .anyMatch(entries[i].made().parts()::containsValue);
    }

    private Optional<String> shown(int i) {
        return pieces[i].draft().question().map(String::strip);
    }

    // Of several that fit, the one with the same number; then the first.
    private void match(List<Question> left, BiPredicate<Integer, Question> fits) {
        for (boolean isNumbered : new boolean[] {true, false}) {
            for (int i = 0; i < pieces.length; i++) {
                int place = i;
                if (questions[i] == null) {
                    left.stream()
                            .filter(q -> !isNumbered
                                    || q.number()
                                            == pieces[place].draft().number().orElseThrow())
                            .filter(q -> fits.test(place, q))
                            .findFirst()
                            .ifPresent(q -> {
                                questions[place] = q;
                                left.remove(q);
                            });
                }
            }
        }
    }

    private void matchAlike(List<Question> left) {
        record Pair(int place, Question question, double alike) {}
        List<Pair> pairs = new ArrayList<>();
        Map<Question, Set<String>> words = new HashMap<>();
        left.forEach(q -> words.put(q, words(q.text())));
        for (int i = 0; i < pieces.length; i++) {
            if (questions[i] == null && shown(i).isPresent()) {
                Set<String> shown = words(shown(i).get());
                for (Question question : left) {
                    double alike = alike(shown, words.get(question));
                    if (alike >= ALIKE) {
                        pairs.add(new Pair(i, question, alike));
                    }
                }
            }
        }
        pairs.sort((a, b) -> Double.compare(b.alike(), a.alike()));
        for (Pair pair : pairs) {
            if (questions[pair.place()] == null && left.remove(pair.question())) {
                questions[pair.place()] = pair.question();
            }
        }
    }

    private static Set<String> words(String text) {
        Set<String> words =
                new HashSet<>(Arrays.asList(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+")));
        words.remove("");
        return words;
    }

    private static double alike(Set<String> one, Set<String> other) {
        long both = one.stream().filter(other::contains).count();
        return one.isEmpty() || other.isEmpty() ? 0 : 2.0 * both / (one.size() + other.size());
    }
}
