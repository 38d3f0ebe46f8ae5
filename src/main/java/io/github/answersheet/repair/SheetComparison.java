package io.github.answersheet.repair;

import io.github.answersheet.draft.DraftReader;
import io.github.answersheet.draft.RunWords;
import io.github.answersheet.examine.Contradiction;
import io.github.answersheet.examine.Contradictions;
import io.github.answersheet.examine.TrialResult;
import io.github.answersheet.llm.BudgetExceededException;
import io.github.answersheet.llm.Call;
import io.github.answersheet.llm.CallFailedException;
import io.github.answersheet.llm.CallPendingException;
import io.github.answersheet.llm.ChatClient;
import io.github.answersheet.llm.EndpointException;
import io.github.answersheet.llm.Reply;
import io.github.answersheet.llm.Step;
import io.github.answersheet.pack.Category;
import io.github.answersheet.pack.Pack;
import io.github.answersheet.prompt.Assignment;
import io.github.answersheet.prompt.PromptBuilder;
import io.github.answersheet.prompt.Subject;
import io.github.answersheet.repair.Agreement.Disagreement;
import io.github.answersheet.repair.Agreement.State;
import io.github.answersheet.source.Defect;
import io.github.answersheet.source.InputException;
import io.github.answersheet.source.SourceText;
import io.github.answersheet.store.StoreException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Has the answers of a sheet compared with each other when all of them are there, and has the worse side of each contradiction
 * repaired. A sheet whose prose takes more than {@value #MOST_BYTES} bytes is compared in parts, each by a call of its own:
 * every two answers of a part are compared, and none with those of another part. Thread-safe.
 */
public final class SheetComparison {

    /** So much prose goes into one call: about 25,000 tokens. */
    static final int MOST_BYTES = 100_000;

    private final Pack pack;
    private final PromptBuilder prompts;
    private final ChatClient client;
    private final Ladder ladder;
    private final Effort effort;
    private final boolean isRun;

    /**
     * @param ladder repairs, with the same client
     * @param isRun whether code is to be run; where it is not, no examiner is asked
     */
    public SheetComparison(Pack pack, ChatClient client, Ladder ladder, Effort effort, boolean isRun) {
        this.pack = pack;
        this.prompts = new PromptBuilder(pack);
        this.client = client;
        this.ladder = ladder;
        this.effort = effort;
        this.isRun = isRun;
    }

    /** The answers after the comparison, in the same order, and what came of it. */
    public record Compared(List<Outcome> outcomes, Agreement agreement) {

        public Compared {
            outcomes = List.copyOf(outcomes);
        }
    }

    /** Why no sheet is compared; empty if sheets are. */
    public static Optional<String> obstacle(Pack pack, Effort effort, boolean isRun) {
        if (!effort.proof()) {
            return Optional.of("no examiner is asked (--proof off)");
        }
        if (effort.trials() == 0) {
            return Optional.of("nothing is tried (--trials 0)");
        }
        if (!isRun) {
            return Optional.of("code is not to be run");
        }
        return pack.categories().stream().anyMatch(Category::tried)
                ? Optional.empty()
                : Optional.of("the pack has no statements tried");
    }

    /** In how many parts a sheet is compared. */
    public static int parts(long bytes) {
        return (int) Math.max(1, (bytes + MOST_BYTES - 1) / MOST_BYTES);
    }

    /**
     * Compares a sheet. A defect of this program costs no answer anything.
     *
     * @param sheet its quiz
     * @param outcomes of these assignments, one for each
     * @param others answers that stand in the sheet and stay as they are
     */
    public Compared compare(
            Subject sheet, List<Assignment> assignments, List<Outcome> outcomes, Supplier<List<Prose>> others) {
        Optional<String> obstacle = obstacle(pack, effort, isRun);
        if (obstacle.isPresent()) {
            return new Compared(outcomes, Agreement.not(obstacle.get()));
        }
        try {
            return compared(sheet, assignments, outcomes, others);
        } catch (EndpointException
                | BudgetExceededException
                | CallPendingException
                | StoreException
                | InputException e) {
            throw e;
        } catch (RuntimeException | Error e) {
            return new Compared(outcomes, Agreement.not(Defect.of(e).getMessage()));
        }
    }

    private Compared compared(
            Subject sheet, List<Assignment> assignments, List<Outcome> outcomes, Supplier<List<Prose>> others) {
        Map<Integer, Integer> fresh = new TreeMap<>();
        Map<Integer, Prose> all = new TreeMap<>();
        for (int i = 0; i < outcomes.size(); i++) {
            Outcome outcome = outcomes.get(i);
            int number = assignments.get(i).number();
            if (outcome.candidate().shortfall().isEmpty()
                    && !outcome.candidate().written().isEmpty()) {
                fresh.put(number, i);
                all.put(number, prose(number, outcome));
            }
        }
        if (fresh.size() < 2) {
            return new Compared(outcomes, Agreement.not("fewer than two of its answers are new"));
        }
        others.get().forEach(prose -> all.putIfAbsent(prose.number(), prose));
        return new Sheet(sheet, assignments, outcomes, fresh, all).compared();
    }

    private static Prose prose(int number, Outcome outcome) {
        return Prose.of(number, outcome.candidate().draft());
    }

    private int bytes(Prose prose) {
        return prose.shown(pack).getBytes(StandardCharsets.UTF_8).length;
    }

    // About equally long, so that no answer is left over without another one to be compared with.
    private List<List<Prose>> divided(List<Prose> all) {
        long total = all.stream().mapToLong(this::bytes).sum();
        long each = (total + parts(total) - 1) / parts(total);
        List<List<Prose>> parts = new ArrayList<>();
        long before = 0;
        for (Prose prose : all) {
            int part = (int) Math.min(before / each, parts.size());
            if (part == parts.size()) {
                parts.add(new ArrayList<>());
            }
            parts.get(parts.size() - 1).add(prose);
            before += bytes(prose);
        }
        return parts;
    }

    /** One sheet while it is compared. For one thread. */
    private final class Sheet {

        private final Subject subject;
        private final List<Assignment> assignments;
        private final List<Outcome> outcomes;
        private final Map<Integer, Integer> fresh;
        private final Map<Integer, Prose> all;
        private final List<Attempt> attempts = new ArrayList<>();
        private final List<String> remarks = new ArrayList<>();
        private final List<Contradiction> standing = new ArrayList<>();
        private int left;

        /**
         * @param fresh the places of the answers that may be repaired, by number
         * @param all answers, by number
         */
        Sheet(
                Subject subject,
                List<Assignment> assignments,
                List<Outcome> outcomes,
                Map<Integer, Integer> fresh,
                Map<Integer, Prose> all) {
            this.subject = subject;
            this.assignments = assignments;
            this.outcomes = new ArrayList<>(outcomes);
            this.fresh = fresh;
            this.all = all;
        }

        Compared compared() {
            List<List<Prose>> parts = divided(List.copyOf(all.values()));
            int done = 0;
            for (int i = 0; i < parts.size(); i++) {
                List<Prose> part = parts.get(i);
                String which = parts.size() == 1 ? "" : " (part " + (i + 1) + ")";
                if (part.size() < 2) {
                    remarks.add("answer " + part.get(0).number() + " has no other one beside it in its part");
                } else if (part.stream().anyMatch(prose -> fresh.containsKey(prose.number()))) {
                    Contradictions named = named(part, i + 1);
                    named.failure().ifPresent(why -> remarks.add(why + which));
                    done += named.failure().isPresent() ? 0 : 1;
                    left += named.left();
                    named.all().forEach(each -> take(each, part));
                }
            }
            if (done == 0) {
                return new Compared(outcomes, Agreement.not(String.join("; ", remarks), attempts));
            }
            List<Disagreement> became = repaired();
            return new Compared(outcomes, new Agreement(Optional.empty(), done, remarks, became, left, attempts));
        }

        private Contradictions named(List<Prose> part, int number) {
            String answers = part.stream().map(prose -> prose.shown(pack)).collect(Collectors.joining("\n\n"));
            Step step = Step.sheet(number);
            long start = System.nanoTime();
            try {
                Reply reply = client.chat(new Call(subject, step, prompts.sheet(answers), effort.maxOutput()));
                attempts.add(Attempt.of(step, reply));
                return reply.finish() == Reply.Finish.FILTERED
                        ? Contradictions.none("the model refused")
                        : Contradiction.read(DraftReader.spoken(
                                SourceText.of(step.name(), RunWords.of(pack).disowned(reply.text()))));
            } catch (CallFailedException e) {
                if (!e.isMade()) {
                    return Contradictions.none("no reply is recorded");
                }
                attempts.add(Attempt.failed(step, Duration.ofNanos(System.nanoTime() - start), e));
                return Contradictions.none("there was no reply: " + e.getMessage());
            }
        }

        // Only what both answers say counts.
        private void take(Contradiction named, List<Prose> part) {
            Set<Integer> compared = part.stream().map(Prose::number).collect(Collectors.toSet());
            boolean isThere = Stream.of(named.worse(), named.other())
                    .allMatch(side -> compared.contains(side.answer())
                            && all.get(side.answer()).says(side.quote()));
            boolean isKnown = standing.stream()
                    .anyMatch(known -> known.worse().equals(named.worse())
                            || known.worse().equals(named.other())
                                    && known.other().equals(named.worse()));
            if (isThere && !isKnown) {
                standing.add(named);
            } else {
                left++;
            }
        }

        private List<Disagreement> repaired() {
            Map<Integer, List<Contradiction>> byAnswer = new TreeMap<>();
            Map<Contradiction, State> states = new LinkedHashMap<>();
            for (Contradiction each : standing) {
                states.put(each, State.TOLD);
                toMend(each)
                        .ifPresent(side -> byAnswer.computeIfAbsent(side.worse().answer(), number -> new ArrayList<>())
                                .add(side));
            }
            byAnswer.forEach((number, contradictions) -> {
                int place = fresh.get(number);
                // What another repair has taken away contradicts nothing.
                List<Contradiction> open = contradictions.stream()
                        .filter(each ->
                                all.get(each.other().answer()).says(each.other().quote()))
                        .toList();
                Outcome mended = open.isEmpty()
                        ? outcomes.get(place)
                        : ladder.reconciled(assignments.get(place), outcomes.get(place), open);
                outcomes.set(place, mended);
                all.put(number, prose(number, mended));
                states.replaceAll((each, state) ->
                        contradictions.stream().anyMatch(side -> side.equals(each) || side.equals(each.turned()))
                                ? state(each, mended)
                                : state);
            });
            return states.entrySet().stream()
                    .map(entry -> new Disagreement(entry.getKey(), entry.getValue()))
                    .toList();
        }

        // An answer that is not new is not touched: then the other side is, unless a program could say that this one is
        // right.
        private Optional<Contradiction> toMend(Contradiction each) {
            if (fresh.containsKey(each.worse().answer())) {
                return Optional.of(each);
            }
            return fresh.containsKey(each.other().answer()) && each.trial().isEmpty()
                    ? Optional.of(each.turned())
                    : Optional.empty();
        }

        private State state(Contradiction each, Outcome outcome) {
            boolean isThere = Stream.of(each.worse(), each.other())
                    .allMatch(side -> all.get(side.answer()).says(side.quote()));
            if (!isThere) {
                return State.REPAIRED;
            }
            return outcome.answer().contradicted().stream()
                    .filter(known -> known.contradiction().equals(each))
                    .flatMap(known -> known.state().stream())
                    .map(seen -> seen == TrialResult.State.HOLDS ? State.HOLDS : State.REFUTED)
                    .findFirst()
                    .orElse(State.TOLD);
        }
    }
}
