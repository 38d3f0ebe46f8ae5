package io.github.answersheet.page;

import static io.github.answersheet.page.HtmlText.escaped;

import io.github.answersheet.language.Language;
import io.github.answersheet.pack.Phrase;
import io.github.answersheet.pack.Words;
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
    private static final String ENGLISH = "en";
    private static final int LEAST_HEADING = 6;

    private final Words words;
    private final StringBuilder out = new StringBuilder();

    private ChecksHtml(Words words) {
        this.words = words;
        out.append("<ul class=\"checks\" aria-label=\"")
                .append(escaped(words.say(Phrase.CHECKED)))
                .append("\">\n");
    }

    /**
     * @param tried the statements whose text and code are still those of the page
     */
    static String of(AnswerChecks checks, Tried tried, Words words) {
        ChecksHtml html = new ChecksHtml(words);
        html.signs(checks, tried);
        return html.out.append("</ul>\n").toString();
    }

    /** Of an answer that was edited since: nothing is known of it as it stands. */
    static String outdated(Words words) {
        ChecksHtml html = new ChecksHtml(words);
        html.sign(OPEN, words.say(Phrase.EDITED_SINCE));
        return html.out.append("</ul>\n").toString();
    }

    private void signs(AnswerChecks checks, Tried tried) {
        long noLabel = checks.remainingOf("missing-label");
        sign(
                noLabel == 0 ? GOOD : BAD,
                words.count(Phrase.LABELS, checks.labels())
                        + (noLabel == 0 ? "" : ", " + words.say(Phrase.MISSING, noLabel)));
        checked(
                checks.diagrams(),
                words.count(Phrase.DIAGRAMS_PARSED, checks.diagrams()),
                checks.remainingOf("mermaid-syntax"));
        checks.code().forEach((language, blocks) -> code(language, blocks, checks));
        if (checks.unchecked() > 0) {
            sign(OPEN, words.count(Phrase.UNCHECKED, checks.unchecked()));
        }
        run(checks);
        checks.verification().ifPresent(this::verification);
        if (!tried.statements().isEmpty()) {
            boolean allHold = tried.count("holds") == tried.statements().size();
            sign(tried.count("refuted") > 0 ? BAD : allHold ? GOOD : OPEN, TriedHtml.summary(tried, words));
        }
        if (checks.fixed() > 0) {
            sign(OPEN, words.count(Phrase.FIXES, checks.fixed()));
        }
        if (checks.repairs() > 0) {
            sign(OPEN, words.count(Phrase.REPAIRS, checks.repairs()));
        }
    }

    private void verification(Verification verification) {
        String figures = words.say(
                Phrase.FIGURES,
                words.count(Phrase.CASES, verification.cases()),
                verification.originalFails(),
                verification.improvedPasses());
        switch (verification.state()) {
            case "verified" -> sign(GOOD, words.say(Phrase.AS_VERIFIED, figures));
            case "compared" -> sign(OPEN, words.say(Phrase.AS_COMPARED, figures));
            case "refuted" -> sign(BAD, words.say(Phrase.NOT_AS_CLAIMED, figures));
            default -> sign(OPEN, words.say(Phrase.NOT_VERIFIED), verification.reason());
        }
    }

    private void checked(int number, String done, long wrong) {
        if (number > 0) {
            sign(wrong == 0 ? GOOD : BAD, done + (wrong == 0 ? "" : ", " + words.say(Phrase.WITH_ERRORS, wrong)));
        }
    }

    private void code(Language language, int blocks, AnswerChecks checks) {
        String rule = language.name().toLowerCase(Locale.ROOT) + "-syntax";
        long wrong = checks.remainingOf(rule)
                + checks.remaining().stream()
                        .filter(remark -> remark.rule().equals("code-syntax")
                                && remark.message().startsWith("this is no " + language + ": "))
                        .count();
        Phrase done = language.equals(Language.PYTHON) ? Phrase.BLOCKS_COMPILED : Phrase.BLOCKS_PARSED;
        checked(blocks, words.count(done, blocks, blocks, language), wrong);
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
            sign(OPEN, words.say(Phrase.NOT_RUN), reasons(checks));
            return;
        }
        sign(failed == 0 ? GOOD : BAD, words.count(Phrase.BLOCKS_PASSED, tried, passed, tried));
        if (rest > 0) {
            sign(OPEN, words.count(Phrase.BLOCKS_NOT_RUN, rest), reasons(checks));
        }
    }

    private static String reasons(AnswerChecks checks) {
        return String.join("; ", checks.reasonsNotRun());
    }

    private void sign(String kind, String said) {
        sign(kind, said, "");
    }

    // Reasons are told in English, whatever the language of the page.
    private void sign(String kind, String said, String reason) {
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
                .append(escaped(said))
                .append(reason.isEmpty() ? "" : ": " + english(reason, words))
                .append("</li>\n");
    }

    private static String english(String text, Words words) {
        return words.language().equals(ENGLISH) ? escaped(text) : "<span lang=\"en\">" + escaped(text) + "</span>";
    }

    /** The findings on one section, or on the answer as a whole; empty if there are none. */
    static String findings(List<Remark> remarks, Optional<String> section, SafeHtml markdown, Words words) {
        List<Remark> here =
                remarks.stream().filter(r -> r.section().equals(section)).toList();
        if (here.isEmpty()) {
            return "";
        }
        String kind = here.stream().anyMatch(Remark::isError) ? BAD : OPEN;
        return here.stream()
                .map(r -> "<li" + (words.language().equals(ENGLISH) ? "" : " lang=\"en\"") + ">"
                        + markdown.of(new Markdown(r.message(), 0), LEAST_HEADING) + " <code>" + escaped(r.rule())
                        + "</code></li>\n")
                .collect(Collectors.joining(
                        "",
                        "<ul class=\"findings " + kind + "\" aria-label=\"" + escaped(words.say(Phrase.FINDINGS))
                                + "\">\n",
                        "</ul>\n"));
    }

    /** What came of running the blocks of a section; empty if nothing is known. */
    static String runs(List<RunBlock> blocks, String section, Words words) {
        List<RunBlock> here =
                blocks.stream().filter(b -> b.section().equals(section)).toList();
        if (here.isEmpty()) {
            return "";
        }
        return here.stream()
                .map(block -> run(block, words))
                .collect(Collectors.joining("", "<ul class=\"runs\">\n", "</ul>\n"));
    }

    private static String run(RunBlock block, Words words) {
        String kind =
                switch (block.state()) {
                    case "passed" -> GOOD;
                    case "failed" -> BAD;
                    default -> OPEN;
                };
        Phrase state =
                switch (block.state()) {
                    case "passed" -> Phrase.PASSED;
                    case "failed" -> Phrase.FAILED;
                    case "not-run" -> Phrase.WAS_NOT_RUN;
                    default -> Phrase.WAS_UNCHECKED;
                };
        String where = block.line() > 0 ? words.say(Phrase.AT_LINE, block.language(), block.line()) : block.language();
        // What a program that did its work printed stands in the answer.
        boolean isTelling = kind.equals(BAD) && !block.output().isBlank();
        return "<li class=\"" + kind + "\">" + escaped(where + ": " + words.say(state))
                + (block.reason().isEmpty() ? "" : ", " + english(block.reason(), words))
                + (isTelling
                        ? "<details><summary>" + escaped(words.say(Phrase.PRINTED)) + "</summary><pre>"
                                + escaped(block.output()) + "</pre></details>"
                        : "")
                + "</li>\n";
    }
}
