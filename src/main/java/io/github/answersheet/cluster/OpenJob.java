package io.github.answersheet.cluster;

import io.github.answersheet.llm.Endpoint;
import io.github.answersheet.pack.Classifier;
import io.github.answersheet.pack.Pack;
import io.github.answersheet.prompt.Assignment;
import io.github.answersheet.quiz.Quiz;
import io.github.answersheet.repair.Effort;
import io.github.answersheet.run.Planner;
import io.github.answersheet.source.InputException;
import io.github.answersheet.source.Problem;
import io.github.answersheet.source.SourceText;
import io.github.answersheet.store.Backlog;
import io.github.answersheet.store.CallKey;
import io.github.answersheet.store.QuestionId;
import io.github.answersheet.store.QuizEntry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A job that is being worked at: its pack is read, and its quizzes are read when their turn comes. Thread-safe. */
public final class OpenJob {

    // Workers take questions in the order of the quizzes.
    private static final int QUIZZES_AT_HAND = 64;

    private final String id;
    private final Job job;
    private final Backlog backlog;
    private final Pack pack;
    private final Classifier classifier;
    private final Map<String, Map<Integer, Assignment>> atHand = new LinkedHashMap<>(16, 0.75f, true) {

        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Map<Integer, Assignment>> eldest) {
            return size() > QUIZZES_AT_HAND;
        }
    };

    /**
     * @param program this one, with its version
     * @throws InputException if another version enqueued the job: its prompts would be others
     */
    public OpenJob(Backlog.Job kept, Backlog backlog, String program) {
        this.id = kept.id();
        this.job = Job.read(kept);
        if (!job.program().equals(program)) {
            throw new InputException(Problem.of(
                    "job " + id, "was enqueued by " + job.program() + ", and this is " + program + "; use the same"));
        }
        this.backlog = backlog;
        this.pack = job.readPack();
        this.classifier = job.classifier(pack);
    }

    public String id() {
        return id;
    }

    public Pack pack() {
        return pack;
    }

    public Effort effort() {
        return job.effort();
    }

    /** The rules that the user switched off or weighs otherwise, by id. */
    public Map<String, String> rules() {
        return job.rules();
    }

    /** Whether the code of its answers is run where a sandbox can be had. */
    public boolean isRun() {
        return job.run();
    }

    /** The endpoint under whose name its calls are kept. */
    public Endpoint name() {
        return job.name();
    }

    /** How a quiz is kept. */
    static String textHash(Quiz quiz) {
        return CallKey.of(Map.of("text", quiz.source().text())).hash();
    }

    /** The questions of a quiz with what was known of them when they were enqueued. */
    List<Assignment> plan(Quiz quiz, QuizEntry entry) {
        return new Planner(classifier, Knowledge.read(entry.knowledge())).plan(quiz, question -> true);
    }

    synchronized Assignment assignment(QuestionId question) {
        return atHand.computeIfAbsent(question.quiz(), this::assignments).get(question.number());
    }

    private Map<Integer, Assignment> assignments(String quiz) {
        QuizEntry entry = backlog.quiz(id, quiz)
                .orElseThrow(() -> new IllegalStateException("quiz " + quiz + " of job " + id + " is gone"));
        Quiz read = Knowledge.read(entry.knowledge()).read(SourceText.of(entry.name(), entry.text()));
        return plan(read, entry).stream().collect(Collectors.toMap(Assignment::number, Function.identity()));
    }
}
