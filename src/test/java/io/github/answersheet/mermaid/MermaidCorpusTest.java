package io.github.answersheet.mermaid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.answersheet.mermaid.Verdict.Invalid;
import io.github.answersheet.mermaid.Verdict.Valid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every diagram of the corpus, in both engines. {@code -Dexpected.rewrite=true} writes the expectations anew. */
class MermaidCorpusTest {
    private static final Path CORPUS = Path.of("src/test/resources/mermaid");
    private static final Path EXPECTED = CORPUS.resolve("expected.json");
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    static List<String> valid() throws IOException {
        return names("valid");
    }

    static List<String> invalid() throws IOException {
        return names("invalid");
    }

    static List<String> unknown() throws IOException {
        return names("unknown");
    }

    @ParameterizedTest
    @MethodSource("valid")
    void acceptsWithTheSameFacts(String name) throws IOException {
        String diagram = diagram("valid", name);
        Verdict verdict = Engines.NODE.parse(diagram);
        assertInstanceOf(Valid.class, verdict, verdict::toString);
        assertEquals(verdict, Engines.GRAAL.parse(diagram));
        assertEquals(verdict, Engines.NODE.parse(diagram), "parsed twice");
        assertEquals(verdict, Engines.NODE.parse(diagram.replace("\n", "\r\n")), "with CRLF");
    }

    @ParameterizedTest
    @MethodSource("invalid")
    void refusesWithTheSameMessage(String name) throws IOException {
        String diagram = diagram("invalid", name);
        Invalid verdict = assertInstanceOf(Invalid.class, Engines.NODE.parse(diagram));
        assertEquals(verdict, Engines.GRAAL.parse(diagram));
        assertEquals(verdict, Engines.NODE.parse(diagram.replace("\n", "\r\n")), "with CRLF");
        assertFalse(verdict.summary().contains("\n"));
        assertTrue(verdict.line().orElse(1) <= diagram.lines().count());
        if (Boolean.getBoolean("expected.rewrite")) {
            rewrite(name, verdict);
        }
        JsonNode expected = JSON.readTree(EXPECTED.toFile()).path(name);
        assertEquals(expected.path("line").asInt(), verdict.line().orElse(0));
        assertEquals(expected.path("summary").asText(), verdict.summary());
        assertEquals(expected.path("message").asText(), verdict.message());
    }

    @ParameterizedTest
    @MethodSource("unknown")
    void refusesUnknownTypes(String name) throws IOException {
        String diagram = diagram("unknown", name);
        Invalid verdict = assertInstanceOf(Invalid.class, Engines.NODE.parse(diagram));
        assertTrue(verdict.summary().contains("flowchart TD"), verdict.summary());
        assertEquals(verdict, Engines.GRAAL.parse(diagram));
    }

    @Test
    void everyExpectationHasItsDiagram() throws IOException {
        Set<String> expected = new TreeSet<>();
        JSON.readTree(EXPECTED.toFile()).fieldNames().forEachRemaining(expected::add);
        assertEquals(new TreeSet<>(invalid()), expected);
        assertTrue(valid().size() >= 65 && invalid().size() >= 65);
    }

    private static void rewrite(String name, Invalid verdict) throws IOException {
        ObjectNode all =
                Files.exists(EXPECTED) ? (ObjectNode) JSON.readTree(EXPECTED.toFile()) : JSON.createObjectNode();
        all.putObject(name)
                .put("line", verdict.line().orElse(0))
                .put("summary", verdict.summary())
                .put("message", verdict.message());
        Files.writeString(EXPECTED, JSON.writeValueAsString(all) + "\n");
    }

    private static String diagram(String folder, String name) throws IOException {
        return Files.readString(CORPUS.resolve(folder).resolve(name + ".mmd"));
    }

    private static List<String> names(String folder) throws IOException {
        try (Stream<Path> files = Files.list(CORPUS.resolve(folder))) {
            return files.map(file -> file.getFileName().toString().replace(".mmd", ""))
                    .sorted()
                    .toList();
        }
    }
}
