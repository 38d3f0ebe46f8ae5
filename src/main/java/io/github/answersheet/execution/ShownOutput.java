package io.github.answersheet.execution;

import io.github.answersheet.draft.DraftSection;
import io.github.answersheet.draft.FencedBlock;
import io.github.answersheet.sandbox.PlainOutput;
import io.github.answersheet.sandbox.Ran;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an answer says that a program prints: a block of text directly after the program, or after a line that announces it.
 *
 * @param lastLine of that block, in the section's text
 */
record ShownOutput(String text, int lastLine) {

    /** Why nothing is said of what is shown. */
    static final String VARIES = "its output varies, so what is shown was not compared";

    /** Why something else may be shown. */
    static final String VARIES_IN_PARTS = "its output varies in parts, which were not compared";

    private static final Set<String> LANGUAGES = Set.of("text", "output", "console", "plaintext");
    private static final Pattern ANNOUNCED =
            Pattern.compile("(?i)\\W*(?:\\w+ ){0,3}(?:output|prints|printed|result)\\b[^`]*");
    private static final String LEFT_OUT = "...";

    static Optional<ShownOutput> after(Entry entry, DraftSection section) {
        List<FencedBlock> fences = section.content().fences();
        if (entry.index() + 1 >= fences.size()) {
            return Optional.empty();
        }
        FencedBlock next = fences.get(entry.index() + 1);
        List<String> between = section.body()
                .lines()
                .skip(entry.block().lastLine())
                .limit(Math.max(0, next.line() - 1 - entry.block().lastLine()))
                .filter(line -> !line.isBlank())
                .toList();
        boolean isAnnounced = between.isEmpty()
                || between.size() == 1 && ANNOUNCED.matcher(between.get(0)).matches();
        return LANGUAGES.contains(next.language())
                        && isAnnounced
                        && !next.code().isBlank()
                ? Optional.of(new ShownOutput(next.code(), next.lastLine()))
                : Optional.empty();
    }

    /** Whether the program printed that: on standard output, or on both together in whatever order the two came. */
    boolean isWhat(Ran ran) {
        List<String> shown = lines(text);
        if (shown.contains(LEFT_OUT)) {
            String parts = shown.stream()
                    .map(line -> line.equals(LEFT_OUT) ? "(?:.*\n)*?" : Pattern.quote(line) + "\n")
                    .collect(Collectors.joining());
            return Pattern.matches(parts, String.join("\n", lines(ran.stdout())) + "\n");
        }
        return shown.equals(lines(ran.stdout()))
                || sorted(shown).equals(sorted(lines(ran.stdout() + "\n" + ran.stderr())));
    }

    /** The first line that is not so, as what is shown and what was printed. */
    String difference(Ran ran) {
        List<String> shown = lines(text);
        List<String> printed = lines(ran.stdout());
        int at = 0;
        while (at < shown.size() && at < printed.size() && shown.get(at).equals(printed.get(at))) {
            at++;
        }
        return "line " + (at + 1) + " of what is shown is " + quoted(shown, at) + ", the program prints "
                + quoted(printed, at);
    }

    /** Some of an output, for a message. */
    static String excerpt(String output) {
        return PlainOutput.tail(output, 3, 200);
    }

    /** Whether a program printed something else another time, or prints the date. */
    static boolean varies(Ran ran, Ran again) {
        return !again.stdout().equals(ran.stdout())
                || ran.stdout().contains(LocalDate.now(ZoneOffset.UTC).toString());
    }

    private static String quoted(List<String> lines, int at) {
        return at < lines.size() ? "`" + PlainOutput.tail(lines.get(at), 1, 200) + "`" : "nothing";
    }

    private static List<String> sorted(List<String> lines) {
        return lines.stream().filter(line -> !line.isBlank()).sorted().toList();
    }

    private static List<String> lines(String text) {
        return Stream.of(PlainOutput.of(text).strip().split("\n"))
                .map(String::stripTrailing)
                .toList();
    }
}
