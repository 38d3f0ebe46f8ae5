package io.github.answersheet.language;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.answersheet.source.Resource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A language that code is written in: a row of {@code languages.json}, which is all that most of them are. What a row leaves
 * out is empty.
 *
 * @param name as messages say it
 * @param fences what the info strings of its blocks name, in lower case
 * @param endings of its files, the usual one first
 * @param comment what a line of comment begins with
 * @param whole whether a block of it says all that is needed to read it; of other languages a few lines may be torn from a
 *     program
 * @param readBy who in this program reads it; null for nobody
 * @param reader the program that reads it, where one is asked; null for none
 * @param run the command that runs a file of it in a sandbox, with {@code {file}} in the place of the file
 * @param cases whether the cases of a proof can be put to its programs
 * @param followsOn whether a block goes on where those before it in the answer have ended
 * @param offers programs that a sandbox must have for it besides the usual ones
 * @param folders that a sandbox must have for it; a last {@code *} stands for the rest of a name
 * @param fails what the error output of a program has in it that is wrong and not only unlucky; null for nothing
 * @param needs what error output may say that a sandbox does not have
 */
public record Language(
        String name,
        Set<String> fences,
        List<String> endings,
        String comment,
        boolean whole,
        String readBy,
        Reader reader,
        List<String> run,
        boolean cases,
        boolean followsOn,
        List<String> offers,
        List<String> folders,
        Pattern fails,
        List<Need> needs) {

    private static final String FILE = "{file}";
    private static final Pattern SCRIPT = Pattern.compile("\\{(\\w+\\.py)}");

    private static final List<Language> ALL = read();
    private static final Map<String, Language> BY_FENCE = byFence();

    public static final Language PYTHON = of("python").orElseThrow();
    public static final Language BASH = of("bash").orElseThrow();

    /**
     * A program that reads code without running any of it.
     *
     * @param command that reads {@code {file}}, or else its standard input
     * @param forms as which code is read, one after the other, until it can be read as one of them
     * @param wrong what it says of wrong code, with the groups {@code line} and {@code message}
     * @param unchecked what it says of code that it cannot judge, with the group {@code reason}; null for nothing
     */
    public record Reader(List<String> command, List<Form> forms, Pattern wrong, Pattern unchecked) {}

    /**
     * @param file its name
     * @param before a line before the code; null for none
     * @param behind a line behind it; null for none
     * @param outside lines of code that cannot stand there, and are left out; null for none
     */
    public record Form(String file, String before, String behind, Pattern outside) {}

    /**
     * @param says in the error output
     * @param means in words that follow "not run:", with the groups of the pattern
     */
    public record Need(Pattern says, String means) {}

    public Language {
        Objects.requireNonNull(name);
        fences = Set.copyOf(fences);
        endings = List.copyOf(endings);
        comment = Objects.requireNonNullElse(comment, "");
        run = run == null ? List.of() : List.copyOf(run);
        offers = offers == null ? List.of() : List.copyOf(offers);
        folders = folders == null ? List.of() : List.copyOf(folders);
        needs = needs == null ? List.of() : List.copyOf(needs);
    }

    /** All of them, in the order in which messages name them. */
    public static List<Language> all() {
        return ALL;
    }

    /** The language that the info string of a fence names, in lower case; empty if nobody here knows it. */
    public static Optional<Language> of(String fence) {
        return Optional.ofNullable(BY_FENCE.get(fence));
    }

    /** What a file of it is called if nobody has said. */
    public String ending() {
        return endings.get(0);
    }

    /** Whether a file's name says that it is in this language. */
    public boolean isOf(String fileName) {
        return endings.stream().anyMatch(fileName::endsWith);
    }

    /** Whether somebody here can read it. */
    public boolean isRead() {
        return readBy != null || reader != null;
    }

    /** Whether blocks of it can be run. */
    public boolean isRun() {
        return !run.isEmpty();
    }

    /** The command that runs a file. */
    public List<String> toRun(String file) {
        return filled(run, file);
    }

    /** What is missing where a program complained so, in words that follow "not run:"; empty if nothing is known to be. */
    public Optional<String> lacks(String complaint) {
        for (Need need : needs) {
            Matcher matcher = need.says().matcher(complaint);
            if (matcher.find()) {
                StringBuilder words = new StringBuilder();
                matcher.appendReplacement(words, need.means());
                return Optional.of(words.substring(matcher.start()));
            }
        }
        return Optional.empty();
    }

    /** A command with a file, and with the scripts that it names. */
    static List<String> filled(List<String> command, String file) {
        return command.stream()
                .map(word -> {
                    Matcher script = SCRIPT.matcher(word);
                    return script.matches()
                            ? Resource.of(Language.class, script.group(1)).text()
                            : word.equals(FILE) ? file : word;
                })
                .toList();
    }

    private static List<Language> read() {
        try {
            return List.of(new JsonMapper()
                    .readValue(Resource.of(Language.class, "languages.json").text(), Language[].class));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, Language> byFence() {
        Map<String, Language> languages = new LinkedHashMap<>();
        ALL.forEach(language -> language.fences().forEach(fence -> {
            if (languages.put(fence, language) != null) {
                throw new IllegalStateException(fence + " names two languages");
            }
        }));
        return languages;
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return name;
    }
}
