package io.github.answersheet.release;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;

/**
 * The libraries of a release, their licences and notices: the texts that lie in the jars, and for what has none in its jar the
 * usual text of its licence.
 */
final class ThirdParties {

    private static final Pattern NOTICE = Pattern.compile("(?i)(?:.*/)?(?:licen[cs]e|notice|copying|copyright)[^/]*");
    private static final Pattern CLASS = Pattern.compile("(?i).*\\.(?:class|html|xml)");
    // Of libraries whose jars do not say it; their licences want it kept.
    private static final Map<String, String> COPYRIGHT = Map.of(
            "highlightjs", "Copyright (c) 2006, Ivan Sagalaev and other contributors",
            "jline-native", "Copyright (c) 2002, the original author or authors of JLine",
            "jline-terminal", "Copyright (c) 2002, the original author or authors of JLine",
            "jtokkit", "Copyright (c) 2023, Knuddels GmbH & Co. KG",
            "progressbar", "Copyright (c) 2015-2020, Tongfei Chen");

    // Their descriptions name only a family of licences, of which the list of parts takes another.
    private static final String BSD = "BSD-3-Clause";
    private static final Map<String, String> LICENCE =
            Map.of("highlightjs", BSD, "jline-native", BSD, "jline-terminal", BSD);
    private final Path folder;
    private final Map<String, String> rows = new TreeMap<>();

    private ThirdParties(Path folder) {
        this.folder = folder;
    }

    /**
     * Writes {@code THIRD-PARTY.md}, {@code licenses} and {@code sbom.json}.
     *
     * @param bom what the CycloneDX plugin wrote, with the texts of licences
     * @param libraries a folder with the jars
     */
    static void write(Path folder, Path bom, Path libraries) throws IOException {
        new ThirdParties(folder).write(bom, libraries);
    }

    private void write(Path bom, Path libraries) throws IOException {
        JsonMapper json = new JsonMapper();
        JsonNode told = json.readTree(bom.toFile());
        for (JsonNode component : told.path("components")) {
            // What has no jar only names others.
            String jar = component.path("name").asText() + "-"
                    + component.path("version").asText() + ".jar";
            if (Files.exists(libraries.resolve(jar))) {
                if (component instanceof ObjectNode object && Bundle.isOf(jar)) {
                    object.remove("hashes");
                }
                row(component, licences(component), texts(libraries.resolve(jar)));
            }
        }
        List<String> lines = new ArrayList<>(List.of(
                "# Libraries that come with answersheet",
                "",
                "Each is used under its own licence, and unchanged; of Mermaid only the bundle is here. The texts are in `licenses`: those that a library brings, in a",
                "folder with its name, and the usual text of its licence where it brings none.",
                "",
                "| library | version | licence | copyright | texts |",
                "| --- | --- | --- | --- | --- |"));
        lines.addAll(rows.values());
        Files.writeString(folder.resolve("THIRD-PARTY.md"), String.join("\n", lines) + "\n");
        Files.writeString(
                folder.resolve("sbom.json"),
                json.writerWithDefaultPrettyPrinter().writeValueAsString(told) + "\n");
    }

    private void row(JsonNode component, TreeSet<String> licences, List<String> texts) {
        String name = component.path("name").asText();
        if (licences.isEmpty()) {
            throw new IllegalStateException("nobody says under which licence " + name + " is");
        }
        rows.put(
                name,
                "| `" + component.path("group").asText() + ":" + name + "` | "
                        + component.path("version").asText() + " | " + String.join(", ", licences) + " | "
                        + COPYRIGHT.getOrDefault(name, "") + " | "
                        + (texts.isEmpty()
                                ? ""
                                : "`licenses/" + name + "-"
                                        + component.path("version").asText() + "`") + " |");
    }

    // Their texts are put into a file of their own; a list of parts is long enough without them.
    private TreeSet<String> licences(JsonNode component) throws IOException {
        TreeSet<String> names = new TreeSet<>();
        for (JsonNode choice : component.path("licenses")) {
            JsonNode licence = choice.path("license");
            String right = LICENCE.get(component.path("name").asText());
            if (right != null && licence instanceof ObjectNode object) {
                object.removeAll();
                object.put("id", right);
            }
            String name = licence.path("id")
                    .asText(licence.path("name")
                            .asText(choice.path("expression").asText()));
            String url = licence.path("url").asText();
            names.add(licence.has("id") || url.isEmpty() ? name : "[" + name + "](" + url + ")");
            JsonNode text = licence.path("text");
            if (licence instanceof ObjectNode object && text.has("content")) {
                String content = text.path("content").asText();
                write(
                        Path.of(name.replaceAll("[^A-Za-z0-9.-]+", "-") + ".txt"),
                        text.path("encoding").asText().equals("base64")
                                ? Base64.getMimeDecoder().decode(content)
                                : content.getBytes(StandardCharsets.UTF_8));
                object.remove("text");
            }
        }
        return names;
    }

    private List<String> texts(Path library) throws IOException {
        List<String> texts = new ArrayList<>();
        String name = library.getFileName().toString().replaceFirst("\\.jar$", "");
        try (JarFile jar = new JarFile(library.toFile())) {
            for (Enumeration<JarEntry> entries = jar.entries(); entries.hasMoreElements(); ) {
                JarEntry entry = entries.nextElement();
                if (!entry.isDirectory()
                        && NOTICE.matcher(entry.getName()).matches()
                        && !CLASS.matcher(entry.getName()).matches()) {
                    String file = entry.getName().replaceFirst("^META-INF/", "").replace('/', '-');
                    write(Path.of(name, file), jar.getInputStream(entry).readAllBytes());
                    texts.add(file);
                }
            }
        }
        return texts;
    }

    private void write(Path file, byte[] text) throws IOException {
        Path place = folder.resolve("licenses").resolve(file).normalize();
        if (!place.startsWith(folder)) {
            throw new IllegalStateException(file + " leads out of its folder");
        }
        Files.createDirectories(place.getParent());
        Files.write(place, text);
    }
}
