package io.github.answersheet.quiz;

import io.github.answersheet.markdown.MarkdownParser;
import io.github.answersheet.source.SourceText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;

/** Turns the blocks of one question into its text, code, options and key. */
final class QuestionBuilder {

    // Options of these are things to put together, none of them right or wrong by itself.
    private static final Pattern NO_CHOICE = Pattern.compile(
            "\\b(matching|ordering|sequencing)\\b|\\bmatch (each|these|the following)\\b|\\barrange\\b|\\bin(to)? the (correct|right|proper) (order|sequence)\\b|\\bcorrect sequence\\b");
    private static final Pattern KEY_LETTERS = Pattern.compile(
            "(?i)(?:[\\s*_`>:.()-]|\\b(?:the|correct|right|answers?|options?|choices?|is|are|ans|key)\\b)*"
                    + "(?-i:(?<letters>" + Letters.ANY + "(?:\\s*(?:,|、|and|&|/|\\+|und|et|y|и)\\s*" + Letters.ANY
                    + ")*))(?:[*_`]*[ \\t]*(?:[.):,、，–—-]|\\n|$)|[*_`]+\\s).*",
            Pattern.DOTALL);

    private static final Pattern KEY_NUMBERS = Pattern.compile(
            "[\\s*_`(]*(?:option|choice|answer|nr|no)?\\.?\\s*(?<numbers>\\d(?:\\s*(?:,|and|&|und|et|y)\\s*\\d)*)[*_`]*(?:[.):,–—-].*|\\s*)",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern WITH_POINTS =
            Pattern.compile("[(\\[]\\d+ (?:points?|pts?|marks?|Punkte?|баллов)[)\\]]");
    private static final Pattern HTML_BREAK = Pattern.compile("<br ?/?>$");
    // "- B - Correct": the letter alone stands for its option.
    private static final Pattern BARE_LETTER = Pattern.compile("^\\s*[-*+]\\s+(" + Letters.ANY + ")\\s+([-–—(].*)$");
    private static final Pattern HEADING_IN_ITEM = Pattern.compile("#{1,6}\\s+\\S.*");
    private static final int LONGEST_REMARK = 200;

    private final SourceText source;
    private final Found found;
    private final List<Part> parts;
    private final LineRoles roles;

    private QuestionBuilder(SourceText source, Found found, List<Part> parts, LineRoles roles) {
        this.source = source;
        this.found = found;
        this.parts = parts;
        this.roles = roles;
    }

    /**
     * What was read, before the question has its number and identity.
     *
     * @param text empty if nothing is left to ask
     * @param textLines the lines that a student sees, without a heading or title
     * @param optionLines those on which options begin
     * @param keyLines those that give the answer away
     */
    record Raw(
            Found found,
            String kind,
            String stem,
            String text,
            List<CodeBlock> code,
            List<String> hints,
            List<String> examples,
            List<Choice> choices,
            Optional<AuthorKey> key,
            List<Integer> textLines,
            List<Integer> optionLines,
            List<Integer> keyLines) {

        boolean isAnswered() {
            return key.isPresent() || !choices.isEmpty();
        }
    }

    /**
     * Reads one question.
     *
     * @param bodyIsAnswer whether all that stands under its first sentence is the answer
     */
    static Raw build(SourceText source, Layout layout, Hints hints, Found found, boolean bodyIsAnswer) {
        if (found.row().isPresent()) {
            return row(found, found.row().get());
        }
        List<Part> parts = Part.of(found, source);
        boolean pairs = found.container()
                .filter(c -> hidesBody(c, source, layout, parts))
                .isPresent();
        LineRoles roles = LineRoles.of(source, layout, hints, found, parts, bodyIsAnswer || pairs);
        return new QuestionBuilder(source, found, parts, roles).build();
    }

    /** Reads one question whose lines an outline gives. */
    static Raw build(SourceText source, Layout layout, Hints hints, Found found, Outline.Entry entry) {
        if (found.row().isPresent()) {
            return row(found, found.row().get());
        }
        List<Part> parts = Part.of(found, source);
        LineRoles roles =
                LineRoles.of(source, layout, hints, found, parts, false).as(entry, source);
        return new QuestionBuilder(source, found, parts, roles).build();
    }

    // A fold that asks in its title hides the answer, unless options or an answer of their own stand in it.
    private static boolean hidesBody(Container container, SourceText source, Layout layout, List<Part> parts) {
        List<Block> blocks = parts.stream().map(Part::block).toList();
        boolean answers = layout.holds(container, Container.Role.ANSWER)
                || blocks.stream()
                        .anyMatch(b -> LeadIn.of(source.line(b.firstLine()))
                                .filter(l -> l.matter() == Matter.ANSWERS && l.certain())
                                .isPresent());
        boolean asks = container.kind() == Container.Kind.DETAILS || Container.asks(container.title());
        return container.folds() && asks && !answers && Choices.countIn(source, blocks) < 2;
    }

    private static Raw row(Found found, QuestionTable.Row row) {
        List<String> letters = row.choices().isEmpty() ? List.of() : lettersOf(row.key(), row.choices());
        Optional<AuthorKey> key = row.key().isBlank() || Placeholder.isOne(row.key())
                ? Optional.empty()
                : Optional.of(new AuthorKey(letters, row.key(), row.line()));
        String text = row.text();
        if (!row.choices().isEmpty()) {
            StringBuilder all = new StringBuilder(text).append('\n');
            row.choices()
                    .forEach(c ->
                            all.append("\n").append(c.letter()).append(") ").append(c.text()));
            text = all.toString();
        }
        return new Raw(
                found,
                "",
                row.text(),
                text,
                List.of(),
                List.of(),
                List.of(),
                row.choices(),
                key,
                List.of(row.line()),
                List.of(),
                List.of());
    }

    private Raw build() {
        String text = text();
        String stem = stem(text);
        boolean choosable = !NO_CHOICE
                .matcher((firstLine() + " " + stem).toLowerCase(Locale.ROOT))
                .find();
        List<Choices.Line> lines = choosable && !areSubQuestions(roles.choices(), stem) ? roles.choices() : List.of();
        List<Choice> choices = lines.size() < 2 ? List.of() : choices(lines);
        return new Raw(
                found,
                kind(),
                stem,
                text,
                code(),
                roles.hints(),
                roles.examples(),
                choices,
                key(lines, choices),
                roles.lines(LineRoles.Role.TEXT),
                choices.isEmpty()
                        ? List.of()
                        : lines.stream().map(Choices.Line::line).toList(),
                roles.lines(LineRoles.Role.KEY));
    }

    // "a. Explain …" and "(b) Why …? (3 points)" are parts to answer and nothing to choose from.
    private static boolean areSubQuestions(List<Choices.Line> lines, String stem) {
        long asking = lines.stream()
                .filter(line -> !line.letter().isEmpty() && !line.right())
                .filter(line -> Evidence.asks(line.text())
                        || WITH_POINTS.matcher(line.text()).find())
                .count();
        long demanding = lines.stream()
                .filter(line -> !line.letter().isEmpty() && !line.right())
                .filter(line -> Evidence.asks(line.text()) || Evidence.demands(line.text()))
                .count();
        return !lines.isEmpty() && (asking * 2 > lines.size() || (!Evidence.asks(stem) && demanding == lines.size()));
    }

    private String kind() {
        String line = found.container()
                .map(Container::title)
                .orElseGet(() -> found.startsWith(Block.Kind.HEADING) ? HeadingLine.words(firstLine()) : firstLine());
        boolean marked =
                found.is(Found.Form.HEADING) || found.is(Found.Form.PARAGRAPH) || found.is(Found.Form.CONTAINER);
        return marked
                ? QuestionMark.of(line)
                        .map(QuestionMark::word)
                        .or(() -> found.container().map(Container::word))
                        .orElse("")
                : "";
    }

    private String firstLine() {
        return found.blocks().isEmpty() ? "" : source.line(found.blocks().get(0).firstLine());
    }

    /** The first line without heading signs, list marker or question mark; nothing if only the mark stood there. */
    private String opening() {
        if (found.is(Found.Form.CONTAINER) && !found.startsWith(Block.Kind.HEADING)) {
            return containerTitle();
        }
        String line = firstLine();
        Block first = found.blocks().get(0);
        if (first.is(Block.Kind.HEADING)) {
            String words = HeadingLine.words(line);
            if (Matter.of(PlainText.of(first.node())) == Matter.QUESTION) {
                return "";
            }
            String opening = withoutMark(words);
            return isRemark(opening) && hasTextBelow() ? "" : opening;
        }
        if (found.is(Found.Form.LETTER)) {
            return Choices.read(line, 0).map(Choices.Line::text).orElse(line);
        }
        if (first.isItem()) {
            Integer indent = ((ListItem) first.node()).getContentIndent();
            String content = indent == null ? line : contentOf(line, indent);
            String unchecked = content.replaceFirst("^\\[ ?\\]\\s+", "");
            return HEADING_IN_ITEM.matcher(unchecked).matches() ? HeadingLine.words(unchecked) : unchecked;
        }
        if (Paragraphs.isBoldLine(line) && Paragraphs.asksInOneWord(PlainText.of(first.node()))) {
            return "";
        }
        String opening = withoutMark(line);
        return isRemark(opening) && hasTextBelow() ? "" : opening;
    }

    // "Exercise" over an exercise says nothing.
    private String containerTitle() {
        Container container = found.container().orElseThrow();
        String opening = withoutMark(container.title());
        String plain = Words.plain(opening);
        boolean generic = Matter.of(opening) == Matter.QUESTION
                || Words.has("numbering", plain)
                || Words.has("container-question", plain);
        return (generic || isRemark(opening)) && hasTextBelow() ? "" : opening;
    }

    // "(Multiple Choice)" after the number says what kind of question comes, and is none.
    private static boolean isRemark(String opening) {
        return opening.length() <= LONGEST_REMARK
                && opening.replaceAll("\\([^)]*\\)", "")
                        .replaceAll("[^\\p{L}\\p{N}]+", "")
                        .isEmpty();
    }

    private boolean hasTextBelow() {
        return roles.lines(LineRoles.Role.TEXT).stream()
                .anyMatch(l -> !source.line(l).isBlank());
    }

    private static String withoutMark(String line) {
        return QuestionMark.of(line)
                .map(mark -> mark.prefix() + line.substring(mark.start()))
                .map(rest -> rest.isBlank() ? "" : rest)
                .orElse(line);
    }

    // The marker's columns are no blanks, so they are cut and not stripped.
    private static String contentOf(String line, int indent) {
        int column = 0;
        int i = 0;
        while (i < line.length() && column < indent) {
            column += line.charAt(i) == '\t' ? 4 - column % 4 : 1;
            i++;
        }
        return line.substring(i);
    }

    private String text() {
        int first = found.firstLine();
        boolean titled = found.startsWith(Block.Kind.HEADING) || found.is(Found.Form.CONTAINER);
        StringBuilder out = new StringBuilder();
        String opening =
                roles.role(first).filter(r -> r != LineRoles.Role.TEXT).isPresent() && !titled ? "" : opening();
        out.append(shown(opening, first));
        int strip = commonIndentation(first);
        int blanks = titled && !found.startsWith(Block.Kind.HEADING) ? 1 : 0;
        int from = Math.max(first + 1, headingEnd() + 1);
        boolean cut = false;
        for (int line = from; line <= found.lastLine(); line++) {
            Optional<LineRoles.Role> role = roles.role(line);
            if (role.isPresent() && role.get() != LineRoles.Role.TEXT) {
                cut = true;
            } else if (source.line(line).isBlank() && role.isEmpty()) {
                blanks++;
            } else if (role.isPresent()) {
                if (out.length() > 0) {
                    out.append("\n".repeat(cut ? Math.min(blanks, 1) + 1 : blanks + 1));
                }
                String text = source.line(line);
                out.append(Indentation.strip(shown(text, line), strip));
                blanks = 0;
                cut = false;
            }
        }
        return stripBlankLines(out.toString());
    }

    private int headingEnd() {
        return found.startsWith(Block.Kind.HEADING) ? found.blocks().get(0).lastLine() : 0;
    }

    private static String stripBlankLines(String text) {
        int start = 0;
        while (start < text.length()) {
            int end = text.indexOf('\n', start);
            if (end < 0 || !text.substring(start, end).isBlank()) {
                break;
            }
            start = end + 1;
        }
        // Line breaks in HTML at the end are only there for distance.
        String rest = text.substring(start).stripTrailing();
        while (rest.endsWith(">")
                && HTML_BREAK
                        .matcher(rest.substring(Math.max(0, rest.length() - 6)))
                        .find()) {
            rest = rest.substring(0, rest.lastIndexOf('<')).stripTrailing();
        }
        return rest;
    }

    private int commonIndentation(int first) {
        if (!found.is(Found.Form.ITEM)) {
            return 0;
        }
        int common = Integer.MAX_VALUE;
        for (int line : roles.lines(LineRoles.Role.TEXT)) {
            if (line > first && !source.line(line).isBlank()) {
                common = Math.min(common, Indentation.of(source.line(line)));
            }
        }
        Integer content = ((ListItem) found.blocks().get(0).node()).getContentIndent();
        if (common == Integer.MAX_VALUE || content == null) {
            return 0;
        }
        // Four columns more than the item's content are an indented code block and have to stay.
        return common - content >= 4 ? content : common;
    }

    private String shown(String text, int line) {
        for (Choices.Line choice : roles.choices()) {
            if (choice.line() == line) {
                if (Choices.isBox(text) && choice.right()) {
                    String unticked = roles.choices().stream()
                            .filter(c -> !c.right())
                            .map(c -> Choices.boxMark(source.line(c.line())))
                            .findFirst()
                            .orElse("☐");
                    return text.replace(Choices.boxMark(text), unticked);
                }
                return choice.right() ? choice.shown() : text;
            }
        }
        return text;
    }

    private String stem(String text) {
        String opening = opening();
        if (found.startsWith(Block.Kind.HEADING)) {
            String words = PlainText.of(found.blocks().get(0).node());
            if (!opening.isEmpty()) {
                return QuestionMark.of(words)
                        .map(mark -> words.substring(mark.start()))
                        .filter(w -> !w.isBlank())
                        .orElse(words);
            }
        } else if (found.is(Found.Form.CONTAINER) || found.is(Found.Form.LETTER)) {
            if (!opening.isEmpty()) {
                return opening.replaceAll("[*_]{2}", "");
            }
        } else if (!parts.isEmpty() && !opening.isEmpty()) {
            Block first = parts.get(0).block();
            int shown = first.firstLine();
            while (shown < first.lastLine() && roles.isText(shown + 1)) {
                shown++;
            }
            // Lines of the first paragraph that give the answer away are no part of it.
            String words = shown == first.lastLine()
                    ? PlainText.of(first.node())
                    : PlainText.of(MarkdownParser.parseWithTables(
                            opening + "\n" + source.lines(first.firstLine() + 1, shown)));
            boolean several =
                    parts.get(0).block().lastLine() > parts.get(0).block().firstLine();
            if (several && found.is(Found.Form.PARAGRAPH)) {
                words = opening.replaceAll("[*_]{2}", "");
            }
            String all = words;
            return found.is(Found.Form.PARAGRAPH)
                    ? QuestionMark.of(all)
                            .map(m -> all.substring(m.start()))
                            .filter(w -> !w.isBlank())
                            .orElse(all)
                    : all;
        }
        for (Part part : parts.subList(found.is(Found.Form.CONTAINER) ? 0 : Math.min(1, parts.size()), parts.size())) {
            Block block = part.block();
            boolean asks = block.is(Block.Kind.PARAGRAPH) || block.is(Block.Kind.QUOTE) || block.isItem();
            if (asks
                    && roles.role(block.firstLine())
                            .filter(r -> r == LineRoles.Role.TEXT)
                            .isPresent()) {
                String words = PlainText.of(block.node());
                if (!words.isBlank() && !words.startsWith("Topic:")) {
                    return words;
                }
            }
        }
        return text.lines().filter(l -> !l.isBlank()).findFirst().orElse("").strip();
    }

    private List<CodeBlock> code() {
        List<CodeBlock> code = new ArrayList<>();
        for (Part part : parts) {
            part.block().node().accept(new AbstractVisitor() {
                @Override
                public void visit(FencedCodeBlock block) {
                    add(block, block.getInfo() == null ? "" : block.getInfo(), block.getLiteral(), 1);
                }

                @Override
                public void visit(IndentedCodeBlock block) {
                    add(block, "", block.getLiteral(), 0);
                }

                private void add(Node node, String info, String literal, int fence) {
                    if (node.getSourceSpans().isEmpty()) {
                        return;
                    }
                    int line = node.getSourceSpans().get(0).getLineIndex() + 1;
                    if (roles.role(line).filter(r -> r == LineRoles.Role.TEXT).isPresent()) {
                        String language = CodeBlock.language(info);
                        code.add(new CodeBlock(language, literal == null ? "" : literal, line + fence));
                    }
                }
            });
        }
        return code;
    }

    private List<Choice> choices(List<Choices.Line> lines) {
        List<Choice> choices = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            Choices.Line line = lines.get(i);
            String letter = line.letter().isEmpty() ? Letters.ofPlace(i) : line.letter();
            String text = line.text();
            // "a)" alone names the code block under it; "- [ ] a." does so too.
            if (text.matches("(\\(?[A-Ha-h][.):])?")) {
                int end = i + 1 < lines.size() ? lines.get(i + 1).line() - 1 : found.lastLine();
                text = textOf(line.line() + 1, end);
            }
            choices.add(new Choice(letter, text));
        }
        return choices;
    }

    private String textOf(int first, int last) {
        StringBuilder out = new StringBuilder();
        for (int line = first; line <= last; line++) {
            if (roles.role(line).filter(r -> r == LineRoles.Role.TEXT).isPresent()) {
                out.append(source.line(line)).append('\n');
            }
        }
        return out.toString().strip();
    }

    private Optional<AuthorKey> key(List<Choices.Line> lines, List<Choice> choices) {
        List<Integer> keyLines = roles.lines(LineRoles.Role.KEY);
        Map<Integer, String> right = new HashMap<>();
        for (int i = 0; i < choices.size(); i++) {
            if (lines.get(i).right()) {
                right.put(i, choices.get(i).letter());
            }
        }
        String text = keyText(keyLines);
        for (String said : roles.said()) {
            text = (text + "\n" + withoutLead(said)).strip();
        }
        if (right.isEmpty() && text.isEmpty()) {
            return Optional.empty();
        }
        List<String> letters = right.isEmpty() ? lettersOf(text, choices) : List.copyOf(right.values());
        int line = !keyLines.isEmpty()
                ? keyLines.get(0)
                : lines.isEmpty() ? found.firstLine() : lines.get(0).line();
        return Optional.of(new AuthorKey(letters, text, line));
    }

    /** The letters of the options that a key names: by letter, by number, or by their words. */
    static List<String> lettersOf(String key, List<Choice> choices) {
        if (choices.isEmpty()) {
            return List.of();
        }
        List<String> letters = lettersIn(key);
        if (!letters.isEmpty()) {
            return letters;
        }
        // What is said to single options may stand before the line that answers.
        for (String line : key.lines().toList()) {
            List<String> said = LeadIn.of(line)
                    .filter(lead -> lead.matter() == Matter.ANSWERS)
                    .map(lead -> lettersIn(lead.rest()))
                    .orElse(List.of());
            if (!said.isEmpty()) {
                return said;
            }
        }
        List<String> ticked = key.lines()
                .map(line -> Choices.read(line, 0)
                        .or(() -> Choices.read(BARE_LETTER.matcher(line).replaceFirst("$1) x $2"), 0)))
                .flatMap(Optional::stream)
                .filter(c -> c.right() && !c.letter().isEmpty())
                .map(Choices.Line::letter)
                .toList();
        if (!ticked.isEmpty()) {
            return ticked;
        }
        String first = key.lines().findFirst().orElse("").strip();
        Matcher numbers = KEY_NUMBERS.matcher(first);
        if (numbers.matches()) {
            List<String> named = Pattern.compile("\\d")
                    .matcher(numbers.group("numbers"))
                    .results()
                    .map(n -> Integer.parseInt(n.group()))
                    .filter(n -> n >= 1 && n <= choices.size())
                    .map(n -> choices.get(n - 1).letter())
                    .toList();
            if (!named.isEmpty()
                    && choices.stream().noneMatch(c -> Words.plain(c.text()).equals(Words.plain(first)))) {
                return named;
            }
        }
        String words = Words.plain(first);
        List<String> named = choices.stream()
                .filter(c -> !words.isEmpty() && Words.plain(c.text()).equals(words))
                .map(Choice::letter)
                .toList();
        return named.size() == 1 ? named : List.of();
    }

    private String keyText(List<Integer> keyLines) {
        StringBuilder out = new StringBuilder();
        int previous = -1;
        for (int line : keyLines) {
            String text = source.line(line).replaceAll("(?i)</?p\\b[^>]{0,1000}>", "");
            if (previous >= 0 && line > previous + 1) {
                out.append('\n');
            }
            out.append(text).append('\n');
            previous = line;
        }
        return withoutLead(out.toString().strip());
    }

    private static String withoutLead(String text) {
        String first = text.lines().findFirst().orElse("");
        return LeadIn.of(first)
                .filter(lead -> lead.matter() == Matter.ANSWERS && !lead.rest().isEmpty())
                .map(lead -> (lead.rest() + text.substring(first.length())).strip())
                .orElse(text);
    }

    /** The letters that a key starts with, such as {@code B} or {@code a, c}. */
    static List<String> lettersIn(String key) {
        Matcher letters = KEY_LETTERS.matcher(key);
        if (!letters.matches()) {
            return List.of();
        }
        return Pattern.compile("(?<!\\p{L})" + Letters.ANY + "(?!\\p{L})")
                .matcher(letters.group("letters"))
                .results()
                .map(letter -> Letters.latin(letter.group()))
                .toList();
    }
}
