package io.github.answersheet.examine;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.answersheet.source.SourceText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What an examiner brought to try an answer with. It proves nothing before it is run. Immutable. */
public final class Proof {

    private final List<Case> cases;
    private final List<CaseRemark> left;
    private final List<CaseRemark> notes;
    private final Optional<String> failure;
    private final Trials trials;

    /**
     * What it brings besides cases.
     *
     * @param all in the order in which they count
     * @param left how many were left out, because nobody could understand them or because they were too many
     * @param disputed those that the writer of the answer has seen and does not agree with
     */
    private record Trials(List<Trial> all, int left, Set<Trial> disputed, List<Gap> gaps) {

        static final Trials NONE = new Trials(List.of(), 0, Set.of(), List.of());

        Trials {
            all = List.copyOf(all);
            disputed = Set.copyOf(disputed);
            gaps = List.copyOf(gaps);
        }
    }

    private Proof(
            List<Case> cases, List<CaseRemark> left, List<CaseRemark> notes, Optional<String> failure, Trials trials) {
        this.cases = List.copyOf(cases);
        this.left = List.copyOf(left);
        this.notes = List.copyOf(notes);
        this.failure = failure;
        this.trials = trials;
    }

    static Proof of(List<Case> cases, List<CaseRemark> left, List<CaseRemark> notes) {
        return new Proof(cases, left, notes, Optional.empty(), Trials.NONE);
    }

    /** This proof with trials and gaps. */
    Proof with(List<Trial> all, int leftOut, List<Gap> gaps) {
        return new Proof(cases, left, notes, failure, new Trials(all, leftOut, Set.of(), gaps));
    }

    /** This proof with so many trials at most: doubts first, since they are the more likely to show something. */
    public Proof withAtMost(int most) {
        List<Trial> wanted = trials.all().stream()
                .sorted(Comparator.comparing(trial -> !trial.isDoubt()))
                .limit(most)
                .toList();
        int more = trials.all().size() - wanted.size();
        List<Gap> gaps = most == 0 ? List.<Gap>of() : trials.gaps();
        return new Proof(
                cases, left, notes, failure, new Trials(wanted, trials.left() + more, trials.disputed(), gaps));
    }

    /** This proof where the writer of the answer, who has seen what came of some trials, keeps to the statements. */
    public Proof disputing(Collection<Trial> kept) {
        Set<Trial> all = new HashSet<>(trials.disputed());
        all.addAll(kept);
        return new Proof(cases, left, notes, failure, new Trials(trials.all(), trials.left(), all, trials.gaps()));
    }

    /**
     * Nothing came that is of use.
     *
     * @param why in a few words
     */
    public static Proof none(String why) {
        return new Proof(List.of(), List.of(), List.of(), Optional.of(why), Trials.NONE);
    }

    /** Reads a reply, tolerantly: one that cannot be read is a proof that says why. */
    public static Proof read(SourceText reply) {
        return new ProofReader(reply).read();
    }

    List<Case> cases() {
        return cases;
    }

    /** Cases that were left out. */
    public List<CaseRemark> left() {
        return left;
    }

    /** What was passed over in the others. */
    public List<CaseRemark> notes() {
        return notes;
    }

    /** Why nothing came that is of use; empty if something did. */
    Optional<String> useless() {
        return failure;
    }

    List<Trial> trials() {
        return trials.all();
    }

    /** How many trials were left out. */
    int trialsLeft() {
        return trials.left();
    }

    boolean isDisputed(Trial trial) {
        return trials.disputed().contains(trial);
    }

    List<Gap> gaps() {
        return trials.gaps();
    }

    /** Why too few cases came; empty if there are enough. */
    Optional<String> failure() {
        return failure.isPresent() || cases.size() >= CaseReader.LEAST ? failure : Optional.of(tooFew(cases.size()));
    }

    static String tooFew(int cases) {
        return (cases == 1 ? "1 case" : cases + " cases") + " can be used, and " + CaseReader.LEAST + " are needed";
    }

    /**
     * This proof with some cases in a corrected form, by name. A case that would ask for less than before stays as it is,
     * and none is added.
     */
    public Proof with(Proof corrected) {
        Map<String, Case> fresh = corrected.cases.stream().collect(Collectors.toMap(Case::name, Function.identity()));
        List<Case> merged = cases.stream()
                .map(old -> Optional.ofNullable(fresh.get(old.name()))
                        .filter(with -> !with.right().isWeakerThan(old.right()))
                        .orElse(old))
                .toList();
        return new Proof(merged, left, notes, failure, trials);
    }

    /** This proof with cases for those of the same names, whatever they ask for; none is added. */
    public Proof replacing(Proof others, Collection<CaseRemark> unfit) {
        List<String> names = unfit.stream().map(CaseRemark::name).toList();
        Map<String, Case> fresh = others.cases.stream()
                .filter(c -> names.contains(c.name()))
                .collect(Collectors.toMap(Case::name, Function.identity()));
        return new Proof(
                cases.stream().map(old -> fresh.getOrDefault(old.name(), old)).toList(), left, notes, failure, trials);
    }

    /** This proof without some cases, which it names from then on as left out. */
    public Proof without(Collection<CaseRemark> unfit) {
        List<String> names = unfit.stream().map(CaseRemark::name).toList();
        List<CaseRemark> all = new ArrayList<>(left);
        all.addAll(unfit);
        return new Proof(cases.stream().filter(c -> !names.contains(c.name())).toList(), all, notes, failure, trials);
    }

    /** All of its cases. */
    public String json() {
        return json(cases.stream().map(Case::name).toList());
    }

    /** Some of its cases as they are asked for and sent: one JSON object. */
    public String json(Collection<String> names) {
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        ArrayNode list = all.putArray("cases");
        cases.stream().filter(c -> names.contains(c.name())).map(Case::json).forEach(list::add);
        return all.toPrettyString();
    }
}
