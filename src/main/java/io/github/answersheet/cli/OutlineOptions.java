package io.github.answersheet.cli;

import io.github.answersheet.llm.Budget;
import io.github.answersheet.llm.ChatClient;
import io.github.answersheet.llm.Endpoint;
import io.github.answersheet.pack.Classifier;
import io.github.answersheet.pack.Packs;
import io.github.answersheet.quiz.Outline;
import io.github.answersheet.quiz.Question;
import io.github.answersheet.quiz.Quiz;
import io.github.answersheet.quiz.QuizReader;
import io.github.answersheet.run.Outliner;
import io.github.answersheet.source.InputException;
import io.github.answersheet.source.OutputFile;
import io.github.answersheet.source.Problem;
import io.github.answersheet.source.SourceText;
import io.github.answersheet.store.CallStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Whether outlines of quizzes are written, and who makes them. */
final class OutlineOptions {

    enum By {
        RULES,
        MODEL
    }

    @Option(
            names = "--outline",
            fallbackValue = "true",
            description =
                    "Write where the questions stand to NAME.outline.json beside the quiz. You can edit it; while it"
                            + " is there, generate, inspect, prompt and check read the quiz by it.")
    private boolean isWanted;

    @Option(
            names = "--outline-by",
            paramLabel = "rules|model",
            description = "The same, and who says where the questions stand: the rules, or a model for a quiz that the"
                    + " rules do not understand. It sends line numbers only. Of a folder, the quizzes without a warning"
                    + " are left alone.")
    private By by;

    @Option(
            names = "--yes",
            fallbackValue = "true",
            description = "Write the model's outline without asking, also in place of one that is there.")
    private boolean yes;

    @Mixin
    private PriceOptions prices;

    @Mixin
    private BudgetOptions budget;

    @Mixin
    private StoreOptions store;

    @Mixin
    private ModelOptions model;

    /** Opens what is needed to make outlines. */
    Outlines outlines(Environment environment, QuizOptions reading, String pack, Classifier classifier) {
        Outlines outlines = new Outlines(environment, reading, classifier);
        if (by == By.MODEL) {
            outlines.open(pack);
        }
        return outlines;
    }

    /** The outlines of one command. */
    final class Outlines implements AutoCloseable {

        private final Environment environment;
        private final QuizOptions reading;
        private final Classifier classifier;
        private final Set<Path> asked = new HashSet<>();
        private Optional<CallStore> kept = Optional.empty();
        private Optional<Outliner> outliner = Optional.empty();

        private Outlines(Environment environment, QuizOptions reading, Classifier classifier) {
            this.environment = environment;
            this.reading = reading;
            this.classifier = classifier;
        }

        private void open(String pack) {
            Map<String, String> variables = environment.variables();
            ChatClient client;
            if (model.isReplay()) {
                client = model.replaying(true).usual();
            } else {
                Budget allowed = budget.budget(prices.prices(model.name()));
                Endpoint endpoint = model.endpoint(variables);
                kept = store.open(variables);
                client = model.calling(variables, kept, model.job(endpoint, "outline", 0, allowed))
                        .usual();
            }
            outliner = Optional.of(new Outliner(Packs.outlining(pack), client));
            environment.tell("model: " + client.description());
        }

        /**
         * Reads a quiz, by the model's outline if one is to be made.
         *
         * @throws InputException if it cannot be read, or the model's outline cannot be used
         */
        Quiz quiz(QuizFiles.QuizFile file) {
            if (outliner.isEmpty()) {
                return reading.read(environment.inputs(), file.path());
            }
            Optional<Quiz> understood = file.isNamed() ? Optional.empty() : understood(file.path());
            return understood.orElseGet(() -> byModel(file.path(), outliner.get()));
        }

        // By rules, without a doubt.
        private Optional<Quiz> understood(Path path) {
            try {
                return Optional.of(reading.read(environment.inputs(), path))
                        .filter(quiz -> quiz.warnings().isEmpty());
            } catch (InputException e) {
                return Optional.empty();
            }
        }

        private Quiz byModel(Path path, Outliner model) {
            beside(path);
            SourceText text = environment.inputs().read(path);
            Outline outline = model.outline(text, reading.hints());
            asked.add(path);
            return QuizReader.read(text, reading.hints(), Optional.of(outline));
        }

        /** Writes the outline of a quiz that was shown, if one is wanted and the user agrees. */
        void keep(QuizFiles.QuizFile file, Quiz quiz) {
            boolean ofModel = asked.contains(file.path());
            boolean ofRules = by == null ? isWanted : by == By.RULES;
            if (!ofModel && !ofRules) {
                return;
            }
            Path target = beside(file.path());
            if (ofModel && !isAgreed(target)) {
                environment.err().println(target + " was not written");
                return;
            }
            Outline found = quiz.outline().orElseGet(() -> reading.outline(environment.inputs(), file.path()));
            write(target, withCategories(found, quiz));
        }

        private Path beside(Path path) {
            if (Inputs.isStream(path)) {
                throw new InputException(
                        Problem.of(path.toString(), "an outline stands beside a file, and this is none"));
            }
            return QuizOptions.outlineOf(path);
        }

        private boolean isAgreed(Path target) {
            if (yes) {
                return true;
            }
            boolean isThere = Files.exists(target);
            if (System.console() == null) {
                if (isThere) {
                    environment.err().println(target + " is there already; --yes writes the model's in its place");
                }
                return !isThere;
            }
            String question = "Write this to " + target + (isThere ? ", in place of what is there" : "") + "? [y/N] ";
            String answer = System.console().readLine("%s", question);
            return answer != null && answer.strip().matches("(?i)y(?:es)?");
        }

        private Outline withCategories(Outline found, Quiz quiz) {
            List<Outline.Entry> entries = new ArrayList<>();
            List<Question> questions = quiz.questions();
            for (int i = 0; i < questions.size(); i++) {
                String category =
                        classifier.classify(quiz, questions.get(i)).category().id();
                entries.add(found.questions().get(i).in(category));
            }
            return new Outline(found.schema(), entries, found.leftOut());
        }

        private void write(Path target, Outline outline) {
            try (OutputFile file = OutputFile.at(target)) {
                file.stream().write(outline.json().getBytes(StandardCharsets.UTF_8));
                file.finish();
            } catch (IOException e) {
                throw new InputException(Problem.of(target.toString(), "cannot be written: " + e.getMessage()));
            }
            environment.err().println("wrote " + target);
        }

        @Override
        public void close() {
            kept.ifPresent(CallStore::close);
        }
    }
}
