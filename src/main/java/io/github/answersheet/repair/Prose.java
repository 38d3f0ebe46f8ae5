package io.github.answersheet.repair;

import io.github.answersheet.draft.Draft;
import io.github.answersheet.draft.DraftSection;
import io.github.answersheet.draft.FencedBlock;
import io.github.answersheet.draft.SectionBody;
import io.github.answersheet.examine.PrintedOutput;
import io.github.answersheet.examine.Quote;
import io.github.answersheet.pack.Label;
import io.github.answersheet.source.SourceText;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What an answer of a sheet says, for somebody who compares it with others.
 *
 * @param number of the answer in its sheet
 * @param sections that were written
 */
public record Prose(int number, String topic, List<DraftSection> sections) {

    private static final int LONGEST_BLOCK = 3;
    private static final String LEFT_OUT = "(a block of code)";

    public Prose {
        sections = List.copyOf(sections);
    }

    /** That of an answer, without the question and without what no sheet prints. */
    public static Prose of(int number, Draft draft) {
        return new Prose(
                number,
                draft.topic(),
                draft.sections().stream()
                        .filter(section ->
                                !section.isQuestion() && !section.label().equals(Label.VERIFICATION))
                        .toList());
    }

    /** Whether a quotation stands in it, and not in its code. */
    boolean says(String quote) {
        return sections.stream()
                .anyMatch(section ->
                        Quote.in(section.content().withoutCode(), quote).isPresent());
    }

    /** Its text, without blocks of code of more than a few lines. */
    String shown() {
        return "## Answer " + number + ": " + topic + "\n\n"
                + sections.stream()
                        .map(section -> "**" + section.label() + ":**\n\n" + shown(section.content()))
                        .collect(Collectors.joining("\n\n"));
    }

    private static String shown(SectionBody body) {
        SectionBody written = SectionBody.of(PrintedOutput.without(body));
        SourceText lines = SourceText.of("", written.text());
        StringBuilder left = new StringBuilder(written.text());
        for (int i = written.fences().size() - 1; i >= 0; i--) {
            FencedBlock fence = written.fences().get(i);
            if (fence.lineCount() > LONGEST_BLOCK) {
                int end = lines.lineStart(fence.lastLine())
                        + lines.line(fence.lastLine()).length();
                left.replace(fence.offset(), end, LEFT_OUT);
            }
        }
        return left.toString();
    }
}
