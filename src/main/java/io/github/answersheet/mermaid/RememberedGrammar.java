package io.github.answersheet.mermaid;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.answersheet.cache.VerdictCache;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A grammar that is asked once for each diagram. What could not be checked is asked again. */
public final class RememberedGrammar implements MermaidGrammar {

    private static final JsonMapper JSON = new JsonMapper();

    private final MermaidGrammar grammar;
    private final VerdictCache cache;
    private String judge;

    public RememberedGrammar(MermaidGrammar grammar, VerdictCache cache) {
        this.grammar = grammar;
        this.cache = cache;
    }

    @Override
    public Verdict parse(String diagram) {
        Optional<Verdict> known = cache.get(judge(), diagram).flatMap(RememberedGrammar::read);
        if (known.isPresent()) {
            return known.get();
        }
        Verdict verdict = grammar.parse(diagram);
        write(verdict).ifPresent(text -> cache.put(judge(), diagram, text));
        return verdict;
    }

    @Override
    public String version() {
        return grammar.version();
    }

    @Override
    public void close() {
        grammar.close();
    }

    // Another script of ours asks the same Mermaid something else.
    private synchronized String judge() {
        if (judge == null) {
            judge = "mermaid " + grammar.version() + " "
                    + VerdictCache.fingerprint(MermaidBundle.host() + MermaidBundle.parse());
        }
        return judge;
    }

    private static Optional<String> write(Verdict verdict) {
        ObjectNode json = JSON.createObjectNode();
        if (verdict instanceof Verdict.Valid valid) {
            json.set("valid", JSON.valueToTree(valid.diagram()));
        } else if (verdict instanceof Verdict.Invalid invalid) {
            json.put("summary", invalid.summary())
                    .put("message", invalid.message())
                    .put("line", invalid.line().orElse(0));
        } else {
            return Optional.empty();
        }
        ArrayNode words = json.putArray("words");
        verdict.words()
                .forEach(w -> words.addArray().add(w.kind()).add(w.start()).add(w.end()));
        return Optional.of(json.toString());
    }

    private static Optional<Verdict> read(String text) {
        try {
            JsonNode json = JSON.readTree(text);
            List<Verdict.Word> words = VerdictReader.words(json.path("words"));
            if (json.has("valid")) {
                return Optional.of(new Verdict.Valid(JSON.treeToValue(json.get("valid"), Diagram.class), words));
            }
            int line = json.path("line").asInt();
            return Optional.of(new Verdict.Invalid(
                    json.path("summary").asText(),
                    json.path("message").asText(),
                    line > 0 ? OptionalInt.of(line) : OptionalInt.empty(),
                    words));
        } catch (JsonProcessingException | RuntimeException e) {
            return Optional.empty();
        }
    }
}
