package io.github.answersheet.draft;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.answersheet.source.SourceText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What servers and models put around an answer: thoughts, tokens of a template, JSON, a code fence. */
final class ReplyEnvelope {

    private static final Pattern FENCE = Pattern.compile("\\s{0,3}(`{3,}|~{3,})\\s*(.*?)\\s*");
    private static final List<String> OF_TEXT = List.of("", "markdown", "md", "text", "txt");

    private static final String THOUGHT = "(?:think|thinking|thought|thoughts|reasoning|analysis)";
    private static final Pattern BEGUN = Pattern.compile("(?i)\\A\\s*<" + THOUGHT + ">");
    private static final Pattern ENDED = Pattern.compile("(?i)</" + THOUGHT + ">");
    private static final Pattern FINAL = Pattern.compile("<\\|channel\\|>\\s*final[^<]{0,40}<\\|message\\|>");
    // At the beginning of a turn, with the name of who speaks.
    private static final Pattern TURN_BEGUN = Pattern.compile(
            "\\A\\s*(?:(?:<\\|[a-z_]{1,24}\\|>|<s>|<start_of_turn>|\\[/?INST])(?:\\s*(?:assistant|model)\\b[ :]*(?=\\s|<|$))?\\s*){1,8}");
    private static final Pattern TURN_ENDED = Pattern.compile(
            "<\\|(?:im_end|im_start|end|return|eot_id|eom_id|endoftext|end_of_text|start_header_id|assistant|user)\\|>"
                    + "|(?:</s>|<end_of_turn>|<eos>)\\s*\\z");
    // Whoever writes more tags than that writes something else.
    private static final int MOST_TAGS = 100;
    private static final Pattern CITATION = Pattern.compile(
            ":contentReference\\[oaicite:[^\\]\\n]{0,20}\\](?:\\{index=\\d{1,4}\\})?"
                    + "|\\[oaicite:\\d{1,4}\\]|\\uE200[^\\uE201\\n]{0,200}\\uE201|\\u3010\\d[^\\u3011\\n]{0,80}\\u3011");

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final Pattern IN_JSON_FENCE = Pattern.compile("(?s)\\A```(?:json)?[ \\t]*\\n(.*)\\n```\\Z");
    private static final int DEEPEST = 6;

    private ReplyEnvelope() {}

    /**
     * Takes off all that is around an answer.
     *
     * @param isAnswer whether a text has a title or a label
     */
    static SourceText open(SourceText reply, Predicate<String> isAnswer) {
        String spoken = spoken(reply.text());
        String text = inJson(spoken, isAnswer).orElse(spoken);
        return withoutFence(text.equals(reply.text()) ? reply : SourceText.of(reply.name(), text));
    }

    /** A reply without thoughts and without tokens of a template. */
    static String spoken(String reply) {
        return withoutTurns(withoutThoughts(reply));
    }

    /** A line of prose without the marks of a server that cites. */
    static String withoutCitations(String line) {
        return line.indexOf("oaicite") < 0 && line.indexOf('\uE200') < 0 && line.indexOf('\u3010') < 0
                ? line
                : CITATION.matcher(line).replaceAll("");
    }

    // What is not closed was cut off: there is no answer behind it. Some templates open the thoughts in the prompt.
    private static String withoutThoughts(String text) {
        Matcher channel = FINAL.matcher(text);
        int answer = -1;
        while (channel.find()) {
            answer = channel.end();
        }
        if (answer >= 0) {
            return text.substring(answer);
        }
        int start = 0;
        Matcher begun = BEGUN.matcher(text);
        Matcher ended = ENDED.matcher(text);
        while (begun.region(start, text.length()).lookingAt()) {
            if (!ended.find()) {
                return "";
            }
            start = ended.end();
        }
        for (int tags = 0; tags < MOST_TAGS && ended.find(); tags++) {
            String behind = text.substring(ended.end());
            if (!isCode(text, ended.start()) && startsAnswer(SourceText.of("", behind), 1)) {
                return behind;
            }
        }
        return text.substring(start);
    }

    private static String withoutTurns(String text) {
        String start = text.stripLeading();
        boolean mayBegin = start.startsWith("<") || start.startsWith("[");
        String begun = mayBegin ? TURN_BEGUN.matcher(text).replaceFirst("") : text;
        if (!begun.contains("<|") && !begun.stripTrailing().endsWith(">")) {
            return begun;
        }
        Matcher end = TURN_ENDED.matcher(begun);
        for (int tags = 0; tags < MOST_TAGS && end.find(); tags++) {
            if (!isCode(begun, end.start())) {
                return begun.substring(0, end.start());
            }
        }
        return begun;
    }

    // In a fence, or between backticks.
    private static boolean isCode(String text, int offset) {
        String fence = null;
        int start = 0;
        for (int end = text.indexOf('\n'); end >= 0 && end < offset; end = text.indexOf('\n', start)) {
            Matcher mark = FENCE.matcher(text.substring(start, end));
            if (mark.matches()) {
                fence = fence == null ? mark.group(1) : closes(mark.group(1), fence) ? null : fence;
            }
            start = end + 1;
        }
        long ticks = text.substring(start, offset).chars().filter(c -> c == '`').count();
        return fence != null || ticks % 2 == 1;
    }

    // The text may be a value anywhere, or each section one under its label.
    private static Optional<String> inJson(String text, Predicate<String> isAnswer) {
        String stripped = text.strip();
        Matcher fence = IN_JSON_FENCE.matcher(stripped);
        String json = fence.matches() ? fence.group(1).strip() : stripped;
        if (json.isEmpty() || "{[\"".indexOf(json.charAt(0)) < 0) {
            return Optional.empty();
        }
        JsonNode root;
        try {
            root = JSON.readTree(json);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
        List<String> texts = new ArrayList<>();
        texts(root, 0, texts);
        Optional<String> answer = texts.stream().filter(isAnswer).max(Comparator.comparingInt(String::length));
        boolean isOneText = root.size() == 1 && root.elements().next().isTextual();
        return answer.isEmpty() && isOneText
                ? Optional.of(root.elements().next().asText())
                : answer;
    }

    private static void texts(JsonNode node, int depth, List<String> texts) {
        if (node.isTextual()) {
            texts.add(node.asText());
        }
        if (node.isObject() && depth < DEEPEST) {
            StringBuilder sections = new StringBuilder();
            for (Map.Entry<String, JsonNode> field : node.properties()) {
                if (field.getValue().isTextual()) {
                    String name = field.getKey().replace('_', ' ').strip();
                    String value = field.getValue().asText().strip();
                    boolean isTopic = List.of("title", "topic").contains(name.toLowerCase(Locale.ROOT));
                    sections.append(isTopic ? "# " + value : "**" + name + ":**\n\n" + value)
                            .append("\n\n");
                }
            }
            texts.add(sections.toString().strip());
        }
        if (depth < DEEPEST) {
            node.forEach(child -> texts(child, depth + 1, texts));
        }
    }

    /**
     * Takes the fence off if the first thing in it is a heading or a label. Inner fences of the same length do not end
     * it, though Markdown would say so: they come in pairs, the first of each pair naming a language.
     */
    private static SourceText withoutFence(SourceText reply) {
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
