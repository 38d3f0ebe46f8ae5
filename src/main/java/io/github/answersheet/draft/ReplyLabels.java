package io.github.answersheet.draft;

import io.github.answersheet.source.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Labels of a reply that Markdown does not take for lines of their own: items of a list, HTML, three asterisks, letters that
 * nobody sees. They are written as asked for, so that the reply is read like any other. What stands in code stays as it is.
 */
final class ReplyLabels {

    private static final Pattern FENCE = Pattern.compile("\\s*(?:>\\s*)?(`{3,}|~{3,}).*");
    private static final Pattern MARKS = Pattern.compile("[#*_<:]");
    private static final Pattern UNSEEN = Pattern.compile("[\\u00AD\\u200B-\\u200F\\u2060-\\u2064\\uFEFF]");
    private static final Pattern ITEM = Pattern.compile("\\s{0,6}(?:[-*+\\u2022]|\\(?\\d{1,2}[.)])\\s+(\\S.*)");
    private static final String MARK =
            "(?:[*_]{1,3}|</?(?:b|strong|i|em|u|h[1-6]|p|span|font|center|mark)(?:\\s[^>]{0,80})?>)";
    private static final Pattern MARKED =
            Pattern.compile("\\s{0,3}(?:#{1,6}\\s+)?" + MARK + "{1,6}\\s{0,3}(?<name>[^*_<>:]{3,60}?)\\s{0,3}"
                    + "(?<inner>[:\\uFF1A])?\\s{0,3}" + MARK + "{1,6}\\s{0,3}(?:(?<outer>[:\\uFF1A])(?:" + MARK
                    + "{1,6}(?=\\s|$))?)?\\s*(?<rest>.*)");
    private static final Pattern HEADING = Pattern.compile("\\s{0,3}#{1,6}\\s");
    private static final Pattern ALONE = Pattern.compile("(?:\\*\\*|:)\\s*$");

    private final SourceText reply;
    private final LabelSyntax labels;

    private enum Kind {
        TEXT,
        HEADING,
        LABEL,
        /** A label that begins an item of a list. */
        ITEM
    }

    /** A line as it is to be read. */
    private record Line(String text, Kind kind) {}

    private ReplyLabels(SourceText reply, LabelSyntax labels) {
        this.reply = reply;
        this.labels = labels;
    }

    /** A reply whose labels stand on lines of their own; the same one if they do. */
    static SourceText written(SourceText reply, LabelSyntax labels) {
        return new ReplyLabels(reply, labels).written();
    }

    private SourceText written() {
        List<Line> lines = lines();
        boolean areItems = areItems(lines);
        List<String> out = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            boolean isLabel = line.kind() == Kind.ITEM && areItems;
            out.add(line.kind() == Kind.ITEM && !areItems ? reply.line(i + 1) : line.text());
            if (isLabel) {
                int end = i + 1;
                while (end < lines.size() && lines.get(end).kind() == Kind.TEXT) {
                    end++;
                }
                out.addAll(outdented(lines.subList(i + 1, end)));
                i = end - 1;
            }
        }
        String text = String.join("\n", out);
        return text.equals(reply.text()) ? reply : SourceText.of(reply.name(), text);
    }

    // Where labels stand for themselves, an item that begins with one is an item; so is a single one with text behind
    // it.
    private static boolean areItems(List<Line> lines) {
        List<Line> items = lines.stream().filter(l -> l.kind() == Kind.ITEM).toList();
        long labels = lines.stream().filter(l -> l.kind() == Kind.LABEL).count();
        return items.size() > labels
                && (items.size() > 1 || ALONE.matcher(items.get(0).text()).find());
    }

    private List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        String fence = null;
        for (int number = 1; number <= reply.lineCount(); number++) {
            String line = reply.line(number);
            Matcher mark = FENCE.matcher(line);
            boolean isFence = mark.matches();
            boolean isCode = isFence || fence != null;
            if (isFence) {
                fence = fence == null ? mark.group(1) : mark.group(1).startsWith(fence) ? null : fence;
            }
            lines.add(isCode ? new Line(line, Kind.TEXT) : read(line));
        }
        return lines;
    }

    private Line read(String written) {
        // Each form of a label has one of these; most lines have none.
        if (!MARKS.matcher(written).find()) {
            return new Line(ReplyEnvelope.withoutCitations(written), Kind.TEXT);
        }
        String line = ReplyEnvelope.withoutCitations(written);
        String seen = UNSEEN.matcher(line).replaceAll("");
        if (HEADING.matcher(seen).lookingAt()) {
            return new Line(seen, Kind.HEADING);
        }
        Matcher item = ITEM.matcher(seen);
        if (item.matches()) {
            return label(item.group(1)).map(label -> new Line(label, Kind.ITEM)).orElse(new Line(line, Kind.TEXT));
        }
        return label(seen).map(label -> new Line(label, Kind.LABEL)).orElse(new Line(line, Kind.TEXT));
    }

    // As asked for, with what follows it; nothing if the words are no label.
    private Optional<String> label(String line) {
        if (labels.inParagraph(line).filter(LabelSyntax.Match::isKnown).isPresent()) {
            return Optional.of(line);
        }
        Matcher marked = MARKED.matcher(line);
        if (!marked.matches()) {
            return Optional.empty();
        }
        String rest = marked.group("rest").strip();
        boolean hasColon = marked.group("inner") != null || marked.group("outer") != null;
        String label = "**" + marked.group("name").strip() + ":**";
        return Optional.of(rest.isEmpty() ? label : label + " " + rest)
                .filter(words -> hasColon || rest.isEmpty())
                .filter(words -> labels.inParagraph(words)
                        .filter(LabelSyntax.Match::isKnown)
                        .isPresent());
    }

    // The body of an item is indented as far as its marker is wide, or not at all.
    private static List<String> outdented(List<Line> body) {
        int indent = body.stream()
                .map(Line::text)
                .filter(line -> !line.isBlank())
                .mapToInt(line -> line.length() - line.stripLeading().length())
                .min()
                .orElse(0);
        return body.stream()
                .map(line -> line.text().substring(Math.min(indent, line.text().length())))
                .toList();
    }
}
