package io.github.answersheet.pack;

import io.github.answersheet.source.Problem;
import io.github.answersheet.source.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A prompt for answer sheets, in its headed parts. Such prompts nest fences of three backticks in fences of three
 * backticks, which Markdown does not know; they are read by structure. Immutable.
 *
 * @param title of the document; empty if it has none
 * @param parts in order, the headings above each before it
 */
record PromptDocument(SourceText source, String title, List<Part> parts) {

    /**
     * What stands under a heading, up to the next one.
     *
     * @param above the heading of the part that this one belongs to; empty at the top
     * @param line of the heading
     * @param text without its fenced samples
     * @param samples what stands in fences that hold Markdown
     */
    record Part(String heading, String above, int level, int line, String text, List<Sample> samples) {}

    /**
     * Markdown in a fence: a format, or an answer that shows it.
     *
     * @param line of its first line
     */
    record Sample(int line, List<String> lines) {}

    private static final Pattern HEADING = Pattern.compile("(#{1,6})\\s+(.*?)[\\s#]*");
    private static final Pattern FENCE = Pattern.compile("\\s{0,3}(`{3,}|~{3,})\\s*([^`\\s]*).*");
    private static final Pattern OF_DOCUMENT = Pattern.compile("#{2,6} .*");
    private static final Pattern ANSWER = Pattern.compile("(?i)\\W*answer\\b");
    private static final Pattern BEGINS_SAMPLE = Pattern.compile("#{1,6} .*|\\*\\*[^*]+(?::\\*\\*|\\*\\*:).*");
    private static final List<String> OF_TEXT = List.of("", "markdown", "md", "text", "txt");
    private static final Pattern DECORATION = Pattern.compile("^[^\\p{L}\\p{N}\\[]+|[*_:]+$");

    /**
     * @param problems receives what is damaged
     */
    static PromptDocument read(SourceText source, List<Problem> problems) {
        return new Reading(source, problems).document();
    }

    /** The text of a heading without emoji and marks. */
    static String plain(String heading) {
        return DECORATION
                .matcher(heading.replace("**", "").strip())
                .replaceAll("")
                .strip();
    }

    private static final class Reading {

        private final SourceText source;
        private final List<Problem> problems;
        private final List<Part> parts = new ArrayList<>();
        private String title = "";
        private String heading = "";
        private int level;
        private int headingLine = 1;
        private final List<String> text = new ArrayList<>();
        private final List<Sample> samples = new ArrayList<>();
        private final List<Part> open = new ArrayList<>();

        Reading(SourceText source, List<Problem> problems) {
            this.source = source;
            this.problems = problems;
        }

        PromptDocument document() {
            for (int number = 1; number <= source.lineCount(); number++) {
                String line = source.line(number);
                Matcher head = HEADING.matcher(line);
                Matcher fence = FENCE.matcher(line);
                if (fence.matches()) {
                    number = fenced(number, fence.group(1), fence.group(2));
                } else if (head.matches()) {
                    endPart();
                    begin(number, head.group(1).length(), plain(head.group(2)));
                } else {
                    text.add(line);
                }
            }
            endPart();
            return new PromptDocument(source, title, List.copyOf(parts));
        }

        private void begin(int number, int rank, String words) {
            if (rank == 1 && title.isEmpty()) {
                title = words;
            }
            heading = words;
            level = rank;
            headingLine = number;
        }

        private void endPart() {
            open.removeIf(part -> part.level() >= level);
            String above = open.isEmpty() || level <= 1
                    ? ""
                    : open.get(open.size() - 1).heading();
            Part part = new Part(
                    heading, above, level, headingLine, String.join("\n", text).strip(), List.copyOf(samples));
            if (level > 1) {
                open.add(part);
            }
            parts.add(part);
            text.clear();
            samples.clear();
        }

        // The last line of the block that opens here.
        private int fenced(int first, String fence, String language) {
            boolean isSample = OF_TEXT.contains(language)
                    && nextLine(first + 1)
                            .filter(line -> BEGINS_SAMPLE.matcher(line).matches())
                            .isPresent();
            int last = isSample && fence.length() == 3 ? lastOfSample(first, fence) : closing(first, fence);
            if (last < 0) {
                problems.add(Problem.at(
                        source,
                        source.lineStart(first),
                        "this fence is not closed before the next heading; close it with " + fence));
                last = first;
            }
            List<String> lines = new ArrayList<>();
            for (int number = first; number <= last; number++) {
                lines.add(source.line(number));
            }
            if (isSample) {
                samples.add(new Sample(first + 1, List.copyOf(lines.subList(1, Math.max(1, lines.size() - 1)))));
            } else {
                text.addAll(lines);
            }
            return last;
        }

        // What is as high as the heading above the fence, and no title of an answer.
        private boolean isHeadingOfDocument(String line) {
            Matcher head = HEADING.matcher(line);
            return head.matches()
                    && head.group(1).length() > 1
                    && head.group(1).length() <= level
                    && !ANSWER.matcher(head.group(2)).lookingAt();
        }

        private Optional<String> nextLine(int number) {
            for (int n = number; n <= source.lineCount(); n++) {
                if (!source.line(n).isBlank()) {
                    return Optional.of(source.line(n).strip());
                }
            }
            return Optional.empty();
        }

        // Of a fence as Markdown knows it.
        private int closing(int first, String fence) {
            for (int n = first + 1; n <= source.lineCount(); n++) {
                Matcher other = FENCE.matcher(source.line(n));
                if (other.matches()
                        && other.group(2).isEmpty()
                        && other.group(1).startsWith(fence)) {
                    return n;
                }
            }
            return -1;
        }

        // It ends with the last bare fence before the document goes on with a heading. The heading of the sample itself
        // is
        // its first line, and what stands in an inner block is code.
        private int lastOfSample(int first, String fence) {
            int last = -1;
            int open = 1;
            boolean isBegun = false;
            for (int n = first + 1; n <= source.lineCount(); n++) {
                String line = source.line(n);
                Matcher other = FENCE.matcher(line);
                boolean isFence = other.matches() && other.group(1).charAt(0) == fence.charAt(0);
                if (isFence && !other.group(2).isEmpty()) {
                    open++;
                } else if (isFence) {
                    last = n;
                    open = Math.max(open - 1, 0);
                } else if (isBegun && open == 0 && OF_DOCUMENT.matcher(line).matches()) {
                    return last;
                } else if (isBegun && open == 1 && isHeadingOfDocument(line)) {
                    return -1;
                }
                isBegun = isBegun || !line.isBlank();
            }
            return open == 0 ? last : -1;
        }
    }
}
