package io.github.answersheet.examine;

import java.util.Optional;
import java.util.Set;

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
