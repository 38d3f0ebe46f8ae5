package io.github.answersheet.page;

import static io.github.answersheet.page.HtmlText.escaped;

import io.github.answersheet.pack.Label;
import io.github.answersheet.pack.Phrase;
import io.github.answersheet.pack.Role;
import io.github.answersheet.pack.Words;
import io.github.answersheet.page.AnswerChecks.Remark;
import io.github.answersheet.page.SheetPage.Markdown;
import io.github.answersheet.page.SheetPage.PageAnswer;
import io.github.answersheet.page.SheetPage.PageSection;
import java.util.List;
import java.util.Optional;

/** An answer of a page: its title, what was checked, the question, and sections that fold. */
final class AnswerHtml {

    private static final int BELOW_LABELS = 4;

    private final PageAnswer answer;
    private final Optional<AnswerChecks> checks;
    private final SafeHtml markdown;
    private final Words words;
    private final StringBuilder out = new StringBuilder();

    private AnswerHtml(PageAnswer answer, Optional<AnswerChecks> checks, SafeHtml markdown, Words words) {
        this.answer = answer;
        this.checks = checks;
        this.markdown = markdown;
        this.words = words;
    }

    static String of(
            PageAnswer answer,
            Optional<AnswerChecks> checks,
            boolean isOutdated,
            boolean needsReview,
            SafeHtml markdown,
            Words words) {
        return new AnswerHtml(answer, checks, markdown, words).html(isOutdated, needsReview);
    }

    private String html(boolean isOutdated, boolean needsReview) {
        out.append("""
                <article id="%s" class="answer category-%d%s" data-category="%d" aria-label="%s">
                <header%s>
                <p class="eyebrow"><span class="category">%s</span>%s</p>
                <h2><span class="number">%s</span> %s</h2>
                <a class="link" href="#%s" aria-label="%s">#</a>
                </header>
                """.formatted(
                        escaped(answer.anchor()),
                        answer.category(),
                        needsReview ? " needs-review" : "",
                        answer.category(),
                        escaped(answer.title()),
                        answer.shortAnchor().map(a -> " id=\"" + a + "\"").orElse(""),
                        escaped(answer.categoryName()),
                        answer.group().contains(answer.categoryName())
                                ? ""
                                : " <span class=\"group\">" + escaped(answer.group()) + "</span>",
                        escaped(words.answer() + " " + answer.number()),
                        escaped(answer.topic()),
                        escaped(answer.anchor()),
                        escaped(words.say(Phrase.LINK_TO, words.answer() + " " + answer.number()))));
        checks.ifPresent(c -> out.append(ChecksHtml.of(c, standing(c), words)));
        out.append(isOutdated ? ChecksHtml.outdated(words) : "");
        lead();
        answer.sections().forEach(this::section);
        out.append(checks.map(c -> TriedHtml.of(standing(c), words)).orElse(""));
        return out.append("</article>\n").toString();
    }

    // The findings in the sheet itself are those of the report, which the page shows where they belong.
    private void lead() {
        boolean isTold = answer.needsReview() && !remaining().isEmpty();
        if (!answer.lead().isBlank() && !isTold) {
            out.append("<div class=\"prose lead%s\">\n%s</div>\n"
                    .formatted(answer.needsReview() ? " review-note" : "", markdown.of(answer.lead(), BELOW_LABELS)));
        }
        out.append(findings(Optional.empty()));
        List<String> there = answer.sections().stream().map(PageSection::label).toList();
        remaining().stream()
                .map(Remark::section)
                .flatMap(Optional::stream)
                .filter(label -> !there.contains(label))
                .distinct()
                .forEach(this::findingsOnAbsent);
    }

    // One that is missing is named by its finding.
    private void findingsOnAbsent(String label) {
        if (label.equals(Label.VERIFICATION)) {
            out.append("<p class=\"findings-on\"><strong>" + escaped(label) + "</strong> "
                    + escaped(words.say(Phrase.NOT_PRINTED)) + "</p>\n");
        }
        out.append(findings(Optional.of(label)));
    }

    // Of a text or code that was changed since, nothing is known.
    private Tried standing(AnswerChecks known) {
        return known.tried()
                .standingIn(answer.sections().stream()
                        .map(section -> section.body().text())
                        .toList());
    }

    private List<Remark> remaining() {
        return checks.map(AnswerChecks::remaining).orElse(List.of());
    }

    private String findings(Optional<String> section) {
        return ChecksHtml.findings(remaining(), section, markdown, words);
    }

    // The tick is the record's. A line in the sheet is text like any other.
    private String body(PageSection section) {
        String text = section.body().text().stripTrailing();
        Optional<String> line = checks.flatMap(AnswerChecks::verification)
                .filter(proof -> section.roles().contains(Role.SOLUTION) && proof.isOf(text))
                .map(proof -> proof.line(words))
                .filter(said -> text.endsWith("\n\n" + said));
        return line.map(said -> markdown.of(
                                new Markdown(
                                        text.substring(0, text.length() - said.length()),
                                        section.body().line()),
                                BELOW_LABELS)
                        + "<p class=\"verified\">" + escaped(said) + "</p>\n")
                .orElseGet(() -> markdown.of(section.body(), BELOW_LABELS));
    }

    private void section(PageSection section) {
        String kind = section.roles().contains(Role.QUESTION) ? " question" : "";
        out.append("""
                <section id="%s" class="section%s">
                <details open>
                <summary><h3>%s</h3></summary>
                <div class="prose">
                %s%s%s</div>
                </details>
                <a class="link" href="#%s" aria-label="%s">#</a>
                </section>
                """.formatted(
                escaped(section.anchor()),
                kind,
                escaped(section.shown()),
                findings(Optional.of(section.label())),
                body(section),
                checks.map(c -> ChecksHtml.runs(c.blocks(), section.label(), words))
                        .orElse(""),
                escaped(section.anchor()),
                escaped(words.say(Phrase.LINK_TO, section.shown() + ", " + words.answer() + " " + answer.number()))));
    }
}
