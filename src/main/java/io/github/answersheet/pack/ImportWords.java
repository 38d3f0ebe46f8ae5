package io.github.answersheet.pack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * By what words an import knows the parts of a prompt. They are data of the pack that imported ones extend.
 *
 * @param titleEnds what a title says besides the name of the course
 * @param categoryEnds what the heading of a format says besides the name of the category
 * @param headings words of headings, by what stands below
 * @param roles words of labels, by role
 * @param optional remarks which say that a label may be left out
 * @param written what the program writes itself, in a list of what each answer needs
 * @param reminders words before a list of reminders
 * @param bestPractices the heading of these reminders in a sheet
 * @param wants what stands before the objectives of a course
 * @param evidence signs of categories, by words in the name of one
 */
record ImportWords(
        List<String> titleEnds,
        List<String> categoryEnds,
        Map<String, List<String>> headings,
        Map<String, List<String>> roles,
        List<String> optional,
        List<String> written,
        List<String> reminders,
        String bestPractices,
        String wants,
        List<Sign> evidence) {

    /** @param sign as in the evidence of a pack, without its category */
    record Sign(List<String> words, JsonNode sign) {}

    static ImportWords read(String pack) {
        try {
            String json = PackFiles.comesAlong(pack)
                    .flatMap(files -> files.read("import.json"))
                    .orElseThrow()
                    .text();
            return new JsonMapper().readValue(json, ImportWords.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the pack " + pack + " has a broken import.json", e);
        }
    }

    /** The label of the question, for a format without one. */
    String question() {
        String word = roles.get(Role.QUESTION.word()).get(0);
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    /** Whether a text has one of some words, whatever its capitals. */
    static boolean hasAny(String text, List<String> words) {
        String lower = text.toLowerCase(Locale.ROOT);
        return words.stream().anyMatch(lower::contains);
    }

    /** Whether a heading is one of that kind. */
    boolean isHeading(String text, String kind) {
        return hasAny(text, headings.getOrDefault(kind, List.of()));
    }
}
