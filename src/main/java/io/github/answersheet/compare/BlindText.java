package io.github.answersheet.compare;

import io.github.answersheet.draft.FencedBlock;
import io.github.answersheet.draft.RunWords;
import io.github.answersheet.draft.SectionBody;
import io.github.answersheet.draft.SheetForm;
import io.github.answersheet.examine.Candidate;
import io.github.answersheet.examine.VerifiedLine;
import io.github.answersheet.pack.Label;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Answers without what tells who made them: title, question, the name of the quiz's section, notes on what needs review, and what
 * this program says about its own runs. Labels and the words above shown output are written the same way for everybody.
 */
final class BlindText {

    private static final Pattern RULE = Pattern.compile("\\n(?:-{3,}|\\*{3,}|_{3,})[ \\t]*\\z");
    private static final Pattern ABOVE_OUTPUT = Pattern.compile(
            "[ \\t]*[*_]*(?:(?:the|its|an?|sample|example|expected|actual) )*output(?: (?:when|as|if|once) [^`:(]*)?"
                    + "\\s*(?:\\([^`)\n]*\\))?[*_]*:[*_]*",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern REMARK = Pattern.compile("\\([^`)\n]*\\)");
    private static final List<String> OF_OUTPUT = List.of("", "text", "txt", "console", "output");

    private BlindText() {}

    static String of(Candidate answer) {
        Stream<String> sections = answer.written().stream()
                .map(section -> Label.of(section.label()).line() + "\n\n" + plain(section.content()));
        return Stream.concat(Stream.of(preamble(answer)), sections)
                .filter(text -> !text.isBlank())
                .collect(Collectors.joining("\n\n"));
    }

    // A note of what needs review goes on as a quotation.
    private static String preamble(Candidate answer) {
        SheetForm form = SheetForm.of(answer.pack());
        List<String> rest = new ArrayList<>();
        boolean isReview = false;
        for (String line : answer.draft().preamble().lines().toList()) {
            isReview = form.isReview(line) || isReview && line.startsWith(">");
            if (!isReview && form.section(line).isEmpty()) {
                rest.add(line);
            }
        }
        String text = RULE.matcher(String.join("\n", rest)).replaceAll("").strip();
        return plain(SectionBody.of(text, form.runs()));
    }

    private static String plain(SectionBody body) {
        return withPlainOutput(VerifiedLine.without(body), body.runs());
    }

    // From the last to the first, so that offsets hold.
    private static String withPlainOutput(String body, RunWords runs) {
        StringBuilder text = new StringBuilder(body);
        List<FencedBlock> fences = SectionBody.of(body).fences();
        for (int i = fences.size() - 1; i >= 0; i--) {
            if (OF_OUTPUT.contains(fences.get(i).language())) {
                int end = body.substring(0, fences.get(i).offset())
                        .stripTrailing()
                        .length();
                int start = body.lastIndexOf('\n', end - 1) + 1;
                String above = body.substring(start, Math.max(start, end));
                if (ABOVE_OUTPUT.matcher(above).matches() || runs.isOutput(above)) {
                    // An exit status, or what varies, is worth knowing.
                    Matcher remark = REMARK.matcher(above);
                    text.replace(start, end, "Output" + (remark.find() ? " " + remark.group() : "") + ":");
                }
            }
        }
        return text.toString();
    }
}
