package io.github.answersheet.examine;

import io.github.answersheet.language.Language;
import java.util.Map;
import java.util.Optional;

/**
 * A program to be run.
 *
 * @param fileName of the program, without folders
 * @param text of the program
 * @param beside modules that lie in the same folder, by file name
 */
record Code(Language language, String fileName, String text, Map<String, String> beside) {

    /**
     * The language of a program that cases can be put to; empty for anything else.
     *
     * @param name as code fences give it
     * @param code what is copied from a prompt is no program
     */
    static Optional<Language> language(String name, String code) {
        String start = code.stripLeading();
        return start.startsWith(">>>") || start.startsWith("$ ")
                ? Optional.empty()
                : Language.of(name).filter(Language::cases);
    }

    Code {
        beside = Map.copyOf(beside);
    }

    /** The same program in a file of another name. */
    Code named(String name) {
        return new Code(language, name, text, beside);
    }
}
