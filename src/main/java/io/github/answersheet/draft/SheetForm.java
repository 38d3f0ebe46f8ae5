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

    /** Whether a line is the heading of the table of contents. */
    public boolean isContents(String line) {
        return contents.matcher(line).matches();
    }

    /** Whether a line begins the note that an answer needs review. */
    public boolean isReview(String line) {
        return review.matcher(line).matches();
    }
}
