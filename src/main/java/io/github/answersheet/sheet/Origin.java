package io.github.answersheet.sheet;

import io.github.answersheet.pack.Pack;
import io.github.answersheet.pack.Words;
import io.github.answersheet.source.SourceText;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The pack by which a sheet was written and the language of its words, as the sheet says in a comment that no reader sees.
 *
 * @param pack its name
 * @param version of the pack
 */
public record Origin(String pack, String version, String language) {

    private static final int FIRST_LINES = 40;
    private static final Pattern LINE = Pattern.compile(
            "<!-- answersheet pack: ([a-z0-9-]{1,60}) ([0-9A-Za-z.+-]{1,40}), language: ([a-z]{2,3}) -->\\s*");

    static Origin of(Pack pack, Words words) {
        return new Origin(pack.name(), pack.version(), words.language());
    }

    String line() {
        return "<!-- answersheet pack: " + pack + " " + version + ", language: " + language + " -->";
    }

    /** Whether a line of a sheet is such a comment. */
    public static boolean is(String line) {
        return LINE.matcher(line).matches();
    }

    /** The words in which a sheet says what the program writes. */
    public static Words words(SourceText sheet, Pack pack) {
        return of(sheet)
                .map(origin -> pack.wordsByLanguage().get(origin.language()))
                .orElse(pack.words());
    }

    /** What a sheet says of it near its beginning; nothing if it was made in another way. */
    public static Optional<Origin> of(SourceText sheet) {
        for (int number = 1; number <= Math.min(FIRST_LINES, sheet.lineCount()); number++) {
            Matcher line = LINE.matcher(sheet.line(number));
            if (line.matches()) {
                return Optional.of(new Origin(line.group(1), line.group(2), line.group(3)));
            }
        }
        return Optional.empty();
    }
}
