package io.github.answersheet.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.answersheet.RecordedReplies;
import io.github.answersheet.check.AnswerRule;
import io.github.answersheet.check.Checker;
import io.github.answersheet.check.Finding;
import io.github.answersheet.check.Level;
import io.github.answersheet.check.Rule;
import io.github.answersheet.check.RuleSet;
import io.github.answersheet.check.SharedLanguages;
import io.github.answersheet.check.rule.Rules;
import io.github.answersheet.examine.ExaminedAnswer;
import io.github.answersheet.llm.Call;
import io.github.answersheet.llm.ChatClient;
import io.github.answersheet.llm.Reply;
import io.github.answersheet.llm.Usage;
import io.github.answersheet.pack.Classifier;
import io.github.answersheet.pack.Pack;
import io.github.answersheet.pack.Packs;
import io.github.answersheet.prompt.Grounding;
import io.github.answersheet.quiz.Quiz;
import io.github.answersheet.quiz.QuizReader;
import io.github.answersheet.repair.DraftBy;
import io.github.answersheet.repair.Effort;
import io.github.answersheet.repair.Ladder;
import io.github.answersheet.repair.Outcome;
import io.github.answersheet.sheet.MarkdownRenderer;
import io.github.answersheet.source.Defect;
import io.github.answersheet.source.SourceText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The program itself fails on one reply of a bank: that answer needs review, and nothing else is touched. */
@Tag("java")
class DefectInABankTest {

    private static final Pack PACK = Packs.read(Packs.DEFAULT);
    private static final String POISON = "ink spot";

    /** A rule that cannot bear some words. */
    private static final class Brittle extends AnswerRule {

        private final RuntimeException exception;
        private final Error error;

        Brittle(RuntimeException exception, Error error) {
            super("brittle", Level.WARNING);
            this.exception = exception;
            this.error = error;
        }

        @Override
        public List<Finding> check(ExaminedAnswer answer) {
            if (answer.draft().source().text().contains(POISON)) {
                if (error != null) {
                    throw error;
                }
                throw exception;
            }
            return List.of();
        }
    }

    private record Bank(Map<String, String> sheets, Map<String, QuizResult> results, int calls) {}

    @Test
    void aRuleThatThrows() throws InterruptedException {
        for (Brittle rule : List.of(
                new Brittle(new IllegalStateException("no\nsuch place"), null),
                new Brittle(null, new StackOverflowError()))) {
            List<Rule> rules = new ArrayList<>(Rules.ALL);
            rules.add(rule);
            Bank bank = run(rules, call -> reply(call, POISON));
            assertEquals(6, bank.sheets().size());
            assertEquals(12, bank.calls(), "no call mends this program");
            bank.results().forEach((quiz, result) -> assertEquals(quiz.equals("quiz 4") ? 1 : 0, result.needReview()));
            Outcome outcome = bank.results().get("quiz 4").outcomes().get(1);
            List<Finding> errors =
                    outcome.remaining().stream().filter(Finding::isError).toList();
            assertEquals(1, errors.size());
            assertEquals("brittle", errors.get(0).rule());
            assertTrue(errors.get(0).isDefect(), errors.get(0).message());
            assertFalse(errors.get(0).message().contains("\n"), errors.get(0).message());
            assertTrue(bank.sheets().get("quiz 4").contains(POISON), "the answer is kept");
            assertTrue(
                    bank.sheets().get("quiz 4").contains("this program failed"),
                    bank.sheets().get("quiz 4"));
        }
    }

    @Test
    void aClientThatThrowsWhatNobodyExpects() throws InterruptedException {
        Bank bank = run(Rules.ALL, call -> {
            if (isPoisoned(call)) {
                throw new IllegalArgumentException("nobody expects this");
            }
            return reply(call, "");
        });
        assertEquals(6, bank.sheets().size());
        bank.results().forEach((quiz, result) -> assertEquals(quiz.equals("quiz 4") ? 1 : 0, result.needReview()));
        String sheet = bank.sheets().get("quiz 4");
        assertTrue(sheet.contains("this program failed (IllegalArgumentException: nobody expects this"), sheet);
        assertTrue(sheet.contains("What is idea 2 of quiz 4?"), sheet);
    }

    private static Bank run(List<Rule> rules, Function<Call, Reply> model) throws InterruptedException {
        AtomicInteger calls = new AtomicInteger();
        ChatClient counting = new ChatClient() {
            @Override
            public Reply chat(Call call) {
                calls.incrementAndGet();
                return model.apply(call);
            }

            @Override
            public String description() {
                return "counted";
            }
        };
        Ladder ladder = new Ladder(
                PACK,
                counting,
                new Checker(SharedLanguages.READING, RuleSet.of(rules)),
                new Effort(2, DraftBy.ANSWER, OptionalInt.empty(), false, 0));
        Map<String, QuizResult> results = new TreeMap<>();
        new BankRun(PACK, ladder::answer, 3, Turns.ofCores(false), new Progress() {
                    @Override
                    public void answered(QuizTask task, Outcome outcome) {
                        // Counted with its quiz.
                    }

                    @Override
                    public void finished(QuizTask task, QuizResult result) {
                        results.put(task.quiz().source().name(), result);
                    }

                    @Override
                    public void failed(QuizTask task, Defect why) {
                        throw new IllegalStateException(why);
                    }
                })
                .run(IntStream.rangeClosed(1, 6)
                        .mapToObj(DefectInABankTest::task)
                        .iterator());
        Map<String, String> sheets = new TreeMap<>();
        results.forEach((quiz, result) -> sheets.put(quiz, MarkdownRenderer.render(result.sheet())));
        return new Bank(sheets, results, calls.get());
    }

    private static QuizTask task(int number) {
        Quiz quiz = QuizReader.read(SourceText.of(
                "quiz " + number,
                "# Quiz\n\n## Conceptual Questions\n\n1. What is idea 1 of quiz " + number
                        + "?\n2. What is idea 2 of quiz " + number + "?\n"));
        Planner planner = new Planner(
                new Classifier(PACK, Optional.empty()),
                (question, neighbours) -> new Grounding(neighbours, List.of(), List.of()));
        return new QuizTask(quiz, planner.plan(quiz, question -> true), Optional.empty(), true);
    }

    private static boolean isPoisoned(Call call) {
        return call.question() == 2 && call.prompt().user().contains("What is idea 2 of quiz 4?\n=");
    }

    private static Reply reply(Call call, String poison) {
        String text = RecordedReplies.of(call.question());
        return new Reply(
                isPoisoned(call)
                        ? text.replaceFirst("(?m)^\\*\\*Common Pitfalls:\\*\\*\\n\\n", "$0A " + poison + ".\n\n")
                        : text,
                Reply.Finish.STOP,
                Usage.NONE,
                "",
                Duration.ZERO,
                Reply.Origin.ENDPOINT);
    }
}
