package io.github.answersheet.compare;

import io.github.answersheet.check.SheetText;
import io.github.answersheet.examine.Candidate;
import io.github.answersheet.quiz.Question;
import io.github.answersheet.quiz.Quiz;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.IntPredicate;

/**
 * Which answers of two sheets are compared: those with the same number to the same question.
 *
 * @param pairs in the order of their numbers
 * @param leftOut answers that have no counterpart, with the reason
 * @param notes what the user should know about pairs that are compared all the same, in whole sentences
 */
public record Pairing(List<Pair> pairs, List<LeftOut> leftOut, List<String> notes) {

    public Pairing {
        pairs = List.copyOf(pairs);
        leftOut = List.copyOf(leftOut);
        notes = List.copyOf(notes);
    }

    /**
     * An answer, or two, that are not compared.
     *
     * @param reason a few words
     */
    public record LeftOut(int number, String reason) {}

    /**
     * @param quiz whose questions count, if it is at hand; else the sheets have to show the same ones
     * @param wanted which numbers are compared
     */
    public static Pairing of(SheetText a, SheetText b, Optional<Quiz> quiz, IntPredicate wanted) {
        Found found = new Found();
        Map<Integer, Candidate> ofA = byNumber(a, found);
        Map<Integer, Candidate> ofB = byNumber(b, found);
        TreeSet<Integer> numbers = new TreeSet<>(ofA.keySet());
        numbers.addAll(ofB.keySet());
        numbers.removeIf(number -> !wanted.test(number));
        for (int number : numbers) {
            if (!ofB.containsKey(number)) {
                found.leaveOut(number, "only in " + a.source().name());
            } else if (!ofA.containsKey(number)) {
                found.leaveOut(number, "only in " + b.source().name());
            } else {
                Optional<Question> asked = quiz.flatMap(q -> q.questions().stream()
                        .filter(question -> question.number() == number)
                        .findFirst());
                found.pair(number, quiz.isPresent(), asked.map(Question::text), ofA.get(number), ofB.get(number));
            }
        }
        return new Pairing(found.pairs, found.leftOut, found.notes);
    }

    private static Map<Integer, Candidate> byNumber(SheetText sheet, Found found) {
        Map<Integer, Candidate> answers = new LinkedHashMap<>();
        for (Candidate answer : sheet.answers()) {
            if (answers.putIfAbsent(answer.number(), answer) != null) {
                found.notes.add(sheet.source().name() + " answers question " + answer.number()
                        + " more than once; the first answer is compared");
            }
        }
        return answers;
    }

    /** What comes together number by number. */
    private static final class Found {

        private final List<Pair> pairs = new ArrayList<>();
        private final List<LeftOut> leftOut = new ArrayList<>();
        private final List<String> notes = new ArrayList<>();

        void leaveOut(int number, String reason) {
            leftOut.add(new LeftOut(number, reason));
        }

        void pair(int number, boolean hasQuiz, Optional<String> asked, Candidate a, Candidate b) {
            Optional<String> ofA = a.draft().question();
            Optional<String> ofB = b.draft().question();
            if (hasQuiz && asked.isEmpty()) {
                leaveOut(number, "the quiz has no such question");
            } else if (!hasQuiz && ofA.isPresent() && ofB.isPresent() && !isSame(ofA.get(), ofB.get())) {
                leaveOut(number, "the sheets show different questions; --quiz QUIZ says which one was asked");
            } else {
                asked.or(() -> ofA)
                        .or(() -> ofB)
                        .ifPresentOrElse(
                                question -> pair(number, question, a, b),
                                () -> leaveOut(number, "no sheet shows the question; --quiz QUIZ does"));
            }
        }

        private void pair(int number, String question, Candidate a, Candidate b) {
            String textOfA = BlindText.of(a);
            String textOfB = BlindText.of(b);
            if (textOfA.isBlank() || textOfB.isBlank()) {
                leaveOut(number, "the answer is empty in " + sheet(textOfA.isBlank() ? a : b));
                return;
            }
            noteIfOther(number, question, a);
            noteIfOther(number, question, b);
            pairs.add(new Pair(number, question, textOfA, textOfB));
        }

        private void noteIfOther(int number, String question, Candidate answer) {
            if (answer.draft().question().filter(q -> !isSame(q, question)).isPresent()) {
                notes.add(sheet(answer) + " shows question " + number
                        + " in other words than the quiz; its answer is judged by those of the quiz");
            }
        }

        private static String sheet(Candidate answer) {
            return answer.draft().source().name();
        }

        // Line breaks, indentation and bold type are a matter of how a sheet was typed.
        private static boolean isSame(String one, String other) {
            return words(one).equals(words(other));
        }

        private static String words(String question) {
            return question.replaceAll("[*\\s]+", " ").strip();
        }
    }
}
