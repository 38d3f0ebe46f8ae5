package io.github.answersheet.quiz;

import io.github.answersheet.source.InputException;
import io.github.answersheet.source.Problem;
import io.github.answersheet.source.SourceText;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
        return read(source, Hints.NONE);
    }

    /**
     * Reads a quiz.
     *
     * @param hints what its author says about its form, besides what the quiz itself says
     * @throws InputException if there is no question in the text
     */
    public static Quiz read(SourceText source, Hints hints) {
        if (source.text().isBlank()) {
            throw new InputException(Problem.of(source.name(), "the file is empty; a quiz in Markdown is wanted"));
        }
        try {
            return Reading.of(source, hints.with(source)).quiz();
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
     * @param unmarked where texts stand that may be answers and were not taken for them
     */
    private record Reading(
            SourceText source,
            MarkdownBlocks markdown,
            QuestionFinder.Findings findings,
            List<QuestionBuilder.Raw> raws,
            List<Decision> decisions,
            List<Integer> unmarked) {

        static Reading of(SourceText source, Hints hints) {
            MarkdownBlocks markdown = MarkdownBlocks.of(source);
            SourceText view = markdown.layout().view();
            QuestionFinder.Findings careful =
                    QuestionFinder.find(view, markdown.blocks(), markdown.layout(), hints, false);
            QuestionFinder.Findings findings = careful.found().isEmpty()
                    ? QuestionFinder.find(view, markdown.blocks(), markdown.layout(), hints, true)
                    : careful;
            UnmarkedAnswers unmarked = UnmarkedAnswers.vote(view, markdown.layout(), hints, findings);
            List<QuestionBuilder.Raw> raws = new ArrayList<>();
            for (Found found : findings.found()) {
                QuestionBuilder.Raw raw = QuestionBuilder.build(
                        view, markdown.layout(), hints, found, unmarked.questions().contains(found));
                if (!raw.text().isBlank()) {
                    raws.add(raw);
                }
            }
            List<Decision> decisions = new ArrayList<>(findings.decisions());
            decisions.addAll(unmarked.decisions());
            return new Reading(source, markdown, findings, List.copyOf(raws), List.copyOf(decisions), unmarked.doubted());
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
            Quiz quiz = new Quiz(source, title(title), sections, leftOut(), decisions, List.of());
            List<Warning> warnings = Warnings.of(
                    markdown.layout().view(), markdown.layout(), markdown.blocks(), quiz, unmarked);
            return new Quiz(source, quiz.title(), sections, quiz.leftOut(), decisions, warnings);
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
