package io.github.answersheet.language;

import io.github.answersheet.cache.VerdictCache;
import io.github.answersheet.process.ChildEnvironment;
import io.github.answersheet.process.Deadline;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks {@code bash -n} whether a script can be read; nothing is run. A process for each script, some milliseconds. */
public final class BashSyntax implements Syntax {
    private static final Duration DEFAULT_LIMIT = Duration.ofSeconds(10);
    private static final Pattern PLACED = Pattern.compile("^.*?: line (\\d+): (.*)$");

    private final String bash;
    private final Duration limit;
    private final VerdictCache cache;
    private final String judge;

    public BashSyntax() {
        this(VerdictCache.inMemory(), "");
    }

    /**
     * @param cache remembers what was checked before
     * @param identity what tells one version of bash from another
     */
    public BashSyntax(VerdictCache cache, String identity) {
        this("bash", DEFAULT_LIMIT, cache, identity);
    }

    /**
     * @param bash the program, by name or path
     * @param limit the time for one script
     */
    public BashSyntax(String bash, Duration limit) {
        this(bash, limit, VerdictCache.inMemory(), "");
    }

    private BashSyntax(String bash, Duration limit, VerdictCache cache, String identity) {
        this.bash = bash;
        this.limit = limit;
        this.cache = cache;
        this.judge = "bash -n 1 " + identity;
    }

    /** Bash tells no column. */
    @Override
    public Result check(String script) {
        if (script.length() > MAX_LENGTH) {
            return new Unchecked("the script has more than " + MAX_LENGTH + " characters");
        }
        Optional<String> known = cache.get(judge, script);
        if (known.isPresent()) {
            return remembered(known.get());
        }
        Result result = ask(script);
        if (result instanceof Correct) {
            cache.put(judge, script, "{}");
        } else if (result instanceof Wrong wrong && wrong.message().indexOf('\n') < 0) {
            cache.put(judge, script, "{" + wrong.line() + " " + wrong.message() + "}");
        }
        return result;
    }

    private static Result remembered(String verdict) {
        String inside = verdict.substring(1, verdict.length() - 1);
        int blank = inside.indexOf(' ');
        return inside.isEmpty()
                ? new Correct()
                : new Wrong(inside.substring(blank + 1), Integer.parseInt(inside.substring(0, blank)), 1);
    }

    private Result ask(String script) {
        Process process;
        try {
            process = builder().start();
        } catch (IOException e) {
            return new Unchecked(bash + " was not found or could not be started");
        }
        try (Deadline deadline = new Deadline(limit, process::destroyForcibly)) {
            send(process, script);
            String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int status = process.waitFor();
            if (deadline.passed()) {
                return new Unchecked("reading the script took longer than " + Deadline.inWords(limit));
            }
            return told.isEmpty() && status == 0 ? new Correct() : wrong(told, script);
        } catch (IOException e) {
            return new Unchecked(bash + " could not be asked");
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            return new Unchecked("interrupted");
        }
    }

    private ProcessBuilder builder() {
        ProcessBuilder builder = ChildEnvironment.reduced(
                new ProcessBuilder(bash, "--norc", "--noprofile", "-n").redirectErrorStream(true));
        // The language of its messages.
        builder.environment().put("LC_ALL", "C");
        return builder;
    }

    private static void send(Process process, String script) {
        try (OutputStream input = process.getOutputStream()) {
            input.write((script.replace("\r\n", "\n") + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // It stopped reading at its first error.
        }
    }

    /** Bash names the line after the last when the end came too early. */
    private static Wrong wrong(String told, String script) {
        String first = told.lines().findFirst().orElse("bash cannot read this");
        Matcher placed = PLACED.matcher(first);
        if (!placed.matches()) {
            return new Wrong(first, 1, 1);
        }
        int lines = Math.max(1, (int) script.stripTrailing().lines().count());
        return new Wrong(placed.group(2), Math.min(Integer.parseInt(placed.group(1)), lines), 1);
    }
}
