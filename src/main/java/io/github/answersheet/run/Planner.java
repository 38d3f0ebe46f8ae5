package io.github.answersheet.run;

import io.github.answersheet.pack.Classifier;
import io.github.answersheet.prompt.Assignment;
import io.github.answersheet.prompt.Grounding;
import io.github.answersheet.prompt.Neighbour;
import io.github.answersheet.quiz.Question;
import io.github.answersheet.quiz.Quiz;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/** Says of each question of a quiz in which category it is answered and what is known about it. Thread-safe. */
public final class Planner {

    /** So many questions of a long quiz know of each other. */
    static final int NEIGHBOURHOOD = 15;

    private static final int LEAST_HANDLE = 1_000;
    private static final int HANDLES = 8_000;

    // A first sentence such as "Review this function." says too little alone, and one as long as a page says too much.
    private static final int LEAST_TOPIC = 40;
    private static final int LONGEST_TOPIC = 240;

    private final Classifier classifier;
    private final Facts facts;

    /** Finds out what is known about a question. */
    @FunctionalInterface
    public interface Facts {

        /**
         * @param neighbours that it has in the quiz
         */
        Grounding of(Question question, List<Neighbour> neighbours);
    }

    public Planner(Classifier classifier, Facts facts) {
        this.classifier = classifier;
        this.facts = facts;
    }

    /** The questions that are wanted, in quiz order. */
    public List<Assignment> plan(Quiz quiz, Predicate<Question> wanted) {
        List<Question> questions = quiz.questions();
        List<Assignment> assignments = new ArrayList<>();
        for (int start = 0; start < questions.size(); start += NEIGHBOURHOOD) {
            List<Question> block = questions.subList(start, Math.min(start + NEIGHBOURHOOD, questions.size()));
            List<Neighbour> neighbours = neighbours(block);
            for (Question question : block) {
                if (wanted.test(question)) {
                    assignments.add(new Assignment(
                            quiz.source().name(),
                            question,
                            classifier.classify(quiz, question).category(),
                            facts.of(question, block.size() == 1 ? List.of() : neighbours)));
                }
            }
        }
        return assignments;
    }

    // Handles are longer than the numbers of any quiz that people write, so that the two are never taken for each
    // other.
    private static List<Neighbour> neighbours(List<Question> block) {
        Set<Integer> taken = new HashSet<>();
        block.forEach(question -> taken.add(question.number()));
        List<Neighbour> neighbours = new ArrayList<>();
        for (Question question : block) {
            int handle = LEAST_HANDLE + Math.floorMod(question.text().hashCode(), HANDLES);
            while (!taken.add(handle)) {
                handle++;
            }
            neighbours.add(new Neighbour(handle, question.number(), topic(question.stem())));
        }
        return neighbours;
    }

    private static String topic(String stem) {
        String line = stem.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
        BreakIterator sentences = BreakIterator.getSentenceInstance(Locale.ROOT);
        sentences.setText(line);
        int end = 0;
        while (end < Math.min(LEAST_TOPIC, line.length())) {
            end = sentences.next();
        }
        if (end <= LONGEST_TOPIC) {
            return line.substring(0, end).strip();
        }
        int word = line.lastIndexOf(' ', LONGEST_TOPIC);
        return line.substring(0, word > LONGEST_TOPIC / 2 ? word : LONGEST_TOPIC) + "…";
    }
}
