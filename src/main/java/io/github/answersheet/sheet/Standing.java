package io.github.answersheet.sheet;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.answersheet.draft.Draft;
import io.github.answersheet.draft.DraftSection;
import io.github.answersheet.quiz.Question;
import io.github.answersheet.sheet.SheetRecord.Entry;
import io.github.answersheet.sheet.SheetRecord.Made;
import io.github.answersheet.sheet.SheetRecord.Tried;
import io.github.answersheet.sheet.WrittenSheet.Piece;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * How a question and the answer to it stand: one of them may be missing. Immutable.
 *
 * @param question empty if the quiz does not ask it any more, or never did
 * @param piece the answer in the sheet; empty if there is none
 * @param entry what the record says of it; empty if that knows nothing of it
 */
public record Standing(Optional<Question> question, Optional<Piece> piece, Optional<Entry> entry) {

    /** The answer as it stands. */
    public Draft draft() {
        return piece.orElseThrow().draft();
    }

    /** The words of the answer's title; empty if there is none. */
    public String topic() {
        return piece.map(p -> p.draft().topic()).orElse("");
    }

    /** {@code valid}, {@code needs-review} or {@code failed}, {@code conflict}, or {@code by-hand} where the program did not write it. */
    public String state() {
        if (isChanged() && !isApproved()) {
            return isMade() && !isEdited() ? "question-changed" : "conflict";
        }
        return needsReview() ? "needs-review" : isMade() ? entry.get().made().state() : "by-hand";
    }

    /** The labels of sections that are not as the program wrote them, those among them that are gone. */
    public List<String> editedParts() {
        if (!isMade() || piece.isEmpty()) {
            return List.of();
        }
        Set<String> labels = new LinkedHashSet<>(piece.get().parts().keySet());
        labels.addAll(entry.get().made().parts().keySet());
        labels.removeIf(this::isAsMade);
        return List.copyOf(labels);
    }

    /** Who vouches for it, and since when; empty if nobody does. */
    public Optional<String> approvedBy() {
        return entry.map(Entry::approved).map(a -> a.by() + ", " + a.date());
    }

    /** How many errors nothing had mended when it was written. */
    public int remaining() {
        return entry.map(Entry::made).map(made -> made.remaining().size()).orElse(0);
    }

    /**
     * What was seen of it: {@code verified} or {@code compared} by running it, {@code tried} if that was done with statements alone, or
     * {@code outdated} if the sheet says so of what is not there any more; empty if nothing was seen.
     */
    public Optional<String> evidence() {
        if (hasOutdatedLine()) {
            return Optional.of("outdated");
        }
        return entry.map(Entry::made)
                .map(Made::proved)
                .flatMap(proved -> piece.map(p -> proved.isOf(p.draft()) ? proved.state() : "outdated"))
                .or(() -> line().map(line -> "tried"));
    }

    /** Whether the sheet says of this answer that something was tried, and that is not what stands there now. */
    boolean hasOutdatedLine() {
        return isMade()
                && piece.flatMap(Piece::triedLine)
                        .map(line -> line.group().strip())
                        .filter(said -> !line().equals(Optional.of(said)))
                        .isPresent();
    }

    /**
     * The line that says what was tried, as the program wrote it. Empty if nothing was, and if a statement or a block that was tried is
     * not there any more.
     */
    public Optional<String> line() {
        return recorded()
                .filter(tried -> piece.isPresent() && tried.isOf(code().keySet()) && tried.isSaidIn(draft()))
                .map(Tried::line)
                .filter(line -> !line.isEmpty());
    }

    /** What is recorded of its statements, as a report says it, with the code that they were tried with; empty if that is not there now. */
    public Optional<JsonNode> tried() {
        Optional<Tried> recorded = recorded();
        Map<String, String> code = recorded.isPresent() ? code() : Map.of();
        return recorded.filter(tried -> tried.isOf(code.keySet()))
                .map(tried -> tried.json(tried.files().entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, file -> code.get(file.getValue())))));
    }

    private Optional<Tried> recorded() {
        return entry.map(Entry::made).map(Made::tried);
    }

    // By its hash.
    private Map<String, String> code() {
        Map<String, String> code = new HashMap<>();
        piece.ifPresent(p -> p.draft().sections().stream()
                .flatMap(section -> section.content().fences().stream())
                .forEach(fence -> code.put(SheetRecord.hash(fence.code()), fence.code())));
        return code;
    }

    /** The new text that waits beside it; empty if none does. */
    public Optional<String> proposal() {
        return entry.map(Entry::proposed).map(p -> String.join("\n", p.lines()));
    }

    /** What becomes of an answer. */
    public enum Fate {
        NEW("new"),
        REDRAFTED("redrafted"),
        KEPT("kept"),
        EDITED("edited and kept"),
        APPROVED("approved and kept"),
        CONFLICT("in conflict"),
        BY_HAND("written by hand and kept"),
        DROPPED("dropped"),
        MISSING("not there");

        private final String words;

        Fate(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    /** Its number now: the question's, else the one in the sheet. */
    public int number() {
        return question.map(Question::number)
                .orElseGet(() -> piece.orElseThrow().draft().number().orElseThrow());
    }

    /** What a question is known by: its words, and the answer that its author gives. */
    static String identity(Question question) {
        return SheetRecord.hash(question.text().strip()
                + question.key().map(key -> "\n" + key.letters() + key.text()).orElse(""));
    }

    /** The answer as it stands in the sheet; empty if none does. */
    public Optional<Draft> written() {
        return piece.map(Piece::draft);
    }

    public boolean isWritten() {
        return piece.isPresent();
    }

    /** Whether the program made the answer, whoever edited it since. */
    boolean isMade() {
        return entry.map(Entry::made).isPresent();
    }

    /** Whether a part of the answer is not as the program wrote it. */
    public boolean isEdited() {
        return isMade()
                && piece.filter(p -> p.topic().equals(entry.get().made().topic())
                                && p.parts().equals(entry.get().made().parts())
                                && p.ownLead().isEmpty())
                        .isEmpty();
    }

    /** Whether its title is as the program wrote it. */
    boolean isAsTitled() {
        return isMade()
                && piece.filter(p -> p.topic().equals(entry.get().made().topic()))
                        .isPresent();
    }

    /** Whether the section is as the program wrote it. */
    boolean isAsMade(String part) {
        return isMade()
                && piece.map(p -> p.parts().get(part))
                        .filter(hash -> hash.equals(entry.get().made().parts().get(part)))
                        .isPresent();
    }

    /** Whether the question is another than the one that was answered. */
    public boolean isChanged() {
        if (question.isEmpty() || piece.isEmpty()) {
            return false;
        }
        String asked = question.get().text().strip();
        Optional<String> shown = piece.get().draft().question().map(String::strip);
        boolean isShown = shown.filter(asked::equals).isPresent();
        return entry.filter(e -> !e.question().isEmpty())
                // Whoever put the new question into the sheet has seen to its answer.
                .map(e -> !e.question().equals(identity(question.get())) && !(isShown && !isQuestionAsMade()))
                .orElse(shown.isPresent() && !isShown);
    }

    private boolean isQuestionAsMade() {
        return piece.stream()
                .flatMap(p -> p.draft().sections().stream())
                .filter(DraftSection::isQuestion)
                .anyMatch(section -> isAsMade(section.label()));
    }

    public boolean isApproved() {
        return entry.map(Entry::approved).isPresent();
    }

    /** Whether question or answer are not those that were approved. */
    public boolean isStale() {
        return isApproved()
                && piece.isPresent()
                && (!entry.get().approved().answer().equals(piece.get().hash())
                        || question.isPresent()
                                && !entry.get().approved().question().equals(identity(question.get())));
    }

    /** Whether a new text for the question waits beside the answer. */
    boolean hasProposal() {
        return question.isPresent()
                && entry.map(Entry::proposed)
                        .filter(p -> p.question().equals(identity(question.get())))
                        .isPresent();
    }

    /**
     * Whether a draft is wanted.
     *
     * @param anew also for an answer that could stay, if nobody edited or approved it
     * @param isMadeAlike whether an answer would be made as this one was, by category and pack
     */
    public boolean wantsDraft(boolean anew, Predicate<Standing> isMadeAlike) {
        if (question.isEmpty()) {
            return false;
        }
        if (piece.isEmpty()) {
            return true;
        }
        if (isApproved()) {
            return false;
        }
        if (!isMade() || isEdited()) {
            return isChanged() && !hasProposal();
        }
        return anew || isChanged() || entry.get().made().isFailed() || !isMadeAlike.test(this);
    }

    /** Whether it was made in a category of a pack. */
    public boolean isMadeIn(String category, String pack) {
        return entry.map(Entry::made)
                .filter(made -> made.category().equals(category) && made.pack().equals(pack))
                .isPresent();
    }

    /** Whether it was made by a pack. */
    public boolean isMadeOf(String pack) {
        return entry.map(Entry::made).filter(made -> made.pack().equals(pack)).isPresent();
    }

    /** Whether its errors are still in the sheet. */
    public boolean needsReview() {
        return piece.filter(Piece::needsReview).isPresent();
    }

    /**
     * What becomes of it.
     *
     * @param isDrafted whether there is a new draft
     * @param isReplaced whether that takes the place even of what was edited or approved
     */
    public Fate fate(boolean isDrafted, boolean isReplaced) {
        if (question.isEmpty()) {
            return isMade() && !isEdited() && !isApproved() ? Fate.DROPPED : isMade() ? Fate.EDITED : Fate.BY_HAND;
        }
        if (piece.isEmpty()) {
            return isDrafted ? Fate.NEW : Fate.MISSING;
        }
        if (isDrafted && isReplaced) {
            return Fate.REDRAFTED;
        }
        if (isApproved()) {
            return Fate.APPROVED;
        }
        if (!isMade() || isEdited()) {
            return isChanged() ? Fate.CONFLICT : isMade() ? Fate.EDITED : Fate.BY_HAND;
        }
        return isDrafted ? Fate.REDRAFTED : Fate.KEPT;
    }
}
