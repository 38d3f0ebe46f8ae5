package io.github.answersheet.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.github.answersheet.CommandRun;
import io.github.answersheet.ProjectFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code --format sarif} prints, held to the schema of SARIF 2.1.0. */
class SarifTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static Schema schema;

    @TempDir
    private Path folder;

    @BeforeAll
    static void readTheSchema() throws IOException {
        try (InputStream in = SarifTest.class.getResourceAsStream("/schema/sarif-schema-2.1.0.json")) {
            schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                    .getSchema(new String(in.readAllBytes(), StandardCharsets.UTF_8), InputFormat.JSON);
        }
    }

    @Test
    void theSchemaRefusesWhatIsNoSarif() {
        assertFalse(errors("{}").isEmpty());
        assertFalse(
                errors("{\"version\":\"2.1.0\",\"runs\":[{\"results\":[]}]}").isEmpty(), "a tool is required");
        assertFalse(
                errors("{\"version\":\"2.1.0\",\"runs\":[{\"tool\":{\"driver\":{\"name\":\"x\"}},\"results\":[{"
                                + "\"level\":\"info\",\"message\":{\"text\":\"x\"}}]}]}")
                        .isEmpty(),
                "a level is error, warning or note");
    }

    @Test
    void findingsOfAllLevelsAndFilesAreValid() throws IOException {
        List<String> args = new ArrayList<>(List.of("check", "--format", "sarif"));
        args.add(sheet("with blanks & 100 % #1.md", "mermaid-label-quotes"));
        args.add(sheet("python.md", "undefined-name"));
        args.add(sheet("twice.md", "answered-twice"));
        CommandRun run = CommandRun.with(Map.of("PATH", System.getenv("PATH")), args.toArray(String[]::new));
        assertEquals(1, run.exit(), run.err());
        assertEquals(List.of(), errors(run.out()));
        JsonNode results = JSON.readTree(run.out()).at("/runs/0/results");
        JsonNode rules = JSON.readTree(run.out()).at("/runs/0/tool/driver/rules");
        Set<String> levels = new TreeSet<>();
        Set<String> files = new TreeSet<>();
        for (JsonNode result : results) {
            levels.add(result.path("level").asText());
            files.add(result.at("/locations/0/physicalLocation/artifactLocation/uri")
                    .asText());
            int index = result.path("ruleIndex").asInt();
            assertEquals(result.path("ruleId"), rules.path(index).path("id"));
        }
        assertEquals(Set.of("error", "warning", "note"), levels);
        assertEquals(3, files.size());
        assertTrue(
                files.stream().anyMatch(uri -> uri.endsWith("with%20blanks%20%26%20100%20%25%20%231.md")),
                files::toString);
    }

    @Test
    void aCleanSheetIsValidAsWell() throws JsonProcessingException {
        CommandRun run = CommandRun.with(
                Map.of("PATH", System.getenv("PATH")),
                "check",
                "--format",
                "sarif",
                ProjectFiles.SAMPLE.resolve("quiz.answers.md").toString());
        assertEquals(0, run.exit(), run.err());
        assertEquals(List.of(), errors(run.out()));
    }

    private String sheet(String name, String fixture) throws IOException {
        String text = Files.readString(
                ProjectFiles.ROOT.resolve("src/test/resources/rule-fixtures").resolve(fixture + ".md"));
        return Files.writeString(folder.resolve(name), text.replaceAll("(?m)(?: ⟦[a-z-]+⟧)+$", ""))
                .toString();
    }

    private static List<Error> errors(String sarif) {
        return schema.validate(
                sarif,
                InputFormat.JSON,
                context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)));
    }
}
