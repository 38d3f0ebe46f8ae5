package io.github.answersheet.quiz;

import io.github.answersheet.source.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Says of each line of a question whether a student sees it. Lines that give the answer away are the author's key;
 * hints under a heading of their own are kept apart.
 *
 * @param roles the lines that have one
 * @param choices the options in order
 * @param hints the hints
 * @param examples the examples
 * @param said answers that stand in comments, or on a line beside other text
 */
record LineRoles(
        Map<Integer, Role> roles,
        List<Choices.Line> choices,
        List<String> hints,
        List<String> examples,
        List<String> said) {

    enum Role {
        TEXT,
        KEY,
        HINT,
        DROPPED
    }

    /**
     * Reads the lines of one question.
     *
     * @param bodyIsAnswer whether all that stands under its first sentence is the answer
     */
    static LineRoles of(
            SourceText source, Layout layout, Hints hints, Found found, List<Part> parts, boolean bodyIsAnswer) {
        Reading reading = new Reading(source, layout, hints, found, parts, bodyIsAnswer);
        reading.read();
        return new LineRoles(
                reading.roles,
                List.copyOf(reading.choices),
                tidied(reading.hints),
                tidied(reading.examples),
                List.copyOf(reading.said));
    }

    private static List<String> tidied(List<String> texts) {
        return texts.stream()
                .map(t -> t.strip().replaceAll("(?<![*_])[*_]$", "").strip())
                .filter(t -> !t.isEmpty())
                .toList();
    }

    /** These roles with those that an outline gives; lines that it does not name are dropped. */
    LineRoles as(Outline.Entry entry, SourceText source) {
        TreeMap<Integer, Role> given = new TreeMap<>();
        for (int line = entry.firstLine(); line <= entry.lastLine(); line++) {
            boolean blank = source.line(line).isBlank();
            if (Outline.hold(entry.key(), line)) {
                given.put(line, Role.KEY);
            } else if (Outline.hold(entry.text(), line) && (!blank || roles.containsKey(line))) {
                given.put(line, Role.TEXT);
            } else if (!blank) {
                given.put(line, Role.DROPPED);
            }
        }
        List<Choices.Line> options = new ArrayList<>();
        for (Outline.Lines range : entry.options()) {
            int line = range.first();
            options.add(choices.stream()
                    .filter(c -> c.line() == line)
                    .findFirst()
                    .or(() -> Choices.read(source.line(line), line))
                    .orElseGet(() -> {
                        String text = source.line(line).strip().replaceFirst("^(?:[-*+]|\\d+[.)])\\s+", "");
                        return new Choices.Line("", text, line, false, source.line(line));
                    }));
        }
        return new LineRoles(given, List.copyOf(options), hints, examples, said);
    }

    Optional<Role> role(int line) {
        return Optional.ofNullable(roles.get(line));
    }

    boolean isText(int line) {
        return roles.get(line) == Role.TEXT;
    }

    /** Lines of that role, in order. */
    List<Integer> lines(Role role) {
        return roles.entrySet().stream()
                .filter(e -> e.getValue() == role)
                .map(Map.Entry::getKey)
                .toList();
    }

    private static final class Reading {

        private static final Pattern FEEDBACK = Pattern.compile(
                "[\\s>]*(?:[-*+]\\s+)?[*_]{0,3}[✅❌✔✗✘]?\\uFE0F?\\s*(?<words>\\p{L}[\\p{L}' ’]{1,24}?)[*_]{0,3}\\s*(?:[!.,:;–—-].*|$)|\\s*\\.\\.\\.\\s+\\S.*|\\s*(?:[-*+]\\s+)?[✅❌✔✗✘]\\uFE0F?\\s+\\p{L}.*");
        private static final Pattern SOLUTION_BITS = Pattern.compile("\\s*exsolution\\s*:\\s*(?<value>.*?)\\s*");
        private static final Pattern WRAPPED = Pattern.compile(
                "(?:\\*\\*|__)(?!\\s)(?<bold>[^*_]+?)(?:\\*\\*|__)|(?<halfbold>[^*_]+?)\\*\\*|==(?<high>[^=]+)==|<(?<tag>u|mark|b|strong|font|span|em|ins)\\b[^>]*>(?<tagged>.+?)</\\k<tag>>");
        private static final Pattern TAGS = Pattern.compile("<[^>]{0,500}>");
        private static final Pattern LETTERS_ONLY = Pattern.compile(
                "[(]?" + Letters.ANY + "[).]?(?:\\s*(?:,|and|&|/)?\\s*[(]?" + Letters.ANY + "[).]?){0,6}");

        private final SourceText source;
        private final Layout layout;
        private final Hints authors;
        private final Found found;
        private final List<Part> parts;
        private final boolean bodyIsAnswer;
        private final TreeMap<Integer, Role> roles = new TreeMap<>();
        private final List<Choices.Line> choices = new ArrayList<>();
        private final List<String> hints = new ArrayList<>();
        private final List<String> examples = new ArrayList<>();
        private final List<String> said = new ArrayList<>();
        private final boolean lettersMayBeOptions;

        private Role mode = Role.TEXT;
        private Matter heading = Matter.OTHER;
        private List<String> collecting;
        private int lastOption = -2;

        Reading(SourceText source, Layout layout, Hints authors, Found found, List<Part> parts, boolean bodyIsAnswer) {
            this.source = source;
            this.layout = layout;
            this.authors = authors;
            this.found = found;
            this.parts = parts;
            this.bodyIsAnswer = bodyIsAnswer;
            this.lettersMayBeOptions = parts.stream().anyMatch(p -> hasB(p.block()));
        }

        private boolean hasB(Block block) {
            for (int line = block.firstLine(); line <= block.lastLine(); line++) {
                if (Choices.read(source.line(line), line)
                        .filter(c -> c.letter().equals("B"))
                        .isPresent()) {
                    return true;
                }
            }
            return false;
        }

        void read() {
            List<Block> numbered = numberedOptions();
            for (int i = 0; i < parts.size(); i++) {
                Block block = parts.get(i).block();
                boolean first = i == 0 && !found.is(Found.Form.CONTAINER);
                if (numbered.contains(block)) {
                    choices.add(option(block));
                    fill(block, Role.TEXT);
                    lastOption = block.lastLine();
                } else {
                    read(block, first, i == 0);
                }
            }
            List<Choices.Line> ordered = Choices.inOrder(choices);
            choices.retainAll(ordered);
            markWrapped();
            hideExplanations();
            comments();
            if (bodyIsAnswer) {
                hideBody();
            }
            dropPlaceholders();
        }

        private List<Block> numberedOptions() {
            boolean fits =
                    found.is(Found.Form.HEADING) || found.is(Found.Form.CONTAINER) || found.is(Found.Form.PARAGRAPH);
            List<Block> shown = found.blocks().stream()
                    .filter(b -> !layout.hides(b.firstLine()))
                    .takeWhile(b -> b == found.blocks().get(0)
                            || !b.is(Block.Kind.HEADING)
                                    && LeadIn.of(source.line(b.firstLine()))
                                            .filter(l -> l.matter() == Matter.ANSWERS)
                                            .isEmpty())
                    .toList();
            boolean stemAsks = found.startsWith(Block.Kind.HEADING)
                    && Evidence.asks(PlainText.of(shown.get(0).node()));
            if (!fits || Choices.countIn(source, shown) >= 2) {
                return List.of();
            }
            return stemAsks && shown.stream().noneMatch(b -> b.is(Block.Kind.PARAGRAPH))
                    ? List.of()
                    : Stems.numberedOptions(shown);
        }

        private Choices.Line option(Block item) {
            String line = source.line(item.firstLine());
            Matcher marker = Pattern.compile("\\s*\\d+[.)]\\s+").matcher(line);
            String text = marker.lookingAt() ? line.substring(marker.end()) : line.strip();
            return new Choices.Line("", text.strip(), item.firstLine(), false, line);
        }

        private void read(Block block, boolean first, boolean isOpening) {
            if (isOpening && block.is(Block.Kind.HEADING)) {
                return;
            }
            if (layout.hides(block.firstLine()) && layout.hides(block.lastLine())) {
                hidden(block);
            } else if (block.is(Block.Kind.HEADING)) {
                heading(block);
            } else if (block.is(Block.Kind.CODE)) {
                fill(block, mode);
            } else if (block.is(Block.Kind.RULE)) {
                roles.put(block.firstLine(), Role.DROPPED);
            } else if (block.is(Block.Kind.TABLE) && mode == Role.TEXT && optionTable(block)) {
                collecting = null;
            } else {
                collecting = null;
                if (mode == Role.HINT) {
                    hints.add("");
                    collecting = hints;
                }
                for (int line = block.firstLine(); line <= block.lastLine(); line++) {
                    line(line, first && line == block.firstLine());
                }
            }
        }

        private void hidden(Block block) {
            boolean isHint = layout.around(block.firstLine(), Container.Role.HINT)
                            .isPresent()
                    && layout.around(block.firstLine(), Container.Role.ANSWER).isEmpty();
            if (isHint) {
                hints.add(source.lines(block.firstLine(), block.lastLine()).strip());
            }
            fill(block, isHint ? Role.HINT : Role.KEY);
        }

        private void fill(Block block, Role role) {
            for (int line = block.firstLine(); line <= block.lastLine(); line++) {
                roles.put(line, role);
            }
        }

        private void heading(Block block) {
            Matter matter = matter(PlainText.of(block.node()));
            heading = matter;
            Optional<LeadIn> lead = LeadIn.of(HeadingLine.words(source.line(block.firstLine())))
                    .filter(l -> l.matter() == Matter.ANSWERS && !l.rest().isEmpty());
            if (lead.isPresent()) {
                mode = Role.KEY;
                fill(block, Role.KEY);
                return;
            }
            switch (matter) {
                case HINTS -> mode = Role.HINT;
                case ANSWERS -> mode = Role.KEY;
                case OPTIONS -> mode = mode == Role.KEY ? mode : Role.TEXT;
                case ABOUT_FILE -> mode = Role.DROPPED;
                case QUESTION, EXAMPLES, INSTRUCTIONS -> mode = Role.TEXT;
                default -> {
                    // A topic inside what is being read.
                }
            }
            boolean shown = mode == Role.TEXT && matter != Matter.QUESTION && matter != Matter.OPTIONS;
            fill(block, shown ? Role.TEXT : Role.DROPPED);
        }

        private Matter matter(String words) {
            return authors.isAnswerWord(words) ? Matter.ANSWERS : Matter.of(words);
        }

        private void line(int number, boolean startsQuestion) {
            String text = source.line(number);
            if (layout.hides(number)) {
                boolean isHint = layout.around(number, Container.Role.ANSWER).isEmpty();
                roles.put(number, isHint ? Role.HINT : Role.KEY);
                return;
            }
            if (mode == Role.DROPPED) {
                roles.put(number, about(text) ? Role.KEY : Role.DROPPED);
                return;
            }
            Optional<Choices.Line> choice = startsQuestion ? Optional.empty() : choice(text, number);
            Optional<LeadIn> lead = startsQuestion ? Optional.empty() : lead(text, choice);
            if (lead.filter(l -> l.matter() == Matter.ANSWERS).isPresent()) {
                mode = Role.KEY;
                collecting = null;
            } else if (choice.isPresent()) {
                collecting = null;
                // The letters of a key are no options.
                if (mode != Role.KEY || choices.isEmpty()) {
                    choices.add(choice.get());
                    mode = Role.TEXT;
                    lastOption = number;
                }
            } else if (mode == Role.TEXT && isFeedback(text, number)) {
                roles.put(number, Role.KEY);
                lastOption = number;
                return;
            } else if (lead.filter(l -> l.matter() != Matter.OTHER).isPresent()) {
                lead(lead.get());
            } else if (isNavigation(text)) {
                roles.put(number, Role.DROPPED);
                return;
            } else if (collecting != null) {
                int last = collecting.size() - 1;
                collecting.set(last, (collecting.get(last) + " " + text.strip().replaceFirst("^>\\s*", "")).strip());
            }
            roles.put(number, mode);
        }

        private Optional<Choices.Line> choice(String text, int number) {
            Optional<Choices.Line> read =
                    Choices.read(text, number).filter(c -> c.letter().isEmpty() || lettersMayBeOptions);
            if (read.isEmpty()
                    && heading == Matter.OPTIONS
                    && mode == Role.TEXT
                    && text.matches("\\s{0,3}[-*+]\\s+\\S.*")) {
                return Optional.of(
                        new Choices.Line("", text.strip().substring(1).strip(), number, false, text));
            }
            return read;
        }

        // An option's own letter is no answer; an arrow or a sentence is one where its letters are those of options.
        private Optional<LeadIn> lead(String text, Optional<Choices.Line> choice) {
            Optional<LeadIn> lead = LeadIn.of(text)
                    .map(l -> authors.isAnswerWord(text.replaceFirst("[:：].*", ""))
                            ? new LeadIn(Matter.ANSWERS, l.rest(), true)
                            : l);
            if (lead.isEmpty() || lead.get().matter() != Matter.ANSWERS) {
                return choice.isPresent() ? Optional.empty() : lead;
            }
            boolean lettered = choice.filter(c -> !c.letter().isEmpty()).isPresent();
            if (lead.get().certain()) {
                boolean isOption = lettered
                        && text.strip().matches("(?:[-*+]\\s+)?[^\\p{L}]{0,6}" + Letters.ANY + "\\W.*")
                        && !Words.introduceAnswer(Words.plain(text.replaceFirst("[:：].*", "")));
                return isOption ? Optional.empty() : lead;
            }
            List<String> letters = QuestionBuilder.lettersIn(lead.get().rest());
            boolean known = !letters.isEmpty()
                    && letters.stream()
                            .allMatch(l ->
                                    choices.stream().anyMatch(c -> c.letter().equals(l)) || isPlace(l));
            boolean tells =
                    letters.isEmpty() && choices.size() != 1 && !text.strip().matches("[^\\p{L}]{0,3}[-=→✅✔].*");
            return known || tells ? lead : Optional.empty();
        }

        private boolean isPlace(String letter) {
            return choices.stream().allMatch(c -> c.letter().isEmpty())
                    && letter.length() == 1
                    && letter.charAt(0) - 'A' < choices.size();
        }

        private void lead(LeadIn lead) {
            switch (lead.matter()) {
                case HINTS, EXAMPLES -> {
                    mode = mode == Role.HINT ? mode : Role.TEXT;
                    collecting = lead.matter() == Matter.HINTS ? hints : examples;
                    collecting.add(lead.rest());
                }
                case QUESTION -> mode = Role.TEXT;
                default -> collecting = null;
            }
        }

        // "Correct! …" right under an option is said to who chose it.
        private boolean isFeedback(String text, int number) {
            if (choices.isEmpty() || number > lastOption + 2 || text.isBlank()) {
                return false;
            }
            Matcher feedback = FEEDBACK.matcher(text);
            return feedback.matches()
                    && (feedback.group("words") == null || Words.has("feedback", Words.plain(feedback.group("words"))));
        }

        private static boolean isNavigation(String text) {
            if (text.indexOf('[') < 0 && text.indexOf('<') < 0) {
                return false;
            }
            String words = TAGS.matcher(text.replaceAll("\\]\\([^)]*\\)", " ")).replaceAll(" ");
            return Words.has("navigation", Words.plain(words));
        }

        // Whether the line says what is right.
        private boolean about(String text) {
            Matcher bits = SOLUTION_BITS.matcher(text);
            if (!bits.matches()) {
                return false;
            }
            String value = bits.group("value");
            if (value.matches("[01]+") && value.length() == choices.size()) {
                for (int i = 0; i < choices.size(); i++) {
                    choices.set(
                            i,
                            choices.get(i)
                                    .marked(
                                            value.charAt(i) == '1',
                                            choices.get(i).shown()));
                }
            } else {
                said.add(value);
            }
            return true;
        }

        // Rows of a table, each with a letter.
        private boolean optionTable(Block block) {
            List<Choices.Line> rows = new ArrayList<>();
            int right = 0;
            for (int line = block.firstLine(); line <= block.lastLine(); line++) {
                List<String> cells = QuestionTable.cells(source.line(line));
                String letter = cells.isEmpty() ? "" : bare(cells.get(0)).replaceAll("[().:]", "");
                if (cells.size() >= 2
                        && letter.matches(Letters.ANY)
                        && Letters.latin(letter).equals(Letters.ofPlace(rows.size()))) {
                    String row = source.line(line);
                    boolean marked = cells.stream().filter(c -> !c.isBlank()).allMatch(c -> !bare(c).equals(c.strip()))
                            || cells.stream()
                                    .skip(2)
                                    .anyMatch(c -> Words.has("right", Words.plain(c)) || Words.has("right", c.strip()));
                    right += marked ? 1 : 0;
                    String shown = marked ? bareRow(row) : row;
                    rows.add(new Choices.Line(Letters.latin(letter), bare(cells.get(1)), line, marked, shown));
                }
            }
            if (rows.size() < 2) {
                return false;
            }
            boolean tells = right < rows.size();
            rows.forEach(r -> choices.add(tells ? r : r.marked(false, source.line(r.line()))));
            fill(block, Role.TEXT);
            lastOption = block.lastLine();
            return true;
        }

        private static String bare(String cell) {
            return TAGS.matcher(cell).replaceAll("").replaceAll("[*_=]{2}", "").strip();
        }

        private static String bareRow(String row) {
            return TAGS.matcher(row).replaceAll("").replaceAll("[*_=]{2}", "").replaceAll("[✅✔✓]", "");
        }

        // One option alone in bold or in colour is the right one.
        private void markWrapped() {
            if (choices.size() < 2 || choices.stream().anyMatch(Choices.Line::right)) {
                return;
            }
            int wrapped = -1;
            for (int i = 0; i < choices.size(); i++) {
                if (WRAPPED.matcher(choices.get(i).text()).matches()) {
                    if (wrapped >= 0) {
                        return;
                    }
                    wrapped = i;
                }
            }
            if (wrapped >= 0 && roles.get(choices.get(wrapped).line()) == Role.TEXT) {
                Choices.Line line = choices.get(wrapped);
                String text = bare(line.text()).replaceAll("\\*\\*", "");
                String shown = TAGS.matcher(line.shown()).replaceAll("").replaceAll("[*_=]{2}", "");
                choices.set(wrapped, new Choices.Line(line.letter(), text, line.line(), true, shown));
            }
        }

        // Behind ticked options authors explain the tick.
        private void hideExplanations() {
            if (choices.stream().noneMatch(Choices.Line::right)) {
                return;
            }
            int firstChoice = choices.get(0).line();
            int lastChoice = choices.get(choices.size() - 1).line();
            boolean boxed = Choices.isBox(source.line(lastChoice));
            for (Part part : parts) {
                Block block = part.block();
                boolean after = block.firstLine() > lastChoice;
                for (int line = block.firstLine(); line <= block.lastLine(); line++) {
                    boolean quoted = line > firstChoice
                            && source.line(line).stripLeading().startsWith(">");
                    boolean explains = after && !block.is(Block.Kind.CODE) && !boxed;
                    if (roles.get(line) == Role.TEXT && (quoted || explains)) {
                        roles.put(line, Role.KEY);
                    }
                }
            }
        }

        // Authors hide answers in comments, and in elements that begin in the middle of a line.
        private void comments() {
            for (Container comment : found.comments()) {
                String inside = comment.inline().strip();
                Optional<LeadIn> lead =
                        LeadIn.of(inside.lines().findFirst().orElse("")).filter(l -> l.matter() == Matter.ANSWERS);
                boolean letters =
                        !choices.isEmpty() && LETTERS_ONLY.matcher(inside).matches();
                boolean hides = !comment.is(Container.Role.COMMENT) && !comment.is(Container.Role.HINT);
                if ((lead.isPresent() || letters || hides)
                        && !Placeholder.isOne(lead.map(LeadIn::rest).orElse(inside)
                                + inside.substring(
                                        inside.lines().findFirst().orElse("").length()))) {
                    said.add(inside);
                    for (int line = comment.contentLine(); line <= comment.lastLine(); line++) {
                        roles.putIfAbsent(line, Role.KEY);
                    }
                }
            }
        }

        private void hideBody() {
            int stem = stemEnd(source, found, parts);
            boolean kept = !parts.isEmpty() && parts.get(0).block().is(Block.Kind.HEADING)
                    || roles.keySet().stream().anyMatch(l -> l <= stem)
                    || found.startsWith(Block.Kind.HEADING)
                    || found.container().filter(c -> !c.title().isBlank()).isPresent();
            if (kept) {
                roles.replaceAll((line, role) -> line > stem && role == Role.TEXT ? Role.KEY : role);
                choices.removeIf(c -> c.line() > stem);
            }
        }

        private void dropPlaceholders() {
            List<Integer> keyLines = new ArrayList<>();
            StringBuilder key = new StringBuilder();
            roles.forEach((line, role) -> {
                if (role == Role.KEY) {
                    keyLines.add(line);
                    String text = source.line(line);
                    Optional<LeadIn> lead = LeadIn.of(text).filter(l -> l.matter() == Matter.ANSWERS);
                    key.append(lead.map(LeadIn::rest).orElse(text)).append('\n');
                }
            });
            if (!keyLines.isEmpty() && said.isEmpty() && Placeholder.isOne(key.toString())) {
                keyLines.forEach(line -> roles.put(line, Role.DROPPED));
            }
        }
    }

    /** The last line of what a question asks first: its heading, title, or first sentence. */
    static int stemEnd(SourceText source, Found found, List<Part> parts) {
        if (parts.isEmpty() || found.is(Found.Form.CONTAINER) && !found.startsWith(Block.Kind.HEADING)) {
            return found.firstLine();
        }
        Block first = parts.get(0).block();
        boolean ownLine = !first.is(Block.Kind.HEADING)
                && first.lastLine() > first.firstLine()
                && Evidence.asks(source.line(first.firstLine()).strip());
        return ownLine ? first.firstLine() : first.lastLine();
    }
}
