package io.github.answersheet.page;

import static io.github.answersheet.page.HtmlText.count;
import static io.github.answersheet.page.HtmlText.escaped;

import io.github.answersheet.language.Language;
import io.github.answersheet.page.AnswerChecks.Remark;
import io.github.answersheet.page.AnswerChecks.RunBlock;
import io.github.answersheet.page.AnswerChecks.Verification;
import io.github.answersheet.page.SheetPage.Markdown;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What was checked, in a line of small signs above an answer. What was not checked or not run is said so. */
final class ChecksHtml {

    private static final String GOOD = "good";
    private static final String BAD = "bad";
    private static final String OPEN = "open";
    private static final int LEAST_HEADING = 6;

    private final StringBuilder out = new StringBuilder();

    private ChecksHtml() {}

    /**
     * @param tried the statements whose text and code are still those of the page
     */
    static String of(AnswerChecks checks, Tried tried) {
        ChecksHtml html = new ChecksHtml();
        html.out.append("<ul class=\"checks\" aria-label=\"What was checked\">\n");
        html.signs(checks, tried);
        return html.out.append("</ul>\n").toString();
    }

    /** Of an answer that was edited since: nothing is known of it as it stands. */
    static String outdated() {
        ChecksHtml html = new ChecksHtml();
        html.out.append("<ul class=\"checks\" aria-label=\"What was checked\">\n");
        html.sign(OPEN, "edited since it was checked");
        return html.out.append("</ul>\n").toString();
    }

    private void signs(AnswerChecks checks, Tried tried) {
        long noLabel = checks.remainingOf("missing-label");
        sign(
                noLabel == 0 ? GOOD : BAD,
                count(checks.labels(), "label") + (noLabel == 0 ? "" : ", " + noLabel + " missing"));
        checked(checks.diagrams(), "diagram", "parsed", checks.remainingOf("mermaid-syntax"));
        checks.code().forEach((language, blocks) -> code(language, blocks, checks));
        if (checks.unchecked() > 0) {
            sign(OPEN, count(checks.unchecked(), "block") + " unchecked");
        }
        run(checks);
        checks.verification().ifPresent(this::verification);
        if (!tried.statements().isEmpty()) {
            boolean allHold = tried.count("holds") == tried.statements().size();
            sign(tried.count("refuted") > 0 ? BAD : allHold ? GOOD : OPEN, TriedHtml.summary(tried));
        }
        if (checks.fixed() > 0) {
            sign(OPEN, count(checks.fixed(), "mechanical fix").replace("fixs", "fixes"));
        }
        if (checks.repairs() > 0) {
            sign(OPEN, count(checks.repairs(), "repair"));
        }
    }

    private void verification(Verification verification) {
        String figures = count(verification.cases(), "case") + ", original fails " + verification.originalFails()
                + ", improved passes " + verification.improvedPasses();
        switch (verification.state()) {
            case "verified" -> sign(GOOD, "verified: " + figures);
            case "compared" -> sign(OPEN, "compared: " + figures);
            case "refuted" -> sign(BAD, "not as claimed: " + figures);
            default ->
                sign(OPEN, "not verified" + (verification.reason().isEmpty() ? "" : ": " + verification.reason()));
        }
    }

    private void checked(int number, String noun, String done, long wrong) {
        if (number > 0) {
            sign(
                    wrong == 0 ? GOOD : BAD,
                    count(number, noun) + " " + done + (wrong == 0 ? "" : ", " + wrong + " with errors"));
        }
    }

    private void code(Language language, int blocks, AnswerChecks checks) {
        String rule = language.name().toLowerCase(Locale.ROOT) + "-syntax";
        long wrong = checks.remainingOf(rule)
                + checks.remaining().stream()
                        .filter(remark -> remark.rule().equals("code-syntax")
                                && remark.message().startsWith("this is no " + language + ": "))
                        .count();
        checked(blocks, language + " block", language.equals(Language.PYTHON) ? "compiled" : "parsed", wrong);
    }

    private void run(AnswerChecks checks) {
        if (checks.code().keySet().stream().noneMatch(Language::isRun)) {
            return;
        }
        long passed = checks.blocks("passed");
        long failed = checks.blocks("failed");
        long tried = passed + failed;
        long rest = checks.blocks().size() - tried;
        if (tried == 0) {
            sign(OPEN, "code not run" + reasons(checks));
            return;
        }
        sign(failed == 0 ? GOOD : BAD, passed + " of " + count(tried, "run block") + " passed");
        if (rest > 0) {
            sign(OPEN, count(rest, "block") + " not run" + reasons(checks));
        }
    }

    private static String reasons(AnswerChecks checks) {
        List<String> reasons = checks.reasonsNotRun();
        return reasons.isEmpty() ? "" : ": " + String.join("; ", reasons);
    }

    private void sign(String kind, String words) {
        String mark =
                switch (kind) {
                    case GOOD -> "✓";
                    case BAD -> "✗";
                    default -> "·";
                };
        out.append("<li class=\"")
                .append(kind)
                .append("\"><span aria-hidden=\"true\">")
                .append(mark)
                .append("</span> ")
                .append(escaped(words))
                .append("</li>\n");
    }

    /** The findings on one section, or on the answer as a whole; empty if there are none. */
    static String findings(List<Remark> remarks, Optional<String> section, SafeHtml markdown) {
        List<Remark> here =
                remarks.stream().filter(r -> r.section().equals(section)).toList();
        if (here.isEmpty()) {
            return "";
        }
        String kind = here.stream().anyMatch(Remark::isError) ? BAD : OPEN;
        return here.stream()
                .map(r -> "<li>" + markdown.of(new Markdown(r.message(), 0), LEAST_HEADING) + " <code>"
                        + escaped(r.rule()) + "</code></li>\n")
                .collect(Collectors.joining(
                        "", "<ul class=\"findings " + kind + "\" aria-label=\"Findings\">\n", "</ul>\n"));
    }

    /** What came of running the blocks of a section; empty if nothing is known. */
    static String runs(List<RunBlock> blocks, String section) {
        List<RunBlock> here =
                blocks.stream().filter(b -> b.section().equals(section)).toList();
        if (here.isEmpty()) {
            return "";
        }
        return here.stream().map(ChecksHtml::run).collect(Collectors.joining("", "<ul class=\"runs\">\n", "</ul>\n"));
    }

    private static String run(RunBlock block) {
        String kind =
                switch (block.state()) {
                    case "passed" -> GOOD;
                    case "failed" -> BAD;
                    default -> OPEN;
                };
        String words = block.language() + (block.line() > 0 ? " at line " + block.line() : "") + ": "
                + block.state().replace('-', ' ')
                + (block.reason().isEmpty() ? "" : ", " + block.reason());
        // What a program that did its work printed stands in the answer.
        boolean isTelling = kind.equals(BAD) && !block.output().isBlank();
        return "<li class=\"" + kind + "\">" + escaped(words)
                + (isTelling
                        ? "<details><summary>Output</summary><pre>" + escaped(block.output()) + "</pre></details>"
                        : "")
                + "</li>\n";
    }
}
