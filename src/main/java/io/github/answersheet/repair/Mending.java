package io.github.answersheet.repair;

import io.github.answersheet.check.Candidate;
import io.github.answersheet.check.Checker;
import io.github.answersheet.check.Finding;
import io.github.answersheet.check.Mended;
import io.github.answersheet.draft.Draft;
import io.github.answersheet.draft.DraftReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The free rung: what is mechanical is mended in the text, which is then read again. Keeps in mind what it mended. For one thread. */
final class Mending {

    private final Checker checker;
    private final DraftReader reader;
    private final List<Finding> mended = new ArrayList<>();

    Mending(Checker checker, DraftReader reader) {
        this.checker = checker;
        this.reader = reader;
    }

    /**
     * Mends a draft that was read from one text. Of one that was put together the pieces have been mended before.
     *
     * @param found all findings on the candidate
     */
    Mended<Candidate> mend(Candidate candidate, List<Finding> found) {
        if (!candidate.draft().isOfOneText()) {
            return new Mended<>(candidate, found, List.of());
        }
        Mended<Candidate> result = Mended.of(
                candidate,
                found,
                c -> c.draft().source(),
                text -> candidate.with(reader.readReply(text)),
                checker::check);
        mended.addAll(result.mended());
        return result;
    }

    /** Mends some sections before they become part of a draft. */
    Draft piece(Candidate whole, Draft sections) {
        // What the whole is tried with says nothing of a piece.
        Candidate piece = whole.with(sections).with(Optional.empty());
        return mend(piece, checker.check(piece)).subject().draft();
    }

    List<Finding> mended() {
        return List.copyOf(mended);
    }
}
