package io.github.answersheet.pack;

import java.util.List;
import java.util.Map;

/**
 * The words of a sheet that neither the quiz nor the model writes, in one language of people. Immutable.
 *
 * @param language its code, such as {@code de}
 * @param name as the prompt asks for it, in the language of the pack
 * @param sheet the title of a sheet, with {@code %s} for that of the quiz
 * @param answer above each answer, before its number
 * @param section before the name of a section of the quiz
 * @param contents above the table of contents
 * @param questions what questions without a section are called
 * @param needsReview of an answer in which something is still wrong
 * @param remaining before what is wrong
 * @param common words that are frequent in texts of this language and in few others
 * @param unfinished words that end no sentence
 * @param talk what is said to somebody in a chat, in small letters
 * @param labels the labels of answers, by those of the templates; those that are not here stay as they are
 */
public record Words(
        String language,
        String name,
        String sheet,
        String answer,
        String section,
        String contents,
        String questions,
        String needsReview,
        String remaining,
        Map<String, String> labels,
        List<String> common,
        List<String> unfinished,
        List<String> talk) {

    public Words {
        labels = Map.copyOf(labels);
        common = List.copyOf(common);
        unfinished = List.copyOf(unfinished);
        talk = List.copyOf(talk);
    }

    /** How a sheet in this language writes a label of a template. */
    public String label(String ofTemplate) {
        return labels.getOrDefault(ofTemplate, ofTemplate);
    }

    /** The title of the sheet for a quiz. */
    public String title(String quiz) {
        return sheet.replace("%s", quiz);
    }
}
