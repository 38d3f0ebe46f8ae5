package io.github.answersheet.page;

import static io.github.answersheet.page.HtmlText.escaped;

import io.github.answersheet.check.SheetText;
import io.github.answersheet.draft.SheetLinks;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;

/**
 * The pages of many sheets, with a search over the titles of their answers. Like a page it is one file that fetches nothing, so
 * it works where a browser opens it from a disk.
 */
public final class IndexPage {

    /** What every index holds and no other file does. */
    public static final String MARK = "<meta name=\"generator\" content=\"answersheet index\">";

    private IndexPage() {}

    /**
     * One sheet.
     *
     * @param address of its page, seen from the index
     */
    public record Entry(String address, String title, List<Line> answers) {

        public Entry {
            answers = List.copyOf(answers);
        }

        /**
         * What the index says of a sheet.
         *
         * @param path of its page below the folder of the index, with {@code /} between names
         */
        public static Entry of(SheetText sheet, CheckReport report, String path) {
            SheetPage page = PageReader.read(sheet, SheetLinks.of(sheet.source()));
            return new Entry(
                    addressOf(path),
                    page.title(),
                    page.answers().stream()
                            .map(answer -> new Line(
                                    answer.anchor(),
                                    answer.title(),
                                    answer.needsReview()
                                            || report.of(answer.number(), answer.text())
                                                    .map(AnswerChecks::needsReview)
                                                    .orElse(false)))
                            .toList());
        }

        long toReview() {
            return answers.stream().filter(Line::needsReview).count();
        }
    }

    /** One answer of a sheet. */
    public record Line(String anchor, String title, boolean needsReview) {}

    // The dot keeps a colon in a name from being taken for a scheme.
    private static String addressOf(String path) {
        try {
            return new URI(null, null, "./" + path, null).toASCIIString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The index of some pages. */
    public static String render(List<Entry> entries) {
        String search = PageScripts.search();
        long answers =
                entries.stream().mapToLong(entry -> entry.answers().size()).sum();
        long review = entries.stream().mapToLong(Entry::toReview).sum();
        StringBuilder out = new StringBuilder("""
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta http-equiv="Content-Security-Policy" content="%s">
                %s
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="referrer" content="no-referrer">
                <title>Answer sheets</title>
                <link rel="icon" href="data:,">
                <style>
                %s</style>
                </head>
                <body class="index">
                <main id="main:">
                <h1>Answer sheets</h1>
                <p class="summary">%s, %s%s</p>
                <p><label>Search <input type="search" id="search:" autocomplete="off"></label> <span role="status" id="found:"></span></p>
                <ul class="sheets">
                """.formatted(
                        PageScripts.policy(List.of(search)),
                        MARK,
                        PageScripts.style(),
                        count(entries.size(), "sheet"),
                        count(answers, "answer"),
                        review == 0 ? "" : ", <strong>" + review + " to review</strong>"));
        entries.forEach(entry -> entry(entry, out));
        return out.append("</ul>\n</main>\n")
                .append(PageScripts.element(search))
                .append("</body>\n</html>\n")
                .toString();
    }

    // The index is in English: its sheets may be in several languages.
    private static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    private static void entry(Entry entry, StringBuilder out) {
        out.append("<li class=\"sheet\"><a href=\"%s\">%s</a> %s%s\n<details><summary>Answers</summary>\n<ul>\n"
                .formatted(
                        escaped(entry.address()),
                        escaped(entry.title()),
                        count(entry.answers().size(), "answer"),
                        entry.toReview() == 0 ? "" : ", <strong>" + entry.toReview() + " to review</strong>"));
        for (Line line : entry.answers()) {
            out.append("<li><a href=\"%s#%s\">%s</a>%s</li>\n"
                    .formatted(
                            escaped(entry.address()),
                            escaped(line.anchor()),
                            escaped(line.title()),
                            line.needsReview() ? " <strong>to review</strong>" : ""));
        }
        out.append("</ul>\n</details>\n</li>\n");
    }
}
