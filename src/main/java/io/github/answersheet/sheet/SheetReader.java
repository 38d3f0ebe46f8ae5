package io.github.answersheet.sheet;

import io.github.answersheet.check.SheetText;
import io.github.answersheet.draft.Draft;
import io.github.answersheet.draft.DraftReader;
import io.github.answersheet.draft.DraftSection;
import io.github.answersheet.draft.SheetForm;
import io.github.answersheet.examine.Candidate;
import io.github.answersheet.pack.Category;
import io.github.answersheet.pack.Label;
import io.github.answersheet.pack.Pack;
import io.github.answersheet.quiz.Question;
import io.github.answersheet.quiz.Quiz;
import io.github.answersheet.source.InputException;
import io.github.answersheet.source.Problem;
import io.github.answersheet.source.SourceText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads sheets back: those of this program, and those that people and chats made. */
public final class SheetReader {

    private static final int LONGEST_HEADING = 200;
    private static final Pattern HEADING = Pattern.compile("#{1,6}\\s+(.*?)[\\s#]*");

    private final Pack pack;
    private final DraftReader reader;
    private final SheetForm form;

    public SheetReader(Pack pack) {
        this.pack = pack;
        this.reader = new DraftReader(pack);
        this.form = SheetForm.of(pack);
    }

    public Pack pack() {
        return pack;
    }

    /**
     * @param quiz which the sheet answers, if it is at hand
     * @throws InputException if there is no answer in it
     */
    public SheetText read(SourceText sheet, Optional<Quiz> quiz) {
        List<Draft> drafts = reader.readSheet(sheet);
        if (drafts.isEmpty()) {
            throw new InputException(Problem.of(
                    sheet.name(),
                    "no answer found; answers start with a heading such as \"## "
                            + pack.words().answer() + " 3: Context Managers\""));
        }
        Map<Integer, Question> questions = new HashMap<>();
        quiz.ifPresent(q -> q.questions().forEach(question -> questions.put(question.number(), question)));
        NavigableMap<Integer, Category> headings = sectionHeadings(sheet);
        List<Candidate> candidates = new ArrayList<>();
        for (Draft draft : drafts) {
            int number = draft.number().orElseThrow();
            Optional<Question> question = Optional.ofNullable(questions.get(number));
            Category category = category(draft, headings);
            candidates.add(new Candidate(number, draft, category, pack, question, Optional.empty(), Optional.empty()));
        }
        return new SheetText(sheet, candidates, quiz, Optional.empty(), number -> true);
    }

    // Said by the answer, by a heading above it, or else told by its labels.
    private Category category(Draft draft, NavigableMap<Integer, Category> headings) {
        return sectionLine(draft)
                .flatMap(pack::categoryOfSection)
                .or(() -> Optional.ofNullable(
                                headings.lowerEntry(draft.position().line()))
                        .map(Map.Entry::getValue))
                .orElseGet(() -> categoryOfLabels(draft));
    }

    private Optional<String> sectionLine(Draft draft) {
        return draft.preamble()
                .lines()
                .flatMap(line -> form.section(line).stream())
                .findFirst();
    }

    private NavigableMap<Integer, Category> sectionHeadings(SourceText sheet) {
        NavigableMap<Integer, Category> headings = new TreeMap<>();
        for (int line = 1; line <= sheet.lineCount(); line++) {
            String text = sheet.line(line);
            if (text.startsWith("#") && text.length() <= LONGEST_HEADING) {
                Matcher heading = HEADING.matcher(text);
                if (heading.matches()) {
                    int at = line;
                    pack.categoryOfSection(heading.group(1)).ifPresent(category -> headings.put(at, category));
                }
            }
        }
        return headings;
    }

    // The one with the most labels that are there, and the fewest that are missing; the first of equals.
    private Category categoryOfLabels(Draft draft) {
        List<String> labels = draft.sections().stream().map(DraftSection::label).toList();
        return pack.categories().stream()
                .max(Comparator.comparingLong((Category c) -> fitting(c, labels))
                        .thenComparing(c -> -pack.categories().indexOf(c)))
                .orElseThrow();
    }

    private static long fitting(Category category, List<String> labels) {
        long fitting = 0;
        for (Label label : category.format().labels()) {
            boolean isThere = labels.contains(label.name());
            fitting += isThere ? 2 : label.required() ? -1 : 0;
        }
        return fitting;
    }
}
