package io.github.answersheet.pack;

import io.github.answersheet.source.Problem;
import io.github.answersheet.source.SourceText;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of a template such as {@code **Explanation:** (explanation) (350 to 600 words) (optional)}. What stands in
 * parentheses may come in any order, each once.
 */
final class LabelLine {

    private static final Pattern LINE = Pattern.compile("\\*\\*([^*:]+):\\*\\*\\s*(\\(.*)?");
    private static final Pattern REMARK = Pattern.compile("\\s*\\(([^()]*)\\)\\s*");
    private static final Pattern AMOUNT =
            Pattern.compile("(?:up to (?<only>\\d{1,6})|(?<least>\\d{1,6}) to (?<most>\\d{1,6}))"
                    + " (?<unit>words?|lines?(?: of code)?)");

    private static final Pattern ENTRIES = Pattern.compile("at least (?<least>[1-9]\\d{0,2}) entries");

    private static final String KNOWN = "known are (optional), (350 to 600 words), (up to 60 words),"
            + " (40 to 120 lines of code), (at least 3 entries) and the roles " + Role.known();

    private final SourceText template;
    private final int lineStart;
    private final List<Problem> problems;
    private final Set<String> said = new HashSet<>();
    private final Set<Role> roles = EnumSet.noneOf(Role.class);
    private Length length = Length.ANY;
    private int entries;

    private LabelLine(SourceText template, int lineStart, List<Problem> problems) {
        this.template = template;
        this.lineStart = lineStart;
        this.problems = problems;
    }

    /**
     * @param number of the line, 1-based
     * @param problems receives what is wrong with the line
     * @return the label, or nothing if the line holds none
     */
    static Optional<Label> read(SourceText template, int number, List<Problem> problems) {
        Matcher line = LINE.matcher(template.line(number));
        if (!line.matches()) {
            return Optional.empty();
        }
        LabelLine read = new LabelLine(template, template.lineStart(number), problems);
        if (line.group(2) != null) {
            read.remarks(line.group(2), line.start(2));
        }
        String name = line.group(1).strip();
        if (read.roles.contains(Role.QUESTION) && !read.length.equals(Length.ANY)) {
            read.problem(line.start(2), "the question is copied from the quiz and has no length to keep");
        }
        return Optional.of(new Label(name, read.roles, !read.said.contains("optional"), read.length, read.entries));
    }

    private void remarks(String text, int column) {
        Matcher remark = REMARK.matcher(text);
        int end = 0;
        while (end < text.length()) {
            remark.region(end, text.length());
            if (!remark.lookingAt()) {
                problem(column + end, "only remarks in parentheses may follow a label; " + KNOWN);
                return;
            }
            remark(remark.group(1), column + remark.start(1));
            end = remark.end();
        }
    }

    private void remark(String text, int column) {
        if (text.equals("optional")) {
            once(text, column);
            return;
        }
        Optional<Role> role = Role.of(text);
        if (role.isPresent()) {
            once(text, column);
            roles.add(role.get());
            return;
        }
        Matcher list = ENTRIES.matcher(text);
        if (list.matches()) {
            once("entries", column);
            entries = Integer.parseInt(list.group("least"));
            return;
        }
        int at = column;
        for (String amount : text.split(",", -1)) {
            amount(amount.strip(), at + amount.length() - amount.stripLeading().length());
            at += amount.length() + 1;
        }
    }

    private void amount(String text, int column) {
        Matcher amount = AMOUNT.matcher(text);
        if (!amount.matches()) {
            problem(column, "(" + text + ") is not understood; " + KNOWN);
            return;
        }
        boolean upTo = amount.group("only") != null;
        int least = upTo ? 0 : Integer.parseInt(amount.group("least"));
        int most = Integer.parseInt(amount.group(upTo ? "only" : "most"));
        if (most == 0 || least > most) {
            problem(column, "(" + text + ") leaves no length that a section could have");
            return;
        }
        Length.Bounds bounds = new Length.Bounds(least, most);
        if (amount.group("unit").startsWith("word")) {
            once("words", column);
            length = new Length(Optional.of(bounds), length.codeLines());
        } else {
            once("lines of code", column);
            length = new Length(length.words(), Optional.of(bounds));
        }
    }

    private void once(String what, int column) {
        if (!said.add(what)) {
            problem(column, "says twice what it says of " + what);
        }
    }

    private void problem(int column, String message) {
        problems.add(Problem.at(template, lineStart + column, message));
    }
}
