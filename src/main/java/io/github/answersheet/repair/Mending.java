package io.github.answersheet.repair;

import io.github.answersheet.check.Candidate;
import io.github.answersheet.check.Checker;
import io.github.answersheet.check.Finding;
import io.github.answersheet.check.Mended;
import io.github.answersheet.draft.Draft;
import io.github.answersheet.draft.DraftReader;
import io.github.answersheet.draft.DraftSection;
import io.github.answersheet.source.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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
     * Mends a draft. One that is not all of its text is written into a text of its own first; if that cannot be read as it was
     * written, it stays as it is, and its pieces have been mended before.
     *
     * @param found all findings on the candidate
     */
    Mended<Candidate> mend(Candidate candidate, List<Finding> found) {
        if (found.stream().noneMatch(f -> f.fix().isPresent())) {
            return new Mended<>(candidate, found, List.of());
        }
        if (!isItsText(candidate.draft())) {
            return inOneText(candidate.draft())
                    .map(candidate::with)
                    .map(whole -> mend(whole, checker.check(whole)))
                    .orElse(new Mended<>(candidate, found, List.of()));
        }
        Mended<Candidate> result = Mended.of(
                candidate,
                found,
                c -> c.draft().source(),
                text -> candidate.with(read(candidate.draft(), text)),
                checker::check);
        mended.addAll(result.mended());
        return result;
    }

    // A section that was broken off was left out, and is still in the text; reading it again would bring it back.
    private boolean isItsText(Draft draft) {
        return draft.isOfOneText() && texts(read(draft, draft.source())).equals(texts(draft));
    }

    private Optional<Draft> inOneText(Draft draft) {
        String text = Drafting.inOneText(draft, DraftSection::body);
        Draft read = read(draft, SourceText.of(draft.source().name(), text));
        return Optional.of(read).filter(same -> texts(same).equals(texts(draft)));
    }

    // A text that was put together from sections has no title.
    private Draft read(Draft before, SourceText text) {
        Draft read = reader.readReply(text);
        return read.topic().isBlank()
                ? new Draft(before.number(), before.topic(), before.preamble(), read.sections(), text, read.offset())
                : read;
    }

    private static List<String> texts(Draft draft) {
        return draft.sections().stream()
                .flatMap(section -> Stream.of(section.label(), section.body()))
                .toList();
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
