package io.github.answersheet.repair;

import io.github.answersheet.check.Candidate;
import io.github.answersheet.check.Checker;
import io.github.answersheet.check.Finding;
import io.github.answersheet.check.Level;
import io.github.answersheet.check.Mended;
import io.github.answersheet.draft.Draft;
import io.github.answersheet.llm.Step;
import io.github.answersheet.pack.Label;
import io.github.answersheet.pack.Pack;
import io.github.answersheet.prompt.Assignment;
import io.github.answersheet.prompt.Prompt;
import io.github.answersheet.prompt.PromptBuilder;
import io.github.answersheet.repair.Calls.Answered;
import io.github.answersheet.repair.Drafting.Drafted;
import io.github.answersheet.verification.Verification;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One question's way up the ladder. For one thread. */
final class Climb {

    private final Assignment assignment;
    private final Pack pack;
    private final PromptBuilder prompts;
    private final Calls calls;
    private final Mending mending;
    private final Checker checker;
    private final Function<Candidate, Verification> verification;
    private final Effort effort;

    Climb(
            Assignment assignment,
            Pack pack,
            PromptBuilder prompts,
            Calls calls,
            Mending mending,
            Checker checker,
            Function<Candidate, Verification> verification,
            Effort effort) {
        this.assignment = assignment;
        this.pack = pack;
        this.prompts = prompts;
        this.calls = calls;
        this.mending = mending;
        this.checker = checker;
        this.verification = verification;
        this.effort = effort;
    }

    /** A candidate with everything that is wrong with it. */
    private record Checked(Candidate candidate, List<Finding> findings) {

        long errors() {
            return findings.stream().filter(Finding::isError).count();
        }

        Set<String> failing() {
            return findings.stream()
                    .filter(Finding::isError)
                    .flatMap(f -> Stream.of(f.section(), f.other()))
                    .flatMap(Optional::stream)
                    .collect(Collectors.toSet());
        }

        // However little is wrong with an answer that is not there, one that is there is better.
        boolean isBetterThan(Checked other) {
            boolean isWhole = candidate.shortfall().isEmpty();
            boolean otherIsWhole = other.candidate().shortfall().isEmpty();
            return isWhole == otherIsWhole ? errors() < other.errors() : isWhole;
        }

        /** Whether a repair got on: fewer errors, or none left of those asked about, whatever they had hidden. */
        boolean isProgressFrom(Checked asked) {
            return isBetterThan(asked) || Collections.disjoint(errorsAsTold(), asked.errorsAsTold());
        }

        private Set<List<Object>> errorsAsTold() {
            return findings.stream()
                    .filter(Finding::isError)
                    .map(f -> List.<Object>of(f.rule(), f.section(), f.message()))
                    .collect(Collectors.toSet());
        }

        /** Whether asking for some sections can mend it. */
        boolean isRepairable() {
            return candidate.shortfall().isEmpty() && !failing().isEmpty();
        }
    }

    Outcome toTheTop() {
        Candidate draft = firstDraft();
        // Pieces of a draft were mended before the whole could be checked; what was mended was found.
        List<Finding> found = new ArrayList<>(mending.mended());
        Checked first = checked(draft);
        found.addAll(first.findings());
        first = mended(first);
        Checked best = first;
        int repairs = 0;
        boolean redrafted = false;
        boolean stalled = false;
        // A call that failed was tried often enough.
        while (best.errors() > 0 && calls.lastFailure().isEmpty()) {
            Checked next;
            boolean gotOn;
            if (best.isRepairable() && !stalled && repairs < effort.maxRepairs()) {
                next = repaired(best, ++repairs);
                gotOn = next.isProgressFrom(best);
            } else if (!redrafted
                    && effort.maxRepairs() > 0
                    && best.findings().stream().anyMatch(this::isOfAnswer)) {
                redrafted = true;
                next = mended(checked(redraft(best)));
                gotOn = next.isBetterThan(best);
            } else {
                break;
            }
            stalled = !gotOn;
            best = gotOn ? next : best;
        }
        return new Outcome(
                best.candidate(),
                calls.attempts(),
                found,
                first.findings(),
                mending.mended(),
                best.findings().stream().map(this::weighed).toList(),
                verification.apply(best.candidate()));
    }

    // For what no sheet prints an answer is neither drafted anew nor in need of review; a repair was tried.
    private Finding weighed(Finding finding) {
        return finding.isError() && !isOfAnswer(finding) ? finding.at(Level.WARNING) : finding;
    }

    private boolean isOfAnswer(Finding finding) {
        return finding.isError()
                && Stream.of(finding.section(), finding.other())
                        .flatMap(Optional::stream)
                        .map(assignment.category().format()::prints)
                        .reduce(Boolean::logicalOr)
                        .orElse(true);
    }

    private Candidate firstDraft() {
        Drafting drafting = drafting();
        return candidate(
                effort.draftBy() == DraftBy.SECTION
                        ? drafting.bySection()
                        : drafting.atOnce(Step.DRAFT, prompts.draft(assignment)));
    }

    private Candidate redraft(Checked failed) {
        Prompt prompt = prompts.redraft(assignment, inWords(failed, section -> true));
        return candidate(drafting().atOnce(Step.REDRAFT, prompt));
    }

    // Asks for the failing sections and takes those alone; every other section is the very same.
    private Checked repaired(Checked failed, int round) {
        Set<String> failing = failed.failing();
        List<Label> labels = assignment.category().format().drafted().stream()
                .filter(label -> failing.contains(label.name()))
                .toList();
        Set<String> shown = new HashSet<>(failing);
        if (failing.contains(Verification.LABEL)) {
            // Who writes cases has to see the solution that is run on them.
            shown.add(Verification.SOLUTION);
        }
        Draft draft = failed.candidate().draft();
        String current = Drafting.written(draft.withSections(draft.sections().stream()
                .filter(section -> shown.contains(section.label()))
                .toList()));
        Prompt prompt = prompts.repair(assignment, current, inWords(failed, failing::contains), labels);
        Step step = Step.repair(round);
        Answered answered = labels.size() == 1
                ? calls.section(step, prompt, labels.get(0).name(), calls.maxOutput())
                : calls.make(step, prompt);
        Draft fresh = answered.isCutOff() ? Drafting.wholeSections(answered.draft()) : answered.draft();
        Draft mended = withText(mending.piece(failed.candidate(), fresh));
        return mended(checked(failed.candidate().with(draft.with(mended, failing))));
    }

    // What comes back empty takes nothing's place.
    private static Draft withText(Draft fresh) {
        return fresh.withSections(fresh.sections().stream()
                .filter(section -> !section.body().isBlank())
                .toList());
    }

    private Drafting drafting() {
        Candidate nothing = candidate(new Drafted(calls.nothing(), Optional.empty()));
        return new Drafting(prompts, calls, assignment, piece -> mending.piece(nothing, piece));
    }

    private Candidate candidate(Drafted drafted) {
        return new Candidate(
                assignment.number(),
                drafted.draft(),
                assignment.category(),
                pack,
                Optional.of(assignment.question()),
                drafted.shortfall());
    }

    private Checked checked(Candidate candidate) {
        return new Checked(candidate, checker.check(candidate));
    }

    private Checked mended(Checked checked) {
        Mended<Candidate> mended = mending.mend(checked.candidate(), checked.findings());
        return new Checked(mended.subject(), mended.findings());
    }

    // Warnings cause no call; those of sections that are asked for all the same go along.
    private static List<String> inWords(Checked failed, Predicate<String> isAskedFor) {
        return failed.findings().stream()
                .filter(f -> f.isError()
                        || f.level() == Level.WARNING
                                && f.section().filter(isAskedFor).isPresent())
                .map(f -> f.section().map(label -> label + ": ").orElse("") + f.message())
                .toList();
    }
}
