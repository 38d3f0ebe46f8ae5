package io.github.answersheet.cli;

import io.github.answersheet.pack.Pack;
import io.github.answersheet.quiz.Question;
import io.github.answersheet.quiz.Quiz;
import io.github.answersheet.repair.Outcome;
import io.github.answersheet.repair.Prose;
import io.github.answersheet.run.QuizResult;
import io.github.answersheet.run.QuizTask;
import io.github.answersheet.sheet.SheetFile;
import io.github.answersheet.sheet.SheetFile.Told;
import io.github.answersheet.sheet.Standing;
import io.github.answersheet.sheet.Standing.Fate;
import io.github.answersheet.store.CallKey;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What is asked for and what is kept, where a sheet is there already. Thread-safe. */
final class Merging {

    private final Pack pack;
    private final BiPredicate<Quiz, Standing> isMadeAlike;
    private final OnlyQuestions only;
    private final boolean isReplaced;
    private final boolean isFresh;
    private final Consumer<String> tell;
    private final Set<String> said = ConcurrentHashMap.newKeySet();
    private final Map<Path, Decision> decisions = new ConcurrentHashMap<>();

    /**
     * @param isMadeAlike whether an answer would be made as it was
     * @param only the questions that the user names
     * @param isReplaced whether new answers take the place of everything that is there
     * @param isFresh whether all that nobody edited or approved is drafted again
     * @param tell told once of what is odd about a sheet
     */
    Merging(
            Pack pack,
            BiPredicate<Quiz, Standing> isMadeAlike,
            OnlyQuestions only,
            boolean isReplaced,
            boolean isFresh,
            Consumer<String> tell) {
        this.pack = pack;
        this.isMadeAlike = isMadeAlike;
        this.only = only;
        this.isReplaced = isReplaced;
        this.isFresh = isFresh;
        this.tell = tell;
    }

    /** Which questions of a quiz are drafted, of those that the user names. */
    Predicate<Question> drafted(Quiz quiz, Optional<Path> target) {
        Optional<String> sheet = merged(target).flatMap(SheetFile::fingerprint);
        if (sheet.isEmpty()) {
            return question -> only.contains(question.number());
        }
        String known = sheet.get() + quiz.source().text();
        Decision decision = decisions.compute(
                target.get(),
                (path, before) -> before != null && before.isFor(known)
                        ? before
                        : new Decision(CallKey.hashOf(known), numbers(quiz, target)));
        return question -> decision.numbers().contains(question.number());
    }

    /**
     * What was decided when a quiz was first read. It holds as long as quiz, sheet and record are the same.
     *
     * @param of hash of these three
     * @param numbers of the questions that are drafted
     */
    private record Decision(String of, Set<Integer> numbers) {

        boolean isFor(String known) {
            return of.equals(CallKey.hashOf(known));
        }
    }

    private Set<Integer> numbers(Quiz quiz, Optional<Path> target) {
        return standings(quiz, target).stream()
                .filter(s -> s.question().isPresent() && only.contains(s.number()) && isWanted(quiz, s))
                .map(Standing::number)
                .collect(Collectors.toSet());
    }

    private boolean isWanted(Quiz quiz, Standing standing) {
        boolean isAnew = isFresh || only.failed() && standing.needsReview();
        return isReplaced || standing.wantsDraft(isAnew, s -> isMadeAlike.test(quiz, s));
    }

    /** How the answers in a sheet stand; none where no sheet is, or where it is replaced as a whole. */
    private List<Standing> standings(Quiz quiz, Optional<Path> target) {
        return merged(target)
                .filter(SheetFile::isThere)
                .map(sheet -> sheet.standings(quiz))
                .orElse(List.of());
    }

    /** The file that new answers are merged into, whether a sheet is there yet or not. */
    private Optional<SheetFile> merged(Optional<Path> target) {
        return target.filter(path -> !(isReplaced && only.isAll())).map(this::file);
    }

    private SheetFile file(Path target) {
        return new SheetFile(target, pack, message -> {
            if (said.add(message)) {
                tell.accept(message);
            }
        });
    }

    /** What stands in the sheet and stays as it is, of the questions that the quiz has. */
    List<Prose> staying(QuizTask task) {
        Set<Integer> drafted = drafted(task);
        return standings(task.quiz(), task.target()).stream()
                .filter(standing -> standing.question().isPresent() && !drafted.contains(standing.number()))
                .flatMap(standing -> standing.written().stream().map(draft -> Prose.of(standing.number(), draft)))
                .toList();
    }

    private static Set<Integer> drafted(QuizTask task) {
        return task.assignments().stream().map(a -> a.question().number()).collect(Collectors.toSet());
    }

    /** What will become of the answers of a sheet that is there. */
    List<Told> foretold(QuizTask task) {
        Set<Integer> drafted = drafted(task);
        List<Told> told = new ArrayList<>();
        for (Standing standing : standings(task.quiz(), task.target())) {
            Fate fate =
                    standing.fate(standing.question().isPresent() && drafted.contains(standing.number()), isReplaced);
            if (fate != Fate.MISSING) {
                told.add(new Told(standing.number(), fate == Fate.DROPPED && !only.isAll() ? Fate.KEPT : fate, false));
            }
        }
        return told;
    }

    /** Writes a sheet, or merges into the one that is there. */
    List<Told> write(QuizTask task, QuizResult result) {
        List<Outcome> outcomes = result.outcomes();
        return file(task.target().orElseThrow())
                .write(
                        task.quiz(),
                        result.sheet(),
                        outcomes,
                        standing -> isWanted(task.quiz(), standing),
                        isReplaced,
                        only.isAll());
    }

    /** What became of answers, one line for each fate; none where all are new. */
    static List<String> lines(List<Told> told) {
        Map<Fate, List<Integer>> byFate = new TreeMap<>();
        told.forEach(
                t -> byFate.computeIfAbsent(t.fate(), f -> new ArrayList<>()).add(t.number()));
        if (byFate.keySet().equals(Set.of(Fate.NEW))) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        byFate.forEach((fate, numbers) -> lines.add(fate.words() + ": " + inShort(numbers)));
        return lines;
    }

    // 1-3, 7
    static String inShort(List<Integer> numbers) {
        List<Integer> sorted = numbers.stream().sorted().toList();
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < sorted.size(); i++) {
            int first = sorted.get(i);
            while (i + 1 < sorted.size() && sorted.get(i + 1) == sorted.get(i) + 1) {
                i++;
            }
            int last = sorted.get(i);
            out.append(out.isEmpty() ? "" : ", ").append(first);
            out.append(last == first ? "" : (last == first + 1 ? ", " : "-") + last);
        }
        return out.toString();
    }
}
