package io.github.answersheet.draft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.answersheet.RecordedReplies;
import io.github.answersheet.pack.Packs;
import io.github.answersheet.source.SourceText;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same answer in the forms in which servers and models send it: its sections are always the same. */
class ReplyFormsTest {

    private static final DraftReader READER = new DraftReader(Packs.read(Packs.DEFAULT));
    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern LABEL = Pattern.compile("(?m)^\\*\\*([A-Z][A-Za-z ]+):\\*\\*$");
    private static final String THOUGHTS =
            "Let me see.\n\n## Answer 1: Not this\n\n**Answer Overview:**\n\nnot this one\n";

    @TestFactory
    Stream<DynamicTest> everyFormIsReadTheSame() {
        Map<String, UnaryOperator<String>> forms = new LinkedHashMap<>();
        forms.put("thoughts", r -> "<think>\n" + THOUGHTS + "</think>\n\n" + r);
        forms.put("thoughts twice", r -> "<think>a</think>\n<thinking>" + THOUGHTS + "</thinking>\n" + r);
        forms.put("thoughts without a beginning", r -> THOUGHTS + "</think>\n\n" + r);
        forms.put("no thoughts", r -> "<think>\n\n</think>\n\n" + r);
        forms.put(
                "channels",
                r -> "<|channel|>analysis<|message|>" + THOUGHTS
                        + "<|end|><|start|>assistant<|channel|>final<|message|>" + r + "<|return|>");
        forms.put("a turn", r -> "<|im_start|>assistant\n" + r + "<|im_end|>");
        forms.put("a turn too many", r -> r + "<|im_end|>\n<|im_start|>user\n## Answer 2: More\n");
        forms.put("headers", r -> "<|start_header_id|>assistant<|end_header_id|>\n\n" + r + "<|eot_id|>");
        forms.put("sentences", r -> "<s> [/INST] " + r + "</s>");
        forms.put("an object", r -> object().put("answer", r).toString());
        forms.put(
                "an object in a fence",
                r -> "```json\n" + object().put("markdown", r).toPrettyString() + "\n```");
        forms.put(
                "deep",
                r -> object().set(
                                "result",
                                object().set(
                                                "parts",
                                                JSON.createArrayNode()
                                                        .add(object().put("type", "text")
                                                                .put("text", r))))
                        .toString());
        forms.put("a string", r -> JSON.getNodeFactory().textNode(r).toString());
        forms.put("sections of an object", ReplyFormsTest::sections);
        forms.put("thoughts before an object", r -> "<think>x</think>" + object().put("answer", r));
        forms.put(
                "citations",
                r -> r.replaceFirst("(?m)\\.$", " :contentReference[oaicite:0]{index=0}.")
                        .replace(" :content", ":content"));
        int[] number = new int[1];
        forms.put("numbers outside", r -> labels(r, name -> ++number[0] + ". **" + name + ":**"));
        forms.put("numbers with their bodies", r -> nested(r, "1. "));
        forms.put("bullets with their bodies", r -> nested(r, "- "));
        forms.put("bullets", r -> labels(r, name -> "* **" + name + "**:"));
        forms.put("three asterisks", r -> labels(r, name -> "***" + name + ":***"));
        forms.put("b", r -> labels(r, name -> "<b>" + name + ":</b>"));
        forms.put("strong", r -> labels(r, name -> "<p><strong>" + name + "</strong>:</p>"));
        forms.put("h3", r -> labels(r, name -> "<h3>" + name + "</h3>"));
        forms.put("h3 with a style", r -> labels(r, name -> "<h3 style=\"color:red\">" + name + "</h3>"));
        forms.put("under a line", r -> labels(r, name -> "**<u>" + name + "</u>:**"));
        forms.put(
                "letters nobody sees", r -> labels(r, name -> "\u200b**" + name.replace(" ", " \u2060") + ":**\ufeff"));
        forms.put("headings with such letters", r -> labels(r, name -> "### \u200b" + name));
        return forms.entrySet().stream()
                .flatMap(form -> Stream.of(1, 4, 8)
                        .map(question -> dynamicTest(form.getKey() + ", " + question, () -> {
                            number[0] = 0;
                            String reply = RecordedReplies.of(question);
                            assertEquals(read(reply), read(form.getValue().apply(reply)));
                        })));
    }

    @Test
    void whatIsNoEnvelopeStays() {
        for (String body : List.of(
                "It prints `</think>` and goes on.",
                "A reply holds `<|im_end|>` at its end:\n\n```text\nyes<|im_end|>\n</think>\n```\n\n<s>old</s> new",
                "- **Common Pitfalls:** an item that is called like a section",
                "1. **Common Pitfalls**\n2. more",
                "{\"answer\": 1}",
                "an array [oaicite] and [x]")) {
            String reply = RecordedReplies.with(RecordedReplies.of(1), "SRE Perspective", text -> text + "\n\n" + body);
            Draft draft = READER.readReply(SourceText.of("q", reply));
            assertEquals(
                    RecordedReplies.body(reply, "SRE Perspective"),
                    draft.section("SRE Perspective").orElseThrow().body());
            assertEquals(read(RecordedReplies.of(1)).size(), read(reply).size());
        }
        SourceText plain = SourceText.of("q", RecordedReplies.of(1));
        assertSame(plain, READER.readReply(plain).source(), "what needs nothing is not copied");
    }

    @Test
    void thoughtsThatWereCutOffAreNoAnswer() {
        Draft draft = READER.readReply(SourceText.of("q", "<think>\n" + THOUGHTS));
        assertTrue(draft.sections().isEmpty() && draft.source().text().isBlank(), draft.toString());
    }

    /** None of them takes the square of its length. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "</think>\n",
                "<|im_end|>\n",
                "<think>",
                "<think></think>",
                "`<|im_end|>`\n",
                "{\"a\":",
                "1. <b>",
                "***",
                "**Answer Overview:**\n\nx\n\n",
                "**Answer Overview:**\n\nx\n\n---\n\n",
                "- **Answer Overview:**\n",
                "### Answer Overview\n"
            })
    void manyTagsAndLabelsCostNoMoreThanTheirNumber(String tag) {
        assertTimeoutPreemptively(
                Duration.ofSeconds(40), () -> READER.readReply(SourceText.of("q", tag.repeat(100_000))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"**%sx", "** %sx:**", "<b>%sx", "Answer %sOverview", "- **%s*", "<|channel|>%s", "**a** (%s"})
    void longBlanksInALineCostNoMoreThanTheirNumber(String line) {
        String many = (line.formatted(" ".repeat(190)) + "\n").repeat(10_000) + line.formatted(" ".repeat(500_000));
        assertTimeoutPreemptively(Duration.ofSeconds(40), () -> READER.readReply(SourceText.of("q", many)));
    }

    private static Map<String, String> read(String reply) {
        Map<String, String> sections = new LinkedHashMap<>();
        Draft draft = READER.readReply(SourceText.of("q", reply));
        sections.put("topic", draft.topic());
        draft.sections().forEach(s -> sections.put(s.label(), s.body()));
        return sections;
    }

    private static ObjectNode object() {
        return JSON.createObjectNode();
    }

    private static String sections(String reply) {
        ObjectNode object = object();
        Map<String, String> read = read(reply);
        object.put("title", "Answer 1: " + read.remove("topic"));
        read.forEach((label, body) -> object.put(label.toLowerCase().replace(' ', '_'), body));
        return object.toString();
    }

    private static String labels(String reply, UnaryOperator<String> form) {
        return LABEL.matcher(reply).replaceAll((MatchResult m) -> Matcher.quoteReplacement(form.apply(m.group(1))));
    }

    // Each body in the item that its label begins.
    private static String nested(String reply, String marker) {
        StringBuilder out = new StringBuilder();
        boolean isInside = false;
        for (String line : reply.split("\n", -1)) {
            Matcher label = LABEL.matcher(line);
            isInside |= label.matches();
            out.append(label.matches() ? marker : isInside && !line.isBlank() ? " ".repeat(marker.length()) : "")
                    .append(line)
                    .append('\n');
        }
        return out.toString();
    }
}
