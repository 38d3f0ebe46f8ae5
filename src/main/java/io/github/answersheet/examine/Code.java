package io.github.answersheet.examine;

import java.util.Map;

/**
 * A program to be run.
 *
 * @param fileName of the program, without folders
 * @param text of the program
 * @param beside modules that lie in the same folder, by file name
 */
record Code(Language language, String fileName, String text, Map<String, String> beside) {

    Code {
        beside = Map.copyOf(beside);
    }

    /** The same program in a file of another name. */
    Code named(String name) {
        return new Code(language, name, text, beside);
    }
}
