package io.github.answersheet.pack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.answersheet.source.InputException;
import io.github.answersheet.source.Problem;
import io.github.answersheet.source.SourceText;
import java.util.List;
import java.util.Optional;

/**
 * The files of a pack that extends another: its own, and the other's where it has none. In a JSON file each key that it
 * leaves out is the other's; in the words of a language, each label and each phrase too.
 */
final class InheritedFiles implements PackFiles {

    private static final String EXTENDS = "extends";
    private static final List<String> OWN = List.of("name", "version", "title");
    private static final int DEEPEST = 8;
    private static final JsonMapper JSON = new JsonMapper();

    private final PackFiles own;
    private final PackFiles other;

    private InheritedFiles(PackFiles own, PackFiles other) {
        this.own = own;
        this.other = other;
    }

    /**
     * These files, with those that they inherit.
     *
     * @throws InputException if the pack that is extended cannot be found
     */
    static PackFiles of(PackFiles own) {
        return of(own, 1);
    }

    private static PackFiles of(PackFiles own, int depth) {
        Optional<String> named = own.read(PackReader.MANIFEST)
                .map(InheritedFiles::json)
                .map(json -> json.path(EXTENDS))
                .filter(name -> !name.isMissingNode())
                .map(JsonNode::asText);
        if (named.isEmpty()) {
            return own;
        }
        String where = own.name(PackReader.MANIFEST);
        if (depth > DEEPEST) {
            throw new InputException(Problem.of(where, "extends a pack that extends this one"));
        }
        PackFiles other = own.named(named.get())
                .orElseThrow(() -> new InputException(Problem.of(
                        where,
                        "extends \"" + named.get()
                                + "\", and there is no such pack: neither a folder beside this one nor"
                                + " a pack that comes with answersheet (" + Packs.shipped() + ")")));
        return new InheritedFiles(own, of(other, depth + 1));
    }

    @Override
    public String name(String file) {
        return own.read(file).isPresent() ? own.name(file) : other.name(file);
    }

    @Override
    public Optional<PackFiles> named(String pack) {
        return own.named(pack);
    }

    @Override
    public Optional<SourceText> read(String file) {
        Optional<SourceText> text = own.read(file);
        Optional<SourceText> inherited =
                text.isPresent() && !file.endsWith(".json") ? Optional.empty() : other.read(file);
        if (text.isEmpty() || inherited.isEmpty()) {
            return text.or(() -> inherited);
        }
        JsonNode mine = json(text.get());
        JsonNode theirs = json(inherited.get());
        return mine instanceof ObjectNode object && theirs instanceof ObjectNode all
                ? Optional.of(SourceText.of(text.get().name(), merged(file, object, all)))
                : text;
    }

    private static String merged(String file, ObjectNode mine, ObjectNode theirs) {
        if (file.equals(PackReader.MANIFEST)) {
            theirs.remove(OWN);
            // Signs of categories that are not there say nothing.
            if (mine.has("categories")) {
                theirs.remove("evidence");
                theirs.putArray("evidence");
            }
        }
        if (file.startsWith("words/")) {
            // A pack may change one label or one phrase of a language.
            mine.properties().stream()
                    .filter(key -> key.getValue().isObject()
                            && theirs.path(key.getKey()).isObject())
                    .forEach(key -> {
                        ObjectNode both = (ObjectNode) theirs.path(key.getKey());
                        both.setAll((ObjectNode) key.getValue());
                        key.setValue(both);
                    });
        }
        theirs.setAll(mine);
        theirs.remove(EXTENDS);
        return theirs.toPrettyString();
    }

    // What is no JSON is told by who reads it, with its place.
    private static JsonNode json(SourceText text) {
        try {
            return JSON.readTree(text.text());
        } catch (JsonProcessingException e) {
            return JSON.missingNode();
        }
    }
}
