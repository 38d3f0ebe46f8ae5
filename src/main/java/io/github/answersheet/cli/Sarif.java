package io.github.answersheet.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.answersheet.check.Finding;
import io.github.answersheet.check.Level;
import java.util.List;

/** Findings as SARIF 2.1.0, which code hosts and editors read. */
final class Sarif {

    private static final JsonMapper JSON = new JsonMapper();

    private Sarif() {}

    static String of(List<Finding> findings) throws JsonProcessingException {
        ObjectNode root = JSON.createObjectNode();
        root.put("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
        root.put("version", "2.1.0");
        ObjectNode run = root.putArray("runs").addObject();
        ObjectNode driver = run.putObject("tool").putObject("driver");
        driver.put("name", "answersheet");
        driver.put("version", new Version().getVersion()[0].replace("answersheet ", ""));
        ArrayNode rules = driver.putArray("rules");
        List<String> ids =
                findings.stream().map(Finding::rule).distinct().sorted().toList();
        ids.forEach(id -> rules.addObject().put("id", id));
        ArrayNode results = run.putArray("results");
        findings.forEach(f -> result(results.addObject(), f, ids));
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root);
    }

    private static void result(ObjectNode result, Finding finding, List<String> ids) {
        result.put("ruleId", finding.rule());
        result.put("ruleIndex", ids.indexOf(finding.rule()));
        result.put(
                "level",
                finding.level() == Level.INFO ? "note" : finding.level().word());
        result.putObject("message").put("text", finding.message());
        ObjectNode physical = result.putArray("locations").addObject().putObject("physicalLocation");
        physical.putObject("artifactLocation").put("uri", uri(finding.file()));
        physical.putObject("region")
                .put("startLine", finding.position().line())
                .put("startColumn", finding.position().column());
    }

    // A path may hold what a URI may not.
    private static String uri(String path) {
        StringBuilder out = new StringBuilder();
        for (byte b : path.replace('\\', '/').getBytes(java.nio.charset.StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain = c < 128 && (Character.isLetterOrDigit(c) || "/._~-".indexOf(c) >= 0);
            out.append(plain ? String.valueOf(c) : String.format("%%%02X", b & 0xff));
        }
        return out.toString();
    }
}
