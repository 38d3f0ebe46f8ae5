package io.github.answersheet.draft;

import io.github.answersheet.pack.Pack;
import io.github.answersheet.pack.Words;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** How sheets write what neither the quiz nor the model does, in every language that a pack has words for. Immutable. */
public final class SheetForm {

    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
    private static final String NO_WORD = "[^\\p{L}\\p{N}_]*";

    private final Pattern title;
    private final Pattern section;
    private final Pattern contents;
    private final Pattern review;
    private final Pattern contentsBlock;
    private final Pattern sectionLine;
    private final Pattern reviewNote;
    private final Pattern number;
    private final Pattern reference;
    private final RunWords runs;

    private SheetForm(Pack pack) {
        this.title = Pattern.compile(
                NO_WORD + anyOf(pack, Words::answer) + "\\s*(?:to\\s+)?(?:Question\\s+)?#?(\\d{1,6})(?![\\p{L}\\p{N}_])"
                        + "\\s*[:：.)\\-–—]*\\s*(.*)",
                FLAGS);
        this.section =
                Pattern.compile("\\*\\*" + anyOf(pack, Words::section) + "[:：]?\\*\\*[:：]?[ \\t]*(\\S.*)", FLAGS);
        this.contents = Pattern.compile(
                "#{1,6}" + NO_WORD + "(?:(?:table of )?contents|" + anyOf(pack, Words::contents) + ")" + NO_WORD,
                FLAGS);
        this.review = Pattern.compile("> ?\\*\\*" + anyOf(pack, Words::needsReview) + ".*", FLAGS);
        this.contentsBlock = Pattern.compile(
                "(?m)^" + contents.pattern() + "\\n\\s*\\n?(?<lines>(?:[ \\t]*[-*+] .*(?:\\n|\\z))+)", FLAGS);
        this.sectionLine = Pattern.compile("(?m)^\\*\\*" + anyOf(pack, Words::section) + ":\\*\\* (.*)$");
        this.reviewNote =
                Pattern.compile("(?m)^> \\*\\*" + anyOf(pack, Words::needsReview) + "\\*\\*(?:.*\\n?)(?:^>.*\\n?)*");
        this.number = Pattern.compile(
                anyOf(pack, Words::answer) + "\\s*(?:to\\s+)?(?:Question\\s+)?#?(\\d{1,6})(?![\\p{L}\\p{N}_])", FLAGS);
        this.reference = Pattern.compile(
                "(?<![\\p{L}\\p{N}_])" + anyOf(pack, Words::answer) + " (\\d{1,6})(?![\\p{L}\\p{N}_])(?! of)");
        this.runs = RunWords.of(pack);
    }

    public static SheetForm of(Pack pack) {
        return new SheetForm(pack);
    }

    private static String anyOf(Pack pack, Function<Words, String> word) {
        return pack.wordsByLanguage().values().stream()
                .map(word)
                .map(Pattern::quote)
                .distinct()
                .collect(Collectors.joining("|", "(?:", ")"));
    }

    /** How they say what was run. */
    public RunWords runs() {
        return runs;
    }

    /** The title of an answer, or nothing if the text of a heading is none. */
    Optional<Mark.Title> title(String heading) {
        Matcher read = title.matcher(heading.strip());
        return read.matches()
                ? Optional.of(new Mark.Title(
                        Integer.parseInt(read.group(1)), read.group(2).strip()))
                : Optional.empty();
    }

    /** The section of the quiz that a line under a title names. */
    public Optional<String> section(String line) {
        return Optional.of(section.matcher(line)).filter(Matcher::matches).map(m -> m.group(1));
    }

    /** The lines of a table of contents, with its heading. */
    public Pattern contentsBlock() {
        return contentsBlock;
    }

    /** The line that names the section of the quiz, as the program writes it. */
    public Pattern sectionLine() {
        return sectionLine;
    }

    /** The note that an answer needs review, as the program writes it. */
    public Pattern reviewNote() {
        return reviewNote;
    }

    /** The number in the title of an answer. */
    public Pattern number() {
        return number;
    }

    /** A reference to an answer by its number. */
    public Pattern reference() {
        return reference;
    }

    /** Whether a line is the heading of the table of contents. */
    public boolean isContents(String line) {
        return contents.matcher(line).matches();
    }

    /** Whether a line begins the note that an answer needs review. */
    public boolean isReview(String line) {
        return review.matcher(line).matches();
    }
}
