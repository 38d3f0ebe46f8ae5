package io.github.answersheet.benchmark;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.github.answersheet.ProjectFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The sample's replies, told apart by the case that a question of a {@link Bank} names: each has words of its own, and its
 * code and diagrams are those of one of some variants.
 */
final class Replies {

    // Neither stands in any reply.
    private static final String CASE = "\uE000";
    private static final String VARIANT = "\uE001";
    private static final Pattern TOPIC = Pattern.compile("\\A(## Answer \\d+: [^\n]*)");
    private static final Pattern FIRST_PARAGRAPH = Pattern.compile("(?<=[a-z)`]\\.)(?=\n)");
    private static final Pattern PYTHON = Pattern.compile("(?s)(```python\n.*?\n)(?=```\n)");
    private static final Pattern NODE = Pattern.compile("(?s)(```mermaid\n.*?\\[\"[^\"\n]*)(?=\"])");
    private static final Pattern ASKED = Pattern.compile("kind-(\\d\\d) case-(\\d+) variant-(\\d+)");
    private static final String EXAMINER = "You examine one answer";

    private final Map<String, String> templates = new HashMap<>();

    Replies() throws IOException {
        try (var files = Files.list(ProjectFiles.SAMPLE_REPLIES)) {
            for (Path file :
                    files.filter(f -> !f.toString().contains(".question.")).toList()) {
                templates.put(
                        file.getFileName().toString().replaceFirst("^q(.*)\\.md$", "$1"),
                        asJson(template(Files.readString(file))));
            }
        }
    }

    /** The body of a response to a request. */
    byte[] to(byte[] request) {
        String asked = new String(request, StandardCharsets.UTF_8);
        Matcher question = ASKED.matcher(asked);
        if (!question.find()) {
            throw new IllegalStateException("a request for no question of the bank");
        }
        String name = question.group(1) + (asked.contains(EXAMINER) ? ".proof" : "");
        return templates
                .get(name)
                .replace(CASE, question.group(2))
                .replace(VARIANT, question.group(3))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String template(String reply) {
        String told = TOPIC.matcher(reply).replaceFirst("$1 " + CASE);
        told = FIRST_PARAGRAPH.matcher(told).replaceFirst(" This is case " + CASE + ".");
        told = PYTHON.matcher(told).replaceAll("$1# variant " + VARIANT + "\n");
        return NODE.matcher(told).replaceAll("$1 " + VARIANT);
    }

    private static String asJson(String reply) {
        return "{\"id\":\"1\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"benchmark\",\"choices\":[{\"index\":0,"
                + "\"finish_reason\":\"stop\",\"message\":{\"role\":\"assistant\",\"content\":\""
                + new String(JsonStringEncoder.getInstance().quoteAsString(reply))
                + "\"}}],\"usage\":{\"prompt_tokens\":100,\"completion_tokens\":50,\"total_tokens\":150}}";
    }
}
