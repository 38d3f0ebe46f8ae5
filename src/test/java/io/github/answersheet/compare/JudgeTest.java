package io.github.answersheet.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.answersheet.llm.Call;
import io.github.answersheet.llm.CallFailedException;
import io.github.answersheet.llm.ChatClient;
import io.github.answersheet.llm.Reply;
import io.github.answersheet.llm.Usage;
import io.github.answersheet.pack.Packs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Pairs judged by a model that says what the test wants. */
class JudgeTest {

    private static final Pair PAIR = new Pair(3, "What is a lock?", "ALPHA explains.", "BETA explains.");

    /** A model, and what it was asked. */
    private record Model(Function<Call, String> says, Reply.Finish finish, List<Call> asked) implements ChatClient {

        Model(Function<Call, String> says) {
            this(says, Reply.Finish.STOP, new ArrayList<>());
        }

        @Override
        public Reply chat(Call call) {
            asked.add(call);
            return new Reply(says.apply(call), finish, Usage.NONE, "model", Duration.ZERO, Reply.Origin.ENDPOINT);
        }

        @Override
        public String description() {
            return "a model";
        }

        List<String> recordings() {
            return asked.stream().map(Call::recording).toList();
        }
    }

    private static Judged judged(ChatClient client) {
        return new Judge(Packs.rubric(Packs.DEFAULT, "learner"), client).judge(PAIR);
    }

    // Which letter an answer goes by in a call.
    private static String letter(Call call, String answer) {
        return call.prompt().user().indexOf(answer) < call.prompt().user().indexOf("Answer Y:") ? "X" : "Y";
    }

    private static String verdict(String better, String margin) {
        return "{\"better\": \"" + better + "\", \"margin\": \"" + margin
                + "\", \"reasons\": [\"" + better + " starts from the mechanism\"], \"easier_to_teach_from\": \""
                + better
                + "\", \"hardest_passage\": {\"X\": \"in x\", \"Y\": \"in y\"}}";
    }

    @Test
    void theAnswerThatIsBetterInBothOrdersWinsWithTheMeanMargin() {
        Model model =
                new Model(call -> verdict(letter(call, "BETA"), call.recording().contains("-1") ? "slight" : "clear"));
        Judged judged = judged(model);
        assertEquals(Optional.of(Side.B), judged.winner());
        assertEquals(OptionalDouble.of(1.5), judged.margin());
        assertEquals(Optional.of(Side.B), judged.easier());
        assertEquals(List.of("q03.compare-1.md", "q03.compare-2.md"), model.recordings());
        assertEquals(PAIR.first(1), PAIR.first(2).other());
        // Whatever letter it had, the reader of the reasons hears of B.
        judged.verdicts().forEach(v -> assertEquals(List.of("B starts from the mechanism"), v.reasonsByName()));
        judged.verdicts().forEach(v -> assertEquals(v.first() == Side.A ? "in x" : "in y", v.hardestOfA()));
    }

    @Test
    void aJudgeThatPrefersWhatItReadsFirstDecidesNothing() {
        Judged judged = judged(new Model(call -> verdict("X", "large")));
        assertEquals(Optional.of(Side.TIE), judged.winner());
        assertTrue(judged.isChangedByOrder());
        assertTrue(judged.margin().isEmpty());
        assertEquals(1, new Tally(List.of(judged)).firstPreferred());
        Judged other = judged(new Model(call -> verdict("Y", "large")));
        assertEquals(0, new Tally(List.of(other)).firstPreferred());
        assertEquals(1, new Tally(List.of(other)).changedByOrder());
    }

    @Test
    void aTieInBothOrdersIsOneThatTheOrderDidNotMake() {
        Judged judged = judged(new Model(call -> "{\"better\": \"tie\", \"reasons\": [\"both are good\"]}"));
        assertEquals(Optional.of(Side.TIE), judged.winner());
        assertFalse(judged.isChangedByOrder());
        assertEquals(Optional.empty(), judged.easier());
    }

    static List<String> readable() {
        String plain = verdict("X", "clear");
        return List.of(
                plain,
                "```json\n" + plain + "\n```",
                "I have read both {carefully}. My verdict:\n\n" + plain + "\n\nI hope that helps.",
                plain + "\n\nOnce more: " + plain,
                plain.replace("\"X\"", "\" x \"").replace("clear", "CLEAR"),
                plain.replace("[\"X starts from the mechanism\"]", "\"X starts from the mechanism\""),
                plain.replace("}}", "},}"),
                "{\"better\": \"X\", \"margin\": \"clear\", \"reasons\": [\"short\"]}");
    }

    @ParameterizedTest
    @MethodSource("readable")
    void aVerdictIsReadHoweverItIsWrapped(String reply) {
        Model model = new Model(call -> reply);
        Judged judged = judged(model);
        assertEquals(List.of(), judged.failure().stream().toList());
        assertEquals(2, model.asked().size());
        assertEquals(PAIR.first(1), judged.verdicts().get(0).better());
        assertEquals(Optional.of(Verdict.Margin.CLEAR), judged.verdicts().get(0).margin());
    }

    static Stream<List<String>> unreadable() {
        String plain = verdict("X", "clear");
        return Stream.of(
                List.of("", "holds no JSON object"),
                List.of("X is clearly better.", "holds no JSON object"),
                List.of(plain.substring(0, plain.length() - 5), "holds no JSON object"),
                List.of("{".repeat(100_000), "holds no JSON object"),
                List.of("[" + "{\"a\":".repeat(5_000), "holds no JSON object"),
                List.of(plain + verdict("Y", "clear"), "more than one verdict"),
                List.of(verdict("Z", "clear"), "\"better\" is neither"),
                List.of(verdict("A", "clear"), "\"better\" is neither"),
                List.of(plain.replace("\"better\": \"X\"", "\"better\": [\"X\"]"), "\"better\" is neither"),
                List.of(plain.replace("{\"better\"", "{\"better\": \"Y\", \"better\""), "holds no JSON object"),
                List.of(verdict("X", "huge"), "\"margin\" is neither"),
                List.of("{\"better\": \"X\", \"reasons\": [\"r\"]}", "\"margin\" is neither"),
                List.of("{\"better\": \"X\", \"margin\": \"clear\", \"reasons\": []}", "holds no reason"),
                List.of("{\"better\": \"X\", \"margin\": \"clear\"}", "holds no reason"));
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    void whatIsNoVerdictIsAskedForOnceMoreAndNeverGuessed(List<String> replyAndReason) {
        Model model = new Model(call -> replyAndReason.get(0));
        Judged judged = judged(model);
        assertTrue(judged.winner().isEmpty());
        assertTrue(judged.failure().orElseThrow().contains(replyAndReason.get(1)), judged.failure()::get);
        assertEquals(List.of("q03.compare-1.md", "q03.compare-1-again.md"), model.recordings());
        assertTrue(
                model.asked().get(1).prompt().user().contains(judged.failure().get()));
        assertTrue(new Tally(List.of(judged)).shareOfA().isEmpty());

        Model better = new Model(call ->
                call.recording().contains("-1-again") || call.recording().contains("-2.md")
                        ? verdict(letter(call, "ALPHA"), "slight")
                        : replyAndReason.get(0));
        assertEquals(Optional.of(Side.A), judged(better).winner());
        assertEquals(3, better.asked().size());
    }

    @Test
    void aReplyThatWasCutOffOrRefusedIsNoVerdict() {
        for (Reply.Finish finish : List.of(Reply.Finish.LENGTH, Reply.Finish.FILTERED)) {
            Model model = new Model(call -> verdict("X", "clear"), finish, new ArrayList<>());
            assertTrue(judged(model).failure().isPresent());
            assertEquals(2, model.asked().size());
        }
    }

    @Test
    void aCallThatFailsIsNotMadeAgain() {
        Model model = new Model(call -> {
            throw new CallFailedException("the server broke down");
        });
        Judged judged = judged(model);
        assertEquals(Optional.of("the server broke down"), judged.failure());
        assertEquals(1, model.asked().size());
        assertFalse(judged.isAnswered());
    }

    @Test
    void whatIsReadFirstIsDrawnByTheQuestion() {
        long ofA = IntStream.range(0, 1_000)
                .mapToObj(i -> new Pair(i, "Question " + i + "?", "a", "b"))
                .filter(pair -> pair.first(1) == Side.A)
                .count();
        assertTrue(ofA > 400 && ofA < 600, ofA + " of 1000");
        assertEquals(PAIR.first(1), new Pair(7, PAIR.question(), "other", "answers").first(1));
    }

    @Test
    void theIntervalIsWilsons() {
        Tally.Share share = tally(9, 3).shareOfA().orElseThrow();
        assertEquals(0.75, share.value(), 1e-9);
        assertEquals(0.4677, share.low(), 1e-4);
        assertEquals(0.9111, share.high(), 1e-4);
        assertEquals(0, tally(0, 5).shareOfA().orElseThrow().low(), 1e-9);
        assertEquals(0.4345, tally(0, 5).shareOfA().orElseThrow().high(), 1e-4);
    }

    private static Tally tally(int winsOfA, int winsOfB) {
        Judged a = judged(new Model(call -> verdict(letter(call, "ALPHA"), "clear")));
        Judged b = judged(new Model(call -> verdict(letter(call, "BETA"), "clear")));
        return new Tally(IntStream.range(0, winsOfA + winsOfB)
                .mapToObj(i -> i < winsOfA ? a : b)
                .collect(Collectors.toList()));
    }
}
