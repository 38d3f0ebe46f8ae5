package io.github.answersheet.quiz;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.answersheet.ProjectFiles;
import io.github.answersheet.pack.Classifier;
import io.github.answersheet.pack.Packs;
import io.github.answersheet.source.InputException;
import io.github.answersheet.source.TextFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Quizzes in many forms, against what a careful person sees in each ({@code EXPECTED.json} beside them). */
@Tag("java")
class QuizFormsTest {

    private static final Path FOLDER = ProjectFiles.ROOT.resolve("src/test/resources/quizzes");
    private static final Classifier CLASSIFIER = new Classifier(Packs.read(Packs.DEFAULT), Optional.empty());

    static Stream<Map.Entry<String, JsonNode>> expected() throws IOException {
        Map<String, JsonNode> byFile = new TreeMap<>();
        expectations().properties().forEach(e -> byFile.put(e.getKey(), e.getValue()));
        return byFile.entrySet().stream();
    }

    private static JsonNode expectations() throws IOException {
        return new JsonMapper().readTree(FOLDER.resolve("EXPECTED.json").toFile());
    }

    @Test
    void everyQuizIsExpected() throws IOException {
        TreeSet<String> named = new TreeSet<>();
        expectations().fieldNames().forEachRemaining(named::add);
        try (Stream<Path> files = Files.list(FOLDER)) {
            TreeSet<String> there = new TreeSet<>(files.map(f -> f.getFileName().toString())
                    .filter(f -> f.endsWith(".md"))
                    .toList());
            assertEquals(named, there);
        }
    }

    @ParameterizedTest
    @MethodSource("expected")
    void aPersonSeesTheSame(Map.Entry<String, JsonNode> entry) {
        assertEquals(String.join("\n", asExpected(entry.getValue())), String.join("\n", asRead(entry)));
    }

    private static List<String> asExpected(JsonNode expected) {
        List<String> lines = new ArrayList<>();
        expected.get("sections")
                .forEach(s -> lines.add(s.get(0).asText() + ": " + s.get(1).asInt()));
        for (JsonNode q : expected.get("questions")) {
            lines.add(line(
                    q.get("number").asText(),
                    q.get("starts").asText(),
                    q.get("code").asInt(),
                    q.get("options").asInt(),
                    q.get("key").asText()));
        }
        JsonNode categories = expected.path("category");
        categories
                .properties()
                .forEach(c ->
                        lines.add("category " + c.getKey() + " " + c.getValue().asText()));
        return lines;
    }

    private static List<String> asRead(Map.Entry<String, JsonNode> entry) {
        JsonNode expected = entry.getValue();
        List<String> lines = new ArrayList<>();
        Quiz quiz;
        try {
            quiz = QuizReader.read(TextFiles.read(FOLDER.resolve(entry.getKey())));
        } catch (InputException e) {
            return List.of(e.getMessage());
        }
        quiz.sections().forEach(s -> lines.add(s.name() + ": " + s.questions().size()));
        List<Question> questions = quiz.questions();
        for (int i = 0; i < questions.size(); i++) {
            Question q = questions.get(i);
            int length = i < expected.get("questions").size()
                    ? plain(expected.get("questions").get(i).get("starts").asText())
                            .length()
                    : 40;
            String starts = plain(q.stem().isBlank() ? q.text() : q.stem());
            if (!starts.startsWith(
                    plain(expected.get("questions").path(i).path("starts").asText()))) {
                starts = plain(q.text());
            }
            String key = q.key()
                    .map(k -> k.letters().isEmpty() ? "text" : String.join(",", k.letters()))
                    .orElse("");
            lines.add(line(
                    q.label(),
                    starts.substring(0, Math.min(length, starts.length())),
                    q.code().size(),
                    q.choices().size(),
                    key));
            for (JsonNode hidden : expected.path("mustNotContain")) {
                if (q.text().contains(hidden.asText())) {
                    lines.add("shows: " + hidden.asText());
                }
            }
        }
        expected.path("category")
                .properties()
                .forEach(c -> questions.stream()
                        .skip(Integer.parseInt(c.getKey()) - 1L)
                        .findFirst()
                        .ifPresent(q -> lines.add("category " + c.getKey() + " "
                                + CLASSIFIER.classify(quiz, q).category().name())));
        return lines;
    }

    private static String line(String number, String starts, int code, int options, String key) {
        return number + " | " + plain(starts) + " | code " + code + " | options " + options + " | key " + key;
    }

    private static String plain(String text) {
        return text.replaceAll("[*_`#]+", "").replaceAll("\\s+", " ").strip().toLowerCase(Locale.ROOT);
    }
}
