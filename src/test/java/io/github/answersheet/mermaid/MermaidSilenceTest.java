package io.github.answersheet.mermaid;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** In a JVM of its own, because what GraalJS and the JDK print at their start cannot be caught in this one. */
@Tag("java")
class MermaidSilenceTest {
    @Test
    void printsNothing() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+IgnoreUnrecognizedVMOptions",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Speaker.class.getName())
                .redirectErrorStream(true)
                .start();
        String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals("Invalid Invalid", told);
        assertEquals(0, process.waitFor());
    }

    static final class Speaker {
        public static void main(String[] arguments) {
            for (String engine : new String[] {"graal", "node"}) {
                try (MermaidGrammar grammar = MermaidGrammars.detect(Map.of(MermaidGrammars.VARIABLE, engine))) {
                    String verdict = grammar.parse("flowchart TD\n  A[f(x)]\n")
                            .getClass()
                            .getSimpleName();
                    System.out.print(engine.equals("graal") ? verdict + " " : verdict);
                }
            }
        }
    }
}
