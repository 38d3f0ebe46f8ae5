package io.github.answersheet.repair;

import io.github.answersheet.check.Candidate;
import io.github.answersheet.check.Checker;
import io.github.answersheet.check.Finding;
import io.github.answersheet.check.Mended;
import io.github.answersheet.draft.Draft;
import io.github.answersheet.draft.DraftReader;
import io.github.answersheet.draft.DraftSection;
import io.github.answersheet.llm.Call;
import io.github.answersheet.llm.ChatClient;
import io.github.answersheet.llm.Reply;
import io.github.answersheet.llm.Step;
import io.github.answersheet.llm.Usage;
import io.github.answersheet.pack.Category;
import io.github.answersheet.pack.Label;
import io.github.answersheet.pack.Pack;
import io.github.answersheet.prompt.Assignment;
import io.github.answersheet.prompt.PromptBuilder;
import io.github.answersheet.quiz.Question;
import io.github.answersheet.source.SourceText;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Drafts an answer, checks it, mends what is mechanical, and asks again for the sections that fail and for nothing else. It ends after a bounded
 * number of calls; what still fails then is kept and needs review. Thread-safe.
 */
public final class Ladder {

    private final Pack pack;
    private final PromptBuilder prompts;
    private final ChatClient client;
    private final DraftReader reader;
    private final Checker checker;
    private final int maxRepairs;

    public Ladder(Pack pack, ChatClient client, Checker checker, int maxRepairs) {
        this.pack = pack;
        this.prompts = new PromptBuilder(pack);
        this.client = client;
        this.reader = new DraftReader(pack.knownLabels());
        this.checker = checker;
        this.maxRepairs = maxRepairs;
    }

    /** Answers one question. */
    public Outcome answer(Assignment assignment) {
        Question question = assignment.question();
        Category category = assignment.category();
        Call call = new Call(question.number(), Step.DRAFT, prompts.draft(assignment), OptionalInt.empty());
        Reply reply = client.chat(call);
        Candidate candidate =
                new Candidate(question.number(), read(call, reply), category, pack, Optional.of(question));
        List<Finding> found = checker.check(candidate);
        Mended<Candidate> mended = mended(candidate, found);
        candidate = mended.subject();
        List<Finding> remaining = mended.findings();
        Usage usage = reply.usage();
        int repairs = 0;
        while (repairs < maxRepairs && !failing(remaining).isEmpty()) {
            repairs++;
            Call repair = repairCall(assignment, candidate, remaining, repairs);
            Reply repaired = client.chat(repair);
            usage = usage.plus(repaired.usage());
            Candidate partial = candidate.with(read(repair, repaired));
            Draft fresh = mended(partial, checker.check(partial)).subject().draft();
            candidate = candidate.with(candidate.draft().with(fresh, failing(remaining)));
            remaining = checker.check(candidate);
        }
        return new Outcome(candidate, found, remaining, repairs, usage);
    }

    private Draft read(Call call, Reply reply) {
        return reader.readReply(SourceText.of(call.recording(), reply.text()));
    }

    // The free rung: what is mechanical is mended in the text and read again.
    private Mended<Candidate> mended(Candidate candidate, List<Finding> found) {
        return Mended.of(
                candidate,
                found,
                c -> c.draft().source(),
                text -> candidate.with(reader.readReply(text)),
                checker::check);
    }

    private Call repairCall(Assignment assignment, Candidate candidate, List<Finding> findings, int repair) {
        Set<String> failing = failing(findings);
        List<Label> labels = candidate.category().format().drafted().stream()
                .filter(label -> failing.contains(label.name()))
                .toList();
        String current = candidate.draft().sections().stream()
                .filter(section -> failing.contains(section.label()))
                .map(Ladder::asWritten)
                .collect(Collectors.joining("\n\n"));
        List<String> messages =
                findings.stream().filter(Finding::isError).map(Ladder::inWords).toList();
        return new Call(
                assignment.number(),
                Step.repair(repair),
                prompts.repair(assignment, current, messages, labels),
                OptionalInt.empty());
    }

    private static Set<String> failing(List<Finding> findings) {
        return findings.stream()
                .filter(Finding::isError)
                .flatMap(f -> f.section().stream())
                .collect(Collectors.toSet());
    }

    private static String asWritten(DraftSection section) {
        return "**" + section.label() + ":**\n\n" + section.body();
    }

    private static String inWords(Finding finding) {
        return finding.section().map(label -> label + ": ").orElse("") + finding.message();
    }
}
