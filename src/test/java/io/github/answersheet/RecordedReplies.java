package io.github.answersheet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Recorded replies, and how to break them. */
public final class RecordedReplies {

    private static final Pattern LABEL = Pattern.compile("(?m)^\\*\\*([A-Z][A-Za-z ]+):\\*\\*$");

    private RecordedReplies() {}

    public static String of(int question) {
        try {
            return Files.readString(ProjectFiles.RECORDED_REPLIES.resolve(String.format("q%02d.md", question)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the examiner sent for a question that is proved. */
    public static String proof(int question) {
        try {
            return Files.readString(ProjectFiles.RECORDED_REPLIES.resolve(String.format("q%02d.proof.md", question)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text under a label. */
    public static String body(String reply, String label) {
        int start = reply.indexOf(line(label) + "\n\n") + label.length() + 7;
        Matcher next = LABEL.matcher(reply);
        int end = next.find(start) ? next.start() : reply.length();
        return reply.substring(start, end).strip();
    }

    public static String without(String reply, String label) {
        return reply.replace(line(label) + "\n\n" + body(reply, label) + "\n\n", "");
    }

    /** A reply with another text under a label. */
    public static String with(String reply, String label, UnaryOperator<String> change) {
        String body = body(reply, label);
        String changed = change.apply(body);
        if (changed.equals(body)) {
            throw new IllegalArgumentException("nothing changed under " + label);
        }
        return reply.replace(body, changed);
    }

    /** Some sections alone, as a repair returns them. */
    public static String sections(String reply, List<String> labels) {
        return labels.stream()
                .map(label -> line(label) + "\n\n" + body(reply, label))
                .collect(Collectors.joining("\n\n"));
    }

    private static String line(String label) {
        return "**" + label + ":**";
    }
}
