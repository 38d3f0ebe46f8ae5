package io.github.answersheet.cli;

import io.github.answersheet.compare.Judge;
import io.github.answersheet.compare.Judged;
import io.github.answersheet.compare.Pair;
import io.github.answersheet.compare.Pairing;
import io.github.answersheet.compare.Side;
import io.github.answersheet.compare.Tally;
import io.github.answersheet.compare.Tally.Share;
import io.github.answersheet.compare.Verdict;
import io.github.answersheet.draft.SectionBody;
import io.github.answersheet.llm.Prices;
import io.github.answersheet.llm.Reply;
import io.github.answersheet.llm.TokenEstimate;
import io.github.answersheet.llm.Usage;
import io.github.answersheet.pack.Rubric;
import io.github.answersheet.prompt.Prompt;
import io.github.answersheet.repair.Attempt;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Prints what came of a comparison, or what would be sent for one, for people. */
final class ComparisonText {

    private static final int WIDEST = 100;
    private static final int LONGEST_QUESTION = 32;
    private static final int ORDERS = 2;
    // With fewer questions an interval is wide, and people should hear why.
    private static final int FEW = 30;
    // An assumption: a verdict with three reasons.
    private static final int OUTPUT = 250;
    private static final double HALF = 0.5;

    private final PrintWriter out;
    private final Pairing pairing;
    private final Optional<Prices> prices;

    ComparisonText(PrintWriter out, Pairing pairing, Optional<Prices> prices) {
        this.out = out;
        this.pairing = pairing;
        this.prices = prices;
    }

    /** Who won a pair and by how much, or why nobody did, on one line. */
    static String words(Judged judged) {
        return judged.failure()
                .map(why -> "no verdict: " + why)
                .orElseGet(() -> judged.isDecided()
                        ? winner(judged) + ", " + margin(judged.margin())
                        : judged.isChangedByOrder() ? "tie: the judge changed its mind with the order" : "tie");
    }

    /** A line for each pair, then the sums and what they mean. */
    void result(Tally tally) {
        out.println();
        TextTable table = new TextTable(WIDEST, "No", "Question", "Winner", "Margin", "Reasons");
        for (Judged judged : tally.judged()) {
            table.row(
                    Integer.toString(judged.pair().number()),
                    opening(judged.pair()),
                    winner(judged),
                    judged.isDecided() ? margin(judged.margin()) : "",
                    reasons(judged));
        }
        out.print(table.render());
        out.println();
        out.println("A wins " + tally.won(Side.A) + ", B wins " + tally.won(Side.B) + ", "
                + InspectCommand.count(tally.won(Side.TIE), "tie") + withoutVerdict(tally));
        out.println(meaning(tally));
        out.println("easier to teach from: A " + tally.easier(Side.A) + ", B " + tally.easier(Side.B) + ", neither "
                + tally.easier(Side.TIE));
        out.println(order(tally));
        out.println(calls(tally));
        leftOut();
    }

    private static String winner(Judged judged) {
        return judged.winner().map(Side::word).orElse("no verdict");
    }

    private static String margin(OptionalDouble margin) {
        List<String> words =
                Stream.of(Verdict.Margin.values()).map(ComparisonText::word).toList();
        double mean = margin.orElseThrow();
        String lower = words.get((int) Math.floor(mean) - 1);
        String upper = words.get((int) Math.ceil(mean) - 1);
        return lower.equals(upper) ? lower : lower + " to " + upper;
    }

    /** As the judge says it. */
    static String word(Verdict.Margin margin) {
        return margin.name().toLowerCase(Locale.ROOT);
    }

    private static String reasons(Judged judged) {
        return judged.isChangedByOrder()
                ? "the judge changed its mind with the order"
                : judged.failure()
                        .orElseGet(
                                () -> String.join("; ", judged.verdicts().get(0).reasonsByName()));
    }

    private static String opening(Pair pair) {
        String line = SectionBody.of(pair.question()).paragraphs().stream()
                .findFirst()
                .or(() -> pair.question().lines().findFirst())
                .orElse("");
        return line.codePointCount(0, line.length()) <= LONGEST_QUESTION
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST_QUESTION - 1)) + "…";
    }

    private static String withoutVerdict(Tally tally) {
        return tally.withoutVerdict() == 0
                ? ""
                : ", no verdict for " + InspectCommand.count(tally.withoutVerdict(), "question") + " ("
                        + tally.judged().stream()
                                .filter(judged -> judged.failure().isPresent())
                                .map(judged -> Integer.toString(judged.pair().number()))
                                .collect(Collectors.joining(", "))
                        + ")";
    }

    private static String meaning(Tally tally) {
        return tally.shareOfA()
                .map(share -> "A is preferred in " + tally.won(Side.A) + " of "
                        + InspectCommand.count(tally.decided(), "decided question") + ", " + percent(share.value())
                        + ". " + (tally.decided() < FEW ? "From so few questions, " : "From these questions, ")
                        + "its true share lies between " + percent(share.low()) + " and " + percent(share.high())
                        + " (95 % interval), so " + settled(share))
                .orElse("No question was decided, so nothing can be said about which sheet is better.");
    }

    private static String settled(Share share) {
        return share.low() > HALF
                ? "A is better in the eyes of this judge."
                : share.high() < HALF
                        ? "B is better in the eyes of this judge."
                        : "it is not settled which sheet is better.";
    }

    private static String percent(double share) {
        return Math.round(100 * share) + " %";
    }

    private static String order(Tally tally) {
        long judged = tally.judged().size() - tally.withoutVerdict();
        return "the order of reading changed " + tally.changedByOrder() + " of "
                + InspectCommand.count(judged, "verdict")
                + (tally.changedByOrder() == 0
                        ? ""
                        : ", " + tally.firstPreferred() + " of them in favour of the answer that was read first");
    }

    private String calls(Tally tally) {
        long calls = tally.attempts().size();
        List<Attempt> stored = tally.attempts().stream()
                .filter(attempt -> attempt.origin() == Reply.Origin.STORE)
                .toList();
        Usage now = Attempt.paidNow(tally.attempts());
        return InspectCommand.count(calls, "call")
                + (stored.isEmpty() ? "" : ", " + stored.size() + " of them from the store")
                + (now.isNone() ? "" : "; " + RunProgress.tokens(now, prices));
    }

    private void leftOut() {
        pairing.leftOut()
                .forEach(left -> out.println("not compared: question " + left.number() + ": " + left.reason()));
    }

    /** What would be sent. */
    void dryRun(Rubric rubric, String model) {
        TokenEstimate tokens = new TokenEstimate(model);
        TextTable table = new TextTable("No", "Calls", "Tokens in", "of these shared", "Question");
        long shared = (long) ORDERS * tokens.count(rubric.system());
        long input = 0;
        for (Pair pair : pairing.pairs()) {
            Prompt prompt = Judge.prompt(rubric, pair, 1);
            // The other order has the same words.
            long both = shared + (long) ORDERS * tokens.count(prompt.user());
            input += both;
            table.row(
                    Integer.toString(pair.number()),
                    ORDERS + " to " + 2 * ORDERS,
                    Long.toString(both),
                    Long.toString(shared),
                    opening(pair));
        }
        out.print(table.render());
        out.println();
        leftOut();
        long calls = (long) ORDERS * pairing.pairs().size();
        Usage least = new Usage(input, calls * OUTPUT, 0);
        out.println(InspectCommand.count(calls, "call") + " at least, twice as many if no verdict can be read at once;"
                + " about " + least.input() + " tokens in and " + least.output() + " out (encoding of "
                + tokens.encodingOf() + ")");
        out.println(prices.map(p -> "price: about " + p.inWords(least) + ", twice that at most")
                .orElse("price: not known; --price-in and --price-out tell it"));
        out.println("nothing was sent, nothing was written");
    }
}
