package io.github.answersheet.mermaid;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line of a flowchart, taken apart with the place of each part. The grammar says whether a diagram is right; this
 * says where things stand in it, also in a diagram that the grammar refuses.
 *
 * @param number in the diagram, 1-based
 * @param text the line
 * @param groups nodes joined by {@code &}; more than one group is joined by links
 * @param links between the groups, as written, labels included
 */
public record FlowchartLine(int number, String text, List<List<Node>> groups, List<String> links) {

    private static final Pattern HEADER = Pattern.compile("\\s*(?:flowchart(?:-elk)?|graph)\\b.*");
    // Front matter, directives and comments.
    private static final Pattern BEFORE_HEADER =
            Pattern.compile("(?s)(?:\\s*---\\n.*?\\n\\s*---[ \\t]*\\n)?(?:\\s|%%\\{.*?}%%|%%[^\\n{][^\\n]*|%%\\n)*");
    private static final Pattern KEYWORD = Pattern.compile(
            "\\s*(?:%%.*|subgraph\\b.*|end\\s*;?|classDef\\b.*|class\\s.*|style\\b.*|linkStyle\\b.*|click\\b.*|direction\\b.*|accTitle.*|accDescr.*|---.*|)");
    private static final Pattern ID = Pattern.compile("[\\p{L}\\p{N}_]+(?:[.-](?![-.=>])[\\p{L}\\p{N}_]+)*");
    private static final Pattern SHAPE_DATA = Pattern.compile("@\\{[^}]*}");
    private static final Pattern AMPERSAND = Pattern.compile("\\s*&\\s*");
    private static final Pattern CLASS = Pattern.compile(":::[\\w-]+");
    private static final Pattern LINK = Pattern.compile("\\s*(?:"
            + "[<xo]?(?:--|==|-\\.)\\s+(?:\"[^\"]*\"|[^\"\\n|>-]+?)\\s*(?:--+[>xo-]|==+[>xo=]|\\.+-[>xo]?)"
            + "|[<xo]?(?:--+[->xo]|==+[=>xo]|-\\.+-[>xo]?)(?:\\s*\\|(?:\"[^\"]*\"|[^|\"]*)\\|)?"
            + "|~~~+)\\s*");
    // The longer openings first.
    private static final String[][] SHAPES = {
        {"(((", ")))"},
        {"([", "])"},
        {"[[", "]]"},
        {"[(", ")]"},
        {"((", "))"},
        {"{{", "}}"},
        {"[/", "/]"},
        {"[\\", "\\]"},
        {">", "]"},
        {"[", "]"},
        {"(", ")"},
        {"{", "}"}
    };

    public FlowchartLine {
        groups = groups.stream().map(List::copyOf).toList();
        links = List.copyOf(links);
    }

    /**
     * A node as written on the line.
     *
     * @param label the text between its brackets, quotes included; empty if it has no brackets
     * @param labelColumn where that starts in the line, 1-based
     * @param source the whole node: id, brackets and class
     */
    public record Node(String id, String label, int labelColumn, String source) {

        /** Whether the label is there and not in double quotes. */
        public boolean isBare() {
            return !label.isBlank() && !label.strip().startsWith("\"");
        }
    }

    /** Whether the code is a flowchart. */
    public static boolean isFlowchart(String code) {
        Matcher before = BEFORE_HEADER.matcher(code);
        String rest = before.lookingAt() ? code.substring(before.end()) : code;
        return HEADER.matcher(rest.lines().findFirst().orElse("")).matches();
    }

    /** The lines with nodes, as far as they can be taken apart; several statements of a line come one by one. */
    public static List<FlowchartLine> of(String code) {
        List<FlowchartLine> lines = new ArrayList<>();
        String[] all = code.split("\n", -1);
        for (int i = 0; i < all.length; i++) {
            String line = all[i];
            if (!HEADER.matcher(line).matches() && !KEYWORD.matcher(line).matches() && line.length() < 2_000) {
                new Scan(line, i + 1).statement().ifPresent(lines::add);
            }
        }
        return lines;
    }

    /** How many connections the line writes; {@code A & B --> C} is one. */
    public int connections() {
        return links.size();
    }

    /** Whether it joins nodes by {@code &}. */
    public boolean joins() {
        return groups.stream().anyMatch(g -> g.size() > 1);
    }

    /** The same connections, one on each line; a node's label stands where the node stands first. */
    public List<String> split() {
        Map<String, String> labelled = new HashMap<>();
        groups.stream()
                .flatMap(List::stream)
                .forEach(node -> labelled.merge(
                        node.id(), node.source(), (one, other) -> other.length() > one.length() ? other : one));
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < links.size(); i++) {
            for (Node from : groups.get(i)) {
                for (Node to : groups.get(i + 1)) {
                    lines.add(once(from, labelled) + " " + links.get(i).strip() + " " + once(to, labelled));
                }
            }
        }
        return lines;
    }

    private static String once(Node node, Map<String, String> labelled) {
        String source = labelled.remove(node.id());
        return source == null ? node.id() : source;
    }

    /** Reads one line from left to right. */
    private static final class Scan {
        private final String line;
        private final int number;
        private int at;

        Scan(String line, int number) {
            this.line = line;
            this.number = number;
            while (at < line.length() && Character.isWhitespace(line.charAt(at))) {
                at++;
            }
        }

        Optional<FlowchartLine> statement() {
            List<List<Node>> groups = new ArrayList<>();
            List<String> links = new ArrayList<>();
            while (true) {
                List<Node> group = group();
                if (group.isEmpty()) {
                    return Optional.empty();
                }
                groups.add(group);
                Matcher link = LINK.matcher(line).region(at, line.length());
                if (!link.lookingAt()) {
                    break;
                }
                links.add(link.group());
                at = link.end();
            }
            String rest = line.substring(at).strip();
            boolean whole = rest.isEmpty() || rest.equals(";");
            return whole ? Optional.of(new FlowchartLine(number, line, groups, links)) : Optional.empty();
        }

        private List<Node> group() {
            List<Node> group = new ArrayList<>();
            do {
                Optional<Node> node = node();
                if (node.isEmpty()) {
                    return List.of();
                }
                group.add(node.get());
            } while (skip(AMPERSAND));
            return group;
        }

        private boolean skip(Pattern pattern) {
            Matcher matcher = pattern.matcher(line).region(at, line.length());
            boolean isThere = matcher.lookingAt();
            at = isThere ? matcher.end() : at;
            return isThere;
        }

        private Optional<Node> node() {
            int start = at;
            Matcher id = ID.matcher(line).region(at, line.length());
            if (!id.lookingAt()) {
                return Optional.empty();
            }
            at = id.end();
            String label = "";
            int labelStart = at;
            for (String[] shape : SHAPES) {
                if (line.startsWith(shape[0], at)) {
                    labelStart = at + shape[0].length();
                    int end = endOfLabel(labelStart, shape[1]);
                    if (end < 0) {
                        return Optional.empty();
                    }
                    label = line.substring(labelStart, end);
                    at = end + shape[1].length();
                    break;
                }
            }
            skip(SHAPE_DATA);
            skip(CLASS);
            return Optional.of(new Node(id.group(), label, labelStart + 1, line.substring(start, at)));
        }

        // A quoted label ends behind its second quote; a bare one at the first closing bracket that a link or the end
        // follows, so that brackets inside it are part of it.
        private int endOfLabel(int start, String closing) {
            if (line.startsWith("\"", start)) {
                int quote = line.indexOf('"', start + 1);
                return quote > 0 && line.startsWith(closing, quote + 1) ? quote + 1 : -1;
            }
            for (int end = line.indexOf(closing, start); end >= 0; end = line.indexOf(closing, end + 1)) {
                String rest = line.substring(end + closing.length());
                boolean ends = rest.isBlank()
                        || rest.strip().startsWith(";")
                        || rest.startsWith(":::")
                        || rest.stripLeading().startsWith("&")
                        || LINK.matcher(rest).lookingAt();
                if (ends) {
                    return end;
                }
            }
            return -1;
        }
    }
}
