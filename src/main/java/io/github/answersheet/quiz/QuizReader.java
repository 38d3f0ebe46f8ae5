package io.github.answersheet.quiz;

import io.github.answersheet.source.InputException;
import io.github.answersheet.source.Problem;
import io.github.answersheet.source.SourceText;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Reads quizzes as people write them. Stateless and thread-safe. */
public final class QuizReader {

    private static final int SEEN_AT_MOST = 12;

    private QuizReader() {}

    /**
     * Reads a quiz, with the hints that stand in it.
     *
     * @throws InputException if there is no question in the text
     */
    public static Quiz read(SourceText source) {
        return read(source, Hints.NONE, Optional.empty());
    }

    /**
     * Reads a quiz.
     *
     * @param hints what its author says about its form, besides what the quiz itself says
     * @param outline where its questions stand, if somebody says so
     * @throws InputException if there is no question in the text, or if the outline cannot be used for it
     */
    public static Quiz read(SourceText source, Hints hints, Optional<Outline> outline) {
        return reading(source, hints, outline).quiz();
    }

    /**
     * Where the questions stand, as they are read.
     *
     * @throws InputException as {@link #read(SourceText, Hints, Optional)}
     */
    public static Outline outline(SourceText source, Hints hints, Optional<Outline> outline) {
        return reading(source, hints, outline).outline();
    }

    /**
     * Why an outline that somebody else made cannot be used for a quiz.
     *
     * @return a sentence for each reason; nothing if it can be used
     */
    public static List<String> refusals(SourceText source, Hints hints, Outline outline) {
        return reading(source, hints, Optional.empty()).refusals(outline);
    }

    private static Reading reading(SourceText source, Hints hints, Optional<Outline> outline) {
        if (source.text().isBlank()) {
            throw new InputException(Problem.of(source.name(), "the file is empty; a quiz in Markdown is wanted"));
        }
        try {
            return Reading.of(source, hints.with(source), outline, !hints.equals(Hints.NONE));
        } catch (StackOverflowError e) {
            throw new InputException(Problem.of(source.name(), "is nested too deeply to be a quiz that people read"));
        }
    }

    /**
     * One reading of a quiz.
     *
     * @param markdown the blocks
     * @param findings which of them are questions
     * @param raws the questions, read
     * @param decisions what votes decided
     * @param categories the categories that an outline gives
     * @param unmarked where texts stand that may be answers and were not taken for them
     * @param isByOutline whether somebody said where the questions stand, in an outline or by hints
     */
    private record Reading(
            SourceText source,
            MarkdownBlocks markdown,
            QuestionFinder.Findings findings,
            List<QuestionBuilder.Raw> raws,
            List<Decision> decisions,
            List<Integer> unmarked,
            Map<Found, String> categories,
            boolean isByOutline) {

        static Reading of(SourceText source, Hints hints, Optional<Outline> outline, boolean isHinted) {
            MarkdownBlocks markdown = MarkdownBlocks.of(source);
            SourceText view = markdown.layout().view();
            QuestionFinder.Findings careful =
                    QuestionFinder.find(view, markdown.blocks(), markdown.layout(), hints, false);
            QuestionFinder.Findings findings = careful.found().isEmpty()
                    ? QuestionFinder.find(view, markdown.blocks(), markdown.layout(), hints, true)
                    : careful;
            List<QuestionBuilder.Raw> open = findings.found().stream()
                    .map(found -> QuestionBuilder.build(view, markdown.layout(), hints, found, false))
                    .toList();
            UnmarkedAnswers unmarked = UnmarkedAnswers.vote(view, markdown.layout(), hints, findings, open);
            List<QuestionBuilder.Raw> raws = new ArrayList<>();
            for (QuestionBuilder.Raw raw : open) {
                boolean answered = unmarked.questions().contains(raw.found());
                raws.add(answered ? QuestionBuilder.build(view, markdown.layout(), hints, raw.found(), true) : raw);
            }
            raws.removeIf(raw -> raw.text().isBlank());
            List<Decision> decisions = new ArrayList<>(findings.decisions());
            decisions.addAll(unmarked.decisions());
            Reading reading = new Reading(
                    source,
                    markdown,
                    findings,
                    List.copyOf(raws),
                    List.copyOf(decisions),
                    unmarked.doubted(),
                    Map.of(),
                    isHinted);
            return outline.map(lines -> reading.with(lines, hints)).orElse(reading);
        }

        List<String> refusals(Outline outline) {
            return OutlineReading.of(outline, markdown.layout().view(), source, markdown, findings)
                    .strangersProblems(outline, markdown.layout().view(), findings);
        }

        // The outline's questions; where some of it is stale, the rules' questions that lie beside them as well.
        private Reading with(Outline outline, Hints hints) {
            SourceText view = markdown.layout().view();
            OutlineReading lines = OutlineReading.of(outline, view, source, markdown, findings);
            if (!lines.problems().isEmpty()) {
                throw new InputException(lines.problems().stream()
                        .map(problem -> Problem.of(source.name(), "the outline beside it is refused: " + problem))
                        .toList());
            }
            List<QuestionBuilder.Raw> given = new ArrayList<>();
            Map<Found, String> ofOutline = new HashMap<>();
            for (OutlineReading.Entry entry : lines.entries()) {
                given.add(QuestionBuilder.build(view, markdown.layout(), hints, entry.found(), entry.lines()));
                ofOutline.put(entry.found(), entry.lines().category());
            }
            if (lines.stale() > 0) {
                for (QuestionBuilder.Raw raw : raws) {
                    boolean beside = lines.entries().stream()
                            .noneMatch(e -> e.lines().firstLine() <= raw.found().lastLine()
                                    && raw.found().firstLine() <= e.lines().lastLine());
                    if (beside) {
                        given.add(raw);
                    }
                }
                given.sort(Comparator.comparingInt(raw -> raw.found().firstLine()));
            }
            given.removeIf(raw -> raw.text().isBlank());
            List<Decision> told = new ArrayList<>();
            told.add(new Decision(
                    "the outline beside the quiz",
                    "used",
                    lines.entries().size() + " of its questions are as they were, " + lines.stale()
                            + " were changed and are read by rules"));
            told.addAll(decisions);
            return new Reading(source, markdown, findings, given, told, List.of(), ofOutline, true);
        }

        Outline outline() {
            if (raws.isEmpty()) {
                throw nothingFound();
            }
            List<Outline.Entry> entries = new ArrayList<>();
            for (QuestionBuilder.Raw raw : raws) {
                TreeSet<Integer> text = new TreeSet<>(raw.textLines());
                Found found = raw.found();
                if (!raw.keyLines().contains(found.firstLine())) {
                    text.add(found.firstLine());
                }
                found.first().filter(b -> b.is(Block.Kind.HEADING)).ifPresent(b -> {
                    for (int line = b.firstLine(); line <= b.lastLine(); line++) {
                        text.add(line);
                    }
                });
                Outline.Entry entry = new Outline.Entry(
                        ranges(text),
                        raw.optionLines().stream()
                                .map(l -> new Outline.Lines(l, l))
                                .toList(),
                        ranges(new TreeSet<>(raw.keyLines())),
                        found.section().isEmpty() ? 0 : found.sectionLine(),
                        categories.getOrDefault(found, ""),
                        Excerpts.of(source.line(text.first())),
                        "");
                entries.add(new Outline.Entry(
                        entry.text(),
                        entry.options(),
                        entry.key(),
                        entry.section(),
                        entry.category(),
                        entry.starts(),
                        Outline.hash(entry, source)));
            }
            return new Outline(Outline.SCHEMA, entries, asking(entries));
        }

        // Lines that ask and belong to no question, so that who reads the outline sees them.
        private List<Outline.Lines> asking(List<Outline.Entry> entries) {
            TreeSet<Integer> lines = new TreeSet<>();
            for (Block block : markdown.blocks()) {
                boolean asks = (block.is(Block.Kind.PARAGRAPH) || block.isItem())
                        && Evidence.asks(PlainText.of(block.node()))
                        && entries.stream()
                                .noneMatch(
                                        e -> e.firstLine() <= block.firstLine() && block.firstLine() <= e.lastLine());
                if (asks) {
                    lines.add(block.firstLine());
                }
            }
            return ranges(lines);
        }

        // Blank lines between two lines of a range belong to it.
        private List<Outline.Lines> ranges(TreeSet<Integer> lines) {
            List<Outline.Lines> ranges = new ArrayList<>();
            for (int line : lines) {
                int last = ranges.size() - 1;
                boolean goesOn = last >= 0
                        && source.lines(ranges.get(last).last() + 1, line - 1).isBlank();
                if (goesOn) {
                    ranges.set(last, new Outline.Lines(ranges.get(last).first(), line));
                } else {
                    ranges.add(new Outline.Lines(line, line));
                }
            }
            return ranges;
        }

        Quiz quiz() {
            if (raws.isEmpty()) {
                throw nothingFound();
            }
            Optional<Block> title = findings.title();
            Map<Integer, AuthorKey> keys =
                    AnswerKeyList.of(markdown.layout().view(), findings.key()).keys(raws);
            boolean labelled = areUniqueNumbers();
            Map<String, Integer> seen = new HashMap<>();
            List<Section> sections = new ArrayList<>();
            List<Question> inSection = new ArrayList<>();
            int sectionLine = 0;
            for (int i = 0; i < raws.size(); i++) {
                QuestionBuilder.Raw raw = raws.get(i);
                boolean underTitle = title.filter(
                                t -> t.firstLine() == raw.found().sectionLine())
                        .filter(t -> findings.hasSections() || t.level() == 1)
                        .isPresent();
                String section = underTitle ? "" : raw.found().section();
                int number = labelled ? Integer.parseInt(raw.found().label()) : i + 1;
                Optional<AuthorKey> fromList = Optional.ofNullable(keys.get(i));
                Optional<AuthorKey> key = raw.key().or(() -> fromList);
                if (inSection.isEmpty()) {
                    sectionLine = section.isEmpty()
                            ? raw.found().firstLine()
                            : raw.found().sectionLine();
                }
                inSection.add(question(raw, number, section, key, seen));
                boolean last = i + 1 == raws.size()
                        || raws.get(i + 1).found().sectionLine() != raw.found().sectionLine()
                                && !raws.get(i + 1).found().section().isEmpty();
                if (last) {
                    sections.add(new Section(section, sectionLine, inSection));
                    inSection = new ArrayList<>();
                }
            }
            Optional<Outline> lines = isByOutline ? Optional.of(outline()) : Optional.empty();
            Quiz quiz = new Quiz(source, title(title), sections, leftOut(), decisions, List.of(), lines);
            List<Warning> warnings =
                    Warnings.of(markdown.layout().view(), markdown.layout(), markdown.blocks(), quiz, unmarked);
            return new Quiz(source, quiz.title(), sections, quiz.leftOut(), decisions, warnings, lines);
        }

        private boolean areUniqueNumbers() {
            HashSet<Integer> numbers = new HashSet<>();
            return raws.stream()
                    .map(raw -> raw.found().label())
                    .allMatch(label -> label.matches("\\d{1,6}") && numbers.add(Integer.parseInt(label)));
        }

        private Question question(
                QuestionBuilder.Raw raw,
                int number,
                String section,
                Optional<AuthorKey> key,
                Map<String, Integer> seen) {
            String identity = identity(section, raw.text());
            int times = seen.merge(identity, 1, Integer::sum);
            return new Question(
                    number,
                    raw.found().label(),
                    raw.kind(),
                    times == 1 ? identity : identity + "-" + times,
                    section,
                    raw.stem(),
                    raw.text(),
                    raw.code(),
                    raw.hints(),
                    raw.examples(),
                    raw.choices(),
                    key,
                    categories.getOrDefault(raw.found(), ""),
                    raw.found().firstLine(),
                    raw.found().lastLine());
        }

        private String title(Optional<Block> heading) {
            String title = heading.map(h -> PlainText.of(h.node())).orElse(markdown.frontMatterTitle());
            if (!title.isBlank()) {
                return title;
            }
            Path file = Path.of(source.name()).getFileName();
            return file == null ? source.name() : file.toString().replaceFirst("\\.md$", "");
        }

        private List<LeftOut> leftOut() {
            List<LeftOut> all = new ArrayList<>();
            if (markdown.frontMatterEnd() > 0) {
                all.add(new LeftOut(
                        1,
                        markdown.frontMatterEnd(),
                        "front matter",
                        source.line(2).strip()));
            }
            all.addAll(findings.leftOut());
            return all;
        }

        private InputException nothingFound() {
            List<String> seen = new ArrayList<>();
            for (Block block : markdown.blocks()) {
                boolean tells = block.is(Block.Kind.HEADING) || block.isItem();
                if (tells && seen.size() < SEEN_AT_MOST) {
                    seen.add("  line " + block.firstLine() + ": " + Excerpts.of(source, block));
                }
            }
            String headings = seen.isEmpty()
                    ? "There is no heading and no list in it."
                    : "Headings and list items seen:\n" + String.join("\n", seen);
            return new InputException(Problem.of(
                    source.name(),
                    "no question found. " + headings
                            + "\nQuestions are numbered list items, headings such as \"Question 3\", \"Q3.\" or \"3. …\","
                            + " headings followed by options or an answer, lines such as \"**Q: …**\", or list items"
                            + " that ask; samples/FORMAT.md shows each form"));
        }

        // Trailing blanks and line ends are no content.
        private static String identity(String section, String text) {
            String content =
                    section + "\n" + text.lines().map(String::stripTrailing).collect(Collectors.joining("\n"));
            try {
                byte[] hash = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
                return HexFormat.of().formatHex(hash, 0, 6);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java platform has SHA-256", e);
            }
        }
    }
}
