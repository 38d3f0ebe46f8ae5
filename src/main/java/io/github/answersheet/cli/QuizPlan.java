package io.github.answersheet.cli;

import io.github.answersheet.pack.Classifier;
import io.github.answersheet.prompt.Assignment;
import io.github.answersheet.prompt.Grounding;
import io.github.answersheet.prompt.Subject;
import io.github.answersheet.quiz.LeftOut;
import io.github.answersheet.quiz.Question;
import io.github.answersheet.quiz.Quiz;
import io.github.answersheet.run.Planner;
import io.github.answersheet.run.QuizTask;
import io.github.answersheet.source.Defect;
import io.github.answersheet.source.InputException;
import io.github.answersheet.source.Problem;
import io.github.answersheet.store.StoreException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Spliterators;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Which quizzes are answered and where their sheets go. All are read once before the first call, so that what is wrong is said
 * before anything is paid. A single one is held; those of a bank are read again when their turn comes.
 */
final class QuizPlan {

    private static final int MOST_TOLD = 3;

    private final Inputs inputs;
    private final QuizOptions reading;
    private final Wanted wanted;
    private final List<Readable> quizzes = new ArrayList<>();
    private final FailedQuizzes failed;
    private final long limit;
    private Optional<Quiz> single = Optional.empty();
    private long questions;

    private record Readable(Path path, Optional<Path> target) {}

    /** Says which questions of a quiz are answered. */
    interface Wanted {

        /** Whether the user wants an answer to a question. */
        boolean isNamed(Question question);

        /** Which of these are drafted now. */
        default Predicate<Question> drafted(Quiz quiz, Optional<Path> target) {
            return this::isNamed;
        }
    }

    /**
     * @param inputs reads the quizzes
     * @param reading how they are read
     * @param paths files and folders
     * @param output what the user gave with {@code -o}, or null
     * @param limit how many questions at most
     * @param skipped told of files of a folder that hold no question, and of doubts about what was read
     * @param failed told of quizzes that cannot be read when their turn comes; the others go on
     */
    QuizPlan(
            Inputs inputs,
            QuizOptions reading,
            List<Path> paths,
            String output,
            Wanted wanted,
            long limit,
            Consumer<String> skipped,
            FailedQuizzes failed) {
        this.inputs = inputs;
        this.reading = reading;
        this.failed = failed;
        this.limit = limit;
        this.wanted = wanted;
        List<QuizFiles.QuizFile> files = QuizFiles.of(paths);
        SheetTargets targets =
                new SheetTargets(output, files.size() == 1 && files.get(0).isNamed());
        List<Problem> problems = new ArrayList<>();
        for (QuizFiles.QuizFile file : files) {
            try {
                Quiz quiz = read(file.path());
                List<Problem> doubts = QuizOptions.problems(quiz);
                if (reading.isStrict()) {
                    problems.addAll(doubts);
                } else {
                    doubts.forEach(doubt -> skipped.accept(doubt.render()));
                }
                if (file.isNamed()) {
                    leftOut(quiz).ifPresent(skipped);
                }
                single = Optional.of(quiz).filter(only -> files.size() == 1);
                if (quiz.questions().stream().anyMatch(wanted::isNamed)) {
                    add(file, quiz, Optional.ofNullable(targets.of(file)));
                } else if (file.isNamed()) {
                    problems.add(Problem.of(file.path().toString(), "no question has a number that --only names"));
                }
            } catch (InputException e) {
                if (file.isNamed()) {
                    problems.addAll(e.problems());
                } else {
                    skipped.accept("skipped "
                            + e.problems().get(0).render().lines().findFirst().orElse(""));
                }
            } catch (InvalidPathException e) {
                // A matter of the locale, which every other file would meet as well.
                throw e;
            } catch (RuntimeException | Error e) {
                failed.add(file.path().toString(), Defect.of(e));
            }
        }
        if (problems.isEmpty() && quizzes.isEmpty()) {
            problems.add(Problem.of(paths.get(0).toString(), "no file in this folder holds a question that is wanted"));
        }
        if (!problems.isEmpty()) {
            throw new InputException(problems);
        }
    }

    // What stands in the place of its sheet is no reason to pass over a quiz in silence.
    private void add(QuizFiles.QuizFile file, Quiz quiz, Optional<Path> target) {
        try {
            questions += quiz.questions().stream()
                    .filter(wanted.drafted(quiz, target))
                    .count();
            quizzes.add(new Readable(file.path(), target));
        } catch (InputException e) {
            if (file.isNamed()) {
                throw e;
            }
            failed.add(file.path().toString(), e);
        }
    }

    // What inspect shows in full.
    private static Optional<String> leftOut(Quiz quiz) {
        List<LeftOut> parts = quiz.leftOut();
        if (parts.isEmpty()) {
            return Optional.empty();
        }
        String some = parts.stream()
                .limit(MOST_TOLD)
                .map(part -> InspectCommand.place(part) + " (" + part.reason() + ")")
                .collect(Collectors.joining(", "));
        int more = parts.size() - MOST_TOLD;
        return Optional.of(quiz.source().name() + ": left out: " + some
                + (more > 0 ? " and " + more + " more; inspect shows them" : ""));
    }

    boolean isOneQuiz() {
        return quizzes.size() == 1;
    }

    int quizzes() {
        return quizzes.size();
    }

    /** That will be answered, of all quizzes. */
    long questions() {
        return Math.min(questions, limit);
    }

    /**
     * Keeps what goes to stdout apart.
     *
     * @param report what the user gave with {@code --report}, or null
     * @throws InputException if both sheets and report would go there
     */
    void refuseReportAmongSheets(Path report) {
        if (report != null
                && Inputs.isStdin(report)
                && quizzes.stream().anyMatch(q -> q.target().isEmpty())) {
            throw new InputException(Problem.of("--report -", "the sheet goes to stdout; name a file for one of them"));
        }
    }

    /**
     * @throws InputException if a quiz comes from a stream, which nobody can read a second time
     */
    void refuseStreams() {
        quizzes.stream()
                .map(Readable::path)
                .filter(Inputs::isStream)
                .findFirst()
                .ifPresent(path -> {
                    throw new InputException(Problem.of(
                            path.toString(), "has no name under which it could be collected; save it as a file"));
                });
    }

    /** What tells this work from other work, as far as its budget goes. */
    String files() {
        return String.join(
                "\n",
                quizzes.stream().map(q -> q.path().toAbsolutePath().toString()).toList());
    }

    /** What calls will be about, without what else is known of it. */
    Iterator<Subject> subjects(Classifier classifier) {
        Planner planner = new Planner(classifier, (question, neighbours) -> Grounding.NONE);
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(tasks(planner), 0), false)
                .flatMap(task -> task.assignments().stream())
                .map(Assignment::subject)
                .iterator();
    }

    /** The quizzes, each read when it is asked for. */
    Iterator<QuizTask> tasks(Planner planner) {
        return tasks((quiz, target) -> planner.plan(quiz, wanted.drafted(quiz, target)));
    }

    /**
     * The quizzes, each read when it is asked for.
     *
     * @param planning which questions of a quiz are answered now
     */
    Iterator<QuizTask> tasks(BiFunction<Quiz, Optional<Path>, List<Assignment>> planning) {
        Iterator<Readable> all = quizzes.iterator();
        return new Iterator<>() {

            private long left = limit;
            private QuizTask next;

            @Override
            public boolean hasNext() {
                while (next == null && left > 0 && all.hasNext()) {
                    Readable readable = all.next();
                    next = planned(readable, planning, left).orElse(null);
                }
                return next != null;
            }

            @Override
            public QuizTask next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                QuizTask task = next;
                next = null;
                left -= task.assignments().size();
                return task;
            }
        };
    }

    private Optional<QuizTask> planned(
            Readable readable, BiFunction<Quiz, Optional<Path>, List<Assignment>> planning, long left) {
        try {
            Quiz quiz = single.orElseGet(() -> read(readable.path()));
            List<Assignment> assignments = planning.apply(quiz, readable.target());
            boolean isWhole = assignments.size() <= left;
            List<Assignment> some = isWhole ? assignments : assignments.subList(0, (int) left);
            return Optional.of(new QuizTask(quiz, some, readable.target(), isWhole));
        } catch (StoreException e) {
            throw e;
        } catch (InputException e) {
            failed.add(readable.path().toString(), e);
        } catch (RuntimeException | Error e) {
            failed.add(readable.path().toString(), Defect.of(e));
        }
        return Optional.empty();
    }

    private Quiz read(Path path) {
        return reading.read(inputs, path);
    }
}
