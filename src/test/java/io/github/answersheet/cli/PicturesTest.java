package io.github.answersheet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.answersheet.CommandRun;
import io.github.answersheet.ProjectFiles;
import io.github.answersheet.TestBrowser;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

/** Pictures, the twin that shows them, and PDF, made by a real browser. */
class PicturesTest {

    private static final Pattern IMAGE = Pattern.compile("!\\[(.+?)]\\(<([^>]+)>\\)");

    @TempDir
    private Path folder;

    @BeforeAll
    static void needsABrowser() {
        TestBrowser.program(PicturesTest.class);
    }

    @Test
    void everyDiagramBecomesAPictureAndTheTwinShowsIt() throws IOException {
        Path sheet = someAnswers();
        CommandRun run = render(sheet, "-o", folder.resolve("sheet.html").toString(), "--images", "png", "--pdf");
        assertEquals(0, run.exit(), run.err());
        String twin = Files.readString(folder.resolve("sheet-png.md"));
        List<String> pictures = new ArrayList<>();
        Matcher image = IMAGE.matcher(twin);
        while (image.find()) {
            pictures.add(image.group(2));
            assertTrue(image.group(1).contains(" of Answer ") && image.group(1).contains("It says: "), image.group(1));
            BufferedImage picture = ImageIO.read(folder.resolve(image.group(2)).toFile());
            assertTrue(picture.getWidth() > 300 && picture.getHeight() > 300, image.group(2));
            assertTrue(colours(picture) > 20, image.group(2) + " shows something");
        }
        assertEquals(4, pictures.size());
        assertEquals("sheet-png/answer-01.png", pictures.get(0));
        assertFalse(twin.contains("```mermaid"));
        String original = Files.readString(sheet);
        assertEquals(
                original.replaceAll("(?ms)^```mermaid\\n.*?^```$", "PICTURE"),
                twin.replaceAll("(?m)^!\\[.*]\\(<.*>\\)$", "PICTURE"),
                "all else is the sheet's");

        byte[] pdf = Files.readAllBytes(folder.resolve("sheet.pdf"));
        String text = new String(pdf, StandardCharsets.ISO_8859_1);
        assertTrue(text.startsWith("%PDF-"));
        assertTrue(text.contains("/Outlines"), "an outline");
        assertTrue(text.contains("/StructTreeRoot"), "tags for those who listen");
    }

    @Test
    void drawingsAreFilesOfTheirOwnAndPlacesAreKept() throws Exception {
        Path sheet = Files.writeString(folder.resolve("mine.md"), """
                # Mine

                ```mermaid
                pie
                    "a" : 1
                ```

                ## Answer 7: Seven

                **Answer Overview:**

                - In a list:

                  ```mermaid
                  sequenceDiagram
                      A->>B: "hello" [x] <b>
                  ```

                > ```mermaid
                > flowchart TD
                >     A["a"] --> B["<script>alert(1)</script>"]
                >     click A href "javascript:alert(1)"
                > ```

                ```mermaid
                flowchart TD
                    A[[[ "broken
                ```
                """);
        CommandRun run = render(sheet, "--images", "svg");
        assertEquals(1, run.exit(), run.err());
        assertTrue(run.err().contains("mine.md:25:1: this diagram cannot be drawn: "), run.err());
        try (Stream<Path> files = Files.list(folder.resolve("mine-svg"))) {
            assertEquals(
                    List.of("answer-07-2.svg", "answer-07.svg", "sheet.svg"),
                    files.map(f -> f.getFileName().toString()).sorted().toList());
        }
        String twin = Files.readString(folder.resolve("mine-svg.md"));
        assertTrue(twin.contains("\n  ![Sequence diagram of Answer 7: Seven"), twin);
        assertTrue(twin.contains("\n> ![Flowchart of Answer 7: Seven"), twin);
        assertTrue(twin.contains("```mermaid\nflowchart TD\n    A[[[ \"broken\n```"), "stays as it is");
        for (String name : List.of("sheet", "answer-07", "answer-07-2")) {
            byte[] svg = Files.readAllBytes(folder.resolve("mine-svg").resolve(name + ".svg"));
            Element root = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new ByteArrayInputStream(svg))
                    .getDocumentElement();
            assertEquals("svg", root.getTagName());
            assertTrue(Double.parseDouble(root.getAttribute("width")) > 50);
            String text = new String(svg, StandardCharsets.UTF_8);
            assertFalse(
                    text.contains("<script") || text.contains("javascript:") || text.contains("<foreignObject"), name);
        }
    }

    private Path someAnswers() throws IOException {
        String sample = Files.readString(ProjectFiles.SAMPLE.resolve("quiz.answers.md"));
        return Files.writeString(folder.resolve("four.md"), sample.substring(0, sample.indexOf("## Answer 5:")));
    }

    private static CommandRun render(Path sheet, String... options) {
        return CommandRun.with(
                TestBrowser.environment(true),
                Stream.concat(Stream.of("render", sheet.toString()), Stream.of(options))
                        .toArray(String[]::new));
    }

    // Looking at every seventh pixel is enough.
    private static long colours(BufferedImage picture) {
        Set<Integer> colours = new HashSet<>();
        for (int y = 0; y < picture.getHeight(); y += 7) {
            for (int x = 0; x < picture.getWidth(); x += 7) {
                colours.add(picture.getRGB(x, y));
            }
        }
        return colours.size();
    }
}
