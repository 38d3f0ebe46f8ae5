package io.github.answersheet.repair;

import io.github.answersheet.draft.Draft;
import io.github.answersheet.draft.DraftReader;
import io.github.answersheet.examine.Proof;
import io.github.answersheet.llm.Call;
import io.github.answersheet.llm.CallFailedException;
import io.github.answersheet.llm.ChatClient;
import io.github.answersheet.llm.Reply;
import io.github.answersheet.llm.Step;
import io.github.answersheet.prompt.Prompt;
import io.github.answersheet.prompt.Subject;
import io.github.answersheet.source.SourceText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The calls for one question, made one after the other and kept in mind. For one thread. */
final class Calls {

    // Fewer than these, and it is a refusal or a remark.
    private static final int LEAST_WORDS = 20;
    private static final String NO_EXAMINER = "no examiner's reply is recorded";

    private final Subject subject;
    private final ChatClient client;
    private final DraftReader reader;
    private final OptionalInt maxOutput;
    private final List<Attempt> attempts = new ArrayList<>();
    private boolean isSpent;

    Calls(Subject subject, ChatClient client, DraftReader reader, OptionalInt maxOutput) {
        this.subject = subject;
        this.client = client;
        this.reader = reader;
        this.maxOutput = maxOutput;
    }

    /**
     * What came of a call.
     *
     * @param reply empty if the call failed
     * @param failure why; empty if it did not
     */
    record Answered(Optional<Reply> reply, Draft draft, Optional<String> failure) {

        /** Whether the model came to its limit before it said anything: it spends all of it on thoughts. */
        boolean isSpent() {
            return isCutOff() && draft.source().text().isBlank();
        }

        boolean isCutOff() {
            return reply.filter(r -> r.finish() == Reply.Finish.LENGTH).isPresent();
        }

        /** What the reply corrects, word by word. */
        Changes changes() {
            return Changes.read(reply.map(Reply::text)
                    .map(text -> DraftReader.spoken(SourceText.of("", text)).text())
                    .orElse(""));
        }
    }

    Answered make(Step step, Prompt prompt) {
        return make(step, prompt, maxOutput);
    }

    /** Makes a call; one that fails is told of and not thrown. */
    Answered make(Step step, Prompt prompt, OptionalInt limit) {
        return make(new Call(subject, step, prompt, limit));
    }

    private Answered make(Call call) {
        Step step = call.step();
        long start = System.nanoTime();
        try {
            Reply reply = client.chat(call);
            attempts.add(Attempt.of(step, reply));
            Answered answered =
                    new Answered(Optional.of(reply), read(call.recording(), reply.text()), Optional.empty());
            isSpent = answered.isSpent();
            return answered;
        } catch (CallFailedException e) {
            if (!e.isMade() && step.equals(Step.PROOF)) {
                // Recordings without an examiner are whole recordings.
                return new Answered(Optional.empty(), read(call.recording(), ""), Optional.of(NO_EXAMINER));
            }
            attempts.add(Attempt.failed(step, Duration.ofNanos(System.nanoTime() - start), e));
            return new Answered(Optional.empty(), read(call.recording(), ""), Optional.of(e.getMessage()));
        }
    }

    /** Has an examiner asked. Whatever comes of that call, there is a proof; one that is of no use says why. */
    Proof proof(Step step, Prompt prompt) {
        Answered answered = make(step, prompt);
        if (answered.failure().isPresent()) {
            String why = answered.failure().get();
            return Proof.none(why.equals(NO_EXAMINER) ? why : "there was no reply: " + why);
        }
        Reply reply = answered.reply().orElseThrow();
        return reply.finish() == Reply.Finish.FILTERED
                ? Proof.none("the model refused")
                : Proof.read(DraftReader.spoken(
                        SourceText.of(answered.draft().source().name(), reply.text())));
    }

    /** Makes a call for one section. A reply that leaves its label out is that section's text, if it is long enough for one. */
    Answered section(Step step, Prompt prompt, String label, OptionalInt limit) {
        Answered answered = make(step, prompt, limit);
        // Without what was around it: a fence, thoughts.
        String text = answered.draft().source().text();
        boolean isSection = text.strip().split("\\s+").length >= LEAST_WORDS;
        if (!isSection
                || !answered.draft().sections().isEmpty()
                || !answered.changes().isEmpty()) {
            return answered;
        }
        return new Answered(answered.reply(), sections(answered, Map.of(label, text)), answered.failure());
    }

    /** Sections that a reply gives otherwise than under their labels. */
    Draft sections(Answered answered, Map<String, String> texts) {
        return read(answered.draft().source().name(), Drafting.written(texts));
    }

    /** A draft with nothing in it. */
    Draft nothing() {
        return read(new Call(subject, Step.DRAFT, new Prompt("", ""), maxOutput).recording(), "");
    }

    /** Why the last call got no reply, if it got none. */
    Optional<String> lastFailure() {
        return attempts.isEmpty()
                ? Optional.empty()
                : attempts.get(attempts.size() - 1).failure();
    }

    /** Whether the last reply was cut off before its first word. More calls would end so as well. */
    boolean isSpent() {
        return isSpent;
    }

    OptionalInt maxOutput() {
        return maxOutput;
    }

    List<Attempt> attempts() {
        return List.copyOf(attempts);
    }

    private Draft read(String name, String text) {
        return reader.readReply(SourceText.of(name, reader.form().runs().disowned(text)));
    }
}
