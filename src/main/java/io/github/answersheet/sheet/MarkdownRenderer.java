package io.github.answersheet.sheet;

import io.github.answersheet.check.Finding;
import io.github.answersheet.markdown.Anchors;
import io.github.answersheet.pack.ClosingPart;
import io.github.answersheet.pack.Words;
import java.util.ArrayList;
import java.util.List;

/** Prints a sheet as Markdown in the house format. The same sheet gives the same bytes. */
public final class MarkdownRenderer {

    private MarkdownRenderer() {}

    public static String render(AnswerSheet sheet) {
        StringBuilder out = new StringBuilder();
        out.append("# ").append(sheet.title()).append("\n\n");
        out.append(Origin.of(sheet.pack(), sheet.words()).line()).append("\n\n");
        contents(sheet, out);
        for (AnswerSheet.Group group : sheet.groups()) {
            for (Answer answer : group.answers()) {
                out.append("---\n\n").append(answer(answer)).append("\n\n");
            }
        }
        return out.toString().stripTrailing() + closing(sheet.closing(), sheet.words());
    }

    private static void contents(AnswerSheet sheet, StringBuilder out) {
        Anchors anchors = new Anchors();
        anchors.next(sheet.title());
        String heading = sheet.words().contents();
        anchors.next(heading);
        out.append("## ").append(heading).append("\n\n");
        List<Contents.Target> targets = new ArrayList<>();
        for (AnswerSheet.Group group : sheet.groups()) {
            for (Answer answer : group.answers()) {
                String title = title(answer);
                targets.add(new Contents.Target(group.name(), title, anchors.next(title)));
            }
        }
        for (ClosingPart part : sheet.closing()) {
            String own = sheet.words().label(part.heading());
            targets.add(new Contents.Target(null, own, anchors.next(own)));
        }
        Contents.lines(targets, sheet.words()).forEach(line -> out.append(line).append('\n'));
        out.append('\n');
    }

    /** One answer, without a line end behind it. */
    static String answer(Answer answer) {
        StringBuilder out = new StringBuilder();
        out.append("## ").append(title(answer)).append("\n\n");
        if (!answer.section().isEmpty()) {
            out.append("**").append(answer.words().section()).append(":** ");
            out.append(answer.section()).append("\n\n");
        }
        if (!answer.tried().isEmpty()) {
            out.append(answer.tried()).append("\n\n");
        }
        if (!answer.remaining().isEmpty()) {
            out.append(note(answer.remaining(), answer.words()));
        }
        section(answer, answer.label(), answer.question(), out);
        for (Answer.Section section : answer.sections()) {
            section(answer, section.label(), section.body(), out);
        }
        // No text file has a zero; Markdown shows this in its place.
        return out.toString().stripTrailing().replace('\0', '\uFFFD');
    }

    /** What stands behind the last answer. */
    static String closing(List<ClosingPart> closing, Words words) {
        StringBuilder out = new StringBuilder();
        for (ClosingPart part : closing) {
            out.append("\n\n---\n\n## ").append(words.label(part.heading())).append("\n\n");
            out.append(SelfContained.of(part.body()).stripTrailing());
        }
        return out.append('\n').toString();
    }

    private static void section(Answer answer, String label, String body, StringBuilder out) {
        out.append("**").append(answer.words().label(label)).append(":**\n\n");
        if (!body.isBlank()) {
            out.append(SelfContained.of(body)).append("\n\n");
        }
    }

    /** What still is wrong, for readers. */
    static String note(List<Finding> remaining, Words words) {
        StringBuilder out = new StringBuilder();
        out.append("> **").append(words.needsReview()).append("** ").append(words.remaining());
        out.append("\n>\n");
        for (Finding finding : remaining) {
            out.append("> - ");
            finding.section().ifPresent(label -> out.append(words.label(label)).append(": "));
            out.append(finding.message().replace("\n", " ")).append(" (`");
            out.append(finding.rule()).append("`)\n");
        }
        return out.append('\n').toString();
    }

    private static String title(Answer answer) {
        return answer.words().answer() + " " + answer.number() + ": " + answer.topic();
    }
}
