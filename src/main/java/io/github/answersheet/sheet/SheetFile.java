package io.github.answersheet.sheet;

import io.github.answersheet.check.Checked;
import io.github.answersheet.check.Finding;
import io.github.answersheet.check.Fix;
import io.github.answersheet.check.SheetText.Known;
import io.github.answersheet.draft.Draft;
import io.github.answersheet.draft.DraftReader;
import io.github.answersheet.draft.DraftSection;
import io.github.answersheet.draft.SheetForm;
import io.github.answersheet.examine.ExaminedAnswer;
import io.github.answersheet.examine.Proof;
import io.github.answersheet.examine.Verification;
import io.github.answersheet.examine.VerifiedLine;
import io.github.answersheet.pack.Label;
import io.github.answersheet.pack.Pack;
import io.github.answersheet.pack.Role;
import io.github.answersheet.pack.Words;
import io.github.answersheet.quiz.Question;
import io.github.answersheet.quiz.Quiz;
import io.github.answersheet.repair.Attempt;
import io.github.answersheet.repair.Outcome;
import io.github.answersheet.sheet.Merge.Fresh;
import io.github.answersheet.sheet.Merge.Merged;
import io.github.answersheet.sheet.SheetRecord.Approval;
import io.github.answersheet.sheet.SheetRecord.Entry;
import io.github.answersheet.sheet.SheetRecord.Made;
import io.github.answersheet.sheet.SheetRecord.Proved;
import io.github.answersheet.sheet.SheetRecord.Remaining;
import io.github.answersheet.sheet.SheetRecord.Remark;
import io.github.answersheet.sheet.SheetRecord.Tried;
import io.github.answersheet.sheet.WrittenSheet.Piece;
import io.github.answersheet.source.InputException;
import io.github.answersheet.source.OutputFile;
import io.github.answersheet.source.Problem;
import io.github.answersheet.source.SourceText;
import io.github.answersheet.source.TextFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A sheet in its file, and its record beside it. Both are written so that a program that is killed between the two leaves a
 * record that knows the sheet: first the record of what was and of what will be, then the sheet, then the record of what is.
 */
public final class SheetFile {

    private static final String SUFFIX = ".answers.json";
    // Far more than a record needs.
    private static final int LONGEST_RECORD = 16 << 20;

    // A record is at most a third of its sheet, but that of a small sheet may have one new text of usual length.
    private static final int ALWAYS_ENOUGH = 16 << 10;
    private static final int MOST_TRIES = 5;

    private final Path path;
    private final Path recordPath;
    private final Pack pack;
    private final DraftReader reader;
    private final Consumer<String> tell;

    /**
     * @param pack whose labels start a section
     * @param tell told of what is odd about the files
     */
    public SheetFile(Path path, Pack pack, Consumer<String> tell) {
        this.path = path;
        this.recordPath = recordOf(path);
        this.pack = pack;
        this.reader = new DraftReader(pack);
        this.tell = tell;
    }

    /** Where the record of a sheet stands. */
    public static Path recordOf(Path sheet) {
        String name = sheet.getFileName().toString();
        return sheet.resolveSibling(name.replaceFirst("(?i)(?:\\.answers)?\\.(?:md|markdown|txt)$", "") + SUFFIX);
    }

    /** What is there: the bytes that were read, to know them again. */
    private record State(String saved, SourceText text, String savedRecord, SheetRecord record) {

        boolean isEmpty() {
            return text.text().isBlank();
        }
    }

    /** Whether there is a sheet to merge with. What is no file, such as a pipe, has none. */
    public boolean isThere() {
        return Files.isRegularFile(path) && !OutputFile.isStream(path) && !read().isEmpty();
    }

    /** What sheet and record are known by as they are in their files; nothing if no sheet is there. */
    public Optional<String> fingerprint() {
        if (!Files.isRegularFile(path) || OutputFile.isStream(path)) {
            return Optional.empty();
        }
        State state = read();
        return state.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        SheetRecord.hash(SheetRecord.hash(state.saved()) + SheetRecord.hash(state.savedRecord())));
    }

    /**
     * How the answers stand.
     *
     * @throws InputException if what is there is no sheet, or none of this quiz, or if its end cannot be found
     */
    public List<Standing> standings(Quiz quiz) {
        State state = read();
        WrittenSheet sheet = sheet(state);
        List<Standing> standings = Standings.of(sheet, state.record(), quiz);
        if (standings.stream().noneMatch(s -> s.question().isPresent() && s.isWritten())) {
            throw new InputException(Problem.of(
                    path.toString(),
                    "has no answer to a question of " + quiz.source().name()
                            + "; name another file with -o, or replace it with --overwrite (a copy is kept)"));
        }
        if (state.savedRecord().isEmpty()) {
            tell.accept(
                    path + ": nothing is recorded of how it was made, so what stands in it counts as written by hand"
                            + " and stays; --overwrite replaces it (a copy is kept)");
        }
        return standings;
    }

    /** How the answers stand, as far as that can be said without their quiz. */
    public List<Standing> standings() {
        State state = read();
        return Standings.of(sheet(state), state.record());
    }

    /**
     * Somebody vouches for some answers, or takes that back.
     *
     * @param quiz of the sheet, if it is at hand
     * @param by who does; empty takes it back
     * @throws InputException if the sheet has no such answer
     */
    public List<Standing> approve(Optional<Quiz> quiz, Set<Integer> numbers, Optional<String> by) {
        State state = read();
        WrittenSheet sheet = sheet(state);
        List<Standing> standings = quiz.map(q -> Standings.of(sheet, state.record(), q))
                .orElseGet(() -> Standings.of(sheet, state.record()));
        Set<Integer> there = standings.stream()
                .filter(Standing::isWritten)
                .map(Standing::number)
                .collect(Collectors.toSet());
        numbers.stream().filter(n -> !there.contains(n)).findFirst().ifPresent(n -> {
            throw new InputException(Problem.of(path.toString(), "has no answer " + n));
        });
        List<Entry> entries = new ArrayList<>();
        List<Standing> wanted = new ArrayList<>();
        standings.stream()
                .filter(Standing::isWritten)
                .sorted(Comparator.comparing(s -> s.piece().get().start()))
                .forEach(standing -> {
                    boolean isWanted = numbers.contains(standing.number());
                    if (isWanted) {
                        wanted.add(standing);
                    }
                    Optional<Entry> entry = isWanted
                            ? Optional.of(by.map(name -> approved(standing, name))
                                    .orElseGet(() -> entry(standing).approved((Approval) null)))
                            : standing.entry();
                    entry.filter(e -> !e.isIdle()).ifPresent(entries::add);
                });
        SheetRecord next = new SheetRecord(
                SheetRecord.SCHEMA, state.record().title(), state.record().closing(), entries);
        keepUnreadable(state);
        write(state, new Merged(state.text().text(), next, List.of()));
        return wanted;
    }

    /**
     * What the record knows of runs, by the number of the answer.
     *
     * @return nothing if there is no record
     */
    public Optional<Map<Integer, Known>> tried() {
        State state = read();
        if (SheetRecord.read(state.savedRecord()).isEmpty()) {
            return Optional.empty();
        }
        Map<Integer, Known> known = new HashMap<>();
        standings(state)
                .forEach(standing -> standing.entry()
                        .map(Entry::made)
                        .ifPresent(made -> known.put(
                                standing.number(),
                                new Known(Optional.ofNullable(made.proved()).map(Proved::program), standing.line()))));
        return Optional.of(known);
    }

    private List<Standing> standings(State state) {
        return state.isEmpty() ? List.of() : Standings.of(WrittenSheet.read(state.text(), reader), state.record());
    }

    /** The cases that were run, by the number of their answer. */
    public Map<Integer, Proof> proofs() {
        Map<Integer, Proof> proofs = new HashMap<>();
        proofs(read()).forEach((number, proved) -> proved.proof().ifPresent(proof -> proofs.put(number, proof)));
        return proofs;
    }

    private Map<Integer, Proved> proofs(State state) {
        Map<Integer, Proved> proofs = new HashMap<>();
        standings(state)
                .forEach(standing -> standing.entry()
                        .map(Entry::made)
                        .map(Made::proved)
                        .ifPresent(proved -> proofs.put(standing.number(), proved)));
        return proofs;
    }

    /** Writes a text in which what is mechanical was mended. What the program wrote before is the program's still. */
    public void mend(String text) {
        State state = read();
        write(state, new Merged(text, mended(state, text, Map.of()), List.of()));
    }

    /**
     * Brings up to date what the sheet says of itself: which solutions were run, and what needs review.
     *
     * @param checked the sheet as it stands, its code run
     * @return whether anything changed
     */
    public boolean examined(Checked.Sheet checked) {
        State state = read();
        if (!state.text().text().equals(checked.source().text())) {
            return false;
        }
        List<Fix> edits = new ArrayList<>();
        Words words = Origin.words(state.text(), pack);
        Map<Integer, Made> seen = new HashMap<>();
        Map<Integer, Standing> standings = Standings.of(sheet(state), state.record()).stream()
                .collect(Collectors.toMap(Standing::number, s -> s, (one, other) -> one));
        for (ExaminedAnswer answer : checked.answers()) {
            Optional<Made> made = Optional.ofNullable(standings.get(answer.number()))
                    .flatMap(s -> s.entry())
                    .map(Entry::made);
            if (answer.verification() instanceof Verification.Ran) {
                answer.candidate().section(Role.SOLUTION).ifPresent(section -> {
                    String body =
                            VerifiedLine.under(VerifiedLine.without(section.content()), answer.verification(), words);
                    edits.add(Fix.replace(section.bodyOffset(), section.body().length(), body));
                });
            }
            List<Finding> errors = checked.findings().stream()
                    .filter(Finding::isError)
                    .filter(f -> f.answer().filter(n -> n == answer.number()).isPresent())
                    .toList();
            note(answer.draft(), errors, words).ifPresent(edits::add);
            made.ifPresent(m -> seen.put(
                    answer.number(),
                    m.checked(
                            errors.isEmpty() ? "valid" : "needs-review",
                            remaining(errors),
                            proved(answer.verification(), m.proved()))));
        }
        String text = Fix.apply(state.text().text(), edits);
        SheetRecord record = mended(state, text, seen);
        boolean isChanged = !text.equals(state.text().text()) || !record.equals(state.record());
        write(state, new Merged(text, record, List.of()));
        return isChanged;
    }

    // Cases are kept, whatever came of them: the next edit may be right.
    private static Proved proved(Verification verification, Proved before) {
        Proved now = Proved.of(verification);
        boolean isRefuted = verification instanceof Verification.Ran && now == null && before != null;
        return now != null ? now : isRefuted ? before.ofNothing() : before;
    }

    // A note that is there goes, or says what is left.
    private Optional<Fix> note(Draft draft, List<Finding> errors, Words words) {
        Matcher note = reader.form().reviewNote().matcher(draft.source().text());
        int labels = draft.sections().isEmpty()
                ? draft.source().text().length()
                : draft.sections().get(0).labelOffset();
        return note.region(draft.offset(), labels).find()
                ? Optional.of(Fix.replace(
                        note.start(),
                        note.group().stripTrailing().length() + (errors.isEmpty() ? blank(note) : 0),
                        errors.isEmpty()
                                ? ""
                                : MarkdownRenderer.note(errors, words).stripTrailing()))
                : Optional.empty();
    }

    // The lines behind a note that only set it off.
    private static int blank(Matcher note) {
        int end = note.start() + note.group().stripTrailing().length();
        return end + 2 <= note.regionEnd() ? 2 : 0;
    }

    private SheetRecord mended(State state, String text, Map<Integer, Made> seen) {
        List<Piece> after =
                WrittenSheet.read(SourceText.of(path.toString(), text), reader).answers();
        List<Standing> before = Standings.of(sheet(state), state.record());
        if (after.size() != before.size()) {
            return state.record();
        }
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < after.size(); i++) {
            Standing standing = before.get(i);
            Piece now = after.get(i);
            standing.entry()
                    .map(entry -> {
                        if (entry.made() == null) {
                            return entry;
                        }
                        Map<String, String> parts =
                                new LinkedHashMap<>(entry.made().parts());
                        now.parts().forEach((label, hash) -> {
                            if (standing.isAsMade(label)) {
                                parts.put(label, hash);
                            }
                        });
                        Made made = seen.getOrDefault(standing.number(), entry.made());
                        Entry mended = entry.made(made.of(made.topic(), parts));
                        boolean wasApproved = standing.isApproved() && !standing.isStale();
                        return wasApproved && standing.editedParts().isEmpty()
                                ? mended.approved(new Approval(
                                        entry.approved().by(),
                                        entry.approved().date(),
                                        entry.approved().question(),
                                        now.hash()))
                                : mended;
                    })
                    .ifPresent(entries::add);
        }
        return new SheetRecord(
                SheetRecord.SCHEMA, state.record().title(), state.record().closing(), entries);
    }

    /**
     * A new text for an answer that stands in the sheet.
     *
     * @param before as it stands
     * @param after with what was written again
     */
    public record Revision(Standing standing, String before, String after, Entry entry) {

        /** Whether nothing changes. */
        public boolean isIdle() {
            return before.equals(after);
        }
    }

    /** An answer with some of its sections written again; every other byte of it stays. */
    public Revision revised(Standing standing, Answer answer, Outcome outcome, Set<String> labels, String remark) {
        Piece piece = standing.piece().orElseThrow();
        String text = piece.draft().source().text();
        List<Fix> edits = new ArrayList<>();
        List<String> order = outcome.candidate().category().format().drafted().stream()
                .map(Label::name)
                .toList();
        for (Answer.Section section : answer.sections()) {
            if (labels.contains(section.label())) {
                String body = SelfContained.of(section.body());
                piece.draft()
                        .section(section.label())
                        .ifPresentOrElse(
                                old -> edits.add(
                                        Fix.replace(old.bodyOffset(), old.body().length(), body)),
                                () -> edits.add(Fix.replace(
                                        placeOf(section.label(), piece, order),
                                        0,
                                        "\n\n**" + answer.words().label(section.label()) + ":**\n\n" + body)));
            }
        }
        // What was tried of the old text is not said of the new one.
        piece.triedLine()
                .ifPresent(line -> edits.add(Fix.replace(piece.start() + line.start(), line.end() - line.start(), "")));
        String all = Fix.apply(text, edits);
        String after = all.substring(piece.start(), piece.end() + all.length() - text.length());
        Entry entry = entry(standing);
        Piece now = only(after);
        if (entry.made() != null) {
            Map<String, String> parts = new LinkedHashMap<>(entry.made().parts());
            labels.forEach(label -> parts.put(label, now.parts().get(label)));
            entry = entry.made(entry.made()
                    .of(entry.made().topic(), parts)
                    .checked(
                            state(outcome),
                            remaining(outcome.remaining()),
                            entry.made().proved()));
        }
        String section = labels.size() == 1 ? labels.iterator().next() : "";
        return new Revision(standing, piece.text(), after, remarked(entry, section, remark));
    }

    // Behind the last section that comes before it in the format.
    private static int placeOf(String label, Piece piece, List<String> order) {
        int end = piece.end();
        for (DraftSection section : piece.draft().sections()) {
            int place = order.indexOf(section.label());
            if (section.isQuestion() || place >= 0 && place < order.indexOf(label)) {
                end = section.bodyOffset() + section.body().length();
            }
        }
        return Math.min(end, piece.end());
    }

    /** A whole answer written again; its title stays. */
    public Revision revised(Standing standing, Answer answer, Outcome outcome, String remark) {
        Piece piece = standing.piece().orElseThrow();
        String after = withTitleOf(piece, MarkdownRenderer.answer(answer));
        Entry fresh = entry(answer, outcome);
        return new Revision(
                standing,
                piece.text(),
                after,
                remarked(
                        fresh.made(madeOf(fresh.made(), after))
                                .remarked(entry(standing).remarks()),
                        "",
                        remark));
    }

    /** The text that waits beside an answer, in its place; nothing if none waits. */
    public Optional<Revision> proposed(Standing standing) {
        Piece piece = standing.piece().orElseThrow();
        return standing.proposal().map(text -> {
            String after = withTitleOf(piece, text);
            SheetRecord.Proposal proposal = standing.entry().orElseThrow().proposed();
            Entry entry = standing.entry()
                    .orElseThrow()
                    .answering(proposal.question())
                    .proposing(null);
            return new Revision(
                    standing,
                    piece.text(),
                    after,
                    entry.made(proposal.made() == null ? null : madeOf(proposal.made(), after)));
        });
    }

    private Made madeOf(Made made, String text) {
        Piece now = only(text);
        return made.of(now.topic(), now.parts());
    }

    private Piece only(String text) {
        return WrittenSheet.read(SourceText.of(path.toString(), text), reader)
                .answers()
                .get(0);
    }

    private static String withTitleOf(Piece piece, String text) {
        String old = piece.text();
        String title = old.substring(0, (old + "\n").indexOf('\n'));
        return title + text.substring((text + "\n").indexOf('\n'));
    }

    private static Entry remarked(Entry entry, String section, String remark) {
        if (remark.isBlank()) {
            return entry;
        }
        List<Remark> all = new ArrayList<>(entry.remarks());
        all.add(new Remark(LocalDate.now().toString(), section, remark));
        return entry.remarked(all);
    }

    /**
     * Puts a new text in the place of the answer that it is for.
     *
     * @throws InputException if the sheet was changed meanwhile
     */
    public void write(Revision revision) {
        State state = read();
        WrittenSheet sheet = sheet(state);
        List<Standing> standings = Standings.of(sheet, state.record());
        Standing there = standings.stream()
                .filter(s -> s.number()
                        == revision.standing()
                                .piece()
                                .orElseThrow()
                                .draft()
                                .number()
                                .orElseThrow())
                .filter(s -> s.piece().orElseThrow().text().equals(revision.before()))
                .findFirst()
                .orElseThrow(() -> new InputException(
                        Problem.of(path.toString(), "was changed meanwhile; the same command goes on")));
        Piece piece = there.piece().orElseThrow();
        String text = state.text().text();
        List<Entry> entries = standings.stream()
                .flatMap(s -> s == there ? Stream.of(revision.entry()) : s.entry().stream())
                .filter(entry -> !entry.isIdle())
                .toList();
        keepUnreadable(state);
        write(
                state,
                new Merged(
                        text.substring(0, piece.start()) + revision.after() + text.substring(piece.end()),
                        new SheetRecord(
                                SheetRecord.SCHEMA,
                                state.record().title(),
                                state.record().closing(),
                                entries),
                        List.of()));
    }

    // Whoever approves an answer has seen what waits beside it.
    private static Entry approved(Standing standing, String by) {
        Entry entry = entry(standing);
        String question = standing.question().map(Standing::identity).orElse(entry.question());
        return entry.answering(question)
                .proposing(null)
                .approved(new Approval(
                        by,
                        LocalDate.now().toString(),
                        question,
                        standing.piece().orElseThrow().hash()));
    }

    private static Entry entry(Standing standing) {
        String shown = standing.piece()
                .flatMap(p -> p.draft().question())
                .map(text -> SheetRecord.hash(text.strip()))
                .orElse("");
        return standing.entry()
                .orElseGet(() -> Entry.byHand(
                        standing.number(),
                        standing.question().map(Question::section).orElse(""),
                        shown));
    }

    // What is no record may be somebody's work all the same.
    private void keepUnreadable(State state) {
        if (SheetRecord.read(state.savedRecord()).isEmpty() && Files.isRegularFile(recordPath)) {
            keepCopy(recordPath);
        }
    }

    private WrittenSheet sheet(State state) {
        WrittenSheet sheet = WrittenSheet.read(state.text(), reader);
        if (sheet.answers().isEmpty()) {
            throw new InputException(Problem.of(
                    path.toString(),
                    "is there and holds no answer; name another file with -o, or replace it with --overwrite (a copy is"
                            + " kept)"));
        }
        Piece last = sheet.answers().get(sheet.answers().size() - 1);
        String end = state.text().text().substring(last.start());
        if (!SelfContained.of(end).equals(end)) {
            throw new InputException(
                    Problem.at(
                            state.text(),
                            last.start(),
                            "a code block or a comment in this answer is not closed, so that its end cannot be found; close it"));
        }
        return sheet;
    }

    private State read() {
        if (!Files.isRegularFile(path)) {
            return new State("", SourceText.of(path.toString(), ""), "", SheetRecord.NONE);
        }
        String saved = TextFiles.read(path).text();
        String raw = raw(path);
        String record = record();
        return new State(
                raw,
                SourceText.of(path.toString(), saved),
                record,
                SheetRecord.read(record).orElse(SheetRecord.NONE));
    }

    private static String raw(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw TextFiles.unwritten(file, e);
        }
    }

    private String record() {
        try {
            if (!Files.isRegularFile(recordPath)) {
                return "";
            }
            if (Files.size(recordPath) > LONGEST_RECORD) {
                tell.accept(recordPath + ": is too long for a record and is not used");
                return "";
            }
            String text = TextFiles.read(recordPath).text();
            Optional<SheetRecord> read = SheetRecord.read(text);
            if (read.isEmpty()) {
                tell.accept(recordPath + ": cannot be read as a record and is not used");
            } else if (!read.get().isKnown()) {
                throw new InputException(Problem.of(
                        recordPath.toString(), "was written by a newer answersheet; use that one, or move it away"));
            }
            return text;
        } catch (IOException e) {
            throw TextFiles.unwritten(recordPath, e);
        }
    }

    /**
     * What becomes of the answer with a number.
     *
     * @param needsReview whether it was there and is marked so
     */
    public record Told(int number, Standing.Fate fate, boolean needsReview) {}

    /**
     * Writes a sheet where none is, or puts new answers into the one that is there.
     *
     * @param drafted a sheet of the new answers alone
     * @param outcomes which they come from
     * @param isWanted whether an answer that is there may give way to a new one
     * @param isReplaced whether new answers take the place even of what was edited or approved; a copy is kept then
     * @param isWhole whether all questions of the quiz were to be answered
     * @return what became of each answer
     */
    public List<Told> write(
            Quiz quiz,
            AnswerSheet drafted,
            List<Outcome> outcomes,
            Predicate<Standing> isWanted,
            boolean isReplaced,
            boolean isWhole) {
        for (int tries = 1; ; tries++) {
            State state = read();
            boolean isFresh = state.isEmpty() || isReplaced && isWhole;
            Merged merged = isFresh
                    ? fresh(drafted, outcomes)
                    : new Merge(
                                    sheet(state),
                                    state.record(),
                                    quiz,
                                    reader,
                                    Origin.words(state.text(), pack),
                                    fresh(answers(drafted), outcomes),
                                    isWanted,
                                    isReplaced,
                                    isWhole)
                            .merged(
                                    "# " + drafted.title(),
                                    MarkdownRenderer.closing(drafted.closing(), Origin.words(state.text(), pack)),
                                    Origin.of(pack, Origin.words(state.text(), pack))
                                            .line());
            State now = read();
            // Somebody may have saved it meanwhile.
            if (now.saved().equals(state.saved()) && now.savedRecord().equals(state.savedRecord())
                    || tries == MOST_TRIES) {
                if (isReplaced && !state.isEmpty()) {
                    keepCopy(path);
                }
                keepUnreadable(state);
                write(state, merged);
                return merged.told().stream()
                        .map(told -> new Told(told.number(), told.fate(), told.needsReview()))
                        .toList();
            }
        }
    }

    private static List<Answer> answers(AnswerSheet sheet) {
        return sheet.groups().stream().flatMap(g -> g.answers().stream()).toList();
    }

    private void write(State before, Merged merged) {
        String text = asSaved(before.saved(), merged.text());
        SheetRecord fitting =
                merged.record().within(Math.max(ALWAYS_ENOUGH, text.getBytes(StandardCharsets.UTF_8).length / 3));
        String record = fitting.json();
        if (!text.equals(before.saved())) {
            if (!before.isEmpty()) {
                TextFiles.writeAtomically(
                        recordPath, both(before.record(), fitting).json());
            }
            TextFiles.writeAtomically(path, text);
        }
        if (!record.equals(before.savedRecord()) || !text.equals(before.saved())) {
            TextFiles.writeAtomically(recordPath, record);
        }
        tellLeftOut(merged.record(), fitting);
    }

    private void tellLeftOut(SheetRecord whole, SheetRecord fitting) {
        List<Integer> left = new ArrayList<>(whole.waiting());
        left.removeAll(fitting.waiting());
        if (!left.isEmpty()) {
            tell.accept(recordPath + ": has no room for the new text of "
                    + left.stream().map(String::valueOf).collect(Collectors.joining(", "))
                    + "; settle the other conflicts, with revise --proposed for instance, and generate again");
        }
    }

    // Knows both the sheet that is there and the one that is about to take its place.
    private static SheetRecord both(SheetRecord before, SheetRecord after) {
        List<Entry> entries = new ArrayList<>(after.answers());
        Set<Entry> there = new HashSet<>(entries);
        before.answers().stream().filter(e -> !there.contains(e)).forEach(entries::add);
        return new SheetRecord(SheetRecord.SCHEMA, after.title(), after.closing(), entries);
    }

    // Line ends and a byte-order mark are the author's.
    private static String asSaved(String saved, String text) {
        String ends = saved.contains("\r\n") ? text.replace("\n", "\r\n") : text;
        return saved.startsWith("\uFEFF") ? "\uFEFF" + ends : ends;
    }

    private static void keepCopy(Path file) {
        try {
            Path copy = file.resolveSibling(file.getFileName() + ".bak");
            for (int n = 2; Files.exists(copy, LinkOption.NOFOLLOW_LINKS); n++) {
                copy = file.resolveSibling(file.getFileName() + ".bak-" + n);
            }
            Files.copy(file, copy);
        } catch (IOException e) {
            throw TextFiles.unwritten(file, e);
        }
    }

    private Merged fresh(AnswerSheet drafted, List<Outcome> outcomes) {
        String text = MarkdownRenderer.render(drafted);
        Map<Integer, Fresh> made = fresh(answers(drafted), outcomes);
        List<Entry> entries = new ArrayList<>();
        List<Merge.Told> told = new ArrayList<>();
        Map<Integer, Entry> left = new HashMap<>();
        made.forEach((number, fresh) -> left.put(number, fresh.entry()));
        for (Piece piece :
                WrittenSheet.read(SourceText.of(path.toString(), text), reader).answers()) {
            Entry entry = left.remove(piece.draft().number().orElseThrow());
            if (entry != null) {
                entries.add(entry.made(entry.made().of(piece.topic(), piece.parts())));
            }
        }
        outcomes.forEach(o -> told.add(new Merge.Told(o.candidate().number(), Standing.Fate.NEW, false)));
        return new Merged(
                text,
                new SheetRecord(
                        SheetRecord.SCHEMA,
                        SheetRecord.hash("# " + drafted.title()),
                        SheetRecord.hash(MarkdownRenderer.closing(drafted.closing(), drafted.words())),
                        entries),
                told);
    }

    private Map<Integer, Fresh> fresh(List<Answer> answers, List<Outcome> outcomes) {
        Map<Integer, Outcome> byNumber =
                outcomes.stream().collect(Collectors.toMap(o -> o.candidate().number(), o -> o));
        Map<Integer, Fresh> fresh = new HashMap<>();
        for (Answer answer : answers) {
            Outcome outcome = byNumber.get(answer.number());
            fresh.put(answer.number(), new Fresh(MarkdownRenderer.answer(answer), entry(answer, outcome)));
        }
        return fresh;
    }

    private Entry entry(Answer answer, Outcome outcome) {
        Made made = new Made(
                outcome.candidate().category().id(),
                pack.nameAndVersion(),
                outcome.attempts().stream()
                        .map(Attempt::model)
                        .filter(m -> !m.isEmpty())
                        .distinct()
                        .collect(Collectors.joining(", ")),
                LocalDate.now().toString(),
                state(outcome),
                "",
                Map.of(),
                remaining(outcome.remaining()),
                Proved.of(outcome.verification()),
                Tried.of(outcome.answer(), answer.words()));
        String question = outcome.candidate().question().map(Standing::identity).orElse("");
        return new Entry(answer.number(), answer.section(), question, made, null, null, null);
    }

    private static String state(Outcome outcome) {
        boolean isEmpty = outcome.candidate().written().isEmpty();
        return outcome.isFailed() || isEmpty ? "failed" : outcome.needsReview() ? "needs-review" : "valid";
    }

    /** What an answer in a sheet is known by, wherever it stands there. */
    public static String hash(Draft draft, SheetForm form) {
        return Piece.of(draft, draft.source().text().length(), form).hash();
    }

    /** The same of an answer that is about to stand in one. */
    public static String hash(Answer answer, DraftReader reader) {
        return reader.readSheet(SourceText.of("answer", MarkdownRenderer.answer(answer))).stream()
                .findFirst()
                .map(draft -> hash(draft, reader.form()))
                .orElse("");
    }

    private static List<Remaining> remaining(List<Finding> findings) {
        return findings.stream()
                .filter(Finding::isError)
                .map(f -> new Remaining(f.rule(), f.section().orElse(""), f.message()))
                .toList();
    }

    /**
     * Says before any work is done what would go wrong at its end.
     *
     * @throws InputException if sheet or record is a folder or a link
     */
    public static void refuse(Path sheet) {
        OutputFile.refuse(sheet);
        if (Files.isRegularFile(sheet) || !Files.exists(sheet)) {
            OutputFile.refuse(recordOf(sheet));
        }
    }
}
