package io.github.answersheet.mermaid;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A flowchart as its author wrote it: what stands where, told by Mermaid's own lexer, also in a diagram that its grammar
 * refuses. Offsets count in the diagram.
 *
 * @param statements with nodes and links, in their order
 * @param titles of subgraphs
 * @param outline its words in order, where a label in brackets or between bars is one word without its quotes; two
 *     diagrams with the same outline differ in quotes and blanks only
 */
public record Flowchart(List<Statement> statements, List<Title> titles, List<String> outline) {

    private static final Map<String, Set<String>> CLOSINGS = Map.ofEntries(
            Map.entry("SQS", Set.of("SQE")),
            Map.entry("PS", Set.of("PE")),
            Map.entry("(-", Set.of("-)")),
            Map.entry("STADIUMSTART", Set.of("STADIUMEND")),
            Map.entry("SUBROUTINESTART", Set.of("SUBROUTINEEND")),
            Map.entry("CYLINDERSTART", Set.of("CYLINDEREND")),
            Map.entry("DOUBLECIRCLESTART", Set.of("DOUBLECIRCLEEND")),
            Map.entry("DIAMOND_START", Set.of("DIAMOND_STOP")),
            Map.entry("TAGEND", Set.of("SQE")),
            Map.entry("TRAPSTART", Set.of("TRAPEND", "INVTRAPEND")),
            Map.entry("INVTRAPSTART", Set.of("TRAPEND", "INVTRAPEND")),
            Map.entry("PIPE", Set.of("PIPE")));
    // Words that are no part of an id.
    private static final Set<String> NOT_OF_ID = Stream.of(
                    CLOSINGS.keySet().stream(),
                    CLOSINGS.values().stream().flatMap(Set::stream),
                    Stream.of(
                            "",
                            "?",
                            "NEWLINE",
                            "SEMI",
                            "AMP",
                            "STYLE_SEPARATOR",
                            "SHAPE_DATA",
                            "STR",
                            "MD_STR",
                            "VERTEX_WITH_PROPS_START",
                            "LINK_ID"))
            .flatMap(kinds -> kinds)
            .collect(Collectors.toUnmodifiableSet());
    // Inside a label only these open something.
    private static final Set<String> NESTED = Set.of(
            "SQS",
            "PS",
            "(-",
            "STADIUMSTART",
            "SUBROUTINESTART",
            "CYLINDERSTART",
            "DOUBLECIRCLESTART",
            "DIAMOND_START");
    private static final Set<String> OWN_LINES = Set.of("STYLE", "LINKSTYLE", "CLASSDEF", "CLASS", "CLICK");
    private static final Set<String> ENDS = Set.of("NEWLINE", "SEMI");
    // What looks like nodes and links, in a label that may only be one because a bracket is missing.
    private static final Pattern STRUCTURE = Pattern.compile(
            "--|==|-\\.|~~~|[-=]>|<[-=]|:::|[\\])}]\\s*&|[\\p{L}\\p{N}_]>|\\n|;|[\\])}]\\s+[\\p{L}\\p{N}_]+[\\[({]");

    // Its last bracket opens no shape.
    private static final Pattern TAG = Pattern.compile("</?[A-Za-z]+\\s*/?>");

    public Flowchart {
        statements = List.copyOf(statements);
        titles = List.copyOf(titles);
        outline = List.copyOf(outline);
    }

    /**
     * Text in brackets or between bars.
     *
     * @param text as written, quotes included, without blanks around it
     * @param start of what stands between the brackets
     * @param length of it, with blanks around the text
     * @param isBare whether it is there and neither in quotes nor in backticks
     * @param isPlain whether it holds nothing that could be brackets, bars or quotes of the diagram
     */
    public record Label(String text, int start, int length, boolean isBare, boolean isPlain) {

        /** The label in quotes, with those inside it as Mermaid wants them. */
        public String quoted() {
            return "\"" + text.replace("\\\"", "#quot;").replace("\"", "#quot;") + "\"";
        }
    }

    /**
     * A node as written at one place.
     *
     * @param label between its brackets, if it has any
     * @param source the whole of it: id, brackets, class and data
     */
    public record Node(String id, Optional<Label> label, String source) {}

    /** A link as written, with its label and its id. The label is told only if it stands between bars. */
    public record Link(String source, Optional<Label> label) {}

    /**
     * Nodes joined by {@code &} and links between such groups.
     *
     * @param start of it
     * @param end behind it
     * @param isWhole whether all of it was understood
     */
    public record Statement(int start, int end, List<List<Node>> groups, List<Link> links, boolean isWhole) {
        public Statement {
            groups = groups.stream().map(List::copyOf).toList();
            links = List.copyOf(links);
        }

        public int length() {
            return end - start;
        }

        /** Whether it joins nodes by {@code &}. */
        public boolean joins() {
            return groups.stream().anyMatch(group -> group.size() > 1);
        }

        public Stream<Node> nodes() {
            return groups.stream().flatMap(List::stream);
        }

        /** The same connections, one for each line; what is written twice only because of that stands once. */
        public List<String> split() {
            // Nodes at two places are two, even if they read the same.
            Set<Node> written = Collections.newSetFromMap(new IdentityHashMap<>());
            List<String> lines = new ArrayList<>();
            for (int i = 0; i < links.size(); i++) {
                for (Node from : groups.get(i)) {
                    for (Node to : groups.get(i + 1)) {
                        lines.add(once(from, written) + " " + links.get(i).source() + " " + once(to, written));
                    }
                }
            }
            return lines;
        }

        private static String once(Node node, Set<Node> written) {
            return written.add(node) ? node.source() : node.id();
        }
    }

    /**
     * The title of a subgraph.
     *
     * @param source id and label as written
     * @param id before its brackets, if it has any
     * @param label without its brackets
     */
    public record Title(String source, int start, Optional<String> id, Label label) {}

    /**
     * The flowchart in a diagram, also one that Mermaid refuses; empty for other diagrams and where nothing is known.
     *
     * @param diagram with one character for each line end
     * @param verdict on it
     */
    public static Optional<Flowchart> in(String diagram, Verdict verdict) {
        List<Verdict.Word> words = verdict.words();
        return words.isEmpty() ? Optional.empty() : Optional.of(new Reading(diagram, words).flowchart());
    }

    private static final class Reading {
        private final String code;
        private final List<Verdict.Word> words;
        private final List<Statement> statements = new ArrayList<>();
        private final List<Title> titles = new ArrayList<>();
        private final List<String> outline = new ArrayList<>();
        private int at;

        Reading(String code, List<Verdict.Word> words) {
            this.code = code;
            this.words = words;
        }

        Flowchart flowchart() {
            while (at < words.size()) {
                String kind = kind();
                if (kind.equals("GRAPH")) {
                    outline.add(text(take()));
                    while (kind().equals("DIR") || kind().equals("NODIR")) {
                        outline.add(text(take()).strip());
                    }
                } else if (kind.equals("subgraph")) {
                    title();
                } else if (kind.equals("end") || kind.startsWith("direction")) {
                    outline.add(text(take()).strip());
                } else if (OWN_LINES.contains(kind) || kind.startsWith("acc_")) {
                    rest();
                } else if (ENDS.contains(kind)) {
                    outline.add(kind);
                    at++;
                } else {
                    statement();
                }
            }
            return new Flowchart(statements, titles, outline);
        }

        private String kind() {
            return at < words.size() ? words.get(at).kind() : "";
        }

        private Verdict.Word take() {
            return words.get(at++);
        }

        private String text(Verdict.Word word) {
            return code.substring(word.start(), word.end());
        }

        private boolean isAtEnd() {
            return at >= words.size() || ENDS.contains(kind());
        }

        private void rest() {
            while (!isAtEnd()) {
                outline.add(text(take()));
            }
        }

        private void title() {
            outline.add(text(take()));
            int from = at;
            while (!isAtEnd() && !kind().equals("SQS")) {
                at++;
            }
            int opening = at;
            Optional<Label> inBrackets = kind().equals("SQS") && opening > from ? label() : Optional.empty();
            boolean hasId = inBrackets.isPresent() && isAtEnd();
            if (!hasId) {
                at = from;
                while (!isAtEnd()) {
                    at++;
                }
            }
            if (at == from) {
                return;
            }
            int start = words.get(from).start();
            int end = words.get(at - 1).end();
            String source = code.substring(start, end).stripTrailing();
            Optional<String> id = hasId
                    ? Optional.of(
                            code.substring(start, words.get(opening).start()).strip())
                    : Optional.empty();
            Label label = inBrackets
                    .filter(l -> hasId)
                    .orElseGet(() -> new Label(
                            source,
                            start,
                            source.length(),
                            !isQuoted(from, at),
                            words.subList(from, at).stream()
                                    .noneMatch(w -> w.kind().equals("STR"))));
            titles.add(new Title(source, start, id, label));
            outline.add(id.orElse("") + " " + read(label));
        }

        private boolean isQuoted(int from, int to) {
            return to == from + 1
                    && Set.of("STR", "MD_STR").contains(words.get(from).kind());
        }

        private void statement() {
            int first = at;
            int outlined = outline.size();
            List<List<Node>> groups = new ArrayList<>();
            List<Link> links = new ArrayList<>();
            List<Node> group = new ArrayList<>();
            boolean isWhole = true;
            boolean wantsNode = true;
            while (!isAtEnd()) {
                String kind = kind();
                if (kind.equals("AMP") && !wantsNode) {
                    outline.add(text(take()));
                    wantsNode = true;
                } else if (kind.equals("LINK") || kind.equals("START_LINK") || kind.equals("LINK_ID")) {
                    isWhole &= !wantsNode;
                    groups.add(group);
                    group = new ArrayList<>();
                    links.add(link());
                    wantsNode = true;
                } else if (wantsNode && isOfId(kind)) {
                    Optional<Node> node = node();
                    isWhole &= node.isPresent();
                    node.ifPresent(group::add);
                    wantsNode = false;
                } else {
                    isWhole = false;
                    outline.add(kind + " " + text(take()));
                }
            }
            groups.add(group);
            int start = words.get(first).start();
            int end = Math.max(start, words.get(at - 1).end());
            String source = code.substring(start, end);
            outline.add(outlined, "statement");
            statements.add(new Statement(
                    start + source.length() - source.stripLeading().length(),
                    start + source.stripTrailing().length(),
                    groups,
                    links,
                    isWhole && !wantsNode));
        }

        private static boolean isOfId(String kind) {
            return !NOT_OF_ID.contains(kind) && !kind.endsWith("LINK");
        }

        // Words of an id stand side by side.
        private String id() {
            int start = words.get(at).start();
            int end = start;
            while (isOfId(kind()) && words.get(at).start() == end) {
                end = take().end();
            }
            return code.substring(start, end);
        }

        private Optional<Node> node() {
            int start = words.get(at).start();
            String id = id();
            outline.add("node " + id);
            Optional<Label> label = Optional.empty();
            if (CLOSINGS.containsKey(kind())) {
                label = label();
                if (label.isEmpty()) {
                    return Optional.empty();
                }
            }
            int end = words.get(at - 1).end();
            if (kind().equals("SHAPE_DATA")) {
                end = data();
            }
            if (kind().equals("STYLE_SEPARATOR")) {
                outline.add(text(take()));
                if (!isOfId(kind())) {
                    return Optional.empty();
                }
                outline.add(id());
                end = words.get(at - 1).end();
            }
            if (kind().equals("SHAPE_DATA")) {
                end = data();
            }
            return Optional.of(new Node(id, label, code.substring(start, end).strip()));
        }

        // The bracket behind it is no word.
        private int data() {
            int end = at;
            while (kind().equals("SHAPE_DATA")) {
                end = words.get(at).end();
                outline.add(text(take()));
            }
            int closing = code.indexOf('}', end);
            return closing < 0 ? end : closing + 1;
        }

        private Link link() {
            int start = words.get(at).start();
            if (kind().equals("LINK_ID")) {
                outline.add(text(take()).strip());
            }
            Optional<Label> label = Optional.empty();
            boolean hasText = kind().equals("START_LINK");
            while (!isAtEnd() && !kind().equals("LINK")) {
                outline.add(text(take()).strip());
            }
            if (kind().equals("LINK")) {
                outline.add("link " + text(take()).strip());
            }
            if (!hasText && kind().equals("PIPE")) {
                label = label();
            }
            return new Link(code.substring(start, words.get(at - 1).end()).strip(), label);
        }

        // From an opening bracket to the one that closes it; brackets inside it are in pairs, or of another kind.
        private Optional<Label> label() {
            int first = at;
            Deque<Set<String>> open = new ArrayDeque<>();
            open.push(CLOSINGS.get(kind()));
            for (at = first + 1; at < words.size(); at++) {
                if (open.peek().contains(kind())) {
                    open.pop();
                    if (open.isEmpty()) {
                        at++;
                        return Optional.of(label(first, at - 1));
                    }
                } else if (NESTED.contains(kind())) {
                    open.push(CLOSINGS.get(kind()));
                }
            }
            at = first;
            outline.add("unclosed " + text(take()));
            return Optional.empty();
        }

        // Circles and hexagons have two brackets of the same kind on either side.
        private Label label(int opening, int closing) {
            int from = opening;
            int to = closing;
            String kind = words.get(from).kind();
            boolean isTwofold = (kind.equals("PS") || kind.equals("DIAMOND_START"))
                    && words.get(from + 1).kind().equals(kind)
                    && closesAt(from + 1, to - 1);
            if (isTwofold) {
                from++;
                to--;
            }
            int start = words.get(from).end();
            String written = code.substring(start, words.get(to).start());
            List<String> inside =
                    words.subList(from + 1, to).stream().map(Verdict.Word::kind).toList();
            String text = written.strip();
            Label label = new Label(
                    text,
                    start,
                    written.length(),
                    !text.isEmpty() && !text.startsWith("\"") && !text.startsWith("`"),
                    inside.stream().allMatch("TEXT"::equals));
            outline.add(text(words.get(opening)) + (isTwofold ? "2" : ""));
            boolean isOneString = inside.size() == 1 && !inside.get(0).equals("TEXT");
            boolean hasStructure =
                    STRUCTURE.matcher(TAG.matcher(text).replaceAll(" ")).find();
            outline.add(isOneString || !hasStructure ? read(label) : "? " + text);
            outline.add(words.get(closing).kind());
            return label;
        }

        private boolean closesAt(int opening, int closing) {
            if (closing <= opening) {
                return false;
            }
            String kind = words.get(opening).kind();
            int depth = 0;
            for (int i = opening; i <= closing; i++) {
                String other = words.get(i).kind();
                depth += other.equals(kind) ? 1 : CLOSINGS.get(kind).contains(other) ? -1 : 0;
                if (depth == 0) {
                    return i == closing;
                }
            }
            return false;
        }

        // Without quotes around it, entities and line breaks as they read.
        private static String read(Label label) {
            String text = label.text().strip();
            boolean isQuoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
            return (isQuoted ? text.substring(1, text.length() - 1) : text)
                    .strip()
                    .replace("\\\"", "\"")
                    .replace("#quot;", "\"")
                    .replaceAll("(?i)</?br\\s*/?>", "<br/>");
        }
    }
}
