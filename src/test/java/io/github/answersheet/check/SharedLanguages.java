package io.github.answersheet.check;

import io.github.answersheet.cache.VerdictCache;
import io.github.answersheet.examine.Execution;
import io.github.answersheet.mermaid.NodeMermaidGrammar;
import io.github.answersheet.mermaid.RememberedGrammar;
import io.github.answersheet.python.BashSyntax;
import io.github.answersheet.python.PythonProcess;
import io.github.answersheet.python.RememberedInterpreter;
import io.github.answersheet.python.Ruff;
import io.github.answersheet.sandbox.RealSandbox;
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
            new BashSyntax(CACHE, "bash"),
            new RememberedGrammar(new NodeMermaidGrammar(), CACHE));

    /** For tests that are about reading alone. */
    public static final Execution NOTHING_RUN = new Execution(Optional.empty(), ALL.python(), ALL.bash());

    private SharedLanguages() {}

    /** Runs code where this machine has a sandbox, else the test is skipped. */
    public static Execution running() {
        return new Execution(Optional.of(RealSandbox.remembered()), ALL.python(), ALL.bash());
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
