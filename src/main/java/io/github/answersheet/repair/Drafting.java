package io.github.answersheet.repair;

import io.github.answersheet.draft.Draft;
import io.github.answersheet.draft.DraftSection;
import io.github.answersheet.examine.PrintedOutput;
import io.github.answersheet.llm.Reply;
import io.github.answersheet.llm.Step;
import io.github.answersheet.pack.Label;
import io.github.answersheet.prompt.Assignment;
import io.github.answersheet.prompt.Prompt;
import io.github.answersheet.prompt.PromptBuilder;
import io.github.answersheet.repair.Calls.Answered;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Gets a draft: at once, or section by section. A reply that was cut off is asked for once more with a higher limit; what is
 * then still missing is drafted separately.
 */
final class Drafting {

    private static final int LEAST_RAISED_LIMIT = 16_384;
    private static final int LONGEST_BEGINNING = 100;
    private static final String SPENT =
            "the model came to the limit of its reply before it wrote a word: it spends all of it on reasoning; raise"
                    + " --max-output, or have it reason less";

    private final PromptBuilder prompts;
    private final Calls calls;
    private final Assignment assignment;
    private final UnaryOperator<Draft> mendPiece;

    /**
     * @param mendPiece mends a section before it is put to the others
     */
    Drafting(PromptBuilder prompts, Calls calls, Assignment assignment, UnaryOperator<Draft> mendPiece) {
        this.prompts = prompts;
        this.calls = calls;
        this.assignment = assignment;
        this.mendPiece = mendPiece;
    }

    /**
     * A draft with what kept the model from completing it.
     *
     * @param shortfall in plain words; empty if the draft came whole
     */
    record Drafted(Draft draft, Optional<String> shortfall) {}

    Drafted atOnce(Step step, Prompt prompt) {
        Answered first = calls.make(step, prompt);
        if (!first.isCutOff()) {
            return new Drafted(first.draft(), shortfall(first));
        }
        Draft whole = wholeSections(first.draft());
        if (lacks(whole).isEmpty()) {
            return new Drafted(whole, Optional.empty());
        }
        Answered second = calls.make(step.longer(), prompt, raised(first));
        if (second.reply().isPresent() && !second.isCutOff()) {
            return new Drafted(second.draft(), shortfall(second));
        }
        if (calls.isSpent() || first.isSpent()) {
            return new Drafted(whole, Optional.of(SPENT));
        }
        Draft again = wholeSections(second.draft());
        return complete(again.sections().size() > whole.sections().size() ? again : whole);
    }

    Drafted bySection() {
        Draft draft = calls.nothing();
        for (Label label : labels()) {
            if (!calls.isSpent()) {
                draft = withSection(draft, label);
            }
        }
        return new Drafted(draft, missing(draft));
    }

    private Drafted complete(Draft begun) {
        Draft draft = mendPiece.apply(begun);
        for (Label label : lacks(draft)) {
            if (!calls.isSpent()) {
                draft = withSection(draft, label);
            }
        }
        return new Drafted(draft, missing(draft));
    }

    private Draft withSection(Draft draft, Label label) {
        Prompt prompt =
                prompts.section(assignment, written(draft), label, draft.topic().isBlank());
        Step step = Step.section(label.name());
        Answered answered = calls.section(step, prompt, label.name(), calls.maxOutput());
        if (answered.isCutOff()) {
            answered = calls.section(step.longer(), prompt, label.name(), raised(answered));
        }
        Draft fresh = mendPiece.apply(answered.draft());
        Draft with = draft.with(fresh, List.of(label.name()));
        return with.topic().isBlank() ? with.withTopic(fresh.topic()) : with;
    }

    // The section that was being written when the limit came is not whole.
    static Draft wholeSections(Draft cutOff) {
        List<DraftSection> sections = cutOff.sections();
        return cutOff.withSections(sections.subList(0, Math.max(0, sections.size() - 1)));
    }

    /** A draft for who writes on it: without the output that the program puts there. */
    static String written(Draft draft) {
        return inOneText(draft, section -> PrintedOutput.without(section.content()));
    }

    /** Sections one after the other, as a model is shown them. */
    static String written(Map<String, String> texts) {
        return texts.entrySet().stream()
                .map(text -> labelled(text.getKey(), text.getValue()))
                .collect(Collectors.joining("\n\n"));
    }

    private static String labelled(String label, String body) {
        return "**" + label + ":**\n\n" + body;
    }

    /** The sections of a draft one after the other. */
    static String inOneText(Draft draft, Function<DraftSection, String> body) {
        return draft.sections().stream()
                .filter(section -> !section.label().equals(Label.VERIFICATION))
                .map(section -> labelled(section.label(), body.apply(section)))
                .collect(Collectors.joining("\n\n"));
    }

    private List<Label> lacks(Draft draft) {
        return labels().stream()
                .filter(Label::required)
                .filter(label -> draft.section(label.name()).isEmpty())
                .toList();
    }

    private List<Label> labels() {
        return assignment.category().format().drafted();
    }

    private OptionalInt raised(Answered cutOff) {
        long used = cutOff.reply().orElseThrow().usage().output();
        long before = Math.max(calls.maxOutput().orElse(0), used);
        return OptionalInt.of((int) Math.max(2 * before, LEAST_RAISED_LIMIT));
    }

    private Optional<String> missing(Draft draft) {
        if (calls.isSpent()) {
            return Optional.of(SPENT);
        }
        return draft.sections().isEmpty()
                ? calls.lastFailure()
                        .map(why -> "there was no reply: " + why)
                        .or(() -> Optional.of("the model wrote no section"))
                : Optional.empty();
    }

    private static Optional<String> shortfall(Answered answered) {
        if (answered.failure().isPresent()) {
            return Optional.of("there was no reply: " + answered.failure().get());
        }
        Reply reply = answered.reply().orElseThrow();
        if (reply.finish() == Reply.Finish.FILTERED) {
            return Optional.of("the model refused" + (reply.text().isBlank() ? "" : ": " + beginning(reply.text())));
        }
        if (reply.text().isBlank()) {
            return Optional.of("the model sent an empty reply");
        }
        return answered.draft().sections().isEmpty()
                ? Optional.of("the reply has none of the labels of an answer; it begins: " + beginning(reply.text()))
                : Optional.empty();
    }

    private static String beginning(String text) {
        // It becomes part of a sheet, as words and not as markup.
        String line = text.replaceAll("[\\s\\p{Cntrl}<>`*_\\[\\]|#]+", " ").strip();
        return line.length() > LONGEST_BEGINNING ? line.substring(0, LONGEST_BEGINNING) + "…" : line;
    }
}
