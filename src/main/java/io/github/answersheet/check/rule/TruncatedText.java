package io.github.answersheet.check.rule;

import io.github.answersheet.check.AnswerRule;
import io.github.answersheet.check.Finding;
import io.github.answersheet.check.Level;
import io.github.answersheet.draft.DraftSection;
import io.github.answersheet.draft.ProseLine;
import io.github.answersheet.draft.SectionBody;
import io.github.answersheet.examine.ExaminedAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A section that stops in the middle of a sentence, of a word or of bold words. */
final class TruncatedText extends AnswerRule {

    private static final Pattern CUT = Pattern.compile("[,(\\[]\\s*$");
    private static final Pattern LAST_WORD = Pattern.compile("\\s(\\p{L}+(?: \\p{L}+)?)\\s*$");
    // What is opened and not closed behind it: bold words, a code span.
    private static final Pattern OPEN = Pattern.compile("(?:^|[\\s(])\\*\\*(?=[^\\s*])[^*]*$|(?:^|\\s)`[^`]*$");
    private static final Pattern SENTENCE_AT_END =
            Pattern.compile("[.!?:;\\u2026\\u3002][*_\"'\u201d\u2019)\\]`]*\\s*$");
    private static final Pattern SENTENCE_BEFORE =
            Pattern.compile("\\p{Ll}{2}[.!?][*_\"'\u201d\u2019)\\]]*\\s+\\p{Lu}");
    private static final int ENOUGH_ITEMS = 2;

    TruncatedText() {
        super("truncated-text", Level.ERROR);
    }

    @Override
    public List<Finding> check(ExaminedAnswer answer) {
        List<Finding> findings = new ArrayList<>();
        for (DraftSection section : answer.written()) {
            String body = section.body();
            long last = body.lines().count();
            boolean endsInCode = section.content().fences().stream().anyMatch(f -> f.lastLine() >= last);
            if (!endsInCode && (isCut(section) || endsInTheMiddle(answer, body))) {
                findings.add(finding(
                        answer,
                        section,
                        body.length() - 1,
                        "the section stops in the middle of a sentence; write it to its end"));
            }
        }
        return findings;
    }

    // No sentence ends with "and". Which words these are depends on the language.
    private static boolean endsInTheMiddle(ExaminedAnswer answer, String body) {
        Matcher last = LAST_WORD.matcher(body.substring(body.lastIndexOf('\n') + 1));
        if (!last.find()) {
            return false;
        }
        String end = " " + last.group(1).toLowerCase(Locale.ROOT);
        return answer.pack().wordsByLanguage().values().stream()
                        .anyMatch(words -> words.unfinished().stream().anyMatch(word -> end.endsWith(" " + word)))
                && answer.pack().wordsFor(body).unfinished().stream().anyMatch(word -> end.endsWith(" " + word));
    }

    private static boolean isCut(DraftSection section) {
        String body = section.body();
        int start = body.lastIndexOf('\n') + 1;
        List<ProseLine> prose = section.content().prose();
        boolean isProse = !prose.isEmpty() && prose.get(prose.size() - 1).offset() == start;
        return CUT.matcher(body.substring(start)).find()
                || isProse
                        && isCut(
                                prose.get(prose.size() - 1).text(),
                                body,
                                section.content().entries());
    }

    // Where a hand ends every sentence but the last, that one is not at its end.
    private static boolean isCut(String line, String body, List<SectionBody.ListEntry> entries) {
        if (OPEN.matcher(line).find()) {
            return true;
        }
        String written = line.stripTrailing();
        if (written.isEmpty() || !Character.isLetterOrDigit(written.codePointBefore(written.length()))) {
            return false;
        }
        int paragraph = body.lastIndexOf("\n\n") + 1;
        int item = entries.isEmpty() ? -1 : entries.get(entries.size() - 1).offset();
        if (item < paragraph) {
            return SENTENCE_BEFORE.matcher(body.substring(paragraph)).find();
        }
        List<String> others = new ArrayList<>();
        for (int i = 0; i < entries.size() - 1; i++) {
            others.add(
                    body.substring(entries.get(i).offset(), entries.get(i + 1).offset()));
        }
        return others.size() >= ENOUGH_ITEMS
                && others.stream()
                        .allMatch(text -> SENTENCE_AT_END.matcher(text).find());
    }
}
