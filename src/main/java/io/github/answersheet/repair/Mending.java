package io.github.answersheet.repair;

import io.github.answersheet.check.Checked;
import io.github.answersheet.check.Checker;
import io.github.answersheet.check.Finding;
import io.github.answersheet.check.Mended;
import io.github.answersheet.draft.Draft;
import io.github.answersheet.draft.DraftReader;
import io.github.answersheet.draft.DraftSection;
import io.github.answersheet.examine.Candidate;
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
     * Mends a checked draft. One that is not all of its text is written into a text of its own first; if that cannot be read as it was
     * written, it stays as it is, and its pieces have been mended before.
     */
    Checked.Answer mend(Checked.Answer checked) {
        if (checked.findings().stream().noneMatch(f -> f.fix().isPresent())) {
            return checked;
        }
        Candidate candidate = checked.answer().candidate();
        if (!isItsText(candidate.draft())) {
            return inOneText(candidate.draft())
                    .map(whole -> mend(checker.check(candidate.with(whole), checked)))
                    .orElse(checked);
        }
        Mended<Checked.Answer> result = Mended.of(
                checked, (before, text) -> checker.check(candidate.with(read(candidate.draft(), text)), before));
        mended.addAll(result.mended());
        return result.checked();
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
        return mend(checker.check(piece)).answer().draft();
    }

    List<Finding> mended() {
        return List.copyOf(mended);
    }
}
