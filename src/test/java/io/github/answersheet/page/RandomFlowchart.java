package io.github.answersheet.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A flowchart made up from a seed: all shapes, links and ways to write a label, groups, classes and styles.
 *
 * @param lines of it
 * @param shown the texts that a drawing of it has to show
 */
record RandomFlowchart(List<String> lines, TreeSet<String> shown) {

    private static final String[][] SHAPES = {
        {"[", "]"},
        {"(", ")"},
        {"{", "}"},
        {"([", "])"},
        {"[[", "]]"},
        {"[(", ")]"},
        {"((", "))"},
        {"(((", ")))"},
        {"{{", "}}"},
        {">", "]"},
        {"[/", "/]"},
        {"[\\", "\\]"},
        {"[/", "\\]"},
        {"[\\", "/]"}
    };
    private static final List<String> LINKS = List.of(
            "-->", "---", "--o", "--x", "<-->", "o--o", "x--x", "---->", "==>", "===", "<==>", "-.->", "-.-", "<-.->",
            "-..->");
    private static final List<String> TEXT_LINKS =
            List.of("-- %s -->", "-- %s ---", "== %s ==>", "-. %s .->", "-. %s .-");
    private static final List<String> WORDS = List.of(
            "Read", "disk", "Zürich", "queue", "retry", "host", "again", "log", "check", "paging", "end of it", "stop");
    private static final List<String> SPECIAL = List.of(
            "f(x)[0]",
            "> 90% ?",
            "a --> b",
            "load < 5",
            "x & y; z",
            "#quot;ok#quot;",
            "__init__",
            "1. first",
            "- item",
            "{json}",
            "a | b",
            "C:\\temp",
            "it's",
            "<br/>next",
            "2>&1",
            "*.log",
            "#35;7",
            "e-mail, please",
            "@{x}",
            "~~~",
            "graph",
            "subgraph");

    static RandomFlowchart of(long seed) {
        return new Making(new Random(seed)).flowchart();
    }

    String code() {
        return String.join("\n", lines) + "\n";
    }

    /** A mistake, and what was meant. */
    record Slip(String name, String damaged, String meant) {}

    /**
     * Makes one of twelve mistakes.
     *
     * @return nothing where there is no place for it
     */
    List<Slip> slip(int kind, Random random) {
        return switch (kind) {
            case 0 -> replaced("short arrow", " --> ", " -> ", random);
            case 1 -> replaced("no arrow", " (?:-->|---|==>|-\\.->) ", " ", random);
            case 2 -> replaced("torn arrow", " --> ", " - -> ", random);
            case 3 -> replaced("no closing bracket", "(?<=[\\w\"])[\\])}](?=\\s|$)", "", random);
            case 4 -> replaced("no opening bracket", "(?<=n\\d)[\\[({](?=[\\w\"])", "", random);
            case 5 -> replaced("another closing bracket", "(?<=[\\w\"])\\](?=\\s|$)", ")", random);
            case 6 -> replaced("no closing quote", "(?<=\\w)\"(?=[\\])}/\\\\|])", "", random);
            case 7 -> replaced("no opening quote", "(?<=[\\[({/\\\\|])\"(?=\\w)", "", random);
            case 8 -> replaced("no quotes", "(?<=[\\[({/\\\\>|])\"([^\"]*)\"(?=[\\])}/\\\\|])", "$1", random);
            case 9 -> {
                List<Slip> quoted = replaced("quotes inside", "(?<=\\[)(\\w+ \\w+)(?=\\])", "$1 \"now\" (so)", random);
                yield quoted.stream()
                        .map(s -> new Slip(
                                s.name(),
                                s.damaged(),
                                s.damaged()
                                        .replaceFirst(
                                                "\\[([^\\[\\]\"]*) \"now\" \\(so\\)\\]",
                                                "[\"$1 #quot;now#quot; (so)\"]")))
                        .toList();
            }
            case 10 -> replaced("no quotes around a title", "(?<=subgraph s\\d\\[)\"([^\"]*)\"(?=\\])", "$1", random);
            default -> replaced("no end", "(?m)^ *end$", "", random);
        };
    }

    private List<Slip> replaced(String name, String pattern, String by, Random random) {
        String code = code();
        Matcher matcher = Pattern.compile(pattern).matcher(code);
        List<Integer> places = new ArrayList<>();
        while (matcher.find()) {
            places.add(matcher.start());
        }
        if (places.isEmpty()) {
            return List.of();
        }
        matcher.reset();
        matcher.find(places.get(random.nextInt(places.size())));
        StringBuilder damaged = new StringBuilder();
        matcher.region(matcher.start(), code.length());
        // The region keeps what stands before the place visible to the pattern.
        matcher.useTransparentBounds(true).useAnchoringBounds(false);
        damaged.append(matcher.replaceFirst(by));
        return List.of(new Slip(name, damaged.toString(), code));
    }

    private static final class Making {
        private final Random random;
        private final List<String> lines = new ArrayList<>();
        private final TreeSet<String> shown = new TreeSet<>();
        private Set<String> before = Set.of();
        private Set<String> here = Set.of();
        private int nodes;
        private int groups;

        Making(Random random) {
            this.random = random;
        }

        RandomFlowchart flowchart() {
            lines.add(pick(List.of("flowchart ", "graph ")) + pick(List.of("TD", "LR", "TB", "RL", "BT")));
            int statements = 3 + random.nextInt(5);
            for (int i = 0; i < statements; i++) {
                statement("    ");
                if (random.nextInt(4) == 0) {
                    group();
                }
            }
            if (random.nextBoolean()) {
                lines.add("    classDef hot fill:#fbdada,stroke:#c62828");
                lines.add("    class n0 hot");
            }
            if (random.nextInt(3) == 0) {
                lines.add("    style n0 stroke-width:2px");
                lines.add("    linkStyle 0 stroke:#c62828");
            }
            if (random.nextInt(3) == 0) {
                lines.add(1, "    %% a comment --> with \"signs\" [x");
            }
            return new RandomFlowchart(lines, shown);
        }

        private void group() {
            String id = "s" + groups++;
            String title = words();
            shown.add(title);
            boolean isBare = random.nextInt(3) == 0;
            lines.add("    subgraph " + id + (isBare ? "[" + title + "]" : "[\"" + title + "\"]"));
            statement("        ");
            lines.add("    end");
        }

        private void statement(String margin) {
            int length = 1 + random.nextInt(8) / 4;
            before = Set.of();
            StringBuilder line = new StringBuilder(margin).append(some());
            for (int i = 0; i < length; i++) {
                before = here;
                line.append(' ').append(link()).append(' ').append(some());
            }
            lines.add(line.toString());
        }

        private String some() {
            here = new TreeSet<>();
            return random.nextInt(8) == 0 ? node() + " & " + node() : node();
        }

        private String node() {
            if (nodes > 2 && random.nextInt(4) == 0) {
                String known = "n" + random.nextInt(nodes);
                // Of several loops at one node Mermaid draws one.
                if (!before.contains(known)) {
                    here.add(known);
                    return known;
                }
            }
            String id = "n" + nodes++;
            here.add(id);
            int kind = random.nextInt(12);
            if (kind == 0) {
                shown.add(id);
                return id;
            }
            if (kind == 1) {
                String label = words();
                shown.add(label);
                lines.add("    " + id + "@{ shape: " + pick(List.of("docs", "cyl", "hex", "lin-rect", "rounded"))
                        + ", label: \"" + label + "\" }");
                return id;
            }
            String[] shape = SHAPES[random.nextInt(SHAPES.length)];
            String marked = random.nextInt(8) == 0 ? ":::hot" : "";
            return id + shape[0] + label(random.nextInt(3) == 0) + shape[1] + marked;
        }

        private String link() {
            return switch (random.nextInt(5)) {
                case 0 -> pick(LINKS) + "|" + label(random.nextBoolean()) + "|";
                case 1 -> {
                    String label = words();
                    shown.add(label);
                    yield String.format(pick(TEXT_LINKS), label);
                }
                case 2 -> "e" + random.nextInt(1_000_000) + "@" + pick(List.of("-->", "==>"));
                case 3 -> "-->";
                default -> pick(LINKS);
            };
        }

        private String label(boolean isBare) {
            String words = words();
            if (isBare) {
                shown.add(words);
                return words;
            }
            String label = random.nextBoolean() ? words : words + " " + pick(SPECIAL);
            shown.add(label.replace("#quot;", "\"")
                    .replace("#35;", "#")
                    .replace("<br/>", " ")
                    .replaceAll("\\s+", " "));
            return "\"" + label + "\"";
        }

        private String words() {
            return random.nextBoolean() ? pick(WORDS) : pick(WORDS) + " " + pick(WORDS);
        }

        private String pick(List<String> list) {
            return list.get(random.nextInt(list.size()));
        }
    }
}
