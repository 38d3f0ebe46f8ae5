package io.github.answersheet.check.rule;

import io.github.answersheet.check.AnswerRule;
import io.github.answersheet.check.Finding;
import io.github.answersheet.check.Fix;
import io.github.answersheet.check.Level;
import io.github.answersheet.draft.DraftSection;
import io.github.answersheet.examine.BlockRun;
import io.github.answersheet.examine.ExaminedAnswer;
import io.github.answersheet.examine.Fault;
import io.github.answersheet.examine.Fault.Kind;
import io.github.answersheet.source.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A rule about one kind of fault that shows when code is run. It finds nothing where nothing is run. */
final class ExecutionRule extends AnswerRule {

    /** The rules, in the order in which they speak. */
    static final List<ExecutionRule> ALL = List.of(
            new ExecutionRule("code-fails", Level.ERROR, Kind.CODE_FAILS),
            new ExecutionRule("test-fails", Level.ERROR, Kind.TEST_FAILS),
            new ExecutionRule("output-differs", Level.ERROR, Kind.OUTPUT_DIFFERS),
            new ExecutionRule("output-not-shown", Level.INFO, Kind.OUTPUT_NOT_SHOWN),
            new ExecutionRule("import-side-effect", Level.WARNING, Kind.IMPORT_SIDE_EFFECT));

    private final Kind kind;

    private ExecutionRule(String id, Level level, Kind kind) {
        super(id, level);
        this.kind = kind;
    }

    @Override
    public List<Finding> check(ExaminedAnswer answer) {
        List<DraftSection> written = answer.written();
        List<Finding> findings = new ArrayList<>();
        for (BlockRun run : answer.runs()) {
            for (Fault fault : run.faults()) {
                if (fault.kind() == kind) {
                    DraftSection section = written.get(fault.section());
                    Finding finding = finding(answer, section, fault.block(), fault.line(), 1, fault.message())
                            .with(fix(fault, section, run, answer));
                    findings.add(
                            fault.other().isPresent()
                                    ? finding.orIn(written.get(fault.other().getAsInt())
                                            .label())
                                    : finding);
                }
            }
        }
        return findings;
    }

    // What a program prints is put below it by whoever ran it.
    private static Optional<Fix> fix(Fault fault, DraftSection section, BlockRun run, ExaminedAnswer answer) {
        boolean isOfOutput = fault.kind() == Kind.OUTPUT_DIFFERS || fault.kind() == Kind.OUTPUT_NOT_SHOWN;
        if (!isOfOutput || run.printed().isEmpty() || !run.block().closed()) {
            return Optional.empty();
        }
        SourceText body = SourceText.of("", section.body());
        String opening = body.line(run.block().line());
        // In a list or a quotation its lines begin as those of the block.
        String margin = opening.substring(
                        0, Math.max(0, opening.indexOf(run.block().fence())))
                .replaceAll("[^>\\s]", " ");
        String output = run.printed()
                .get()
                .markdown(answer.candidate().words())
                .lines()
                .map(line -> (margin + line).stripTrailing())
                .collect(Collectors.joining("\n"));
        int start = endOf(run.block().lastLine(), body);
        int end = endOf(run.lastLine(), body);
        String blank = "\n" + margin.stripTrailing() + "\n";
        return Optional.of(Fix.replace(section.bodyOffset() + start, end - start, blank + output));
    }

    private static int endOf(int line, SourceText text) {
        return text.lineStart(line) + text.line(line).length();
    }
}
