package io.github.answersheet.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a terminal shows, as a drawing in which one line after another appears. */
final class TerminalDrawing {

    private static final int LINE = 20;
    private static final int TOP = 52;
    private static final int WIDTH = 900;
    private static final double SECONDS_A_LINE = 0.22;
    private static final double SECONDS_A_COMMAND = 0.9;
    private static final int LONGEST_LINE = 104;

    private TerminalDrawing() {}

    /**
     * @param texts commands, which start with {@code $}, and what they print
     */
    static String of(List<String> texts) {
        List<String> lines = new ArrayList<>();
        texts.forEach(text -> lines.addAll(text.lines().toList()));
        int height = TOP + lines.size() * LINE + 12;
        StringBuilder svg = new StringBuilder("""
                <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d" role="img" aria-label="A run of the sample in a terminal">
                <title>A run of the sample in a terminal</title>
                <style>
                text { font: 13px ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; fill: #d5dae4; white-space: pre; }
                .c { fill: #8fd3a8; font-weight: 600; }
                .s { fill: #8f9bb0; }
                @media (prefers-reduced-motion: no-preference) {
                  text { opacity: 0; animation: show .01s forwards; }
                  @keyframes show { to { opacity: 1; } }
                }
                </style>
                <rect width="100%%" height="100%%" rx="10" fill="#171b24"/>
                <circle cx="22" cy="20" r="6" fill="#e0655c"/><circle cx="42" cy="20" r="6" fill="#e3b341"/><circle cx="62" cy="20" r="6" fill="#57ab5a"/>
                """.formatted(WIDTH, height, WIDTH, height));
        double at = 0.4;
        int y = TOP;
        for (String line : lines) {
            boolean command = line.startsWith("$");
            at += command ? SECONDS_A_COMMAND : SECONDS_A_LINE;
            String shown = line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE - 1) + "…" : line;
            svg.append(String.format(
                    Locale.ROOT,
                    "<text x=\"20\" y=\"%d\" class=\"%s\" style=\"animation-delay:%.2fs\">%s</text>%n",
                    y,
                    command ? "c" : line.startsWith("[") ? "s" : "o",
                    at,
                    HtmlText.escaped(shown)));
            y += LINE;
        }
        return svg.append("</svg>\n").toString();
    }
}
