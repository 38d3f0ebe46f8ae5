package io.github.answersheet.page;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.answersheet.mermaid.MermaidBundle;
import io.github.answersheet.pack.Phrase;
import io.github.answersheet.pack.Words;
import io.github.answersheet.source.Resource;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Scripts and styles of pages, from the class path. */
final class PageScripts {

    private static final String HIGHLIGHT_COORDINATES = "/META-INF/maven/org.webjars/highlightjs/pom.properties";

    private static final Set<Phrase> OF_SCRIPTS = Stream.concat(
                    Stream.of(Phrase.FOLD_ALL, Phrase.UNFOLD_ALL, Phrase.DARK, Phrase.LIGHT, Phrase.KEYS, Phrase.SHOWN),
                    EnumSet.range(Phrase.NEXT_ANSWER, Phrase.IT_SAYS).stream())
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(Phrase.class)));

    private PageScripts() {}

    static String style() {
        return text("page.css");
    }

    /** Runs before anything is shown, so that a dark page does not flash. */
    static String theme() {
        return text("theme.js");
    }

    /** What makes code and diagrams ready to be looked at. */
    static String blocks() {
        return text("blocks.js");
    }

    /** Contents, folding, keys and filter. */
    static String reading() {
        return text("reading.js");
    }

    /** The search of an index. */
    static String search() {
        return text("search.js");
    }

    /** Mermaid, and {@code drawDiagram} on top of it. */
    static List<String> diagrams() {
        return List.of(MermaidBundle.mermaid(), text("labels.js"), text("diagrams.js"));
    }

    /** Draws one diagram for a picture of it; runs after {@link #diagrams}. */
    static String drawing() {
        return text("drawing.js");
    }

    /** The words that scripts show, as JSON by their keys. */
    static String words(Words words) {
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        OF_SCRIPTS.forEach(phrase -> all.put(phrase.key(), words.phrases().get(phrase.key())));
        return all.toString();
    }

    /** Colours code. */
    static List<String> highlighting() {
        String version = Resource.of(PageScripts.class, HIGHLIGHT_COORDINATES).property("version");
        return List.of(text("/META-INF/resources/webjars/highlightjs/" + version + "/highlight.min.js"));
    }

    /** A script's element. */
    static String element(String script) {
        return "<script>" + inline(script) + "</script>\n";
    }

    /**
     * Allows these scripts and no other, no address of any kind, and pictures only from the page itself. Styles must be allowed
     * as they come, because Mermaid writes them into its drawings; what a drawing's styles may reach is limited by the script
     * that puts it into the page.
     */
    static String policy(List<String> scripts) {
        String hashes = scripts.stream()
                .map(PageScripts::inline)
                .map(script -> "'sha256-" + hash(script) + "'")
                .distinct()
                .collect(Collectors.joining(" "));
        return "default-src 'none'; script-src " + hashes
                + "; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";
    }

    // Inside an element a script must not hold what ends it.
    private static String inline(String script) {
        return script.replace("</script", "<\\/script");
    }

    private static String hash(String script) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(String name) {
        return Resource.of(PageScripts.class, name).text();
    }
}
