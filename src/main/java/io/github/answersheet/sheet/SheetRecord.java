package io.github.answersheet.sheet;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.answersheet.draft.Draft;
import io.github.answersheet.examine.ExaminedAnswer;
import io.github.answersheet.examine.Proof;
import io.github.answersheet.examine.Quote;
import io.github.answersheet.examine.TrialResult;
import io.github.answersheet.examine.Verification;
import io.github.answersheet.examine.VerifiedLine;
import io.github.answersheet.pack.Words;
import io.github.answersheet.source.SourceText;
import io.github.answersheet.store.CallKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What is kept beside a sheet: what each answer was written for and how, and the hash of each of its parts as the program
 * wrote it. A part with another hash was edited by hand. {@code record-1.schema.json} among the resources describes it. Whoever
 * edits or loses it loses no text: what it does not know was written by hand. Immutable.
 *
 * @param title hash of the sheet's title line
 * @param closing hash of what stands behind the last answer
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record SheetRecord(String schema, String title, String closing, List<Entry> answers) {

    static final String SCHEMA = "answersheet/record/1";

    /** Nothing is known. */
    static final SheetRecord NONE = new SheetRecord(SCHEMA, "", "", List.of());

    private static final int HASH_LENGTH = 24;

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    // Lines end alike on every machine, and a line of the record is one of its diff.
    private static final ObjectWriter WRITER = JSON.writer(new DefaultPrettyPrinter()
            .withObjectIndenter(new DefaultIndenter("  ", "\n"))
            .withArrayIndenter(new DefaultIndenter("  ", "\n")));

    SheetRecord {
        title = Objects.requireNonNullElse(title, "");
        closing = Objects.requireNonNullElse(closing, "");
        answers = answers == null
                ? List.of()
                : answers.stream().filter(Objects::nonNull).toList();
    }

    /**
     * What is known of one answer.
     *
     * @param number of the question when the record was written
     * @param section the quiz's name of its section
     * @param question hash of the question that it answers
     * @param made how the program made it; null if a person wrote it
     * @param approved null if nobody vouches for it
     * @param proposed null if nothing waits beside it
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Entry(
            int number,
            String section,
            String question,
            Made made,
            Approval approved,
            List<Remark> remarks,
            Proposal proposed) {

        Entry {
            section = Objects.requireNonNullElse(section, "");
            question = Objects.requireNonNullElse(question, "");
            remarks = remarks == null
                    ? List.of()
                    : remarks.stream().filter(Objects::nonNull).toList();
        }

        /** Of an answer that a person wrote. */
        static Entry byHand(int number, String section, String question) {
            return new Entry(number, section, question, null, null, null, null);
        }

        /** Whether it says no more than the sheet does. */
        boolean isIdle() {
            return made == null && approved == null && proposed == null && remarks.isEmpty();
        }

        Entry at(int otherNumber, String otherSection) {
            return new Entry(otherNumber, otherSection, question, made, approved, remarks, proposed);
        }

        Entry answering(String other) {
            return new Entry(number, section, other, made, approved, remarks, proposed);
        }

        Entry made(Made other) {
            return new Entry(number, section, question, other, approved, remarks, proposed);
        }

        Entry approved(Approval other) {
            return new Entry(number, section, question, made, other, remarks, proposed);
        }

        Entry remarked(List<Remark> all) {
            return new Entry(number, section, question, made, approved, all, proposed);
        }

        Entry proposing(Proposal other) {
            return new Entry(number, section, question, made, approved, remarks, other);
        }
    }

    /**
     * How the program made an answer.
     *
     * @param category its id
     * @param pack name and version
     * @param model that wrote it; empty if that is not known
     * @param date the day
     * @param state {@code valid}, {@code needs-review} or {@code failed}, as in the report
     * @param topic hash of the words of its title
     * @param parts hash of each section by its label, as the program wrote it
     * @param remaining errors that nothing mended
     * @param proved what was proved and of what; null if nothing was
     * @param tried statements of it that were tried; null if none was
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Made(
            String category,
            String pack,
            String model,
            String date,
            String state,
            String topic,
            Map<String, String> parts,
            List<Remaining> remaining,
            Proved proved,
            Tried tried) {

        Made {
            category = Objects.requireNonNullElse(category, "");
            pack = Objects.requireNonNullElse(pack, "");
            model = Objects.requireNonNullElse(model, "");
            date = Objects.requireNonNullElse(date, "");
            state = Objects.requireNonNullElse(state, "");
            topic = Objects.requireNonNullElse(topic, "");
            parts = parts == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(parts));
            remaining = remaining == null
                    ? List.of()
                    : remaining.stream().filter(Objects::nonNull).toList();
        }

        boolean isFailed() {
            return state.equals("failed");
        }

        boolean needsReview() {
            return isFailed() || state.equals("needs-review");
        }

        Made of(String otherTopic, Map<String, String> otherParts) {
            return new Made(category, pack, model, date, state, otherTopic, otherParts, remaining, proved, tried);
        }

        Made tried(Tried other) {
            return new Made(category, pack, model, date, state, topic, parts, remaining, proved, other);
        }

        Made checked(String otherState, List<Remaining> otherRemaining, Proved otherProved) {
            return new Made(category, pack, model, date, otherState, topic, parts, otherRemaining, otherProved, tried);
        }
    }

    /**
     * What running the code of a question beside an improved solution proved.
     *
     * @param program hash of the improved solution, as in the report; of another one nothing is proved
     * @param setup what all cases have before their own, line by line
     * @param cases that were run, as an examiner sent them
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Proved(
            String state,
            String program,
            List<String> setup,
            @JsonSerialize(contentUsing = InOneLine.class) List<JsonNode> cases) {

        private static final String SETUP = "setup";

        Proved {
            state = Objects.requireNonNullElse(state, "");
            program = Objects.requireNonNullElse(program, "");
            setup = setup == null
                    ? List.of()
                    : setup.stream().filter(Objects::nonNull).toList();
            cases = cases == null
                    ? List.of()
                    : cases.stream().filter(Objects::nonNull).toList();
        }

        /** Of a verification; null if it proves nothing. */
        static Proved of(Verification verification) {
            if (!(verification instanceof Verification.Ran ran) || !ran.isRight()) {
                return null;
            }
            try {
                List<JsonNode> cases = new ArrayList<>();
                JSON.readTree(ran.proof().json()).path("cases").forEach(cases::add);
                List<String> setup = sharedSetup(cases);
                cases.forEach(each -> withoutSetup((ObjectNode) each, setup.size()));
                return new Proved(
                        ran.isVerified() ? "verified" : "compared",
                        VerifiedLine.hash(ran.solution().code()),
                        setup,
                        cases);
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(e);
            }
        }

        // The first lines that the set-ups of all cases have in common.
        private static List<String> sharedSetup(List<JsonNode> cases) {
            List<String> shared = null;
            for (JsonNode each : cases) {
                List<String> lines = List.of(each.path(SETUP).asText().split("\n", -1));
                List<String> before = shared == null ? lines : shared;
                int same = 0;
                while (same < Math.min(before.size(), lines.size())
                        && before.get(same).equals(lines.get(same))) {
                    same++;
                }
                shared = before.subList(0, same);
            }
            return shared == null || shared.equals(List.of("")) ? List.of() : shared;
        }

        private static void withoutSetup(ObjectNode each, int lines) {
            List<String> own = List.of(each.path(SETUP).asText().split("\n", -1));
            if (lines > 0 && lines >= own.size()) {
                each.remove(SETUP);
            } else if (lines > 0) {
                each.put(SETUP, String.join("\n", own.subList(lines, own.size())));
            }
        }

        /** The same cases, which prove nothing of the program that is there now. */
        Proved ofNothing() {
            return new Proved(state, "", setup, cases);
        }

        /** The cases, to be run again; nothing if they cannot be read. */
        Optional<Proof> proof() {
            if (cases.isEmpty()) {
                return Optional.empty();
            }
            ObjectNode all = JSON.createObjectNode();
            if (!setup.isEmpty()) {
                all.put(SETUP, String.join("\n", setup));
            }
            all.putArray("cases").addAll(cases);
            return Optional.of(Proof.read(SourceText.of("record", all.toPrettyString())));
        }

        /** Whether the solution is the one that was run. */
        boolean isOf(Draft draft) {
            return draft.sections().stream()
                    .flatMap(section -> section.content().fences().stream())
                    .anyMatch(fence -> VerifiedLine.hash(fence.code()).equals(program));
        }
    }

    /**
     * Statements of an answer that were tried.
     *
     * @param line that says so in the sheet
     * @param files hash of each file that lay beside the programs, by its name; with other code nothing is known of them
     * @param statements each with its state, quote and program, what was expected and what was seen
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Tried(
            String line,
            Map<String, String> files,
            @JsonSerialize(contentUsing = InOneLine.class) List<JsonNode> statements) {

        private static final String PROGRAM = "program";

        Tried {
            line = Objects.requireNonNullElse(line, "");
            files = files == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(files));
            statements = statements == null
                    ? List.of()
                    : statements.stream().filter(Objects::nonNull).toList();
        }

        /**
         * Of an answer; null if nothing was tried.
         *
         * @param words in which its sheet says so
         */
        static Tried of(ExaminedAnswer answer, Words words) {
            TrialsJson trials = TrialsJson.of(answer);
            String line = VerifiedLine.of(answer.trials(), words);
            if (trials == null || trials.statements().isEmpty() && line.isEmpty()) {
                return null;
            }
            Map<String, String> files = new TreeMap<>();
            answer.trials().files().forEach((name, text) -> files.put(name, hash(text)));
            return new Tried(
                    line,
                    files,
                    trials.statements().stream()
                            .map(JSON::<JsonNode>valueToTree)
                            .toList());
        }

        /** Whether all that lay beside the programs is there: code with these hashes. */
        boolean isOf(Set<String> code) {
            return code.containsAll(files.values());
        }

        /** Whether every statement of which something was seen stands in its section. */
        boolean isSaidIn(Draft draft) {
            return statements.stream()
                    .filter(statement -> !statement.path("state").asText().equals(TrialResult.State.UNDECIDED.word()))
                    .allMatch(statement -> draft.section(
                                    statement.path("section").asText())
                            .filter(section -> Quote.in(
                                            section.body(),
                                            statement.path("quote").asText())
                                    .isPresent())
                            .isPresent());
        }

        /** The same without the program of the last statement that has one; this, if none has. */
        Tried withoutLastProgram() {
            for (int last = statements.size() - 1; last >= 0; last--) {
                if (statements.get(last).has(PROGRAM)) {
                    List<JsonNode> fewer = new ArrayList<>(statements);
                    ObjectNode bare = fewer.get(last).deepCopy();
                    bare.remove(PROGRAM);
                    fewer.set(last, bare);
                    return new Tried(line, files, fewer);
                }
            }
            return this;
        }

        /** As a report says it, with the files that are at hand. */
        JsonNode json(Map<String, String> texts) {
            ObjectNode all = JSON.createObjectNode();
            ObjectNode beside = all.putObject("files");
            texts.forEach(beside::put);
            all.putArray("statements").addAll(statements);
            return all;
        }
    }

    /** A case is a line of the record, and of its diff. */
    static final class InOneLine extends JsonSerializer<JsonNode> {

        @Override
        public void serialize(JsonNode node, JsonGenerator json, SerializerProvider providers) throws IOException {
            json.writeRawValue(node.toString());
        }
    }

    /** An error that nothing mended. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Remaining(String rule, String section, String message) {

        Remaining {
            rule = Objects.requireNonNullElse(rule, "");
            section = Objects.requireNonNullElse(section, "");
            message = Objects.requireNonNullElse(message, "");
        }
    }

    /**
     * Somebody vouches for an answer.
     *
     * @param question hash of the question then
     * @param answer hash of the answer then
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Approval(String by, String date, String question, String answer) {

        Approval {
            by = Objects.requireNonNullElse(by, "");
            date = Objects.requireNonNullElse(date, "");
            question = Objects.requireNonNullElse(question, "");
            answer = Objects.requireNonNullElse(answer, "");
        }
    }

    /**
     * What somebody wanted changed.
     *
     * @param section the label; empty for the whole answer
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Remark(String date, String section, String text) {

        Remark {
            date = Objects.requireNonNullElse(date, "");
            section = Objects.requireNonNullElse(section, "");
            text = Objects.requireNonNullElse(text, "");
        }
    }

    /**
     * A new text that did not take the place of one that was edited by hand.
     *
     * @param question hash of the question that it answers
     * @param made how it was made
     * @param lines of the whole answer
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Proposal(String question, Made made, List<String> lines) {

        Proposal {
            question = Objects.requireNonNullElse(question, "");
            lines = lines == null
                    ? List.of()
                    : lines.stream().filter(Objects::nonNull).toList();
        }
    }

    /** What a text is known by. */
    static String hash(String text) {
        return CallKey.hashOf(text).substring(0, HASH_LENGTH);
    }

    /**
     * Reads a record.
     *
     * @return nothing if the text is none
     */
    static Optional<SheetRecord> read(String json) {
        try {
            SheetRecord read = JSON.readValue(json, SheetRecord.class);
            return Optional.ofNullable(read)
                    .filter(r -> r.schema() != null && r.schema().startsWith(schemaName()));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** Whether this program knows all that such a record may say. */
    boolean isKnown() {
        return schema.equals(SCHEMA);
    }

    private static String schemaName() {
        return SCHEMA.substring(0, SCHEMA.lastIndexOf('/') + 1);
    }

    /**
     * The same record without what does not fit: first programs of trials, then new texts that wait. What comes first stays.
     *
     * @param most bytes of the whole record; the rest of it may be longer
     */
    SheetRecord within(long most) {
        List<Entry> left = new ArrayList<>(answers);
        long over = bytes() - most;
        for (int last = left.size() - 1; last >= 0 && over > 0; last--) {
            Entry entry = left.get(last);
            while (over > 0 && entry.made() != null && entry.made().tried() != null) {
                Entry fewer = entry.made(entry.made().tried(entry.made().tried().withoutLastProgram()));
                if (fewer.equals(entry)) {
                    break;
                }
                over -= bytes(entry) - bytes(fewer);
                entry = fewer;
            }
            left.set(last, entry);
        }
        for (int last = left.size() - 1; last >= 0 && over > 0; last--) {
            Entry entry = left.get(last);
            if (entry.proposed() != null) {
                left.set(last, entry.proposing(null));
                over -= bytes(entry) - bytes(left.get(last));
            }
        }
        return new SheetRecord(schema, title, closing, left);
    }

    /** Numbers of the answers beside which a new text waits. */
    List<Integer> waiting() {
        return answers.stream()
                .filter(entry -> entry.proposed() != null)
                .map(Entry::number)
                .toList();
    }

    private int bytes() {
        return json().getBytes(StandardCharsets.UTF_8).length;
    }

    // In a record it is indented, so it is not smaller there.
    private static int bytes(Entry entry) {
        return new SheetRecord(SCHEMA, "", "", List.of(entry)).bytes();
    }

    /** The same record gives the same bytes. */
    String json() {
        try {
            return WRITER.writeValueAsString(this) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
