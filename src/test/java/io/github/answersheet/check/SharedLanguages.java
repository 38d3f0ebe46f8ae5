package io.github.answersheet.check;

import io.github.answersheet.cache.VerdictCache;
import io.github.answersheet.check.rule.Rules;
import io.github.answersheet.examine.Examiner;
import io.github.answersheet.examine.Languages;
import io.github.answersheet.language.PythonProcess;
import io.github.answersheet.language.Readers;
import io.github.answersheet.language.RememberedInterpreter;
import io.github.answersheet.language.Ruff;
import io.github.answersheet.mermaid.NodeMermaidGrammar;
import io.github.answersheet.mermaid.RememberedGrammar;
import io.github.answersheet.sandbox.RealSandbox;
import io.github.answersheet.sandbox.Sandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/** The real readers of code, started once for all tests; they end with the JVM. */
public final class SharedLanguages {

    private static final VerdictCache CACHE = VerdictCache.inMemory();

    public static final Languages ALL = new Languages(
            new RememberedInterpreter(new PythonProcess(), CACHE, "python3"),
            new Ruff(Optional.of(playedRuff()), CACHE),
            new Readers(System.getenv(), CACHE),
            new RememberedGrammar(new NodeMermaidGrammar(), CACHE));

    /** Examines without running anything. */
    public static final Examiner READING = new Examiner(ALL, Optional.empty(), false);

    /** Holds answers and sheets to all rules, without running anything. */
    public static final Checker CHECKER = new Checker(READING, Rules.SET);

    private SharedLanguages() {}

    /** Runs code where this machine has a sandbox, else the test is skipped. */
    public static Examiner running() {
        return in(RealSandbox.remembered());
    }

    /** Runs code and proofs in a sandbox. */
    public static Examiner in(Sandbox sandbox) {
        return new Examiner(ALL, Optional.of(sandbox), true);
    }

    /** Ruff cannot be had from every package registry, so a script speaks for it, of two things only. */
    private static Path playedRuff() {
        String script = """
                #!/bin/sh
                exec awk '
                    BEGIN { printf "[" }
                    function told(code, message, column) {
                        printf "%s{\\"code\\":\\"%s\\",\\"message\\":\\"%s\\",\\"location\\":{\\"row\\":%d,\\"column\\":%d}}", between,
                            code, message, NR, column
                        between = ","
                    }
                    /never_used =/ { told("F841", "never_used is assigned and not used", index($0, "never_used")) }
                    /^except:/ { told("E722", "do not use bare except", 1) }
                    END { print "]" }'
                """;
        try {
            Path file = Files.createTempFile("ruff", "");
            file.toFile().deleteOnExit();
            Files.writeString(file, script);
            return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
