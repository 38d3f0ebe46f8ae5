package io.github.answersheet.examine;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A program to be run.
 *
 * @param fileName of the program, without folders
 * @param text of the program
 * @param beside modules that lie in the same folder, by file name
 */
record Code(Language language, String fileName, String text, Map<String, String> beside) {

    /** What programs are written in that can be run. */
    enum Language {
        PYTHON(Set.of("python", "py", "python3"), "py"),
        BASH(Set.of("bash", "sh"), "sh");

        private final Set<String> names;
        private final String ending;

        Language(Set<String> names, String ending) {
            this.names = names;
            this.ending = ending;
        }

        /**
         * @param name as code fences give it
         * @param code what is copied from a prompt is no program
         */
        static Optional<Language> of(String name, String code) {
            String start = code.stripLeading();
            if (start.startsWith(">>>") || start.startsWith("$ ")) {
                return Optional.empty();
            }
            for (Language language : values()) {
                if (language.names.contains(name)) {
                    return Optional.of(language);
                }
            }
            return Optional.empty();
        }

        /** For files of its programs. */
        String ending() {
            return ending;
        }
    }

    Code {
        beside = Map.copyOf(beside);
    }

    /** The same program in a file of another name. */
    Code named(String name) {
        return new Code(language, name, text, beside);
    }
}
