package io.github.answersheet.sheet;

import io.github.answersheet.check.Finding;
import io.github.answersheet.markdown.Anchors;
import io.github.answersheet.pack.ClosingPart;
import io.github.answersheet.pack.Words;

/** Prints a sheet as Markdown in the house format. The same sheet gives the same bytes. */
public final class MarkdownRenderer {

    private final AnswerSheet sheet;
    private final Words words;
    private final StringBuilder out = new StringBuilder();

    private MarkdownRenderer(AnswerSheet sheet) {
        this.sheet = sheet;
        this.words = sheet.words();
    }

    public static String render(AnswerSheet sheet) {
        return new MarkdownRenderer(sheet).markdown();
    }

    private String markdown() {
        String title = words.title(sheet.title());
        out.append("# ").append(title).append("\n\n");
        out.append(Origin.of(sheet.pack(), words).line()).append("\n\n");
        contents(title);
        for (AnswerSheet.Group group : sheet.groups()) {
            group.answers().forEach(this::answer);
        }
        for (ClosingPart part : sheet.pack().closing()) {
            out.append("---\n\n## ").append(part.heading()).append("\n\n");
            out.append(SelfContained.of(part.body())).append("\n\n");
        }
        return out.toString().stripTrailing() + "\n";
    }

    private void contents(String title) {
        Anchors anchors = new Anchors();
        anchors.next(title);
        anchors.next(words.contents());
        out.append("## ").append(words.contents()).append("\n\n");
        for (AnswerSheet.Group group : sheet.groups()) {
            out.append("- ").append(group.name().isEmpty() ? words.questions() : group.name());
            out.append('\n');
            for (Answer answer : group.answers()) {
                String name = title(answer);
                out.append("  - [")
                        .append(name.replaceAll("([\\[\\]])", "\\\\$1"))
                        .append("](#");
                out.append(anchors.next(name)).append(")\n");
            }
        }
        for (ClosingPart part : sheet.pack().closing()) {
            out.append("- [").append(part.heading()).append("](#");
            out.append(anchors.next(part.heading())).append(")\n");
        }
        out.append('\n');
    }

    private void answer(Answer answer) {
        out.append("---\n\n## ").append(title(answer)).append("\n\n");
        if (!answer.section().isEmpty()) {
            out.append("**")
                    .append(words.section())
                    .append(":** ")
                    .append(answer.section())
                    .append("\n\n");
        }
        if (!answer.remaining().isEmpty()) {
            needsReview(answer);
        }
        section(sheet.pack().question(), answer.question());
        for (Answer.Section section : answer.sections()) {
            section(section.label(), section.body());
        }
    }

    private void section(String label, String body) {
        out.append("**").append(words.label(label)).append(":**\n\n");
        if (!body.isBlank()) {
            out.append(SelfContained.of(body)).append("\n\n");
        }
    }

    private void needsReview(Answer answer) {
        out.append("> **").append(words.needsReview()).append("** ").append(words.remaining());
        out.append("\n>\n");
        for (Finding finding : answer.remaining()) {
            out.append("> - ");
            finding.section().ifPresent(label -> out.append(words.label(label)).append(": "));
            out.append(finding.message().replace("\n", " ")).append(" (`");
            out.append(finding.rule()).append("`)\n");
        }
        out.append('\n');
    }

    private String title(Answer answer) {
        return words.answer() + " " + answer.number() + ": " + answer.topic();
    }
}
