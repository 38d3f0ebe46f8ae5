package io.github.answersheet.compare;

import io.github.answersheet.llm.Usage;
import io.github.answersheet.repair.Attempt;
import java.util.List;
import java.util.Optional;

/**
 * Two sheets compared. Immutable.
 *
 * @param judged every pair, in the order of the numbers
 */
public record Tally(List<Judged> judged) {

    // Of the normal distribution, for 95 of 100.
    private static final double Z = 1.959964;

    public Tally {
        judged = List.copyOf(judged);
    }

    /**
     * A share and how far it can be trusted.
     *
     * @param value between 0 and 1
     * @param low where the interval begins that holds the true share in 95 of 100 such comparisons
     * @param high where it ends
     */
    public record Share(double value, double low, double high) {}

    /** Pairs that one side won; for {@link Side#TIE}, those that nobody won. */
    public long won(Side side) {
        return judged.stream().filter(j -> j.winner().equals(Optional.of(side))).count();
    }

    /** Pairs that somebody won. */
    public long decided() {
        return won(Side.A) + won(Side.B);
    }

    /** Pairs without a verdict. */
    public long withoutVerdict() {
        return judged.stream().filter(j -> j.winner().isEmpty()).count();
    }

    /** Ties that are none but for the order. */
    public long changedByOrder() {
        return judged.stream().filter(Judged::isChangedByOrder).count();
    }

    /** Pairs of which the judge preferred, in both orders, whatever was read first. */
    public long firstPreferred() {
        return judged.stream()
                .filter(Judged::isChangedByOrder)
                .filter(j -> j.verdicts().stream().allMatch(v -> v.better() == v.first()))
                .count();
    }

    /** Pairs of which one side is easier to teach from; for {@link Side#TIE}, those where neither is. */
    public long easier(Side side) {
        return judged.stream().filter(j -> j.easier().equals(Optional.of(side))).count();
    }

    /** All calls. */
    public List<Attempt> attempts() {
        return judged.stream().flatMap(j -> j.attempts().stream()).toList();
    }

    /** What all calls cost when they were made. */
    public Usage usage() {
        return judged.stream().map(Judged::usage).reduce(Usage.NONE, Usage::plus);
    }

    /** The share of A among the pairs that somebody won, with its Wilson interval; empty if there are none. */
    public Optional<Share> shareOfA() {
        long n = decided();
        if (n == 0) {
            return Optional.empty();
        }
        double p = (double) won(Side.A) / n;
        double scale = 1 + Z * Z / n;
        double middle = (p + Z * Z / (2 * n)) / scale;
        double half = Z / scale * Math.sqrt(p * (1 - p) / n + Z * Z / (4.0 * n * n));
        return Optional.of(new Share(p, Math.max(0, middle - half), Math.min(1, middle + half)));
    }
}
