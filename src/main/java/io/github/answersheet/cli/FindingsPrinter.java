package io.github.answersheet.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.answersheet.check.BlockCounts;
import io.github.answersheet.check.Finding;
import io.github.answersheet.check.Level;
import io.github.answersheet.check.SheetText;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Prints findings for people and for programs. */
final class FindingsPrinter {

    private static final int LONGEST_EXCERPT = 120;

    private final PrintWriter out;

    FindingsPrinter(PrintWriter out) {
        this.out = out;
    }

    /** {@code file:line:col: level rule: message}, the line and a caret, then a count. */
    void text(SheetText sheet, List<Finding> findings, Level least, BlockCounts blocks) {
        for (Finding finding : findings) {
            if (finding.level().compareTo(least) <= 0) {
                out.println(finding.file() + ":" + finding.position() + ": "
                        + finding.level().word() + " " + finding.rule() + ": "
                        + finding.answer().map(n -> "answer " + n + ": ").orElse("")
                        + finding.message().replaceAll("\\p{Cntrl}", " "));
                excerpt(sheet, finding);
            }
        }
        long fixable = findings.stream().filter(f -> f.fix().isPresent()).count();
        out.println(sheet.source().name() + ": "
                + InspectCommand.count(sheet.answers().size(), "answer") + ", "
                + InspectCommand.count(count(findings, Level.ERROR), "error") + ", "
                + InspectCommand.count(count(findings, Level.WARNING), "warning")
                + (words(blocks).isEmpty() ? "" : "; " + words(blocks))
                + (fixable == 0 ? "" : "; --fix mends " + fixable));
    }

    private static String words(BlockCounts blocks) {
        return Stream.of(
                        words(blocks.python(), "Python block"),
                        words(blocks.bash(), "Bash block"),
                        words(blocks.diagrams(), "diagram"))
                .filter(words -> !words.isEmpty())
                .collect(Collectors.joining(", "));
    }

    private static String words(BlockCounts.Count count, String noun) {
        if (count.checked() + count.unchecked() == 0) {
            return "";
        }
        String checked = InspectCommand.count(count.checked(), noun) + " checked";
        return count.unchecked() == 0 ? checked : checked + " (" + count.unchecked() + " UNCHECKED)";
    }

    private void excerpt(SheetText sheet, Finding finding) {
        String line = sheet.source().line(finding.position().line()).replaceAll("\\p{Cntrl}", " ");
        int column = finding.position().column();
        if (!line.isBlank() && line.length() <= LONGEST_EXCERPT && column <= line.length() + 1) {
            out.println("    " + line);
            out.println("    " + " ".repeat(column - 1) + "^");
        }
    }

    void json(List<Finding> findings) throws JsonProcessingException {
        List<FindingJson> all = findings.stream().map(FindingJson::of).toList();
        out.println(new JsonMapper().writerWithDefaultPrettyPrinter().writeValueAsString(new FindingsJson(all)));
    }

    private static long count(List<Finding> findings, Level level) {
        return findings.stream().filter(f -> f.level() == level).count();
    }

    /** What {@code check --format json} prints. The names are kept; new ones may come. */
    private record FindingsJson(String schema, List<FindingJson> findings) {
        FindingsJson(List<FindingJson> findings) {
            this("answersheet/check/1", findings);
        }
    }

    private record FindingJson(
            String rule,
            String level,
            String file,
            int line,
            int column,
            Integer answer,
            String section,
            String message) {
        static FindingJson of(Finding f) {
            return new FindingJson(
                    f.rule(),
                    f.level().word(),
                    f.file(),
                    f.position().line(),
                    f.position().column(),
                    f.answer().orElse(null),
                    f.section().orElse(null),
                    f.message());
        }
    }
}
