package io.github.answersheet.repair;

import io.github.answersheet.check.Checked;
import io.github.answersheet.check.Checker;
import io.github.answersheet.check.Finding;
import io.github.answersheet.check.Level;
import io.github.answersheet.draft.Draft;
import io.github.answersheet.draft.DraftSection;
import io.github.answersheet.examine.Candidate;
import io.github.answersheet.examine.CaseRemark;
import io.github.answersheet.examine.Contradiction;
import io.github.answersheet.examine.ExaminedAnswer;
import io.github.answersheet.examine.Proof;
import io.github.answersheet.examine.Trial;
import io.github.answersheet.examine.TrialResult;
import io.github.answersheet.examine.Trials;
import io.github.answersheet.examine.Verification;
import io.github.answersheet.language.Language;
import io.github.answersheet.llm.Step;
import io.github.answersheet.pack.Label;
import io.github.answersheet.pack.Pack;
import io.github.answersheet.prompt.Assignment;
import io.github.answersheet.prompt.Prompt;
import io.github.answersheet.prompt.PromptBuilder;
import io.github.answersheet.repair.Drafting.Drafted;
import io.github.answersheet.source.SourceText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One question's way up the ladder. For one thread. */
final class RepairLoop {

    private static final String CONTRADICTION = "sheet-contradiction";

    private final Assignment assignment;
    private final Pack pack;
    private final PromptBuilder prompts;
    private final Calls calls;
    private final SectionRepair sectionRepair;
    private final Mending mending;
    private final Checker checker;
    private final Effort effort;
    private int repairs;
    private int trialsAgain;
    // Nobody can prove a gap, so it is told of once.
    private boolean gapsTold;
    private Candidate kept;

    RepairLoop(
            Assignment assignment,
            Pack pack,
            PromptBuilder prompts,
            Calls calls,
            Mending mending,
            Checker checker,
            Effort effort) {
        this.assignment = assignment;
        this.pack = pack;
        this.prompts = prompts;
        this.calls = calls;
        this.sectionRepair = new SectionRepair(assignment, prompts, calls);
        this.mending = mending;
        this.checker = checker;
        this.effort = effort;
        this.kept = candidate(new Drafted(calls.nothing(), Optional.empty()));
    }

    private static long errors(Checked.Answer checked) {
        return checked.findings().stream().filter(Finding::isError).count();
    }

    private static Set<String> failing(Checked.Answer checked) {
        return checked.findings().stream()
                .filter(Finding::isError)
                .flatMap(f -> Stream.of(f.section(), f.other()))
                .flatMap(Optional::stream)
                .collect(Collectors.toSet());
    }

    // However little is wrong with an answer that is not there, one that is there is better.
    private static boolean isBetter(Checked.Answer next, Checked.Answer before) {
        boolean isWhole = next.answer().shortfall().isEmpty();
        boolean wasWhole = before.answer().shortfall().isEmpty();
        return isWhole == wasWhole ? errors(next) < errors(before) : isWhole;
    }

    // A repair got on if there are fewer errors, or none left of those asked about, whatever they had hidden.
    // What only a trial shows had passed every check, and hid nothing.
    private static boolean isProgress(Checked.Answer next, Checked.Answer asked) {
        return isBetter(next, asked)
                || errors(asked) > triedOnly(asked) && Collections.disjoint(errorsAsTold(next), errorsAsTold(asked));
    }

    private static Set<List<Object>> errorsAsTold(Checked.Answer checked) {
        return checked.findings().stream()
                .filter(Finding::isError)
                .map(f -> List.<Object>of(f.rule(), f.section(), f.message()))
                .collect(Collectors.toSet());
    }

    // Whether asking for some sections can mend it.
    private static boolean isRepairable(Checked.Answer checked) {
        return checked.answer().shortfall().isEmpty() && !failing(checked).isEmpty();
    }

    /** What there is of an answer whose way up ended in an exception. */
    Outcome brokenOff(RuntimeException why) {
        Checked.Answer left = checker.check(kept.fallingShort(why.getMessage()));
        return new Outcome(
                left.answer(),
                calls.attempts(),
                left.findings(),
                left.findings(),
                mending.mended(),
                left.findings(),
                new Verification.NotRun(why.getMessage()));
    }

    Outcome toTheTop() {
        return toTheTop(firstDraft());
    }

    /** The whole answer once more, as its author wants. */
    Outcome again(String remark, Step step) {
        return toTheTop(candidate(drafting().atOnce(step, prompts.redraft(assignment, List.of(remark)))));
    }

    /** Some sections once more, as its author wants; what is wrong with others is told and not mended. */
    Outcome revised(Draft written, List<Label> labels, String remark, Step step) {
        kept = candidate(new Drafted(written, Optional.empty()));
        Set<String> names = labels.stream().map(Label::name).collect(Collectors.toSet());
        Checked.Answer asked = checker.check(kept);
        Checked.Answer best = rewritten(asked, labels, List.of(remark), step);
        List<Finding> found = new ArrayList<>(mending.mended());
        found.addAll(best.findings());
        while (calls.lastFailure().isEmpty() && !calls.isSpent() && errorsIn(best, names) > 0 && repairsLeft()) {
            kept = best.answer().candidate();
            Checked.Answer next =
                    rewritten(best, labels, SectionRepair.inWords(best, names::contains, true), Step.repair(++repairs));
            if (errorsIn(next, names) >= errorsIn(best, names)) {
                break;
            }
            best = next;
        }
        return new Outcome(
                best.answer(),
                calls.attempts(),
                found,
                best.findings(),
                mending.mended(),
                best.findings(),
                best.answer().verification());
    }

    /** What other answers of the sheet contradict is repaired once, as far as the repairs of this answer are not used up. */
    Outcome reconciled(Outcome before, List<Contradiction> contradictions) {
        for (Attempt attempt : before.attempts()) {
            repairs += attempt.step().isSectionRepair() ? 1 : 0;
            trialsAgain += attempt.step().isProofAgain() ? 1 : 0;
        }
        gapsTold = true;
        kept = before.candidate().contradictedBy(contradictions);
        Checked.Answer told = checker.check(kept, new Checked.Answer(before.answer(), before.remaining()));
        Checked.Answer best = told;
        boolean isWanted = assignment.category().format().drafted().stream()
                .anyMatch(label -> contradicted(told).contains(label.name()));
        if (isWanted && repairsLeft() && told.findings().stream().noneMatch(Finding::isDefect)) {
            Checked.Answer next = repaired(told);
            best = isReconciled(next, told) ? next : told;
        }
        List<Finding> more = newIn(told, new Checked.Answer(before.answer(), before.remaining()));
        return new Outcome(
                best.answer(),
                Stream.of(before.attempts(), calls.attempts())
                        .flatMap(List::stream)
                        .toList(),
                Stream.of(before.found(), more).flatMap(List::stream).toList(),
                Stream.of(before.afterFixes(), more).flatMap(List::stream).toList(),
                Stream.of(before.fixed(), mending.mended())
                        .flatMap(List::stream)
                        .toList(),
                best.findings(),
                verification(best));
    }

    private static boolean isReconciled(Checked.Answer next, Checked.Answer told) {
        return next.answer().shortfall().isEmpty()
                && contradictions(next).count() < contradictions(told).count()
                && errors(next) - contradictions(next).filter(Finding::isError).count()
                        <= errors(told)
                                - contradictions(told).filter(Finding::isError).count();
    }

    private static Stream<Finding> contradictions(Checked.Answer checked) {
        return checked.findings().stream().filter(RepairLoop::isContradiction);
    }

    static boolean isContradiction(Finding finding) {
        return finding.rule().equals(CONTRADICTION) && finding.level() != Level.INFO;
    }

    // The sections with something that another answer contradicts.
    private static Set<String> contradicted(Checked.Answer checked) {
        return contradictions(checked).flatMap(f -> f.section().stream()).collect(Collectors.toSet());
    }

    private static long errorsIn(Checked.Answer checked, Set<String> labels) {
        return checked.findings().stream()
                .filter(Finding::isError)
                .filter(finding -> finding.section().filter(labels::contains).isPresent())
                .count();
    }

    private Checked.Answer rewritten(Checked.Answer before, List<Label> labels, List<String> wishes, Step step) {
        Candidate candidate = before.answer().candidate();
        Set<String> names = labels.stream().map(Label::name).collect(Collectors.toSet());
        Draft draft = candidate.draft();
        String current = Drafting.written(draft.withSections(draft.sections().stream()
                .filter(section -> names.contains(section.label()))
                .toList()));
        Prompt prompt = prompts.repair(assignment, current, wishes, "", labels);
        Draft fresh = sectionRepair.whole(step, prompt, labels);
        return checker.check(candidate.with(draft.with(withText(mending.piece(candidate, fresh)), names)), before);
    }

    private Outcome toTheTop(Candidate draft) {
        kept = draft;
        // Pieces of a draft were mended before the whole could be checked; what was mended was found.
        List<Finding> found = new ArrayList<>(mending.mended());
        Checked.Answer first = checker.check(draft);
        found.addAll(first.findings());
        first = mending.mend(first);
        List<Finding> afterFixes = new ArrayList<>(first.findings());
        Checked.Answer best = first;
        boolean redrafted = false;
        boolean stalled = false;
        // A call that failed was tried often enough, and no call mends this program.
        while (calls.lastFailure().isEmpty()
                && !calls.isSpent()
                && best.findings().stream().noneMatch(Finding::isDefect)) {
            Checked.Answer next;
            boolean gotOn;
            Verification known = best.answer().verification();
            if (errors(best) > 0 && isRepairable(best) && !stalled && repairsLeft()) {
                next = repaired(best);
                gotOn = isProgress(next, best);
            } else if (errors(best) > triedOnly(best) && !redrafted && effort.maxRepairs() > 0) {
                redrafted = true;
                next = mending.mend(checker.check(redraft(best), best));
                gotOn = isBetter(next, best);
            } else if (errors(best) > 0) {
                break;
            } else if (isExaminerWanted(best)) {
                next = tried(best);
                found.addAll(newIn(next, best));
                afterFixes.addAll(newIn(next, best));
                gotOn = true;
            } else if (known instanceof Verification.Ran ran && !ran.unfit().isEmpty() && repairsLeft()) {
                next = triedAgain(best, ran);
                gotOn = true;
            } else if (!openGaps(best).isEmpty() && repairsLeft()) {
                next = repaired(best);
                gotOn = errors(next) == 0;
            } else {
                break;
            }
            stalled = !gotOn && !sectionRepair.hasMissed();
            best = gotOn ? next : best;
            kept = best.answer().candidate();
        }
        return new Outcome(
                best.answer(),
                calls.attempts(),
                found,
                afterFixes,
                mending.mended(),
                best.findings(),
                verification(best));
    }

    private boolean isExaminerWanted(Checked.Answer passed) {
        return effort.proof()
                && (passed.answer().verification() instanceof Verification.Wanted
                        || passed.answer().trials().isWanted() && effort.trials() > 0);
    }

    // Errors that show only when what the answer says and does is tried. To write it anew would be to try it anew.
    private static long triedOnly(Checked.Answer checked) {
        int lost = checked.answer().verification() instanceof Verification.Ran ran
                ? ran.lost().size()
                : 0;
        return lost + refuted(checked).size();
    }

    private static List<TrialResult> refuted(Checked.Answer checked) {
        return checked.answer().trials().of(TrialResult.State.REFUTED);
    }

    // The sections that have to do with a gap nobody was told of.
    private List<String> openGaps(Checked.Answer checked) {
        return gapsTold || checked.answer().trials().gaps().isEmpty()
                ? List.of()
                : Trials.placeOfGaps(checked.answer()).map(DraftSection::label).stream()
                        .toList();
    }

    private boolean repairsLeft() {
        return repairs + trialsAgain < effort.maxRepairs();
    }

    private static List<Finding> newIn(Checked.Answer next, Checked.Answer before) {
        return next.findings().stream()
                .filter(finding -> !before.findings().contains(finding))
                .toList();
    }

    private Verification verification(Checked.Answer last) {
        Verification known = last.answer().verification();
        if (!(known instanceof Verification.Wanted)) {
            return known;
        }
        return new Verification.NotRun(
                !effort.proof()
                        ? "no cases were asked for (--proof off)"
                        : "the answer did not pass its checks before");
    }

    // Has an examiner bring what the answer is tried with, and tries it.
    private Checked.Answer tried(Checked.Answer passed) {
        Candidate candidate = passed.answer().candidate();
        String program = passed.answer().verification() instanceof Verification.Wanted wanted ? wanted.fileName() : "";
        int most = candidate.category().tried() ? effort.trials() : 0;
        Prompt prompt = prompts.proof(assignment, written(candidate), program, runs(passed.answer()), most);
        Proof proof = calls.proof(Step.PROOF, prompt).withAtMost(most);
        return checker.check(candidate.with(Optional.of(proof)), passed);
    }

    // Each case that says nothing about the code is asked for once more; one that then still says nothing is left out.
    private Checked.Answer triedAgain(Checked.Answer passed, Verification.Ran ran) {
        trialsAgain++;
        Candidate candidate = passed.answer().candidate();
        Proof proof = candidate.proof().orElseThrow();
        Prompt prompt = prompts.proofAgain(
                assignment,
                written(candidate),
                ran.fileName(),
                proof.json(ran.unfit().stream().map(CaseRemark::name).toList()),
                ran.unfit().stream().map(CaseRemark::inWords).toList());
        Proof better = proof.replacing(calls.proof(Step.proof(trialsAgain + 1), prompt), ran.unfit());
        Checked.Answer again = checker.check(candidate.with(Optional.of(better)), passed);
        return again.answer().verification() instanceof Verification.Ran now
                        && !now.unfit().isEmpty()
                ? checker.check(candidate.with(Optional.of(better.without(now.unfit()))), again)
                : again;
    }

    private static String written(Candidate candidate) {
        return Drafting.written(candidate.draft());
    }

    // What came of running the answer's blocks, for somebody who cannot run them.
    private static String runs(ExaminedAnswer answer) {
        List<DraftSection> written = answer.written();
        Iterator<String> names = answer.savedAs().iterator();
        return answer.runs().stream()
                .map(run -> "- " + written.get(run.section()).label() + ", "
                        + run.block().typedOrWritten().orElse(Language.BASH)
                        + ", first line `"
                        + run.block().code().lines().findFirst().orElse("") + "`: "
                        + run.state().word() + (run.reason().isEmpty() ? "" : " (" + run.reason() + ")")
                        + "; saved as `" + names.next() + "`"
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

    private Candidate redraft(Checked.Answer failed) {
        Prompt prompt = prompts.redraft(assignment, SectionRepair.inWords(failed, section -> true, true));
        return candidate(drafting().atOnce(Step.REDRAFT, prompt))
                .with(failed.answer().candidate().proof());
    }

    // Asks for what mends the failing sections, and cases, and takes that alone; every other section is the very same.
    private Checked.Answer repaired(Checked.Answer failed) {
        Candidate candidate = failed.answer().candidate();
        Set<String> failing = failing(failed);
        failing.addAll(openGaps(failed));
        failing.addAll(contradicted(failed));
        gapsTold |= !failed.answer().trials().gaps().isEmpty();
        Draft fresh = sectionRepair.ask(Step.repair(++repairs), failed, failing);
        Draft mended = withText(mending.piece(candidate, fresh));
        failing.remove(Label.VERIFICATION);
        return mending.mend(checker.check(
                candidate
                        .with(candidate.draft().with(mended, failing))
                        .with(candidate
                                .proof()
                                .map(proof -> corrected(proof, fresh)
                                        .disputing(sectionRepair.hasMissed() ? List.of() : kept(failed, fresh)))),
                failed));
    }

    // An examiner who only wanted to show a statement may have tried something else. Its writer has seen that, and
    // keeps to it.
    private static List<Trial> kept(Checked.Answer failed, Draft fresh) {
        List<DraftSection> written = failed.answer().written();
        return refuted(failed).stream()
                .filter(result -> !result.trial().isDoubt())
                .filter(result -> fresh.section(written.get(result.section()).label())
                        .filter(section -> result.trial().standsIn(section.body()))
                        .isPresent())
                .map(TrialResult::trial)
                .toList();
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
}
