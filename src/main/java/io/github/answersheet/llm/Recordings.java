package io.github.answersheet.llm;

import io.github.answersheet.prompt.Subject;
import io.github.answersheet.source.InputException;
import io.github.answersheet.source.PrivateFiles;
import io.github.answersheet.source.Problem;
import io.github.answersheet.source.TextFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A folder of recorded replies. Those to the calls for one question share the beginning of their names, {@code q03}, and beside
 * them {@code q03.question.md} says what the question was. Where two quizzes have a question 3, the second one's are
 * {@code q03-2}. Replies that somebody wrote by hand say nothing of their question. Thread-safe.
 */
public final class Recordings {

    /** What the name of a file ends with that says which question recordings answer. */
    public static final String QUESTION = ".question.md";

    private static final Pattern RECORDING = Pattern.compile("(q\\d{2,}(?:-\\d+)?)\\..*md");
    private static final Pattern HEAD = Pattern.compile("<!-- question (\\d+)(?: of (.*?))? -->\n\n(?s:(.*))");

    private final Path folder;
    private final Set<String> taken = new HashSet<>();
    private final Map<String, Subject> subjects = new LinkedHashMap<>();

    /**
     * @throws InputException if the folder cannot be read
     */
    Recordings(Path folder) {
        this.folder = folder;
        if (Files.isDirectory(folder)) {
            read();
        }
    }

    /** The usual beginning of a question's recordings. */
    public static String usualStem(int question) {
        return (question < 10 ? "q0" : "q") + question;
    }

    static String name(String stem, Step step) {
        return stem + (step.name().isEmpty() ? "" : "." + step.name()) + ".md";
    }

    /**
     * Writes a reply.
     *
     * @throws InputException if it cannot be written
     */
    void write(Call call, String reply) {
        TextFiles.writePrivately(file(stemToWrite(call.subject()), call.step()), reply);
    }

    Path file(String stem, Step step) {
        return folder.resolve(name(stem, step));
    }

    /** Whether any recording says which question it answers. */
    synchronized boolean sayQuestions() {
        return !subjects.isEmpty();
    }

    /** The question that recordings say they are for; empty if they do not say. */
    synchronized Optional<Subject> subject(String stem) {
        return Optional.ofNullable(subjects.get(stem));
    }

    /** The recordings that say they are for a question, by its text: best those of the same quiz and number. */
    synchronized Optional<String> stemOf(Subject wanted) {
        return subjects.entrySet().stream()
                .filter(entry -> isSameText(entry.getValue(), wanted))
                .min(Comparator.comparing((Map.Entry<String, Subject> entry) ->
                                !entry.getValue().quiz().equals(wanted.quiz()))
                        .thenComparing(entry -> entry.getValue().number() != wanted.number()))
                .map(Map.Entry::getKey);
    }

    /**
     * The recordings to write for a question: those of an earlier run if they are for the same question of the same quiz, else
     * new ones. Nothing that is there for another question is touched.
     *
     * @throws InputException if the folder cannot be written
     */
    private synchronized String stemToWrite(Subject wanted) {
        Optional<String> own = subjects.entrySet().stream()
                .filter(entry -> isSameText(entry.getValue(), wanted)
                        && entry.getValue().quiz().equals(wanted.quiz())
                        && entry.getValue().number() == wanted.number())
                .map(Map.Entry::getKey)
                .findFirst();
        return own.orElseGet(() -> claim(wanted));
    }

    private String claim(Subject wanted) {
        try {
            PrivateFiles.makeFolders(folder);
            String usual = usualStem(wanted.number());
            String stem = usual;
            for (int n = 2; !claimed(stem, wanted); n++) {
                stem = usual + "-" + n;
            }
            return stem;
        } catch (IOException e) {
            throw TextFiles.unwritten(folder, e);
        }
    }

    // Another run may record into the same folder.
    private boolean claimed(String stem, Subject wanted) throws IOException {
        if (!taken.add(stem)) {
            return false;
        }
        Path question = folder.resolve(stem + QUESTION);
        if (!PrivateFiles.make(question)) {
            return false;
        }
        TextFiles.writeAtomically(question, saying(wanted));
        subjects.put(stem, wanted);
        return true;
    }

    /** A text that says which question it is. */
    public static String saying(Subject question) {
        String of = question.quiz().isEmpty() ? "" : " of " + question.quiz().replace("--", "- -");
        return "<!-- question " + question.number() + of + " -->\n\n" + question.text() + "\n";
    }

    private void read() {
        try (Stream<Path> files = Files.list(folder)) {
            List<String> names =
                    files.map(file -> file.getFileName().toString()).sorted().toList();
            for (String name : names) {
                Matcher recording = RECORDING.matcher(name);
                if (recording.matches()) {
                    taken.add(recording.group(1));
                }
                if (recording.matches() && name.endsWith(QUESTION)) {
                    String text = TextFiles.read(folder.resolve(name)).text();
                    subjects.put(recording.group(1), subject(recording.group(1), text));
                }
            }
        } catch (IOException | UncheckedIOException e) {
            throw new InputException(Problem.of(folder.toString(), "cannot be read: " + e.getMessage()));
        }
    }

    // Whoever writes such a file by hand may leave its first line out.
    private static Subject subject(String stem, String text) {
        Matcher head = HEAD.matcher(text);
        return head.matches()
                ? new Subject(
                        Optional.ofNullable(head.group(2)).orElse(""), Integer.parseInt(head.group(1)), head.group(3))
                : new Subject("", Integer.parseInt(stem.replaceFirst("^q(\\d+).*", "$1")), text);
    }

    private static boolean isSameText(Subject recorded, Subject wanted) {
        return inOneLine(recorded).equals(inOneLine(wanted));
    }

    private static String inOneLine(Subject subject) {
        return subject.text().strip().replaceAll("\\s+", " ");
    }
}
