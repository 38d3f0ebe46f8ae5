package io.github.answersheet.repair;

import io.github.answersheet.check.Candidate;
import io.github.answersheet.check.Checker;
import io.github.answersheet.check.Finding;
import io.github.answersheet.check.Level;
import io.github.answersheet.check.Mended;
import io.github.answersheet.check.Trials;
import io.github.answersheet.draft.Draft;
import io.github.answersheet.draft.DraftSection;
import io.github.answersheet.examine.CaseRemark;
import io.github.answersheet.examine.CaseResult;
import io.github.answersheet.examine.Proof;
import io.github.answersheet.examine.Verification;
import io.github.answersheet.llm.Step;
import io.github.answersheet.pack.Label;
import io.github.answersheet.pack.Length;
import io.github.answersheet.pack.Pack;
import io.github.answersheet.prompt.Assignment;
import io.github.answersheet.prompt.Prompt;
import io.github.answersheet.prompt.PromptBuilder;
import io.github.answersheet.repair.Calls.Answered;
import io.github.answersheet.repair.Drafting.Drafted;
import io.github.answersheet.source.SourceText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One question's way up the ladder. For one thread. */
final class Climb {
    // What prompts call a warning; their layout says what to do with it.
    private static final String MINOR = "(minor) ";

    private final Assignment assignment;
    private final Pack pack;
    private final PromptBuilder prompts;
    private final Calls calls;
    private final Mending mending;
    private final Checker checker;
    private final Trials trials;
    private final Effort effort;
    private int repairs;
    private int trialsAgain;
    private Candidate kept;

    Climb(
            Assignment assignment,
            Pack pack,
            PromptBuilder prompts,
            Calls calls,
            Mending mending,
            Checker checker,
            Trials trials,
            Effort effort) {
        this.assignment = assignment;
        this.pack = pack;
        this.prompts = prompts;
        this.calls = calls;
        this.mending = mending;
        this.checker = checker;
        this.trials = trials;
        this.effort = effort;
        this.kept = candidate(new Drafted(calls.nothing(), Optional.empty()));
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

    /** What there is of an answer whose climb ended in an exception. */
    Outcome brokenOff(RuntimeException why) {
        Candidate left = kept.fallingShort(why.getMessage());
        List<Finding> findings = checker.check(left);
        return new Outcome(
                left,
                calls.attempts(),
                findings,
                findings,
                mending.mended(),
                findings,
                new Verification.NotRun(why.getMessage()));
    }

    Outcome toTheTop() {
        Candidate draft = firstDraft();
        kept = draft;
        // Pieces of a draft were mended before the whole could be checked; what was mended was found.
        List<Finding> found = new ArrayList<>(mending.mended());
        Checked first = checked(draft);
        found.addAll(first.findings());
        first = mended(first);
        List<Finding> afterFixes = new ArrayList<>(first.findings());
        Checked best = first;
        boolean redrafted = false;
        boolean stalled = false;
        // A call that failed was tried often enough, and no call mends this program.
        while (calls.lastFailure().isEmpty()
                && !calls.isSpent()
                && best.findings().stream().noneMatch(Finding::isDefect)) {
            Checked next;
            boolean gotOn;
            Verification known = trials.verification(best.candidate());
            if (best.errors() > 0 && best.isRepairable() && !stalled && repairsLeft()) {
                next = repaired(best);
                gotOn = next.isProgressFrom(best);
            } else if (best.errors() > 0 && !redrafted && effort.maxRepairs() > 0) {
                redrafted = true;
                next = mended(checked(redraft(best)));
                gotOn = next.isBetterThan(best);
            } else if (best.errors() > 0) {
                break;
            } else if (effort.proof() && known instanceof Verification.Wanted wanted) {
                next = tried(best, wanted);
                found.addAll(newIn(next, best));
                afterFixes.addAll(newIn(next, best));
                gotOn = true;
            } else if (known instanceof Verification.Ran ran && !ran.unfit().isEmpty() && repairsLeft()) {
                next = triedAgain(best, ran);
                gotOn = true;
            } else {
                break;
            }
            stalled = !gotOn;
            best = gotOn ? next : best;
            kept = best.candidate();
        }
        return new Outcome(
                best.candidate(),
                calls.attempts(),
                found,
                afterFixes,
                mending.mended(),
                best.findings(),
                verification(best));
    }

    private boolean repairsLeft() {
        return repairs + trialsAgain < effort.maxRepairs();
    }

    private static List<Finding> newIn(Checked next, Checked before) {
        return next.findings().stream()
                .filter(finding -> !before.findings().contains(finding))
                .toList();
    }

    private Verification verification(Checked last) {
        Verification known = trials.verification(last.candidate());
        if (!(known instanceof Verification.Wanted)) {
            return known;
        }
        return new Verification.NotRun(
                !effort.proof()
                        ? "no cases were asked for (--proof off)"
                        : "the answer did not pass its checks before");
    }

    // Has an examiner bring what the answer is tried with, and tries it.
    private Checked tried(Checked passed, Verification.Wanted wanted) {
        Candidate candidate = passed.candidate();
        Prompt prompt = prompts.proof(assignment, written(candidate), wanted.fileName(), runs(candidate));
        return checked(candidate.with(Optional.of(calls.proof(Step.PROOF, prompt))));
    }

    // Each case that says nothing about the code is asked for once more; one that then still says nothing is left out.
    private Checked triedAgain(Checked passed, Verification.Ran ran) {
        trialsAgain++;
        Candidate candidate = passed.candidate();
        Proof proof = candidate.proof().orElseThrow();
        Prompt prompt = prompts.proofAgain(
                assignment,
                written(candidate),
                ran.fileName(),
                proof.json(ran.unfit().stream().map(CaseRemark::name).toList()),
                ran.unfit().stream().map(CaseRemark::inWords).toList());
        Proof better = proof.replacing(calls.proof(Step.proof(trialsAgain + 1), prompt), ran.unfit());
        Candidate again = candidate.with(Optional.of(better));
        return checked(
                trials.verification(again) instanceof Verification.Ran now
                                && !now.unfit().isEmpty()
                        ? again.with(Optional.of(better.without(now.unfit())))
                        : again);
    }

    private static String written(Candidate candidate) {
        return Drafting.written(candidate.draft());
    }

    // What came of running the answer's blocks, for somebody who cannot run them.
    private String runs(Candidate candidate) {
        List<DraftSection> written = candidate.written();
        return trials.blocks(candidate).stream()
                .map(run -> "- " + written.get(run.section()).label() + ", "
                        + (run.block().isPython() || run.block().isPythonSession() ? "Python" : "Bash")
                        + ", first line `"
                        + run.block().code().lines().findFirst().orElse("") + "`: "
                        + run.state().word() + (run.reason().isEmpty() ? "" : " (" + run.reason() + ")")
                        + (run.output().isBlank()
                                ? ""
                                : "; its last lines:\n\n" + run.output().indent(4)))
                .collect(Collectors.joining("\n"));
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
        return candidate(drafting().atOnce(Step.REDRAFT, prompt))
                .with(failed.candidate().proof());
    }

    // Asks for the failing sections, and cases, and takes those alone; every other section is the very same.
    private Checked repaired(Checked failed) {
        Set<String> failing = failed.failing();
        List<Label> labels = new ArrayList<>(assignment.category().format().drafted().stream()
                .filter(label -> failing.contains(label.name()))
                .toList());
        Set<String> shown = new HashSet<>(failing);
        Optional<String> cases = failing.contains(Label.VERIFICATION) ? refuted(failed.candidate()) : Optional.empty();
        if (cases.isPresent()) {
            labels.add(new Label(Label.VERIFICATION, true, Length.ANY));
            // Who corrects cases has to see the solution that is run on them.
            shown.add(Verification.SOLUTION);
        }
        Draft draft = failed.candidate().draft();
        String current = Drafting.written(draft.withSections(draft.sections().stream()
                        .filter(section -> shown.contains(section.label()))
                        .toList()))
                + cases.map(json -> "\n\n**" + Label.VERIFICATION + ":**\n\n```json\n" + json + "\n```")
                        .orElse("");
        Prompt prompt = prompts.repair(assignment, current, inWords(failed, failing::contains), labels);
        Step step = Step.repair(++repairs);
        Answered answered = labels.size() == 1
                ? calls.section(step, prompt, labels.get(0).name(), calls.maxOutput())
                : calls.make(step, prompt);
        Draft fresh = answered.isCutOff() ? Drafting.wholeSections(answered.draft()) : answered.draft();
        Draft mended = withText(mending.piece(failed.candidate(), fresh));
        failing.remove(Label.VERIFICATION);
        return mended(checked(failed.candidate()
                .with(draft.with(mended, failing))
                .with(failed.candidate().proof().map(proof -> corrected(proof, fresh)))));
    }

    private Optional<String> refuted(Candidate candidate) {
        return trials.verification(candidate) instanceof Verification.Ran ran
                ? Optional.of(ran.proof()
                        .json(ran.refuted().stream().map(CaseResult::name).toList()))
                : Optional.empty();
    }

    private static Proof corrected(Proof proof, Draft fresh) {
        return fresh.section(Label.VERIFICATION)
                .map(section ->
                        proof.with(Proof.read(SourceText.of(section.source().name(), section.body()))))
                .orElse(proof);
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
                Optional.empty(),
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
                .map(f -> (f.isError() ? "" : MINOR)
                        + f.section().map(label -> label + ": ").orElse("")
                        + f.message())
                .toList();
    }
}
