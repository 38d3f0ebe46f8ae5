package io.github.answersheet.quiz;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.answersheet.source.InputException;
import io.github.answersheet.source.Problem;
import io.github.answersheet.source.SourceText;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the questions of a quiz stand, by lines, for a quiz whose form no rule reaches. Texts are always copied from the quiz.
 *
 * @param schema the name of this form
 * @param questions in the order of the quiz
 * @param leftOut lines that ask and are no questions all the same
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Outline(String schema, List<Entry> questions, List<Lines> leftOut) {

    static final String SCHEMA = "answersheet/outline/1";

    private static final int LONGEST = 10_000_000;
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    public Outline {
        questions = questions == null ? List.of() : List.copyOf(questions);
        leftOut = leftOut == null ? List.of() : List.copyOf(leftOut);
    }

    /**
     * Lines from one to another, written {@code 5-7} or {@code 5}.
     *
     * @param first 1-based
     * @param last inclusive
     */
    public record Lines(int first, int last) {

        private static final Pattern FORM = Pattern.compile("(\\d{1,9})(?:-(\\d{1,9}))?");

        /**
         * @throws IllegalArgumentException if the text names no lines
         */
        @JsonCreator
        public static Lines of(String text) {
            Matcher form = FORM.matcher(text);
            if (!form.matches()) {
                throw new IllegalArgumentException("\"" + text + "\" names no lines; write 5 or 5-7");
            }
            int first = Integer.parseInt(form.group(1));
            return new Lines(first, form.group(2) == null ? first : Integer.parseInt(form.group(2)));
        }

        @Override
        @JsonValue
        public String toString() {
            return first == last ? Integer.toString(first) : first + "-" + last;
        }

        Lines moved(int by) {
            return new Lines(first + by, last + by);
        }
    }

    /**
     * One question.
     *
     * @param text what a student sees
     * @param options the lines of the text on which options begin
     * @param key the lines that give the answer away
     * @param section the line of the heading that it stands under, 0 for none
     * @param category the category that it is answered in, empty to leave that to the pack
     * @param starts how its first line begins
     * @param hash of its lines, to see whether they were changed; empty to take it as it stands
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Entry(
            List<Lines> text,
            List<Lines> options,
            List<Lines> key,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) int section,
            String category,
            String starts,
            String hash) {

        public Entry {
            text = text == null ? List.of() : List.copyOf(text);
            options = options == null ? List.of() : List.copyOf(options);
            key = key == null ? List.of() : List.copyOf(key);
            category = category == null ? "" : category;
            starts = starts == null ? "" : starts;
            hash = hash == null ? "" : hash;
        }

        int firstLine() {
            return text.stream().mapToInt(Lines::first).min().orElse(0);
        }

        int lastLine() {
            int last = text.stream().mapToInt(Lines::last).max().orElse(0);
            return Math.max(last, key.stream().mapToInt(Lines::last).max().orElse(0));
        }

        /** The same question, answered in that category. */
        public Entry in(String wanted) {
            return new Entry(text, options, key, section, wanted, starts, hash);
        }

        Entry moved(int by) {
            return new Entry(
                    text.stream().map(l -> l.moved(by)).toList(),
                    options.stream().map(l -> l.moved(by)).toList(),
                    key.stream().map(l -> l.moved(by)).toList(),
                    section,
                    category,
                    starts,
                    hash);
        }

        // Where it stands now, if its lines are as they were.
        Optional<Entry> in(SourceText source) {
            int first = firstLine();
            if (hash.isEmpty()) {
                return Optional.of(this);
            }
            if (first >= 1 && lastLine() <= source.lineCount() && hash.equals(Outline.hash(this, source))) {
                return Optional.of(this);
            }
            for (int line = 1; line <= source.lineCount() && !starts.isEmpty(); line++) {
                if (Excerpts.of(source.line(line)).equals(starts)) {
                    Entry moved = moved(line - first);
                    if (moved.lastLine() <= source.lineCount()
                            && moved.least() >= 1
                            && hash.equals(Outline.hash(moved, source))) {
                        return Optional.of(moved);
                    }
                }
            }
            return Optional.empty();
        }

        private int least() {
            return Math.min(
                    firstLine(), key.stream().mapToInt(Lines::first).min().orElse(Integer.MAX_VALUE));
        }
    }

    /**
     * Reads an outline.
     *
     * @throws InputException if it is none
     */
    public static Outline read(SourceText json) {
        if (json.text().length() > LONGEST) {
            throw new InputException(Problem.of(json.name(), "is too long to be the outline of a quiz"));
        }
        try {
            Outline outline = MAPPER.readValue(json.text(), Outline.class);
            if (outline == null || !SCHEMA.equals(outline.schema)) {
                throw new InputException(Problem.of(json.name(), "is no outline: its schema is not " + SCHEMA));
            }
            return outline;
        } catch (JsonProcessingException e) {
            int offset = e.getLocation() == null
                    ? 0
                    : (int) Math.max(0, e.getLocation().getCharOffset());
            throw new InputException(Problem.at(
                    json, Math.min(offset, json.text().length()), "is no outline: " + e.getOriginalMessage()));
        }
    }

    /** The same lines as somebody else gives them: whatever it says of what stands there is found out anew. */
    public Outline linesOnly() {
        return new Outline(
                schema,
                questions.stream()
                        .map(e -> new Entry(e.text(), e.options(), e.key(), e.section(), "", "", ""))
                        .toList(),
                leftOut);
    }

    /** The outline as a file holds it. */
    public String json() {
        try {
            return MAPPER.writeValueAsString(this) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("records of texts and numbers can be written", e);
        }
    }

    /** Whether one of the ranges holds the line. */
    static boolean hold(List<Lines> ranges, int line) {
        return ranges.stream().anyMatch(l -> l.first() <= line && line <= l.last());
    }

    /** A hash over the lines of an entry. */
    static String hash(Entry entry, SourceText source) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (List<Lines> ranges : List.of(entry.text(), entry.key())) {
                for (Lines range : ranges) {
                    for (int line = range.first(); line <= Math.min(range.last(), source.lineCount()); line++) {
                        digest.update((source.line(line).stripTrailing() + "\n").getBytes(StandardCharsets.UTF_8));
                    }
                }
                digest.update((byte) 0);
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
