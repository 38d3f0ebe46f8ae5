package io.github.answersheet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.answersheet.CommandRun;
import io.github.answersheet.TestBrowser;
import io.github.answersheet.browser.Browser;
import io.github.answersheet.browser.Tab;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.NodeList;

/** Diagrams whose pictures would ask for something when they are opened alone: no picture does. */
class HostilePicturesTest {

    private static final String OUT = "http://127.0.0.1:9/x";
    private static final List<String> DIAGRAMS = List.of(
            "flowchart TD\n A-->B\n style A fill:url(" + OUT + ")",
            "flowchart TD\n A-->B\n style A fill:u\\72l(" + OUT + "),stroke:\\75 rl(" + OUT + ")",
            "flowchart TD\n A-->B\n style A background-image:url(//127.0.0.1/x),mask:url(" + OUT + "#m)",
            "flowchart TD\n A-->B\n style A background:image-set('" + OUT + "' 1x),cursor:url(" + OUT + ") auto",
            "flowchart TD\n A-->B\n style A --v:url(" + OUT + "),fill:var(--v)",
            "flowchart TD\n A-->B\n classDef bad fill:url(" + OUT + "),filter:url(" + OUT + "#f)\n class A bad",
            "flowchart TD\n A-->B\n classDef bad --v:u\\72l(" + OUT + "),background:var(--v)\n class A bad",
            "flowchart TD\n A-->B\n classDef default fill:#fff;} @import url(" + OUT + "); a{b:c",
            "flowchart TD\n A-->B\n linkStyle 0 stroke:url(" + OUT + "),marker-end:url(" + OUT + "#m)",
            "flowchart TD\n A-->B\n linkStyle default fill:url(" + OUT + ")",
            "flowchart TD\n A-->B\n click A href \"" + OUT + "\" _blank",
            "flowchart TD\n A@{ img: \"" + OUT + "\", label: \"x\", w: 60, h: 60 }",
            "flowchart TD\n A@{ shape: icon, icon: \"x:y\", label: \"<img src='" + OUT + "'>\" }",
            "flowchart TD\n A[\"<img src='" + OUT + "'>\"]-->B[\"<svg><image href='" + OUT + "'/></svg>\"]",
            "flowchart TD\n subgraph s [\"x\"]\n A\n end\n style s fill:url(" + OUT + ")",
            "%%{init: {\"themeCSS\": \"@import url(" + OUT + "); .node rect { fill: url(" + OUT
                    + ") }\"}}%%\nflowchart TD\n A",
            "%%{init: {\"themeVariables\": {\"primaryColor\": \"url(" + OUT + ")\"}}}%%\nflowchart TD\n A",
            "%%{init: {\"flowchart\": {\"htmlLabels\": true}, \"htmlLabels\": true}}%%\nflowchart TD\n A[\"<b>x</b>\"]",
            "---\nconfig:\n  themeCSS: \"@import '" + OUT + "';\"\n  fontFamily: \"x;} @import '" + OUT
                    + "'; a{b:c\"\n---\nflowchart TD\n A",
            "sequenceDiagram\n rect url(" + OUT + ")\n A->>B: x\n end",
            "sequenceDiagram\n box url(" + OUT + ") all\n participant A\n end\n A->>B: x",
            "sequenceDiagram\n participant A\n links A: {\"x\": \"" + OUT + "\"}\n A->>A: x",
            "sequenceDiagram\n participant A\n properties A: {\"icon\": \"" + OUT + "\", \"class\": \"x\"}\n A->>A: x",
            "stateDiagram-v2\n a --> b\n classDef bad fill:url(" + OUT + ")\n class a bad\n style b fill:url(" + OUT
                    + ")",
            "classDiagram\n class A\n style A fill:url(" + OUT + ")\n link A \"" + OUT + "\"",
            "erDiagram\n A ||--o{ B : x\n style A fill:url(" + OUT + ")",
            "block-beta\n a b\n style a fill:url(" + OUT + ")\n classDef bad fill:url(" + OUT + ")\n class b bad",
            "journey\n title T\n section S\n Make tea: 5: Me",
            "timeline\n title T\n 2001 : <img src='" + OUT + "'> : more",
            "mindmap\n root((x))\n  a\n  ::icon(fa fa-book)\n  b[\"<img src=" + OUT + ">\"]",
            "gantt\n dateFormat YYYY-MM-DD\n section S\n A :a1, 2024-01-01, 3d\n click a1 href \"" + OUT + "\"",
            "quadrantChart\n x-axis a --> b\n A: [0.3, 0.6] color: url(" + OUT + "), stroke-color: url(" + OUT + ")",
            "C4Context\n Person(a, \"A\", \"x\", $sprite=\"" + OUT + "\", $link=\"" + OUT
                    + "\")\n UpdateElementStyle(a, $bgColor=\"url(" + OUT + ")\", $borderColor=\"url(" + OUT + ")\")",
            "kanban\n todo[To do]\n  a[x]@{ ticket: 1, assigned: '<img src=" + OUT + ">' }",
            "requirementDiagram\n requirement a {\n id: 1\n text: \"x\"\n }\n style a fill:url(" + OUT + ")");

    @TempDir
    private Path folder;

    @BeforeAll
    static void needsABrowser() {
        TestBrowser.program(HostilePicturesTest.class);
    }

    @Test
    void noPictureAsksForAnything() throws Exception {
        StringBuilder sheet = new StringBuilder("# Sheet\n");
        for (int i = 0; i < DIAGRAMS.size(); i++) {
            sheet.append("\n## Answer ").append(i + 1).append(": T\n\n**Answer Overview:**\n\n```mermaid\n");
            sheet.append(DIAGRAMS.get(i)).append("\n```\n");
        }
        Path file = Files.writeString(folder.resolve("s.md"), sheet.toString());
        CommandRun run = CommandRun.with(TestBrowser.environment(true), "render", file.toString(), "--images", "svg");
        List<Path> pictures;
        try (Stream<Path> files = Files.list(folder.resolve("s-svg"))) {
            pictures = files.sorted().toList();
        }
        System.out.println(pictures.size() + " of " + DIAGRAMS.size() + " hostile diagrams have a picture");
        assertTrue(pictures.size() >= 20, run.err());
        StringBuilder page =
                new StringBuilder("<!DOCTYPE html><html><head><link rel=\"icon\" href=\"data:,\"></head><body>");
        List<String> wrong = new ArrayList<>();
        for (Path picture : pictures) {
            byte[] svg = Files.readAllBytes(picture);
            page.append(new String(svg, StandardCharsets.UTF_8));
            Document document = document(svg);
            assertTrue(policy(document).startsWith("default-src 'none'"), picture.toString());
            asked(document.getDocumentElement()).forEach(what -> wrong.add(picture.getFileName() + ": " + what));
        }
        assertEquals(List.of(), wrong);
        // Without the policy they ask for nothing either.
        try (Browser browser = TestBrowser.start(HostilePicturesTest.class)) {
            Tab tab = browser.open(page.toString().replaceAll("<meta[^>]*>", ""), 800, 600);
            tab.evaluate("new Promise(r => setTimeout(r, 300))");
            assertEquals(
                    List.of(),
                    tab.events().stream()
                            .filter(e -> e.path("method").asText().equals("Network.requestWillBeSent"))
                            .map(e -> e.at("/params/request/url").asText())
                            .filter(url -> !url.equals(Tab.ADDRESS) && !url.equals("data:,"))
                            .toList());
        }
    }

    @Test
    void thePolicyHoldsInTheFileItself() throws IOException {
        Path file = Files.writeString(
                folder.resolve("s.md"), "# S\n\n```mermaid\nflowchart TD\n A-->B\n```\n\n## Answer 1: T\n");
        assertEquals(
                0,
                CommandRun.with(TestBrowser.environment(true), "render", file.toString(), "--images", "svg")
                        .exit());
        Path picture = folder.resolve("s-svg/sheet.svg");
        // As if something had been overlooked.
        String image = "<image href=\"data:image/gif;base64,R0lGODlhAQABAAAAACw=\" width=\"9\" height=\"9\"/>"
                + "<script>document.documentElement.setAttribute('ran', 'yes')</script></svg>";
        Files.writeString(picture, Files.readString(picture).replaceFirst("</svg>\\s*$", image));
        try (Browser browser = TestBrowser.start(HostilePicturesTest.class)) {
            Tab tab = browser.open("<!DOCTYPE html><p>x", 800, 600);
            // The browser as a user has it.
            tab.call("Fetch.disable", Map.of());
            tab.call("Page.navigate", Map.of("url", picture.toUri().toString()));
            tab.evaluate("new Promise(r => setTimeout(r, 500))");
            assertEquals(
                    "svg", tab.evaluate("document.documentElement.localName").asText());
            assertFalse(
                    tab.evaluate("document.documentElement.hasAttribute('ran')").asBoolean());
            assertEquals(
                    2,
                    tab.events().stream()
                            .filter(e -> e.toString().contains("Content Security Policy"))
                            .map(e -> e.at("/params/entry/text").asText())
                            .distinct()
                            .count());
        }
    }

    private static Document document(byte[] svg) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(svg));
    }

    private static String policy(Document document) {
        Element meta = (Element) document.getElementsByTagNameNS("*", "meta").item(0);
        assertEquals("head", meta.getParentNode().getLocalName());
        return meta.getAttribute("content");
    }

    private static List<String> asked(Element root) {
        List<String> asked = new ArrayList<>();
        NodeList all = root.getElementsByTagName("*");
        for (int i = -1; i < all.getLength(); i++) {
            Element element = i < 0 ? root : (Element) all.item(i);
            String name = element.getLocalName();
            if (List.of("image", "foreignObject", "script", "iframe", "feImage", "animate", "set")
                    .contains(name)) {
                asked.add(name);
            }
            if (name.equals("style") && isHostile(element.getTextContent())) {
                asked.add(element.getTextContent());
            }
            NamedNodeMap attributes = element.getAttributes();
            for (int a = 0; a < attributes.getLength(); a++) {
                String attribute = attributes.item(a).getNodeName();
                String value = attributes.item(a).getNodeValue();
                boolean leads = attribute.endsWith("href") && !value.startsWith("#");
                boolean isText = attribute.equals("aria-label") || attribute.startsWith("data-");
                if (leads || attribute.startsWith("on") || !isText && isHostile(value)) {
                    asked.add(attribute + "=" + value);
                }
            }
        }
        return asked;
    }

    private static boolean isHostile(String css) {
        String own = css.replaceAll("url\\([\"']?#[^)\"']*[\"']?\\)", "");
        return own.matches("(?is).*(url\\(|image\\(|image-set|@import|\\\\|127\\.0\\.0\\.1|--v).*");
    }
}
