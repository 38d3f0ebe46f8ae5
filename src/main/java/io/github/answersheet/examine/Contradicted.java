package io.github.answersheet.examine;

import io.github.answersheet.draft.DraftSection;
import io.github.answersheet.examine.TrialResult.State;
import java.util.List;
import java.util.Optional;

/**
 * A statement of an answer that another one contradicts.
 *
 * @param section its section among those that were written
 * @param offset of the statement in the section
 * @param tried what came of trying it; empty if no run decides
 */
public record Contradicted(Contradiction contradiction, int section, int offset, Optional<TrialResult> tried) {

    /** One that nobody has tried; empty if the statement does not stand in the prose of the answer. */
    static Optional<Contradicted> of(Contradiction contradiction, Candidate answer) {
        List<DraftSection> written = answer.written();
        for (int section = 0; section < written.size(); section++) {
            Optional<Integer> offset = Quote.in(
                    written.get(section).content().withoutCode(),
                    contradiction.worse().quote());
            if (offset.isPresent()) {
                return Optional.of(new Contradicted(contradiction, section, offset.get(), Optional.empty()));
            }
        }
        return Optional.empty();
    }

    Contradicted having(TrialRun.Shown shown) {
        return new Contradicted(
                contradiction,
                section,
                offset,
                Optional.of(new TrialResult(
                        contradiction.trial().orElseThrow(), shown.state(), section, offset, "", shown.seen())));
    }

    /** What a run says of the statement; empty if none says anything. */
    public Optional<State> state() {
        return tried.map(TrialResult::state).filter(state -> state != State.UNDECIDED);
    }

    /** Whether it counts: no run has shown that the statement holds. */
    public boolean isOpen() {
        return state().filter(State.HOLDS::equals).isEmpty();
    }

    /** Both statements and why they cannot both hold; a sentence or two without the last full stop. */
    public String message() {
        String both = "Answer " + contradiction.other().answer() + " says "
                + Words.code(contradiction.other().quote()) + ", and this answer says "
                + Words.code(contradiction.worse().quote()) + "; both cannot hold"
                + (contradiction.why().isEmpty() ? "" : ": " + Words.code(contradiction.why()));
        return state().filter(State.REFUTED::equals)
                .map(refuted -> both + ". " + tried.orElseThrow().message())
                .orElse(both);
    }
}
