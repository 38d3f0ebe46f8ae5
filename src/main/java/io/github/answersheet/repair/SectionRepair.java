package io.github.answersheet.repair;

import io.github.answersheet.check.Checked;
import io.github.answersheet.check.Finding;
import io.github.answersheet.check.Level;
import io.github.answersheet.draft.Draft;
import io.github.answersheet.draft.DraftSection;
import io.github.answersheet.examine.CaseResult;
import io.github.answersheet.examine.ExaminedAnswer;
import io.github.answersheet.examine.PrintedOutput;
import io.github.answersheet.examine.TrialResult;
import io.github.answersheet.examine.Verification;
import io.github.answersheet.llm.Step;
import io.github.answersheet.pack.Label;
import io.github.answersheet.pack.Role;
import io.github.answersheet.prompt.Assignment;
import io.github.answersheet.prompt.Prompt;
import io.github.answersheet.prompt.PromptBuilder;
import io.github.answersheet.repair.Calls.Answered;
import io.github.answersheet.repair.Changes.Applied;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Has some sections of an answer mended. Where all of them are there it asks for corrections, which cost little and change little;
 * it asks for whole sections where one is missing, and after corrections that found no place or were cut off. For one
 * thread.
 */
final class SectionRepair {

    // What prompts call a warning; their layout says what to do with it.
    private static final String MINOR = "(minor) ";
    private static final String REFUTED = "refuted-statement";
    private static final int LONGEST_LINE = 120;

    private final Assignment assignment;
    private final PromptBuilder prompts;
    private final Calls calls;
    private boolean hasMissed;

    SectionRepair(Assignment assignment, PromptBuilder prompts, Calls calls) {
        this.assignment = assignment;
        this.prompts = prompts;
        this.calls = calls;
    }

    /**
     * Whether corrections of the last reply found no place or were cut off. Nobody can tell then what was meant to stay, and the next
     * request is for whole sections.
     */
    boolean hasMissed() {
        return hasMissed;
    }

    /**
     * Asks for sections, and for the cases in question if they are wanted too.
     *
     * @param labels of the sections, {@link Label#VERIFICATION} for the cases
     * @return what came back; a section that stays as it is may be among it
     */
    Draft ask(Step step, Checked.Answer failed, Set<String> labels) {
        Optional<String> cases = labels.contains(Label.VERIFICATION) ? refutedCases(failed.answer()) : Optional.empty();
        List<Label> wanted = new ArrayList<>(assignment.category().format().drafted().stream()
                .filter(label -> labels.contains(label.name()))
                .toList());
        cases.ifPresent(json -> wanted.add(Label.of(Label.VERIFICATION)));
        // Who corrects cases has to see the solution that is run on them.
        Optional<String> seen = cases.flatMap(
                        json -> failed.answer().candidate().section(Role.SOLUTION))
                .map(DraftSection::label);
        Map<String, String> shown = new LinkedHashMap<>();
        failed.answer().candidate().draft().sections().stream()
                .filter(section -> labels.contains(section.label()) || seen.equals(Optional.of(section.label())))
                .forEach(section -> shown.putIfAbsent(section.label(), PrintedOutput.without(section.content())));
        cases.ifPresent(json -> shown.put(Label.VERIFICATION, "```json\n" + json + "\n```"));
        String current = Drafting.written(shown);
        List<String> findings = inWords(failed, labels::contains, false);
        String tried = tried(failed.answer());
        boolean areThere = wanted.stream().allMatch(label -> shown.containsKey(label.name()));
        if (hasMissed || !areThere) {
            hasMissed = false;
            return whole(step, prompts.repair(assignment, current, findings, tried, wanted), wanted);
        }
        shown.keySet().retainAll(wanted.stream().map(Label::name).toList());
        return changed(step, prompts.changes(assignment, current, findings, tried, wanted), shown);
    }

    /** Asks for whole sections. */
    Draft whole(Step step, Prompt prompt, List<Label> wanted) {
        return sections(
                wanted.size() == 1
                        ? calls.section(step, prompt, wanted.get(0).name(), calls.maxOutput())
                        : calls.make(step, prompt));
    }

    private Draft changed(Step step, Prompt prompt, Map<String, String> texts) {
        Answered answered = calls.make(step, prompt);
        Changes changes = answered.changes();
        if (changes.isEmpty() && !changes.isNone()) {
            return sections(answered);
        }
        Applied applied = changes.appliedTo(texts);
        hasMissed = !applied.isWhole() || answered.isCutOff();
        Map<String, String> now = new LinkedHashMap<>(hasMissed ? Map.of() : texts);
        now.putAll(applied.texts());
        return calls.sections(answered, now);
    }

    private static Draft sections(Answered answered) {
        return answered.isCutOff() ? Drafting.wholeSections(answered.draft()) : answered.draft();
    }

    private static Optional<String> refutedCases(ExaminedAnswer answer) {
        return answer.verification() instanceof Verification.Ran ran
                ? Optional.of(ran.proof()
                        .json(ran.refuted().stream().map(CaseResult::name).toList()))
                : Optional.empty();
    }

    // What came of trying those statements that do not hold.
    private static String tried(ExaminedAnswer answer) {
        return Stream.concat(
                        answer.trials().of(TrialResult.State.REFUTED).stream(),
                        answer.contradicted().stream()
                                .flatMap(each -> each.tried().stream())
                                .filter(result -> result.state() == TrialResult.State.REFUTED))
                .map(result ->
                        result.inFull(answer.written().get(result.section()).label()))
                .collect(Collectors.joining("\n\n"));
    }

    /**
     * What is wrong, for whoever mends it. Warnings cause no call; those of sections that are asked for all the same go along.
     *
     * @param isAskedFor whether a section is
     * @param withTrials whether with statements that were tried, which some requests tell in full elsewhere
     */
    static List<String> inWords(Checked.Answer failed, Predicate<String> isAskedFor, boolean withTrials) {
        return failed.findings().stream()
                .filter(f -> f.isError()
                        || f.level() == Level.WARNING
                                && f.section().filter(isAskedFor).isPresent())
                .filter(f -> withTrials || !f.rule().equals(REFUTED))
                .map(f -> (f.isError() || RepairLoop.isContradiction(f) ? "" : MINOR)
                        + f.section().map(label -> label + ": ").orElse("")
                        + f.message()
                        + place(failed.answer().candidate().draft(), f))
                .distinct()
                .toList();
    }

    // The line of a finding inside a section, where its message does not quote it; one at its beginning is about all of
    // it.
    private static String place(Draft draft, Finding finding) {
        return finding.section()
                .flatMap(draft::section)
                .filter(section -> section.source().name().equals(finding.file())
                        && finding.position().line() > section.bodyPosition(0).line()
                        && finding.position().line() <= section.source().lineCount())
                .map(section -> section.source().line(finding.position().line()).strip())
                .filter(line -> !line.isEmpty()
                        && line.length() <= LONGEST_LINE
                        && !finding.message().contains(line))
                .map(line -> " (at: " + line + ")")
                .orElse("");
    }
}
