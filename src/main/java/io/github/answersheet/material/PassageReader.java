package io.github.answersheet.material;

import io.github.answersheet.source.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts a text into passages: under one heading each, of whole paragraphs and fences, none much longer than asked for. Each is
 * a verbatim piece of the text.
 */
final class PassageReader {

    private static final int WANTED = 900;
    private static final int LONGEST = 1_600;
    private static final Pattern HEADING = Pattern.compile("(#{1,6})\\s+(\\S.*?)[\\s#]*");
    private static final Pattern FENCE = Pattern.compile("\\s*(`{3,}|~{3,}).*");

    private final SourceText source;
    private final String file;
    private final String[] headings = new String[6];
    private final List<Passage> passages = new ArrayList<>();
    private int firstLine;
    private int lastLine;
    private int length;

    private PassageReader(SourceText source, String file) {
        this.source = source;
        this.file = file;
    }

    /**
     * @param file as the passages name it
     */
    static List<Passage> read(SourceText source, String file) {
        PassageReader reader = new PassageReader(source, file);
        reader.readAll();
        return reader.passages;
    }

    private void readAll() {
        String fence = "";
        for (int number = 1; number <= source.lineCount(); number++) {
            String line = source.line(number);
            Matcher opening = FENCE.matcher(line);
            Matcher heading = HEADING.matcher(line);
            if (!fence.isEmpty()) {
                fence = opening.matches() && opening.group(1).startsWith(fence) ? "" : fence;
                add(number, line);
            } else if (heading.matches()) {
                end();
                under(heading.group(1).length(), heading.group(2));
            } else if (line.isBlank()) {
                if (length >= WANTED) {
                    end();
                }
            } else {
                fence = opening.matches() ? opening.group(1) : "";
                if (length >= LONGEST && fence.isEmpty()) {
                    end();
                }
                add(number, line);
            }
        }
        end();
    }

    private void under(int level, String heading) {
        headings[level - 1] = heading.strip();
        for (int deeper = level; deeper < headings.length; deeper++) {
            headings[deeper] = null;
        }
    }

    private void add(int number, String line) {
        if (length == 0) {
            firstLine = number;
        }
        lastLine = number;
        length += line.length() + 1;
    }

    private void end() {
        if (length > 0) {
            int from = source.lineStart(firstLine);
            int to = source.lineStart(lastLine) + source.line(lastLine).length();
            passages.add(new Passage(file, path(), firstLine, source.text().substring(from, to)));
        }
        length = 0;
    }

    private String path() {
        List<String> path = new ArrayList<>();
        for (String heading : headings) {
            if (heading != null) {
                path.add(heading);
            }
        }
        return String.join(" > ", path);
    }
}
