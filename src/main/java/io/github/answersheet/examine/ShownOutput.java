package io.github.answersheet.examine;

import io.github.answersheet.draft.DraftSection;
import io.github.answersheet.draft.FencedBlock;
import io.github.answersheet.sandbox.PlainOutput;
import io.github.answersheet.sandbox.Ran;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
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

    /** Why nothing is said of what is shown by one of many machines. */
    static final String TELLS_OF_A_MACHINE = "it tells of a machine, so what is shown was not compared";

    private static final Pattern NUMBER = Pattern.compile("\\p{N}+");
    private static final String LEFT_OUT = "...";
    private static final Set<String> LEAVING_OUT = Set.of(LEFT_OUT, "…", "[...]", "[…]");

    static Optional<ShownOutput> after(Entry entry, DraftSection section) {
        List<FencedBlock> fences = section.content().fences();
        if (entry.index() + 1 >= fences.size()) {
            return Optional.empty();
        }
        FencedBlock next = fences.get(entry.index() + 1);
        return next.below() && next.isOutput() && !next.code().isBlank()
                ? Optional.of(new ShownOutput(next.code(), next.lastLine()))
                : Optional.empty();
    }

    /** Whether the program printed that: on standard output, or on both together in whatever order the two came. */
    boolean isWhat(Ran ran) {
        List<String> shown = shown();
        if (shown.contains(LEFT_OUT)) {
            return wrongPart(shown, lines(ran.stdout())) < 0;
        }
        return shown.equals(lines(ran.stdout())) || !ran.stderr().isBlank() && isBoth(filled(shown), ran);
    }

    /**
     * Whether the program failed as is shown: it printed what stands before the exception, and the last line names that
     * exception with its message. Nobody's frames are compared; they name places of another machine.
     */
    boolean isFailure(Ran ran) {
        Optional<Traceback> raised = Traceback.in(ran.stderr());
        List<String> shown = shown();
        int header = shown.indexOf(Traceback.HEADER);
        int last = raised.isEmpty() ? -1 : lastWith(raised.get(), shown);
        if (last < 0) {
            return false;
        }
        List<String> before = filled(shown.subList(0, header < 0 || header > last ? last : header));
        List<String> printed = filled(lines(ran.stdout()));
        return before.contains(LEFT_OUT) ? wrongPart(before, printed) < 0 : before.equals(printed);
    }

    private static int lastWith(Traceback raised, List<String> shown) {
        String words = raised.inWords();
        int dot = raised.type().lastIndexOf('.');
        return Math.max(shown.lastIndexOf(words), shown.lastIndexOf(words.substring(dot + 1)));
    }

    /** Whether the lines of both outputs are shown and no other, those of each in their order. */
    private static boolean isBoth(List<String> shown, Ran ran) {
        List<String> out = filled(lines(ran.stdout()));
        List<String> err = filled(lines(ran.stderr()));
        return Stream.concat(out.stream(), err.stream())
                        .sorted()
                        .toList()
                        .equals(shown.stream().sorted().toList())
                && isWithin(out, shown)
                && isWithin(err, shown);
    }

    private static boolean isWithin(List<String> some, List<String> all) {
        int met = 0;
        for (String line : all) {
            met += met < some.size() && some.get(met).equals(line) ? 1 : 0;
        }
        return met == some.size();
    }

    /** The same where numbers may be others. */
    boolean isButForNumbers(Ran ran) {
        return withoutNumbers(shown()).equals(withoutNumbers(lines(ran.stdout())));
    }

    private static List<String> withoutNumbers(List<String> lines) {
        return lines.stream().map(line -> NUMBER.matcher(line).replaceAll("0")).toList();
    }

    /** The first line that is not so, as what is shown and what was printed. */
    String difference(Ran ran) {
        List<String> shown = shown();
        List<String> printed = lines(ran.stdout());
        if (shown.contains(LEFT_OUT)) {
            int part = Math.max(0, wrongPart(shown, printed));
            return "what is shown from line " + (part + 1) + " on, " + quoted(shown, part)
                    + ", is not what the program prints there";
        }
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
    static boolean varies(Ran ran, Ran again, boolean asksClock, String code) {
        return !again.stdout().equals(ran.stdout())
                || PrintedOutput.withoutDate(ran.stdout(), ran.date(), asksClock, code)
                                        .indexOf('…')
                                >= 0
                        && ran.stdout().indexOf('…') < 0;
    }

    /**
     * Where the first part of what is shown begins that was not printed in its place, or -1. Lines that are left out divide
     * the parts; each is looked for behind the one before, the first stands at the start and the last at the end.
     */
    private static int wrongPart(List<String> shown, List<String> printed) {
        int from = 0;
        for (int start = 0; start <= shown.size(); ) {
            int next = shown.subList(start, shown.size()).indexOf(LEFT_OUT);
            int end = next < 0 ? shown.size() : start + next;
            List<String> part = shown.subList(start, end);
            int at = next < 0 ? printed.size() - part.size() : indexOf(part, printed, from);
            boolean isFound = next < 0
                    ? at >= from && part.equals(printed.subList(at, printed.size()))
                    : at == 0 || at > 0 && start > 0;
            if (!isFound) {
                return Math.min(start, shown.size() - 1);
            }
            from = at + part.size();
            start = end + 1;
        }
        return -1;
    }

    // Knuth, Morris and Pratt: no line is looked at twice, however often lines repeat.
    private static int indexOf(List<String> part, List<String> lines, int from) {
        int[] border = new int[part.size() + 1];
        for (int i = 1, length = 0; i < part.size(); i++) {
            while (length > 0 && !part.get(i).equals(part.get(length))) {
                length = border[length];
            }
            length += part.get(i).equals(part.get(length)) ? 1 : 0;
            border[i + 1] = length;
        }
        int length = 0;
        for (int i = from; i < lines.size() && length < part.size(); i++) {
            while (length > 0 && !lines.get(i).equals(part.get(length))) {
                length = border[length];
            }
            length += lines.get(i).equals(part.get(length)) ? 1 : 0;
            if (length == part.size()) {
                return i + 1 - length;
            }
        }
        return part.isEmpty() ? from : -1;
    }

    private static String quoted(List<String> lines, int at) {
        return at < lines.size() ? "`" + PlainOutput.tail(lines.get(at), 1, 200) + "`" : "nothing";
    }

    private static List<String> filled(List<String> lines) {
        return lines.stream().filter(line -> !line.isBlank()).toList();
    }

    private List<String> shown() {
        return lines(text).stream()
                .map(line -> LEAVING_OUT.contains(line.strip()) ? LEFT_OUT : line)
                .toList();
    }

    private static List<String> lines(String text) {
        return Stream.of(PlainOutput.of(text).strip().split("\n"))
                .map(String::stripTrailing)
                .toList();
    }
}
