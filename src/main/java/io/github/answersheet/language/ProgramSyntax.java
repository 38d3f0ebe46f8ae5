package io.github.answersheet.language;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.answersheet.cache.VerdictCache;
import io.github.answersheet.language.Language.Form;
import io.github.answersheet.process.ChildEnvironment;
import io.github.answersheet.process.Deadline;
import io.github.answersheet.process.ProgramPath;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;

/** Asks the program that reads a language, such as {@code node --check}: one process for each form of a block, and once for each. */
final class ProgramSyntax implements Syntax {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int MOST_TOLD = 1 << 16;
    private static final JsonMapper JSON = new JsonMapper();

    private final Language language;
    private final Optional<Path> program;
    private final VerdictCache cache;

    /**
     * @param variables of the environment, in which the program is looked for
     */
    ProgramSyntax(Language language, Map<String, String> variables, VerdictCache cache) {
        this.language = language;
        this.program = ProgramPath.find(language.reader().command().get(0), variables);
        this.cache = cache;
    }

    @Override
    public Result check(String code) {
        if (code.length() > MAX_LENGTH) {
            return new Unchecked("it has more than " + MAX_LENGTH + " characters");
        }
        if (program.isEmpty()) {
            return new Unchecked("`" + language.reader().command().get(0) + "` was not found");
        }
        String judge = "reader 1 " + Language.filled(language.reader().command(), "")
                + language.reader().forms() + language.reader().wrong() + ProgramPath.stamp(program.get());
        Optional<Result> known = cache.get(judge, code).flatMap(ProgramSyntax::remembered);
        if (known.isPresent()) {
            return known.get();
        }
        Result result = asked(code);
        if (result instanceof Correct) {
            cache.put(judge, code, "{}");
        } else if (result instanceof Wrong wrong) {
            cache.put(judge, code, JSON.valueToTree(wrong).toString());
        }
        return result;
    }

    private static Optional<Result> remembered(String verdict) {
        try {
            JsonNode json = JSON.readTree(verdict);
            return Optional.of(json.isEmpty() ? new Correct() : JSON.treeToValue(json, Wrong.class));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    // Of the forms that it has not, the one that was read farthest is the one that was meant.
    private Result asked(String code) {
        Wrong farthest = null;
        for (Form form : language.reader().forms()) {
            Result result = ask(form, code);
            if (!(result instanceof Wrong wrong)) {
                return result;
            }
            farthest = farthest == null || wrong.line() > farthest.line() ? wrong : farthest;
        }
        return farthest;
    }

    private Result ask(Form form, String code) {
        try {
            Path folder = Files.createTempDirectory("answersheet-block");
            try {
                return ask(form, code, folder);
            } finally {
                Files.deleteIfExists(folder.resolve(form.file()));
                Files.deleteIfExists(folder);
            }
        } catch (IOException | UncheckedIOException e) {
            return new Unchecked("`" + language.reader().command().get(0) + "` could not be asked");
        }
    }

    private Result ask(Form form, String code, Path folder) throws IOException {
        String framed = framed(form, code.replace("\r\n", "\n"));
        List<String> command = new ArrayList<>(Language.filled(
                language.reader().command(), folder.resolve(form.file()).toString()));
        command.set(0, program.orElseThrow().toString());
        if (!form.file().isEmpty()) {
            Files.writeString(folder.resolve(form.file()), framed);
        }
        ProcessBuilder builder = ChildEnvironment.reduced(
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true));
        // The language of its messages.
        builder.environment().put("LC_ALL", "C.UTF-8");
        Process process = builder.start();
        try (Deadline deadline = new Deadline(LIMIT, process::destroyForcibly)) {
            send(process, form.file().isEmpty() ? framed : "");
            String told = new String(process.getInputStream().readNBytes(MOST_TOLD), StandardCharsets.UTF_8);
            process.getInputStream().close();
            int status = process.waitFor();
            if (deadline.passed()) {
                return new Unchecked("reading it took longer than " + Deadline.inWords(LIMIT));
            }
            return status == 0 ? new Correct() : judged(told, form, code);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            return new Unchecked("interrupted");
        }
    }

    private static String framed(Form form, String code) {
        String inside = form.outside() == null
                ? code
                : code.lines()
                        .map(line -> form.outside().matcher(line).matches() ? "" : line)
                        .collect(java.util.stream.Collectors.joining("\n"));
        return (form.before() == null ? "" : form.before() + "\n")
                + inside
                + (form.behind() == null ? "\n" : "\n" + form.behind() + "\n");
    }

    // What it says in no form that is known says nothing of the code.
    private Result judged(String told, Form form, String code) {
        if (language.reader().unchecked() != null) {
            Matcher unchecked = language.reader().unchecked().matcher(told);
            if (unchecked.find()) {
                return new Unchecked(unchecked.group("reason"));
            }
        }
        Matcher wrong = language.reader().wrong().matcher(told);
        if (!wrong.find()) {
            return new Unchecked("`" + language.reader().command().get(0) + "` failed: "
                    + told.lines().findFirst().orElse("it says nothing"));
        }
        int above = form.before() == null ? 0 : 1;
        int lines = Math.max(1, (int) code.stripTrailing().lines().count());
        int line = Integer.parseInt(wrong.group("line")) - above;
        return new Wrong(wrong.group("message").strip(), Math.max(1, Math.min(line, lines)), 1);
    }

    private static void send(Process process, String text) {
        try (OutputStream input = process.getOutputStream()) {
            input.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // It does not want to read on.
        }
    }
}
