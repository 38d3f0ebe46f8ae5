package io.github.answersheet.sheet;

import io.github.answersheet.draft.Draft;
import io.github.answersheet.draft.DraftReader;
import io.github.answersheet.draft.DraftSection;
import io.github.answersheet.draft.OwnWords;
import io.github.answersheet.draft.SheetForm;
import io.github.answersheet.source.SourceText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A sheet as it stands in its file, in pieces: what stands before the first answer, the answers with the gaps between them, and
 * what stands behind the last one. One after the other the pieces are the text again, byte for byte. Immutable.
 */
record WrittenSheet(SourceText source, List<Piece> answers) {

    /** What the program puts between answers. */
    static final String GAP = "\n\n---\n\n";

    private static final Pattern RULES_AROUND =
            Pattern.compile("\\A(?:\\s|---+(?=\\s|\\z))+|(?:\\s|(?<=\\s)---+(?=\\s|\\z))+\\z");
    private static final Pattern RULE_BEHIND = Pattern.compile("\\n---[ \\t]*(?=\\n|$)");

    WrittenSheet {
        answers = List.copyOf(answers);
    }

    static WrittenSheet read(SourceText source, DraftReader reader) {
        List<Draft> drafts = reader.readSheet(source);
        List<Piece> answers = new ArrayList<>();
        for (int i = 0; i < drafts.size(); i++) {
            int next = i + 1 < drafts.size()
                    ? drafts.get(i + 1).offset()
                    : source.text().length();
            answers.add(Piece.of(drafts.get(i), next, reader.form()));
        }
        return new WrittenSheet(source, answers);
    }

    /** What stands before the first answer. */
    String head() {
        return answers.isEmpty()
                ? source.text()
                : source.text().substring(0, answers.get(0).start());
    }

    /**
     * An answer with the gap behind it.
     *
     * @param end where its text ends
     * @param next where the next answer begins
     * @param parts hash of each section by its label
     * @param form how the program writes what surrounds them
     */
    record Piece(Draft draft, int start, int end, int next, Map<String, String> parts, SheetForm form) {

        static Piece of(Draft draft, int next, SheetForm form) {
            String text = draft.source().text();
            int end = draft.offset();
            if (draft.sections().isEmpty()) {
                int preamble = draft.preamble().isEmpty() ? -1 : text.indexOf(draft.preamble(), draft.offset());
                int line = text.indexOf('\n', draft.offset());
                end = preamble < 0
                        ? (line < 0 ? text.length() : line)
                        : preamble + draft.preamble().length();
                Matcher rule = RULE_BEHIND.matcher(text).region(draft.offset(), end);
                while (rule.find()) {
                    if (text.substring(rule.end(), end).isBlank()) {
                        end = rule.start();
                        break;
                    }
                }
            } else {
                DraftSection last = draft.sections().get(draft.sections().size() - 1);
                end = last.bodyOffset() + last.body().length();
            }
            while (end > draft.offset() && Character.isWhitespace(text.charAt(end - 1))) {
                end--;
            }
            Map<String, String> parts = new LinkedHashMap<>();
            draft.sections().forEach(section -> {
                String key = section.label();
                for (int n = 2; parts.containsKey(key); n++) {
                    key = section.label() + " " + n;
                }
                parts.put(key, SheetRecord.hash(section.body()));
            });
            return new Piece(draft, draft.offset(), end, next, parts, form);
        }

        String text() {
            return draft.source().text().substring(start, end);
        }

        /** What stands between this answer and the next. */
        String gap() {
            return draft.source().text().substring(end, next);
        }

        String topic() {
            return SheetRecord.hash(draft.topic());
        }

        /** What all of it is known by, wherever it stands and whatever number it has. */
        String hash() {
            return SheetRecord.hash(topic() + parts + ownLead());
        }

        /** What somebody wrote between title and first label. */
        String ownLead() {
            String lead = form.sectionLine().matcher(draft.preamble()).replaceFirst("");
            return OwnWords.withoutProof(form.reviewNote().matcher(lead).replaceAll(""), form.runs())
                    .strip();
        }

        /** The line before its first label that says what of it was tried, by its place in this answer's text; empty if none does. */
        Optional<MatchResult> triedLine() {
            int label =
                    draft.sections().isEmpty() ? end : draft.sections().get(0).labelOffset();
            return form.runs().trials(draft.source().text().substring(start, label));
        }

        /** This answer's text without that line. */
        String withoutTriedLine() {
            String text = text();
            return triedLine()
                    .map(line -> text.substring(0, line.start()) + text.substring(line.end()))
                    .orElse(text);
        }

        /** Whether the sheet itself marks it. */
        boolean needsReview() {
            return form.reviewNote().matcher(draft.preamble()).find();
        }

        /**
         * This piece with its end where its last section ends, if what was written there is known. Behind a rule somebody may
         * have gone on between this answer and the next, and that is no part of the section.
         *
         * @param known the hash of its last section as it was written
         */
        Piece endingWith(String known) {
            if (draft.sections().isEmpty()) {
                return this;
            }
            DraftSection last = draft.sections().get(draft.sections().size() - 1);
            Matcher rule = RULE_BEHIND.matcher(last.body());
            while (rule.find()) {
                String body = last.body().substring(0, rule.start()).stripTrailing();
                if (SheetRecord.hash(body).equals(known)) {
                    Map<String, String> ending = new LinkedHashMap<>(parts);
                    ending.put(lastLabel(), known);
                    return new Piece(draft, start, last.bodyOffset() + body.length(), next, ending, form);
                }
            }
            return this;
        }

        /** This piece with its end at another place. */
        Piece endingAt(int other) {
            if (draft.sections().isEmpty() || other >= end) {
                return new Piece(draft, start, Math.min(end, Math.max(other, start)), next, parts, form);
            }
            DraftSection last = draft.sections().get(draft.sections().size() - 1);
            Map<String, String> ending = new LinkedHashMap<>(parts);
            String body = last.body().substring(0, Math.max(0, other - last.bodyOffset()));
            ending.put(lastLabel(), SheetRecord.hash(body.stripTrailing()));
            return new Piece(draft, start, other, next, ending, form);
        }

        String lastLabel() {
            String label = "";
            for (String key : parts.keySet()) {
                label = key;
            }
            return label;
        }
    }

    /** The words of a gap without the rules that set answers off. */
    static String own(String gap) {
        return RULES_AROUND.matcher(gap).replaceAll("").strip();
    }
}
