package io.github.answersheet.draft;

import io.github.answersheet.pack.Pack;
import io.github.answersheet.pack.Phrase;
import io.github.answersheet.pack.Words;
import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the program says of code that was run, in every language that a pack has words for: the line above an output, such as
 * {@code Output when it was run (exit status 3):}, and the lines that say what was tried. Immutable.
 */
public final class RunWords {

    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
    private static final List<Phrase> WITH_COLON = List.of(Phrase.VERIFIED, Phrase.COMPARED, Phrase.TRIED);
    private static final String NO_WORD = "[^\\p{L}\\p{N}\\n]*";
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");
    private static final int LONGEST_HINT = 5;

    /** Those that are known whatever the pack. */
    static final RunWords PLAIN = new RunWords(List.of());

    private final List<Output> outputs;
    private final Pattern announcing;
    private final Optional<Pattern> trials;
    private final Optional<Pattern> solutions;
    private final Optional<Pattern> proofs;
    private final List<String> hints;

    /**
     * The line above an output in one language.
     *
     * @param line as the program writes it, with what stands before it on the line as its first group
     * @param seen the same as a reader sees it, however it is written
     * @param plain what stands there where nothing was run
     */
    private record Output(Pattern line, Pattern seen, String plain) {

        static final Output ENGLISH = of("Output when it was run%s:", "Output");

        static Output of(String phrase, String plain) {
            String[] parts = phrase.split("%s", 2);
            String line = "(?m)^([ >]*)" + Pattern.quote(parts[0]) + "(?: ?[(（][^\n]*[)）])?" + Pattern.quote(parts[1])
                    + "[ \\t]*$";
            String end = parts[1].replaceAll("^.*([:：])\\s*$", "$1");
            return new Output(
                    Pattern.compile(line, FLAGS),
                    Pattern.compile(asSeen(parts[0]) + NO_WORD + "?" + OwnWords.COLON),
                    plain + (end.isBlank() ? ":" : end));
        }
    }

    private RunWords(Collection<Words> languages) {
        this.outputs = Stream.concat(
                        Stream.of(Output.ENGLISH),
                        languages.stream()
                                .map(words -> Output.of(
                                        words.phrases().get(Phrase.OUTPUT.key()),
                                        words.outputs().get(0))))
                .toList();
        List<String> announced = new ArrayList<>(List.of("output", "prints", "printed", "result"));
        languages.forEach(words -> announced.addAll(words.outputs()));
        this.announcing = Pattern.compile(
                "(?iu)(?:\\W*(?:\\w+ ){0,3}(?:"
                        + announced.stream()
                                .filter(word -> !isWithoutBlanks(word))
                                .map(Pattern::quote)
                                .collect(Collectors.joining("|"))
                        + ")\\b|[^`]{0,20}(?:"
                        + Stream.concat(Stream.of("(?!)"), announced.stream().filter(RunWords::isWithoutBlanks))
                                .collect(Collectors.joining("|"))
                        + "))[^`]*",
                Pattern.UNICODE_CHARACTER_CLASS);
        this.trials = anyOf(
                languages.stream()
                        .flatMap(words -> Stream.of(
                                Pattern.quote(words.opening(Phrase.TRIED)),
                                Stream.of(noticed(words)).map(Pattern::quote).collect(Collectors.joining("\\d+")))),
                "(?m)^(?:",
                ")[^\\n]*\\n*");
        this.solutions = anyOf(
                languages.stream()
                        .flatMap(words -> Stream.of(words.opening(Phrase.VERIFIED), words.opening(Phrase.COMPARED)))
                        .map(Pattern::quote),
                "(?m)\\s*^(?:",
                ")[^\\n]*$");
        this.proofs = anyOf(
                languages.stream()
                        .flatMap(words -> Stream.concat(
                                WITH_COLON.stream()
                                        .map(phrase -> asSeen(words.opening(phrase)) + NO_WORD + "?" + OwnWords.COLON),
                                Stream.of(Stream.of(noticed(words))
                                        .map(RunWords::asSeen)
                                        .collect(Collectors.joining(NO_WORD + "\\p{N}+" + NO_WORD))))),
                "(?:",
                ")");
        this.hints = languages.stream()
                .flatMap(words -> Stream.concat(WITH_COLON.stream(), Stream.of(Phrase.TESTS_NOTICE))
                        .map(phrase -> hint(words.opening(phrase))))
                .distinct()
                .toList();
    }

    public static RunWords of(Pack pack) {
        return new RunWords(pack.wordsByLanguage().values());
    }

    private static String[] noticed(Words words) {
        return words.phrases().get(Phrase.TESTS_NOTICE.key()).split("%s", -1);
    }

    private static Optional<Pattern> anyOf(Stream<String> some, String before, String behind) {
        String all = some.distinct().collect(Collectors.joining("|"));
        return all.isEmpty() ? Optional.empty() : Optional.of(Pattern.compile(before + all + behind));
    }

    // Without a blank between words, a word begins anywhere.
    private static boolean isWithoutBlanks(String word) {
        return UnicodeScript.of(word.codePointAt(0)) == UnicodeScript.HAN;
    }

    private static Stream<String> wordsAsSeen(String text) {
        StringBuilder seen = new StringBuilder();
        text.codePoints().forEach(character -> Lookalike.add(character, seen));
        return WORD.matcher(seen).results().map(MatchResult::group);
    }

    private static String asSeen(String text) {
        return wordsAsSeen(text).map(Pattern::quote).collect(Collectors.joining(NO_WORD));
    }

    // Looking for some letters alone takes far less time.
    private static String hint(String opening) {
        return wordsAsSeen(opening)
                .max((a, b) -> a.length() - b.length())
                .map(word -> word.substring(0, Math.min(LONGEST_HINT, word.length())))
                .orElse("");
    }

    /** Whether a line is the one above an output that the program put below a block, in a list or a quotation too. */
    public boolean isOutput(String line) {
        return outputs.stream().anyMatch(output -> output.line().matcher(line).matches());
    }

    /** Whether a line announces what a program prints. */
    boolean announces(String line) {
        return announcing.matcher(line).matches();
    }

    /** A reply in which nobody says that something was run: only the program can know. */
    public String disowned(String reply) {
        String text = reply;
        for (Output output : outputs) {
            text = output.line().matcher(text).replaceAll("$1" + Matcher.quoteReplacement(output.plain()));
        }
        return text;
    }

    /** The line of what was tried, with the blank lines behind it. */
    public Optional<MatchResult> trials(String text) {
        return trials.flatMap(pattern -> pattern.matcher(text).results().findFirst());
    }

    /** The lines that say a solution was run, each with the white space before it. */
    public List<MatchResult> solutions(String text) {
        return solutions.stream()
                .flatMap(pattern -> pattern.matcher(text).results())
                .toList();
    }

    /** A text of Markdown in which only lines as the program writes them say what was printed, other than in English. */
    String withoutOutput(RenderedText rendered, String markdown) {
        String[] lines = markdown.split("\n", -1);
        for (Output output : outputs.subList(1, outputs.size())) {
            for (int number : rendered.linesWith(output.seen(), found -> true)) {
                if (!isOutput(lines[number - 1])) {
                    lines[number - 1] = output.plain();
                }
            }
        }
        return String.join("\n", lines);
    }

    /** What a reader would see of a line that says what was proved, if that may stand in a text that a reader sees. */
    Optional<Pattern> proofs(CharSequence seen) {
        String text = seen.toString();
        return proofs.filter(pattern -> hints.stream().anyMatch(text::contains));
    }
}
