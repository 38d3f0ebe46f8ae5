package io.github.answersheet.page;

import io.github.answersheet.check.SheetText;
import io.github.answersheet.draft.Draft;
import io.github.answersheet.draft.DraftSection;
import io.github.answersheet.draft.SheetForm;
import io.github.answersheet.draft.SheetLinks;
import io.github.answersheet.examine.Candidate;
import io.github.answersheet.markdown.Anchors;
import io.github.answersheet.pack.Label;
import io.github.answersheet.pack.Pack;
import io.github.answersheet.pack.Words;
import io.github.answersheet.page.SheetPage.Markdown;
import io.github.answersheet.page.SheetPage.PageAnswer;
import io.github.answersheet.page.SheetPage.PageSection;
import io.github.answersheet.sheet.Origin;
import io.github.answersheet.sheet.SheetFile;
import io.github.answersheet.source.SourceText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Takes a sheet apart. What belongs to no answer stays where it stands between them, so that nothing is lost. */
final class PageReader {

    private static final Pattern TITLE = Pattern.compile("#[ \\t]+(.*?)[ \\t#]*");
    private static final Pattern UNDERLINE = Pattern.compile("[ \\t]*(-{2,}|={2,})[ \\t]*");
    private static final Predicate<String> LIST_ITEM =
            Pattern.compile("[ \\t]*(?:[-*+]|\\d{1,6}[.)])[ \\t].*").asMatchPredicate();

    private final SourceText sheet;
    private final SheetForm form;
    private final Words words;
    private final Map<Integer, String> anchors;
    private final Set<String> taken;

    private PageReader(SourceText sheet, Pack pack, SheetLinks links) {
        this.sheet = sheet;
        this.form = SheetForm.of(pack);
        this.words = Origin.words(sheet, pack);
        this.anchors = links.anchorsByLine();
        this.taken = new HashSet<>(links.anchors());
    }

    /**
     * @param links those of the sheet
     */
    static SheetPage read(SheetText sheet, SheetLinks links) {
        return new PageReader(sheet.source(), sheet.answers().get(0).pack(), links).page(sheet.answers());
    }

    private SheetPage page(List<Candidate> candidates) {
        int first = line(candidates.get(0).draft().offset());
        Lines preamble = new Lines(sheet, 1, first);
        String title = preamble.takeFirst(TITLE).orElse(sheet.name().replaceAll(".*[/\\\\]", ""));
        preamble.takeOut(Origin::is, line -> false);
        preamble.takeOut(form::isContents, LIST_ITEM);
        List<PageAnswer> answers = new ArrayList<>();
        int end = first;
        for (int i = 0; i < candidates.size(); i++) {
            Candidate candidate = candidates.get(i);
            int start = line(candidate.draft().offset());
            int next = i + 1 < candidates.size()
                    ? line(candidates.get(i + 1).draft().offset())
                    : sheet.lineCount() + 1;
            answers.add(answer(candidate, next, new Lines(sheet, end, start).markdown()));
            List<DraftSection> sections = candidate.draft().sections();
            end = sections.isEmpty() ? next : lineBehind(sections.get(sections.size() - 1));
        }
        return new SheetPage(
                title, preamble.markdown(), answers, new Lines(sheet, end, sheet.lineCount() + 1).markdown(), words);
    }

    private PageAnswer answer(Candidate candidate, int next, Markdown before) {
        Draft draft = candidate.draft();
        int title = draft.position().line();
        int firstLabel = draft.sections().isEmpty()
                ? next
                : draft.sections().get(0).labelPosition().line();
        Lines lead = new Lines(sheet, title + 1, firstLabel);
        lead.takeFirst(UNDERLINE);
        String shortAnchor = "answer-" + candidate.number();
        String anchor = anchors.getOrDefault(title, shortAnchor);
        boolean isFree = taken.add(shortAnchor) && !anchor.equals(shortAnchor);
        String category = words.label(candidate.category().name());
        String group = lead.takeFirst(form::section).orElse(category);
        return new PageAnswer(
                anchor,
                isFree ? Optional.of(shortAnchor) : Optional.empty(),
                candidate.number(),
                words.answer() + " " + candidate.number() + (draft.topic().isEmpty() ? "" : ": " + draft.topic()),
                draft.topic(),
                lead.firstLine().filter(form::isReview).isPresent(),
                group,
                candidate.pack().categories().indexOf(candidate.category()),
                category,
                SheetFile.hash(draft, form),
                before,
                lead.markdown(),
                draft.sections().stream()
                        .map(section -> section(candidate, section))
                        .toList());
    }

    private PageSection section(Candidate candidate, DraftSection section) {
        String wanted = new Anchors().next("answer " + candidate.number() + " " + section.label());
        String anchor = wanted;
        for (int i = 2; !taken.add(anchor); i++) {
            anchor = wanted + "-" + i;
        }
        return new PageSection(
                anchor,
                section.label(),
                words.label(section.label()),
                candidate.label(section.label()).map(Label::roles).orElse(Set.of()),
                new Markdown(section.body(), section.bodyPosition(0).line()));
    }

    private int line(int offset) {
        return sheet.position(offset).line();
    }

    private int lineBehind(DraftSection section) {
        return line(section.bodyOffset() + section.body().length()) + 1;
    }
}
