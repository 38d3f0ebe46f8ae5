package io.github.answersheet.language;

import io.github.answersheet.cache.VerdictCache;
import io.github.answersheet.process.ProgramPath;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Who reads which language. Python is not among them: its interpreter tells more than whether code can be read. Thread-safe.
 */
public final class Readers {

    private final Map<Language, Syntax> byLanguage = new LinkedHashMap<>();

    /**
     * @param variables of the environment, in which programs are looked for
     * @param cache what was read before
     */
    public Readers(Map<String, String> variables, VerdictCache cache) {
        String bash =
                ProgramPath.find("bash", variables).map(ProgramPath::stamp).orElse("bash");
        Map<String, Syntax> own = Map.of(
                "bash", new BashSyntax(cache, bash),
                "json", DocumentSyntax.ofJson(),
                "yaml", DocumentSyntax.ofYaml(),
                "toml", DocumentSyntax.ofToml());
        for (Language language : Language.all()) {
            if (language.reader() != null) {
                byLanguage.put(language, new ProgramSyntax(language, variables, cache));
            } else if (language.readBy() != null && own.containsKey(language.readBy())) {
                byLanguage.put(language, own.get(language.readBy()));
            }
        }
    }

    /**
     * Who reads a language.
     *
     * @throws IllegalArgumentException if nobody does, as {@link Language#isRead} tells, or if it is Python
     */
    public Syntax of(Language language) {
        if (!byLanguage.containsKey(language)) {
            throw new IllegalArgumentException("nobody reads " + language);
        }
        return byLanguage.get(language);
    }
}
