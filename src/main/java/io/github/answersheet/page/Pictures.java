package io.github.answersheet.page;

import static io.github.answersheet.page.HtmlText.escaped;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.answersheet.browser.Browser;
import io.github.answersheet.browser.Tab;
import io.github.answersheet.check.SheetText;
import io.github.answersheet.pack.Words;
import io.github.answersheet.sheet.Origin;
import io.github.answersheet.source.Position;
import io.github.answersheet.source.Problem;
import io.github.answersheet.source.SourceText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Pictures of the diagrams of a sheet, and its twin in Markdown that shows them, for viewers that do not know Mermaid. Immutable.
 *
 * @param twin the sheet with pictures in the place of diagrams; one that cannot be drawn stays as it is
 * @param files the pictures by file name
 * @param undrawn the diagrams that cannot be drawn, and why
 */
public record Pictures(String twin, Map<String, byte[]> files, List<Problem> undrawn) {

    private static final int WIDTH = 1200;
    private static final int HEIGHT = 800;
    private static final double SHARP = 2;
    // Browsers make no picture that is wider or higher than 16,384 pixels.
    private static final double LONGEST_SIDE = 16_000;
    private static final int LONGEST_DESCRIPTION = 400;

    public Pictures {
        files = new LinkedHashMap<>(files);
        undrawn = List.copyOf(undrawn);
    }

    /**
     * Draws all diagrams.
     *
     * @param folder of the pictures, as the twin names it
     */
    public static Pictures draw(SheetText sheet, PictureFormat format, String folder, Browser browser) {
        List<Picture> drawn = new ArrayList<>();
        List<Problem> undrawn = new ArrayList<>();
        Words words = Origin.words(sheet.source(), sheet.answers().get(0).pack());
        Tab tab = browser.open(drawingPage(words), WIDTH, HEIGHT);
        for (SheetDiagram diagram : SheetDiagram.of(sheet)) {
            JsonNode drawing = tab.invoke("drawForFile", diagram.source(), diagram.name());
            if (drawing.has("error")) {
                undrawn.add(
                        problem(sheet.source(), diagram, drawing.path("error").asText()));
            } else {
                drawn.add(new Picture(diagram, drawing.path("description").asText(), bytes(format, drawing, tab)));
            }
        }
        String ending = "." + format.name().toLowerCase(Locale.ROOT);
        Map<String, byte[]> files = new LinkedHashMap<>();
        drawn.forEach(picture -> files.put(picture.diagram().file() + ending, picture.bytes()));
        return new Pictures(twin(sheet.source(), drawn, folder, ending), files, undrawn);
    }

    private static byte[] bytes(PictureFormat format, JsonNode drawing, Tab tab) {
        if (format == PictureFormat.SVG) {
            return (drawing.path("svg").asText() + "\n").getBytes(StandardCharsets.UTF_8);
        }
        double width = Math.ceil(drawing.path("width").asDouble());
        double height = Math.ceil(drawing.path("height").asDouble());
        tab.resize(WIDTH, HEIGHT, Math.min(SHARP, LONGEST_SIDE / Math.max(width, height)));
        return tab.screenshot(0, 0, width, height);
    }

    private static Problem problem(SourceText sheet, SheetDiagram diagram, String reason) {
        return new Problem(
                sheet.name(),
                Optional.of(new Position(diagram.firstLine(), diagram.margin().length() + 1)),
                Optional.empty(),
                "this diagram cannot be drawn: " + reason);
    }

    private static String twin(SourceText sheet, List<Picture> pictures, String folder, String ending) {
        Map<Integer, Picture> byLine = new LinkedHashMap<>();
        pictures.forEach(picture -> byLine.put(picture.diagram().firstLine(), picture));
        StringBuilder out = new StringBuilder();
        for (int line = 1; line <= sheet.lineCount(); line++) {
            Picture picture = byLine.get(line);
            if (picture == null) {
                out.append(sheet.line(line));
            } else {
                out.append(picture.diagram().margin())
                        .append("![")
                        .append(alternative(picture.description()))
                        .append("](<")
                        .append(folder)
                        .append('/')
                        .append(picture.diagram().file())
                        .append(ending)
                        .append(">)");
                line = picture.diagram().lastLine();
            }
            out.append(line < sheet.lineCount() ? "\n" : "");
        }
        return out.toString();
    }

    // What Markdown could take for markup is only text here.
    private static String alternative(String description) {
        String text = description.length() > LONGEST_DESCRIPTION
                ? description.substring(0, LONGEST_DESCRIPTION) + "…"
                : description;
        return text.replaceAll("([\\\\\\[\\]!`*_<>&#|])", "\\\\$1");
    }

    private static String drawingPage(Words words) {
        List<String> scripts = new ArrayList<>(PageScripts.diagrams());
        scripts.add(PageScripts.drawing());
        StringBuilder html = new StringBuilder("<!DOCTYPE html><html lang=\"" + escaped(words.language())
                + "\" data-words=\"" + escaped(PageScripts.words(words)) + "\"><head><meta charset=\"utf-8\">"
                + "<meta http-equiv=\"Content-Security-Policy\" content=\"" + PageScripts.policy(scripts)
                + "\"><title>Diagram</title><style>body { margin: 0 } svg { display: block }</style></head><body>");
        scripts.forEach(script -> html.append(PageScripts.element(script)));
        return html.append("</body></html>").toString();
    }
}
