package io.github.answersheet.mermaid;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.answersheet.mermaid.Diagram.Edge;
import io.github.answersheet.mermaid.Diagram.LabelKind;
import io.github.answersheet.mermaid.Diagram.Node;
import io.github.answersheet.mermaid.Diagram.Subgraph;
import io.github.answersheet.mermaid.Verdict.Cause;
import io.github.answersheet.mermaid.Verdict.Invalid;
import io.github.answersheet.mermaid.Verdict.Unchecked;
import io.github.answersheet.mermaid.Verdict.Valid;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.function.Function;

/** Reads the answer of {@code parse.js}, which is the same from either engine. */
final class VerdictReader {
    private static final String NO_TYPE =
            "the first line names no type of diagram that Mermaid has; a flowchart begins with flowchart TD";

    private VerdictReader() {}

    static Verdict read(JsonNode answer) {
        return switch (answer.path("verdict").asText()) {
            case "valid" -> new Valid(diagram(answer), words(answer.path("words")));
            case "invalid" -> invalid(answer);
            case "unknown-type" -> new Invalid(NO_TYPE, NO_TYPE, OptionalInt.of(1), List.of());
            case "too-deep" -> new Unchecked(Cause.TOO_LARGE, "the diagram is nested too deeply");
            default -> failed(answer.path("message").asText("no answer"));
        };
    }

    static Unchecked tooLong(String diagram) {
        return new Unchecked(
                Cause.TOO_LARGE,
                String.format(
                        Locale.ROOT,
                        "the diagram has %,d characters; Mermaid draws no more than %,d",
                        diagram.length(),
                        MermaidGrammar.MAX_LENGTH));
    }

    static Unchecked timedOut(String message) {
        return new Unchecked(Cause.TIMED_OUT, "reading the diagram " + message);
    }

    static Unchecked tooMuchMemory(int megabytes) {
        return new Unchecked(Cause.TOO_LARGE, "reading the diagram took more memory than " + megabytes + " MB");
    }

    static Unchecked failed(String message) {
        return new Unchecked(Cause.UNAVAILABLE, "Mermaid could not be asked: " + message);
    }

    private static Invalid invalid(JsonNode answer) {
        int line = answer.path("line").asInt();
        return new Invalid(
                ErrorSummary.of(answer),
                answer.path("message").asText(),
                line > 0 ? OptionalInt.of(line) : OptionalInt.empty(),
                words(answer.path("words")));
    }

    /** Words as triples of kind, start and end. */
    static List<Verdict.Word> words(JsonNode words) {
        return list(
                words,
                w -> new Verdict.Word(
                        w.path(0).asText(), w.path(1).asInt(), w.path(2).asInt()));
    }

    private static Diagram diagram(JsonNode answer) {
        return new Diagram(
                answer.path("type").asText(),
                list(answer.path("nodes"), VerdictReader::node),
                list(answer.path("edges"), VerdictReader::edge),
                list(answer.path("subgraphs"), VerdictReader::subgraph),
                answer.path("graph").asText());
    }

    private static Node node(JsonNode node) {
        return new Node(
                node.path("id").asText(),
                node.path("shape").asText(),
                node.path("label").asText(),
                labelKind(node));
    }

    private static Edge edge(JsonNode edge) {
        return new Edge(
                edge.path("start").asText(),
                edge.path("end").asText(),
                edge.path("label").asText(),
                labelKind(edge));
    }

    private static Subgraph subgraph(JsonNode subgraph) {
        return new Subgraph(
                subgraph.path("id").asText(),
                subgraph.path("label").asText(),
                labelKind(subgraph),
                list(subgraph.path("nodes"), JsonNode::asText));
    }

    private static LabelKind labelKind(JsonNode labelled) {
        return switch (labelled.path("labelKind").asText()) {
            case "quoted" -> LabelKind.QUOTED;
            case "markdown" -> LabelKind.MARKDOWN;
            case "bare" -> LabelKind.BARE;
            default -> LabelKind.NONE;
        };
    }

    private static <T> List<T> list(JsonNode array, Function<JsonNode, T> read) {
        List<T> values = new ArrayList<>();
        array.forEach(element -> values.add(read.apply(element)));
        return values;
    }
}
