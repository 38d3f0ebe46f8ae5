package io.github.answersheet.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.answersheet.check.BlockCounts;
import io.github.answersheet.check.Finding;
import io.github.answersheet.check.Level;
import io.github.answersheet.check.SheetText;
import io.github.answersheet.examine.BlockRun.State;
import io.github.answersheet.source.VisibleText;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Prints findings for people and for programs. */
final class FindingsPrinter {

    private static final int LONGEST_EXCERPT = 120;
    private static final String NEEDS = "needs ";

    private final PrintWriter out;

    FindingsPrinter(PrintWriter out) {
        this.out = out;
    }

    /** {@code file:line:col: level rule: message}, once for each place the line and a caret, then a count. */
    void text(SheetText sheet, List<Finding> findings, Level least, BlockCounts blocks) {
        List<Finding> told =
                findings.stream().filter(f -> f.level().compareTo(least) <= 0).toList();
        for (int i = 0; i < told.size(); i++) {
            Finding finding = told.get(i);
            out.println(finding.file() + ":" + finding.position() + ": "
                    + finding.level().word() + " " + finding.rule() + ": "
                    + finding.answer().map(n -> "answer " + n + ": ").orElse("")
                    + VisibleText.line(finding.message()));
            boolean isLastAtItsPlace =
                    i + 1 == told.size() || !told.get(i + 1).position().equals(finding.position());
            if (isLastAtItsPlace) {
                excerpt(sheet, finding);
            }
        }
        long fixable = fixable(findings);
        long hidden = fixable - fixable(told);
        out.println(sheet.source().name() + ": "
                + InspectCommand.count(sheet.wanted().size(), "answer") + ", "
                + InspectCommand.count(count(findings, Level.ERROR), "error") + ", "
                + InspectCommand.count(count(findings, Level.WARNING), "warning")
                + (words(blocks).isEmpty() ? "" : "; " + words(blocks))
                + (fixable == 0 ? "" : "; --fix mends " + fixable)
                + (hidden == 0 ? "" : " (" + hidden + " told with --level info)"));
    }

    private static long fixable(List<Finding> findings) {
        return findings.stream().filter(f -> f.fix().isPresent()).count();
    }

    /** How many blocks passed, failed, were not run and for which reasons, and are unchecked; each one at the lowest level. */
    void states(SheetText sheet, List<BlockJson> blocks, Level least) {
        if (least == Level.INFO) {
            blocks.forEach(block -> out.println(block.file() + ":" + block.line() + ": answer " + block.answer() + ": "
                    + block.section() + ": " + block.language() + " " + block.state()
                    + (block.reason().isEmpty() ? "" : ": " + VisibleText.line(block.reason()))));
        }
        out.println(sheet.source().name() + ": "
                + InspectCommand.count(blocks.size(), "block") + " of code: "
                + Stream.of(State.values()).map(state -> states(state, blocks)).collect(Collectors.joining(", ")));
    }

    private static String states(State state, List<BlockJson> blocks) {
        Map<String, Long> reasons = blocks.stream()
                .filter(block -> block.state().equals(state.word()))
                .collect(Collectors.groupingBy(
                        block -> block.reason().replaceFirst("(?s): .*", ""), TreeMap::new, Collectors.counting()));
        long all = reasons.values().stream().mapToLong(n -> n).sum();
        String words = all + " " + state.word().replace('-', ' ');
        return state != State.NOT_RUN || all == 0 ? words : words + " (" + reasons(reasons) + ")";
    }

    private static String words(BlockCounts blocks) {
        Stream<String> code =
                blocks.code().entrySet().stream().map(each -> words(each.getValue(), each.getKey() + " block"));
        return Stream.concat(code, Stream.of(words(blocks.diagrams(), "diagram"), others(blocks.others())))
                .filter(words -> !words.isEmpty())
                .collect(Collectors.joining(", "));
    }

    private static String words(BlockCounts.Count count, String noun) {
        if (count.checked() + count.unchecked() == 0) {
            return "";
        }
        String checked = InspectCommand.count(count.checked(), noun) + " checked";
        return count.unchecked() == 0
                ? checked
                : checked + " (" + count.unchecked() + " UNCHECKED: " + listed(count.reasons(), "; ") + ")";
    }

    private static String others(Map<String, Long> counts) {
        return counts.isEmpty()
                ? ""
                : InspectCommand.count(
                                counts.values().stream().mapToLong(n -> n).sum(), "other block") + " UNCHECKED ("
                        + listed(counts, ", ") + ")";
    }

    // What is needed is told in one go.
    private static String reasons(Map<String, Long> reasons) {
        Map<String, Long> others = new TreeMap<>();
        Map<String, Long> needs = new TreeMap<>();
        reasons.forEach((reason, count) -> {
            if (reason.startsWith(NEEDS)) {
                needs.put(reason.substring(NEEDS.length()), count);
            } else {
                others.put(reason, count);
            }
        });
        return Stream.of(listed(others, "; "), needs.isEmpty() ? "" : NEEDS + listed(needs, ", "))
                .filter(words -> !words.isEmpty())
                .collect(Collectors.joining("; "));
    }

    private static String listed(Map<String, Long> counts, String between) {
        return counts.entrySet().stream()
                .map(count -> times(VisibleText.line(count.getKey()), count.getValue()))
                .collect(Collectors.joining(between));
    }

    static String times(String what, long count) {
        return count > 1 ? what + " ×" + count : what;
    }

    private void excerpt(SheetText sheet, Finding finding) {
        String line = sheet.source().line(finding.position().line());
        int before = finding.position().column() - 1;
        if (!line.isBlank() && line.length() <= LONGEST_EXCERPT && before <= line.length()) {
            out.println("    " + VisibleText.line(line));
            out.println("    "
                    + " ".repeat(VisibleText.line(line.substring(0, before)).length()) + "^");
        }
    }

    /** @param blocks of code with their states, where code was to be run */
    void json(List<Finding> findings, Optional<List<BlockJson>> blocks) throws JsonProcessingException {
        List<FindingJson> all = findings.stream().map(FindingJson::of).toList();
        out.println(new JsonMapper()
                .writerWithDefaultPrettyPrinter()
                .writeValueAsString(new FindingsJson(all, blocks.orElse(null))));
    }

    private static long count(List<Finding> findings, Level level) {
        return findings.stream().filter(f -> f.level() == level).count();
    }

    /** What {@code check --format json} prints. The names are kept; new ones may come. */
    private record FindingsJson(
            String schema,
            List<FindingJson> findings,
            @JsonInclude(JsonInclude.Include.NON_NULL) List<BlockJson> blocks) {
        FindingsJson(List<FindingJson> findings, List<BlockJson> blocks) {
            this("answersheet/check/1", findings, blocks);
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
