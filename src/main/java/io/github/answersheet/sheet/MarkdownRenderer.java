package io.github.answersheet.sheet;

import io.github.answersheet.check.Finding;
import io.github.answersheet.markdown.Anchors;
import io.github.answersheet.pack.ClosingPart;
import io.github.answersheet.pack.Label;

/** Prints a sheet as Markdown in the house format. The same sheet gives the same bytes. */
public final class MarkdownRenderer {

    private static final String CONTENTS = "Table of Contents";
    private static final String WITHOUT_SECTION = "Questions";

    private MarkdownRenderer() {}

    public static String render(AnswerSheet sheet) {
        StringBuilder out = new StringBuilder();
        out.append("# ").append(sheet.title()).append("\n\n");
        contents(sheet, out);
        for (AnswerSheet.Group group : sheet.groups()) {
            group.answers().forEach(answer -> answer(answer, out));
        }
        for (ClosingPart part : sheet.closing()) {
            out.append("---\n\n## ").append(part.heading()).append("\n\n");
            out.append(SelfContained.of(part.body())).append("\n\n");
        }
        return out.toString().stripTrailing() + "\n";
    }

    private static void contents(AnswerSheet sheet, StringBuilder out) {
        Anchors anchors = new Anchors();
        anchors.next(sheet.title());
        anchors.next(CONTENTS);
        out.append("## ").append(CONTENTS).append("\n\n");
        for (AnswerSheet.Group group : sheet.groups()) {
            out.append("- ").append(group.name().isEmpty() ? WITHOUT_SECTION : group.name());
            out.append('\n');
            for (Answer answer : group.answers()) {
                String title = title(answer);
                out.append("  - [")
                        .append(title.replaceAll("([\\[\\]])", "\\\\$1"))
                        .append("](#");
                out.append(anchors.next(title)).append(")\n");
            }
        }
        for (ClosingPart part : sheet.closing()) {
            out.append("- [").append(part.heading()).append("](#");
            out.append(anchors.next(part.heading())).append(")\n");
        }
        out.append('\n');
    }

    private static void answer(Answer answer, StringBuilder out) {
        out.append("---\n\n## ").append(title(answer)).append("\n\n");
        if (!answer.section().isEmpty()) {
            out.append("**Section:** ").append(answer.section()).append("\n\n");
        }
        if (!answer.tried().isEmpty()) {
            out.append(answer.tried()).append("\n\n");
        }
        if (!answer.remaining().isEmpty()) {
            needsReview(answer, out);
        }
        section(Label.QUESTION, answer.question(), out);
        for (Answer.Section section : answer.sections()) {
            section(section.label(), section.body(), out);
        }
    }

    private static void section(String label, String body, StringBuilder out) {
        out.append("**").append(label).append(":**\n\n");
        if (!body.isBlank()) {
            out.append(SelfContained.of(body)).append("\n\n");
        }
    }

    private static void needsReview(Answer answer, StringBuilder out) {
        out.append("> **Needs review.** What the checks still find in this answer:\n>\n");
        for (Finding finding : answer.remaining()) {
            out.append("> - ");
            finding.section().ifPresent(label -> out.append(label).append(": "));
            out.append(finding.message().replace("\n", " ")).append(" (`");
            out.append(finding.rule()).append("`)\n");
        }
        out.append('\n');
    }

    private static String title(Answer answer) {
        return "Answer " + answer.number() + ": " + answer.topic();
    }
}
