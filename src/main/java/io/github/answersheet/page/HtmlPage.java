package io.github.answersheet.page;

import static io.github.answersheet.page.HtmlText.escaped;

import io.github.answersheet.check.SheetText;
import io.github.answersheet.draft.SheetLinks;
import io.github.answersheet.pack.Phrase;
import io.github.answersheet.pack.Words;
import io.github.answersheet.page.AnswerChecks.Remark;
import io.github.answersheet.page.SheetPage.Markdown;
import io.github.answersheet.page.SheetPage.PageAnswer;
import io.github.answersheet.source.Defect;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A sheet as one HTML file that needs nothing else: scripts and styles are in it, and a content security policy keeps it from
 * fetching anything and from running anything but those scripts. The same sheet gives the same bytes.
 *
 * <p>Names of its own elements hold a colon, which no anchor of a sheet can hold.
 */
public final class HtmlPage {

    private static final int BELOW_TITLE = 2;
    private static final Pattern DIAGRAM = Pattern.compile("class=\"language-mermaid\"", Pattern.CASE_INSENSITIVE);

    private final SheetPage page;
    private final Words words;
    private final SafeHtml markdown;
    private final CheckReport report;
    private final BiConsumer<Integer, Defect> failed;
    private final StringBuilder out = new StringBuilder();

    private HtmlPage(SheetText sheet, CheckReport report, BiConsumer<Integer, Defect> failed) {
        this.failed = failed;
        SheetLinks links = SheetLinks.of(sheet.source());
        this.page = PageReader.read(sheet, links);
        this.words = page.words();
        this.markdown = new SafeHtml(links.anchorsByLine());
        this.report = report;
    }

    /**
     * @param failed told of answers that stand on the page as they are written, because this program failed on them
     */
    public static String render(SheetText sheet, CheckReport report, BiConsumer<Integer, Defect> failed) {
        return new HtmlPage(sheet, report, failed).render();
    }

    private String render() {
        bar();
        contents();
        main();
        String body = out.toString();
        List<String> scripts = new ArrayList<>();
        if (DIAGRAM.matcher(body).find()) {
            scripts.addAll(PageScripts.diagrams());
        }
        if (body.contains("class=\"language-")) {
            scripts.addAll(PageScripts.highlighting());
        }
        scripts.add(PageScripts.blocks());
        scripts.add(PageScripts.reading());
        StringBuilder html = new StringBuilder(head(scripts)).append(body);
        scripts.forEach(script -> html.append(PageScripts.element(script)));
        return html.append("</body>\n</html>\n").toString();
    }

    private String head(List<String> scripts) {
        List<String> all = new ArrayList<>(scripts);
        all.add(PageScripts.theme());
        return """
                <!DOCTYPE html>
                <html lang="%s" data-words="%s">
                <head>
                <meta charset="utf-8">
                <meta http-equiv="Content-Security-Policy" content="%s">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="referrer" content="no-referrer">
                <title>%s</title>
                <link rel="icon" href="data:,">
                %s<style>
                %s</style>
                </head>
                <body>
                """.formatted(
                        escaped(words.language()),
                        escaped(PageScripts.words(words)),
                        PageScripts.policy(all),
                        escaped(page.title()),
                        PageScripts.element(PageScripts.theme()),
                        PageScripts.style());
    }

    private void bar() {
        out.append("""
                <a class="skip" href="#main:">%s</a>
                <header class="bar">
                <button type="button" class="contents-button" aria-expanded="false" aria-controls="contents:">%s</button>
                <p class="bar-title">%s</p>
                <p class="bar-position" aria-hidden="true"></p>
                <div class="bar-tools">
                <button type="button" class="fold-button" aria-pressed="false">%s</button>
                <button type="button" class="theme-button">%s</button>
                <button type="button" class="keys-button" aria-haspopup="dialog">%s</button>
                </div>
                </header>
                """.formatted(
                        said(Phrase.SKIP),
                        said(Phrase.CONTENTS),
                        escaped(page.title()),
                        said(Phrase.FOLD_ALL),
                        said(Phrase.DARK),
                        said(Phrase.KEYS)));
    }

    private String said(Phrase phrase, Object... values) {
        return escaped(words.say(phrase, values));
    }

    private void contents() {
        out.append("<div class=\"layout\">\n<nav id=\"contents:\" class=\"contents\" aria-label=\"%s\">\n"
                .formatted(said(Phrase.CONTENTS)));
        List<PageAnswer> review =
                page.answers().stream().filter(this::needsReview).toList();
        if (!review.isEmpty()) {
            group(words.say(Phrase.NEEDS_REVIEW), review, "review");
        }
        groups().forEach((name, answers) -> group(name, answers, "all"));
        out.append("</nav>\n");
    }

    private void group(String name, List<PageAnswer> answers, String kind) {
        out.append("<div class=\"contents-group contents-%s\">\n<p class=\"contents-name\">%s</p>\n<ol>\n"
                .formatted(kind, escaped(name)));
        for (PageAnswer answer : answers) {
            out.append("<li class=\"category-%d\"><a href=\"#%s\"><span class=\"number\">%d</span> %s</a></li>\n"
                    .formatted(
                            answer.category(),
                            escaped(answer.anchor()),
                            answer.number(),
                            escaped(answer.topic().isEmpty() ? answer.title() : answer.topic())));
        }
        out.append("</ol>\n</div>\n");
    }

    private Map<String, List<PageAnswer>> groups() {
        Map<String, List<PageAnswer>> groups = new LinkedHashMap<>();
        page.answers()
                .forEach(a -> groups.computeIfAbsent(a.group(), g -> new ArrayList<>())
                        .add(a));
        return groups;
    }

    private void main() {
        out.append("<main id=\"main:\" tabindex=\"-1\">\n<div class=\"title\">\n<h1>%s</h1>\n"
                .formatted(escaped(page.title())));
        long review = page.answers().stream().filter(this::needsReview).count();
        out.append("<p class=\"summary\">%s%s</p>\n"
                .formatted(
                        escaped(words.count(Phrase.ANSWERS, page.answers().size())),
                        review == 0 ? "" : ", <strong>" + said(Phrase.TO_REVIEW, review) + "</strong>"));
        filter();
        out.append("</div>\n");
        aside(page.preamble(), "preamble");
        review();
        for (PageAnswer answer : page.answers()) {
            aside(answer.before(), "between");
            answer(answer);
        }
        aside(page.closing(), "closing");
        out.append("</main>\n</div>\n");
    }

    private void filter() {
        Map<Integer, String> names = new LinkedHashMap<>();
        Map<Integer, Long> sizes = new LinkedHashMap<>();
        for (PageAnswer answer : page.answers()) {
            names.putIfAbsent(answer.category(), answer.categoryName());
            sizes.merge(answer.category(), 1L, Long::sum);
        }
        if (names.size() < 2) {
            return;
        }
        out.append("<div class=\"filter\" role=\"group\" aria-label=\"%s\">\n".formatted(said(Phrase.BY_CATEGORY)));
        out.append("<button type=\"button\" aria-pressed=\"true\" data-category=\"\">%s</button>\n"
                .formatted(said(Phrase.ALL)));
        names.forEach((category, name) -> out.append(
                "<button type=\"button\" aria-pressed=\"false\" class=\"category-%d\" data-category=\"%d\">%s <span>%d</span></button>\n"
                        .formatted(category, category, escaped(name), sizes.get(category))));
        out.append("</div>\n<p class=\"filter-state\" role=\"status\"></p>\n");
    }

    private void review() {
        List<PageAnswer> review =
                page.answers().stream().filter(this::needsReview).toList();
        if (review.isEmpty()) {
            return;
        }
        out.append("<section class=\"review\" aria-label=\"%s\">\n<h2>%s</h2>\n<ul>\n"
                .formatted(said(Phrase.ANSWERS_TO_REVIEW), said(Phrase.NEEDS_REVIEW)));
        for (PageAnswer answer : review) {
            String findings = report.of(answer.number(), answer.text())
                    .map(c -> ": "
                            + escaped(words.count(
                                    Phrase.ERRORS,
                                    c.remaining().stream()
                                            .filter(Remark::isError)
                                            .count())))
                    .orElse("");
            out.append("<li><a href=\"#%s\">%s</a>%s</li>\n"
                    .formatted(escaped(answer.anchor()), escaped(answer.title()), findings));
        }
        out.append("</ul>\n</section>\n");
    }

    private void aside(Markdown text, String kind) {
        if (!text.isBlank()) {
            out.append("<section class=\"prose %s\">\n%s</section>\n".formatted(kind, markdown.of(text, BELOW_TITLE)));
        }
    }

    private void answer(PageAnswer answer) {
        try {
            out.append(AnswerHtml.of(
                    answer,
                    report.of(answer.number(), answer.text()),
                    report.isOutdated(answer.number(), answer.text()),
                    needsReview(answer),
                    markdown,
                    words));
        } catch (RuntimeException | Error e) {
            failed.accept(answer.number(), Defect.of(e));
            out.append(asWritten(answer, Defect.of(e).getMessage()));
        }
    }

    private boolean needsReview(PageAnswer answer) {
        return answer.needsReview()
                || report.of(answer.number(), answer.text())
                        .map(AnswerChecks::needsReview)
                        .orElse(false);
    }

    // Nothing of an answer is lost, however it cannot be shown.
    private static String asWritten(PageAnswer answer, String why) {
        String text = answer.sections().stream()
                .map(section ->
                        "**" + section.label() + ":**\n\n" + section.body().text())
                .collect(Collectors.joining("\n\n"));
        return "<article class=\"answer\" id=\"%s\">\n<h2>%s</h2>\n<p><strong>%s</strong></p>\n<pre>%s</pre>\n</article>\n"
                .formatted(escaped(answer.anchor()), escaped(answer.title()), escaped(why), escaped(text));
    }
}
