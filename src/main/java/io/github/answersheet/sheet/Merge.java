package io.github.answersheet.sheet;

import io.github.answersheet.check.Fix;
import io.github.answersheet.draft.Draft;
import io.github.answersheet.draft.DraftReader;
import io.github.answersheet.draft.DraftSection;
import io.github.answersheet.draft.ProseLine;
import io.github.answersheet.draft.SheetLinks;
import io.github.answersheet.pack.Words;
import io.github.answersheet.quiz.Question;
import io.github.answersheet.quiz.Quiz;
import io.github.answersheet.sheet.SheetRecord.Entry;
import io.github.answersheet.sheet.SheetRecord.Proposal;
import io.github.answersheet.sheet.Standing.Fate;
import io.github.answersheet.sheet.WrittenSheet.Piece;
import io.github.answersheet.source.InputException;
import io.github.answersheet.source.Problem;
import io.github.answersheet.source.SourceText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Puts new answers into a sheet that is there. What a person wrote or approved stays, byte for byte; numbers, contents and
 * references follow the quiz.
 */
final class Merge {

    private static final Pattern HEADING = Pattern.compile("#{1,6}\\s+(.*?)[\\s#]*");

    private final WrittenSheet old;
    private final SheetRecord record;
    private final Quiz quiz;
    private final DraftReader reader;
    private final Words words;
    private final Map<Integer, Fresh> fresh;
    private final Predicate<Standing> isWanted;
    private final boolean isReplaced;
    private final boolean dropsOthers;
    private final List<Item> items = new ArrayList<>();
    private final List<Told> told = new ArrayList<>();
    private String head;
    private String tail;

    /**
     * A new answer.
     *
     * @param text as it stands in a sheet
     * @param entry what is to be kept of it; its parts are not known yet
     */
    record Fresh(String text, Entry entry) {}

    /** What became of the answer to a question, or of one to none. */
    record Told(int number, Fate fate, boolean needsReview) {}

    /** A sheet with its record. */
    record Merged(String text, SheetRecord record, List<Told> told) {}

    /**
     * An answer of the sheet to be.
     *
     * @param own what somebody wrote between this answer and the next
     * @param gap what stands there, if that is to stay as it is
     */
    private record Item(String text, String own, Optional<String> gap, Standing standing, Optional<Fresh> fresh) {

        Item adding(String more) {
            return more.isEmpty()
                    ? this
                    : new Item(text, own.isEmpty() ? more : own + "\n\n" + more, Optional.empty(), standing, fresh);
        }

        String between() {
            return gap.orElse(own.isEmpty() ? WrittenSheet.GAP : WrittenSheet.GAP + own + WrittenSheet.GAP);
        }
    }

    /**
     * @param words in which the sheet says what the program writes
     * @param fresh new answers by the number of their question
     * @param isWanted whether an answer that is there may give way to one of them
     * @param isReplaced whether they take the place even of what was edited or approved
     * @param dropsOthers whether answers go whose question the quiz does not ask any more, if nobody edited them
     */
    Merge(
            WrittenSheet old,
            SheetRecord record,
            Quiz quiz,
            DraftReader reader,
            Words words,
            Map<Integer, Fresh> fresh,
            Predicate<Standing> isWanted,
            boolean isReplaced,
            boolean dropsOthers) {
        this.old = old;
        this.record = record;
        this.quiz = quiz;
        this.reader = reader;
        this.words = words;
        this.fresh = fresh;
        this.isWanted = isWanted;
        this.isReplaced = isReplaced;
        this.dropsOthers = dropsOthers;
    }

    /**
     * @param title the sheet's title line as it would be written now
     * @param closing what would be written behind the last answer
     * @param origin the line that says what the new answers were made with
     */
    Merged merged(String title, String closing, String origin) {
        List<Standing> standings = Standings.of(old, record, quiz);
        head = titled(old.head(), title);
        String behind = standings.stream()
                .flatMap(s -> s.piece().stream())
                .max(Comparator.comparing(Piece::start))
                .map(last -> old.source().text().substring(last.end()))
                .orElse("\n");
        tail = SheetRecord.hash(behind).equals(record.closing()) ? closing : behind;
        arrange(standings);
        if (items.stream().anyMatch(this::isWrittenNow)) {
            head = head.lines()
                    .map(line -> Origin.is(line) ? origin : line)
                    .collect(Collectors.joining("\n", "", head.endsWith("\n") ? "\n" : ""));
        }
        WrittenSheet joined = read(joined());
        WrittenSheet numbered = read(numbered(joined));
        boolean isListed = isAsBefore(numbered.source().text())
                && items.stream().allMatch(item -> item.standing().isAsTitled());
        String text = isListed ? numbered.source().text() : linked(numbered);
        WrittenSheet last = text.equals(numbered.source().text()) ? numbered : read(text);
        return new Merged(text, recorded(last, title, closing), told);
    }

    // Most runs change nothing in most sheets.
    private boolean isAsBefore(String text) {
        return text.equals(old.source().text());
    }

    // What somebody wrote between answers is known by its length: nothing is written into it.
    private WrittenSheet read(String text) {
        if (isAsBefore(text) && items.stream().allMatch(item -> item.standing().isWritten())) {
            return new WrittenSheet(
                    old.source(),
                    items.stream()
                            .map(item -> item.standing().piece().orElseThrow())
                            .toList());
        }
        WrittenSheet read = WrittenSheet.read(SourceText.of(old.source().name(), text), reader);
        if (read.answers().size() != items.size()) {
            throw new InputException(Problem.of(
                    old.source().name(),
                    "the new answers cannot be put into it, because its Markdown reads otherwise with them; nothing was"
                            + " written, and what was paid for is kept"));
        }
        List<Piece> pieces = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            Piece piece = read.answers().get(i);
            pieces.add(piece.endingAt(piece.next() - behind(i).length()));
        }
        return new WrittenSheet(read.source(), pieces);
    }

    private String behind(int i) {
        Item item = items.get(i);
        if (i < items.size() - 1) {
            return item.between();
        }
        return (item.own().isEmpty() ? "" : WrittenSheet.GAP + item.own()) + tail;
    }

    private boolean isWrittenNow(Item item) {
        Fate fate = item.standing().fate(item.fresh().isPresent(), isReplaced);
        return fate == Fate.NEW || fate == Fate.REDRAFTED;
    }

    private String titled(String head, String title) {
        String first = head.lines().findFirst().orElse("");
        return SheetRecord.hash(first).equals(record.title()) ? title + head.substring(first.length()) : head;
    }

    // Those to questions in their order; each of the others stays behind the one that it followed.
    private void arrange(List<Standing> standings) {
        Map<Piece, Standing> byStart = new LinkedHashMap<>();
        standings.stream()
                .filter(Standing::isWritten)
                .forEach(s -> byStart.put(s.piece().get(), s));
        List<Standing> inOldOrder = byStart.values().stream()
                .sorted((a, b) ->
                        Integer.compare(a.piece().get().start(), b.piece().get().start()))
                .toList();
        int lastStart = inOldOrder.isEmpty()
                ? -1
                : inOldOrder.get(inOldOrder.size() - 1).piece().get().start();
        for (Standing standing : standings) {
            if (standing.question().isPresent()) {
                add(items.size(), standing, lastStart);
            }
        }
        for (int i = 0; i < inOldOrder.size(); i++) {
            if (inOldOrder.get(i).question().isEmpty()) {
                int place = i == 0 ? -1 : placeOf(inOldOrder.get(i - 1));
                add(place + 1, inOldOrder.get(i), lastStart);
            }
        }
    }

    // Of one that is not there any more, that of what it followed.
    private int placeOf(Standing standing) {
        return IntStream.range(0, items.size())
                .filter(i -> items.get(i).standing() == standing)
                .findFirst()
                .orElse(-1);
    }

    private void add(int place, Standing standing, int lastStart) {
        Optional<Fresh> draft = standing.question().map(Question::number).map(fresh::get);
        // What got no reply takes no answer's place.
        Optional<Fresh> taken = draft.filter(
                f -> standing.piece().isEmpty() || !f.entry().made().isFailed() && isWanted.test(standing));
        Fate fate = standing.fate(taken.isPresent(), isReplaced);
        if (fate == Fate.DROPPED && !dropsOthers) {
            fate = Fate.KEPT;
        }
        if (fate != Fate.MISSING) {
            boolean isSame = fate == Fate.REDRAFTED
                    && taken.orElseThrow()
                            .text()
                            .equals(standing.piece().orElseThrow().text());
            boolean isKept = taken.isEmpty() && fate != Fate.APPROVED && standing.needsReview();
            told.add(new Told(standing.number(), isSame ? Fate.KEPT : fate, isKept));
        }
        String gap = standing.piece()
                .filter(p -> p.start() != lastStart)
                .map(Piece::gap)
                .orElse(WrittenSheet.GAP);
        String own = WrittenSheet.own(gap);
        switch (fate) {
            case NEW, REDRAFTED ->
                items.add(place, new Item(taken.orElseThrow().text(), own, Optional.of(gap), standing, taken));
            case DROPPED -> {
                if (place > 0) {
                    items.set(place - 1, items.get(place - 1).adding(own));
                } else if (!own.isEmpty()) {
                    head = head + own + WrittenSheet.GAP;
                }
            }
            case MISSING -> {
                // Nobody asked for it.
            }
            case CONFLICT -> items.add(place, new Item(kept(standing), own, Optional.of(gap), standing, taken));
            default -> items.add(place, new Item(kept(standing), own, Optional.of(gap), standing, Optional.empty()));
        }
    }

    // What was tried of another text than this one is not said of it. What somebody approved stays as it is.
    private static String kept(Standing standing) {
        Piece piece = standing.piece().orElseThrow();
        return standing.hasOutdatedLine() && !standing.isApproved() ? piece.withoutTriedLine() : piece.text();
    }

    private String joined() {
        StringBuilder out = new StringBuilder(head);
        if (!items.isEmpty() && !head.isEmpty() && !head.endsWith("\n")) {
            out.append('\n');
        }
        for (int i = 0; i < items.size(); i++) {
            out.append(items.get(i).text()).append(behind(i));
        }
        return items.isEmpty() ? out.append(tail).toString() : out.toString();
    }

    // Title lines and section lines as the quiz has them now.
    private String numbered(WrittenSheet joined) {
        List<Fix> edits = new ArrayList<>();
        String text = joined.source().text();
        for (int i = 0; i < items.size(); i++) {
            Standing standing = items.get(i).standing();
            Piece piece = joined.answers().get(i);
            if (standing.question().isEmpty()) {
                continue;
            }
            Question question = standing.question().get();
            Matcher number = reader.form().number().matcher(text).region(piece.start(), piece.end());
            if (number.find() && Integer.parseInt(number.group(1)) != question.number()) {
                edits.add(Fix.replace(number.start(1), number.group(1).length(), Integer.toString(question.number())));
            }
            int labels = piece.draft().sections().isEmpty()
                    ? piece.end()
                    : piece.draft().sections().get(0).labelOffset();
            Matcher section = reader.form().sectionLine().matcher(text).region(piece.start(), labels);
            Optional<String> before = standing.entry().map(Entry::section);
            if (section.find() && before.filter(section.group(1)::equals).isPresent()) {
                edits.add(Fix.replace(section.start(1), section.group(1).length(), question.section()));
            }
        }
        return Fix.apply(text, edits);
    }

    // References in what nobody edited, and the table of contents.
    private String linked(WrittenSheet sheet) {
        Map<Integer, Integer> numbers = new HashMap<>();
        Map<String, String> anchors = new HashMap<>();
        SheetLinks links = SheetLinks.of(sheet.source());
        SheetLinks before = SheetLinks.of(old.source());
        for (int i = 0; i < items.size(); i++) {
            Standing standing = items.get(i).standing();
            int now = sheet.answers().get(i).draft().number().orElseThrow();
            String anchor = anchor(links, sheet.answers().get(i).draft());
            standing.piece().ifPresent(piece -> {
                numbers.put(piece.draft().number().orElseThrow(), now);
                anchors.put(anchor(before, piece.draft()), anchor);
            });
        }
        numbers.entrySet().removeIf(e -> e.getKey().equals(e.getValue()));
        anchors.entrySet().removeIf(e -> e.getKey().equals(e.getValue()));
        List<Fix> edits = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            Item item = items.get(i);
            if (item.fresh().isEmpty() || item.standing().fate(true, isReplaced) == Fate.CONFLICT) {
                asMade(item.standing(), sheet.answers().get(i)).forEach(section -> {
                    references(section, numbers, edits);
                    links.links().stream()
                            .filter(link -> link.offset() >= section.bodyOffset()
                                    && link.offset()
                                            < section.bodyOffset()
                                                    + section.body().length())
                            .filter(link -> anchors.containsKey(link.anchor()))
                            .forEach(link -> edits.add(
                                    Fix.replace(link.offset(), link.anchor().length(), anchors.get(link.anchor()))));
                });
            }
        }
        contents(sheet, links, before, edits);
        return Fix.apply(sheet.source().text(), edits);
    }

    // The sections in which the program may write: those that nobody edited, of an answer that nobody approved.
    private static List<DraftSection> asMade(Standing standing, Piece now) {
        List<DraftSection> sections = new ArrayList<>();
        int i = 0;
        for (String part : now.parts().keySet()) {
            DraftSection section = now.draft().sections().get(i++);
            boolean isWhole = section.bodyOffset() + section.body().length() <= now.end();
            if (isWhole && standing.isAsMade(part) && !standing.isApproved() && !section.isQuestion()) {
                sections.add(section);
            }
        }
        return sections;
    }

    private static String anchor(SheetLinks links, Draft draft) {
        return links.anchorsByLine()
                .getOrDefault(
                        draft.position().line(), "answer-" + draft.number().orElseThrow());
    }

    private void references(DraftSection section, Map<Integer, Integer> numbers, List<Fix> edits) {
        for (ProseLine line : section.content().prose()) {
            Matcher reference = reader.form().reference().matcher(line.text());
            while (reference.find()) {
                Integer now = numbers.get(Integer.parseInt(reference.group(1)));
                if (now != null) {
                    int start = section.bodyOffset() + line.offset();
                    edits.add(Fix.replace(
                            start + reference.start(1), reference.group(1).length(), Integer.toString(now)));
                }
            }
        }
    }

    private void contents(WrittenSheet sheet, SheetLinks links, SheetLinks before, List<Fix> edits) {
        String text = sheet.source().text();
        int[] place = Contents.place(head, reader.form());
        if (place.length == 0) {
            return;
        }
        List<Contents.Target> then = new ArrayList<>();
        Map<Piece, Contents.Target> byPiece = new HashMap<>();
        for (Piece piece : old.answers()) {
            Contents.Target target = target(piece, old.source(), before);
            byPiece.put(piece, target);
            then.add(target);
        }
        List<Contents.Target> now = new ArrayList<>();
        Map<String, String> moved = new HashMap<>();
        for (int i = 0; i < items.size(); i++) {
            Contents.Target target = target(sheet.answers().get(i), sheet.source(), links);
            now.add(target);
            items.get(i)
                    .standing()
                    .piece()
                    .ifPresent(piece -> byPiece.entrySet().stream()
                            .filter(e -> e.getKey().start() == piece.start())
                            .forEach(e -> moved.put(line(e.getValue()), line(target))));
        }
        then.addAll(behind(old, before));
        now.addAll(behind(sheet, links));
        List<String> merged = Contents.merged(
                text.substring(place[0], place[1]).lines().toList(),
                Contents.lines(then, words),
                Contents.lines(now, words),
                moved);
        edits.add(Fix.replace(place[0], place[1] - place[0], String.join("\n", merged) + "\n"));
    }

    private String line(Contents.Target target) {
        List<String> lines = Contents.lines(List.of(target), words);
        return lines.get(lines.size() - 1);
    }

    private Contents.Target target(Piece piece, SourceText source, SheetLinks links) {
        Matcher section = reader.form().sectionLine().matcher(piece.draft().preamble());
        String title = source.line(piece.draft().position().line());
        Matcher heading = HEADING.matcher(title);
        return new Contents.Target(
                section.find() ? section.group(1) : "",
                heading.matches() ? heading.group(1) : title.strip(),
                anchor(links, piece.draft()));
    }

    // The parts behind the last answer.
    private static List<Contents.Target> behind(WrittenSheet sheet, SheetLinks links) {
        List<Contents.Target> targets = new ArrayList<>();
        int last = sheet.answers().isEmpty()
                ? 0
                : sheet.source()
                        .position(
                                sheet.answers().get(sheet.answers().size() - 1).end())
                        .line();
        for (int line = last + 1; line <= sheet.source().lineCount(); line++) {
            String text = sheet.source().line(line);
            if (text.startsWith("## ") && links.anchorsByLine().containsKey(line)) {
                targets.add(new Contents.Target(
                        null, text.substring(3), links.anchorsByLine().get(line)));
            }
        }
        return targets;
    }

    private SheetRecord recorded(WrittenSheet last, String title, String closing) {
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            Entry entry = entry(items.get(i), last.answers().get(i));
            if (!entry.isIdle()) {
                entries.add(entry);
            }
        }
        String first = last.head().lines().findFirst().orElse("");
        return new SheetRecord(
                SheetRecord.SCHEMA,
                first.equals(title) ? SheetRecord.hash(first) : record.title(),
                tail.equals(closing) ? SheetRecord.hash(closing) : record.closing(),
                entries);
    }

    private Entry entry(Item item, Piece now) {
        Standing standing = item.standing();
        Fate fate = standing.fate(item.fresh().isPresent(), isReplaced);
        if (isWrittenNow(item)) {
            Entry made = item.fresh().orElseThrow().entry();
            return made.made(made.made().of(now.topic(), now.parts()))
                    .remarked(standing.entry().map(Entry::remarks).orElse(List.of()));
        }
        int number = standing.number();
        String section = standing.question().map(Question::section).orElse("");
        Entry kept = standing.entry()
                .map(e -> e.at(number, standing.question().isPresent() ? section : e.section()))
                .orElseGet(() -> Entry.byHand(
                        number,
                        section,
                        standing.question()
                                .filter(q -> fate != Fate.CONFLICT)
                                .map(Standing::identity)
                                .orElseGet(() -> standing.piece()
                                        .flatMap(p -> p.draft().question())
                                        .map(shown -> SheetRecord.hash(shown.strip()))
                                        .orElse(""))));
        if (fate == Fate.CONFLICT) {
            return item.fresh()
                    .map(f -> kept.proposing(new Proposal(
                            Standing.identity(standing.question().orElseThrow()),
                            f.entry().made(),
                            f.text().lines().toList())))
                    .orElse(kept);
        }
        if (kept.made() == null) {
            return kept;
        }
        // Its references may have been written anew.
        Map<String, String> parts = new LinkedHashMap<>(kept.made().parts());
        now.parts().forEach((label, hash) -> {
            if (standing.isAsMade(label)) {
                parts.put(label, hash);
            }
        });
        Entry same = kept.made(kept.made().of(kept.made().topic(), parts));
        return standing.question().isPresent() && !standing.isChanged() && !standing.isApproved()
                ? same.answering(Standing.identity(standing.question().get()))
                : same;
    }
}
