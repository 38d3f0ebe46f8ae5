package io.github.answersheet.page;

import io.github.answersheet.page.SheetPage.Markdown;
import io.github.answersheet.source.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Some lines of a sheet, from which things are taken out that a page shows elsewhere. Lines keep their numbers. */
final class Lines {

    private static final Predicate<String> RULE =
            Pattern.compile(" {0,3}([-*_])(?:[ \\t]*\\1){2,}[ \\t]*").asMatchPredicate();

    private final int first;
    private final List<String> lines = new ArrayList<>();

    /**
     * @param first 1-based
     * @param end the first line behind them
     */
    Lines(SourceText sheet, int first, int end) {
        this.first = first;
        for (int line = first; line < end; line++) {
            lines.add(sheet.line(line));
        }
    }

    /** Takes the first line with text out if it matches, and returns the pattern's first group. */
    Optional<String> takeFirst(Pattern pattern) {
        return takeFirst(line ->
                Optional.of(pattern.matcher(line)).filter(Matcher::matches).map(m -> m.group(1)));
    }

    /** Takes the first line with text out if something can be read from it, and returns that. */
    Optional<String> takeFirst(Function<String, Optional<String>> reading) {
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                Optional<String> read = reading.apply(lines.get(i)).map(String::strip);
                if (read.isPresent()) {
                    lines.set(i, "");
                }
                return read;
            }
        }
        return Optional.empty();
    }

    /** The first line with text. */
    Optional<String> firstLine() {
        return lines.stream().filter(line -> !line.isBlank()).findFirst();
    }

    /** Takes out a line and what follows it as long as it matches or is blank. */
    void takeOut(Predicate<String> start, Predicate<String> rest) {
        for (int i = 0; i < lines.size(); i++) {
            if (start.test(lines.get(i))) {
                lines.set(i, "");
                for (int j = i + 1; j < lines.size() && (lines.get(j).isBlank() || rest.test(lines.get(j))); j++) {
                    lines.set(j, "");
                }
                return;
            }
        }
    }

    /** What is left, without blank lines around it and without the rules that separate answers. */
    Markdown markdown() {
        int start = 0;
        while (start < lines.size() && isEdge(lines.get(start))) {
            start++;
        }
        int end = lines.size();
        while (end > start && isEdge(lines.get(end - 1))) {
            end--;
        }
        return new Markdown(String.join("\n", lines.subList(start, end)), first + start);
    }

    private static boolean isEdge(String line) {
        return line.isBlank() || RULE.test(line);
    }
}
