package io.github.answersheet.draft;

import io.github.answersheet.source.SourceText;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The code fence that some models put around a whole reply. */
final class ReplyEnvelope {

    private static final Pattern FENCE = Pattern.compile("\\s{0,3}(`{3,}|~{3,})\\s*(.*?)\\s*");
    private static final List<String> OF_TEXT = List.of("", "markdown", "md", "text", "txt");

    private ReplyEnvelope() {}

    /**
     * Takes the fence off if the first thing in it is a heading or a label. Inner fences of the same length do not end
     * it, though Markdown would say so: they come in pairs, the first of each pair naming a language.
     */
    static SourceText open(SourceText reply) {
        for (int number = 1; number <= reply.lineCount(); number++) {
            String line = reply.line(number);
            Matcher fence = FENCE.matcher(line);
            if (line.startsWith("#") || line.startsWith("**")) {
                return reply;
            }
            if (fence.matches()) {
                boolean isEnvelope = OF_TEXT.contains(fence.group(2).toLowerCase()) && startsAnswer(reply, number + 1);
                return isEnvelope ? SourceText.of(reply.name(), content(reply, number + 1, fence.group(1))) : reply;
            }
        }
        return reply;
    }

    private static boolean startsAnswer(SourceText reply, int number) {
        for (int n = number; n <= reply.lineCount(); n++) {
            String line = reply.line(n).strip();
            if (!line.isEmpty()) {
                return line.startsWith("#") || line.startsWith("**");
            }
        }
        return false;
    }

    private static String content(SourceText reply, int first, String envelope) {
        String inner = null;
        for (int number = first; number <= reply.lineCount(); number++) {
            Matcher fence = FENCE.matcher(reply.line(number));
            if (!fence.matches()) {
                continue;
            }
            boolean bare = fence.group(2).isEmpty();
            if (inner != null) {
                inner = bare && closes(fence.group(1), inner) ? null : inner;
            } else if (bare && closes(fence.group(1), envelope)) {
                return reply.lines(first, number - 1);
            } else {
                inner = fence.group(1);
            }
        }
        return reply.lines(first, reply.lineCount());
    }

    private static boolean closes(String fence, String opening) {
        return fence.charAt(0) == opening.charAt(0) && fence.length() >= opening.length();
    }
}
