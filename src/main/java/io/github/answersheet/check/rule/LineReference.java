package io.github.answersheet.check.rule;

import io.github.answersheet.check.AnswerRule;
import io.github.answersheet.check.Finding;
import io.github.answersheet.check.Fix;
import io.github.answersheet.check.Level;
import io.github.answersheet.draft.DraftSection;
import io.github.answersheet.draft.ProseLine;
import io.github.answersheet.draft.SectionBody;
import io.github.answersheet.examine.ExaminedAnswer;
import io.github.answersheet.pack.Role;
import io.github.answersheet.quiz.CodeBlock;
import io.github.answersheet.quiz.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A line that an issue names and that the code under review does not have, or that is empty there: the count is off. Or a
 * line that is named and not quoted: the listing in the sheet has no numbers.
 */
final class LineReference extends AnswerRule {

    // "(line 9)", "(lines 4, 16 and 27–28)": in prose, a line may be one of some data.
    private static final Pattern REFERENCE =
            Pattern.compile("\\(lines? (\\d{1,5}(?:\\s*(?:,|-|–|—|to|and|,\\s*and)\\s*\\d{1,5})*)[),;:]");

    // "line 9", "lines 3-7", "Line 12:", but not "line 9 of the log".
    private static final Pattern NAMED = Pattern.compile(
            "(?i)\\b(?=l)(?<!(?:input|data|log|file|output|csv|json)[ -])lines?\\s+"
                    + "(\\d{1,5}(?:\\s*(?:,|-|–|—|to|and|,\\s*and)\\s*\\d{1,5})*)\\b(?!\\s+of\\b(?! the (?:code|script|function|program)))");
    private static final Pattern LISTED = Pattern.compile("(\\d+)(?:\\s*(?:-|–|—|to)\\s*\\d+)?");
    private static final Pattern SPAN = Pattern.compile("(`+)(?!`)(.+?)(?<!`)\\1(?!`)");
    private static final Pattern OMISSION = Pattern.compile("…|\\.{3}");
    private static final int LEAST_QUOTE = 4;
    private static final int LONGEST_QUOTE = 60;

    private static final Pattern NUMBER = Pattern.compile("\\d+");

    LineReference() {
        super("line-reference", Level.ERROR);
    }

    @Override
    public List<Finding> check(ExaminedAnswer answer) {
        Optional<DraftSection> issues = answer.candidate().section(Role.ISSUES);
        List<CodeBlock> code = answer.question().map(Question::code).orElse(List.of());
        if (issues.isEmpty() || code.isEmpty()) {
            return List.of();
        }
        List<Finding> findings = new ArrayList<>();
        Matcher reference = REFERENCE.matcher(issues.get().body());
        while (reference.find()) {
            int at = reference.start();
            NUMBER.matcher(reference.group(1))
                    .results()
                    .map(r -> Integer.parseInt(r.group()))
                    .flatMap(line -> wrong(line, code).stream())
                    .findFirst()
                    .ifPresent(message -> findings.add(finding(answer, issues.get(), at, message)));
        }
        unquoted(answer, issues.get(), code, findings);
        return findings;
    }

    private void unquoted(ExaminedAnswer answer, DraftSection issues, List<CodeBlock> code, List<Finding> findings) {
        String body = issues.body();
        List<Integer> starts = new ArrayList<>(issues.content().entries().stream()
                .map(SectionBody.ListEntry::offset)
                .toList());
        starts.add(0, 0);
        starts.add(body.length());
        for (int i = 0; i + 1 < starts.size(); i++) {
            int from = starts.get(i);
            int to = starts.get(i + 1);
            List<Named> named = named(issues, from, to, code);
            boolean isQuoted = named.stream()
                    .flatMap(reference -> reference.lines().stream())
                    .anyMatch(line -> isQuoted(line, body.substring(from, to)));
            if (!named.isEmpty() && !isQuoted) {
                Named first = named.get(0);
                String words = body.substring(first.start(), first.end()).toLowerCase(Locale.ROOT);
                Finding finding = finding(
                                answer,
                                issues,
                                first.start(),
                                words + ": named and not quoted, and a listing has no numbers in the sheet")
                        .at(Level.WARNING);
                boolean isShort = first.lines().stream().allMatch(line -> line.length() <= LONGEST_QUOTE);
                findings.add(isShort ? finding.with(quote(first, issues, body)) : finding);
            }
        }
    }

    /**
     * Lines that prose names, with the place in the section's text.
     *
     * @param lines of the question's code, the first of each range
     */
    private record Named(List<String> lines, int start, int end, boolean isInTable) {}

    private static List<Named> named(DraftSection section, int from, int to, List<CodeBlock> code) {
        List<Named> named = new ArrayList<>();
        for (ProseLine prose : section.content().prose()) {
            if (prose.offset() >= from && prose.offset() < to) {
                boolean isInTable = prose.text().strip().startsWith("|");
                NAMED.matcher(prose.text())
                        .results()
                        .map(r -> new Named(
                                lines(r.group(1), code),
                                prose.offset() + r.start(),
                                prose.offset() + r.end(),
                                isInTable))
                        .filter(reference -> !reference.lines().isEmpty())
                        .forEach(named::add);
            }
        }
        return named;
    }

    private static List<String> lines(String numbers, List<CodeBlock> code) {
        return LISTED.matcher(numbers)
                .results()
                .flatMap(r -> line(Integer.parseInt(r.group(1)), code).stream())
                .distinct()
                .toList();
    }

    // The line of the question's code with that number, if only one of its blocks has one that says something.
    private static Optional<String> line(int number, List<CodeBlock> code) {
        List<String> lines = code.stream()
                .map(block -> block.code().lines().toList())
                .filter(block -> has(block, number))
                .map(block -> block.get(number - 1).strip())
                .filter(line -> line.codePoints().anyMatch(Character::isLetterOrDigit))
                .toList();
        return lines.size() == 1 ? Optional.of(lines.get(0)) : Optional.empty();
    }

    // Authors quote a part of a line, leave something out in the middle, and space it as they like.
    private static boolean isQuoted(String line, String text) {
        String whole = unspaced(line);
        return SPAN.matcher(text)
                .results()
                .map(r -> unspaced(r.group(2).replace("\\|", "|")))
                .anyMatch(span -> span.contains(whole) || holds(whole, span));
    }

    private static boolean holds(String line, String span) {
        List<String> parts =
                Stream.of(OMISSION.split(span)).filter(part -> !part.isEmpty()).toList();
        return parts.stream().mapToInt(String::length).sum() >= LEAST_QUOTE
                && parts.stream().allMatch(line::contains);
    }

    private static String unspaced(String text) {
        return text.replaceAll("\\s+", "");
    }

    private static Fix quote(Named named, DraftSection issues, String body) {
        String quotes = named.lines().stream()
                .map(line -> quote(line, named.isInTable()))
                .collect(Collectors.joining(", "));
        String put = body.startsWith(")", named.end()) ? ": " + quotes : " (" + quotes + ")";
        return Fix.replace(issues.bodyOffset() + named.end(), 0, put);
    }

    private static String quote(String line, boolean isInTable) {
        String escaped = isInTable ? line.replace("|", "\\|") : line;
        return escaped.contains("`") ? "`` " + escaped + " ``" : "`" + escaped + "`";
    }

    private static Optional<String> wrong(int line, List<CodeBlock> code) {
        List<List<String>> blocks =
                code.stream().map(b -> b.code().lines().toList()).toList();
        if (blocks.stream().anyMatch(b -> has(b, line) && !b.get(line - 1).isBlank())) {
            return Optional.empty();
        }
        int last = blocks.stream().mapToInt(List::size).max().orElse(0);
        String why = blocks.stream().anyMatch(b -> has(b, line))
                ? "line " + line + " of the question's code is empty"
                : "the question's code has " + last + " lines and no line " + line;
        return Optional.of(why + "; count from its first line, which is 1");
    }

    private static boolean has(List<String> block, int line) {
        return line >= 1 && line <= block.size();
    }
}
