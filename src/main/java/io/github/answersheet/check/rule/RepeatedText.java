package io.github.answersheet.check.rule;

import io.github.answersheet.check.AnswerRule;
import io.github.answersheet.check.Finding;
import io.github.answersheet.check.Level;
import io.github.answersheet.draft.DraftSection;
import io.github.answersheet.draft.FencedBlock;
import io.github.answersheet.draft.ProseLine;
import io.github.answersheet.examine.ExaminedAnswer;
import io.github.answersheet.language.Language;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A section that says the same again and again, as models do that are caught in a loop. */
final class RepeatedText extends AnswerRule {

    private static final int LONGEST_PHRASE = 60;
    private static final int LONGEST_BLOCK = 20;
    private static final int MOST_PHRASES = 8;
    private static final int MOST_LINES_OF_CODE = 20;
    private static final int SHORTEST_LOOP = 24;
    // Shorter ones come again in tables and lists.
    private static final int SHORTEST_SENTENCE = 4;

    RepeatedText() {
        super("repeated-text", Level.ERROR);
    }

    /** Words or lines by numbers, equal ones by the same; 0 is what is empty. */
    private static final class Numbers {
        private final Map<String, Integer> known = new HashMap<>(Map.of("", 0));

        Integer of(String text) {
            Integer number = known.putIfAbsent(text, known.size());
            return number == null ? known.get(text) : number;
        }
    }

    /** Some words or lines one after the other that come again at once. */
    private record Loop(int start, int length, int times) {}

    @Override
    public List<Finding> check(ExaminedAnswer answer) {
        List<Finding> findings = new ArrayList<>();
        for (DraftSection section : answer.written()) {
            ofProse(answer, section).or(() -> ofCode(answer, section)).ifPresent(findings::add);
        }
        return findings;
    }

    private Optional<Finding> ofProse(ExaminedAnswer answer, DraftSection section) {
        Numbers numbers = new Numbers();
        List<Integer> words = new ArrayList<>();
        List<Integer> offsets = new ArrayList<>();
        Map<List<Integer>, Integer> sentences = new HashMap<>();
        boolean mayRepeatLines = section.content().prose().size() > MOST_PHRASES;
        for (ProseLine line : section.content().prose()) {
            List<Integer> ofLine = new ArrayList<>();
            // The cells of a table may all be the same.
            boolean isRow = line.text().stripLeading().startsWith("|");
            // By hand, since every word of every sheet passes here.
            String text = line.text();
            for (int start = 0; start < text.length(); ) {
                int end = endOfWord(text, start);
                if (end == start) {
                    start += Character.charCount(text.codePointAt(start));
                    continue;
                }
                ofLine.add(numbers.of(text.substring(start, end).toLowerCase(Locale.ROOT)));
                if (!isRow) {
                    offsets.add(line.offset() + start);
                }
                start = end;
            }
            words.addAll(isRow ? List.of() : ofLine);
            if (mayRepeatLines
                    && ofLine.size() >= SHORTEST_SENTENCE
                    && sentences.merge(ofLine, 1, Integer::sum) > MOST_PHRASES) {
                return Optional.of(found(
                        answer, section, line.offset(), "the same line comes more than " + MOST_PHRASES + " times"));
            }
        }
        return loop(words, LONGEST_PHRASE, MOST_PHRASES, SHORTEST_LOOP)
                .map(loop -> found(
                        answer,
                        section,
                        offsets.get(loop.start()),
                        "the same " + (loop.length() == 1 ? "word comes " : loop.length() + " words come ")
                                + loop.times() + " times in a row"));
    }

    private static int endOfWord(String text, int start) {
        int end = start;
        while (end < text.length() && Character.isLetterOrDigit(text.codePointAt(end))) {
            end += Character.charCount(text.codePointAt(end));
        }
        return end;
    }

    private Optional<Finding> ofCode(ExaminedAnswer answer, DraftSection section) {
        for (FencedBlock block : section.content().fences()) {
            if (block.written().filter(Language::isRun).isEmpty()) {
                continue;
            }
            Numbers numbers = new Numbers();
            List<Integer> lines =
                    block.code().lines().map(String::strip).map(numbers::of).toList();
            Optional<Loop> loop = loop(lines, LONGEST_BLOCK, MOST_LINES_OF_CODE, MOST_LINES_OF_CODE);
            if (loop.isPresent()) {
                int line = loop.get().start() + 1;
                return Optional.of(finding(
                        answer,
                        section,
                        block,
                        line,
                        1,
                        inWords("the same lines come " + loop.get().times() + " times in a row")));
            }
        }
        return Optional.empty();
    }

    private Finding found(ExaminedAnswer answer, DraftSection section, int offset, String what) {
        return finding(answer, section, offset, inWords(what));
    }

    private static String inWords(String what) {
        return what + ", as if the model was caught in a loop; say it once and go on";
    }

    /**
     * The first phrase that comes again at once, more often than allowed.
     *
     * @param longest phrase that is looked for
     * @param most times that it may come
     * @param shortest loop that counts, in all
     */
    private static Optional<Loop> loop(List<Integer> words, int longest, int most, int shortest) {
        for (int length = 1; length <= longest; length++) {
            // So many words in a row come again in any loop that counts, so one of each so many is looked at.
            int least = Math.max(most * length, shortest - length);
            for (int at = least; at < words.size(); at += least) {
                if (!comesAgain(words, at, length)) {
                    continue;
                }
                int start = at;
                while (start > length && comesAgain(words, start - 1, length)) {
                    start--;
                }
                int end = at + 1;
                while (end < words.size() && comesAgain(words, end, length)) {
                    end++;
                }
                if (end - start >= least) {
                    return Optional.of(new Loop(start - length, length, (end - start) / length + 1));
                }
            }
        }
        return Optional.empty();
    }

    private static boolean comesAgain(List<Integer> words, int at, int length) {
        return words.get(at) != 0 && words.get(at).equals(words.get(at - length));
    }
}
