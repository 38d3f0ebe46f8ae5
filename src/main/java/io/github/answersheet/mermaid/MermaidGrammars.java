package io.github.answersheet.mermaid;

import io.github.answersheet.process.ChildEnvironment;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Chooses the engine: {@code node} where there is one that is new enough, else this JVM. */
public final class MermaidGrammars {
    /** Overrides the choice: {@code node}, {@code graal} or {@code off}. */
    public static final String VARIABLE = "ANSWERSHEET_MERMAID";

    private static final int OLDEST_NODE = 18;
    private static final Pattern VERSION = Pattern.compile("v(\\d+)\\..*");

    private MermaidGrammars() {}

    /**
     * Returns the engine for this machine; it is not started yet.
     *
     * @param environment the variables of the environment
     * @throws IllegalArgumentException if {@link #VARIABLE} has another value; the message says which it can have
     */
    public static MermaidGrammar detect(Map<String, String> environment) {
        String choice = environment.getOrDefault(VARIABLE, "").strip();
        return switch (choice) {
            case "node" -> new NodeMermaidGrammar();
            case "graal" -> new GraalMermaidGrammar();
            case "off" -> new SwitchedOff();
            case "" -> new ChosenWhenAsked();
            default ->
                throw new IllegalArgumentException(VARIABLE + " is \"" + choice + "\"; it can be node, graal or off");
        };
    }

    static boolean isNewEnough(String node) {
        try {
            Process process = ChildEnvironment.reduced(
                            new ProcessBuilder(node, "--version").redirectError(Redirect.DISCARD))
                    .start();
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return false;
            }
            Matcher version =
                    VERSION.matcher(new String(process.getInputStream().readAllBytes()).strip());
            return version.matches() && Integer.parseInt(version.group(1)) >= OLDEST_NODE;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Node where it is new enough. Finding out starts a process, and a sheet whose diagrams are all known needs neither. */
    private static final class ChosenWhenAsked implements MermaidGrammar {

        private MermaidGrammar chosen;

        private synchronized MermaidGrammar chosen() {
            if (chosen == null) {
                chosen = isNewEnough("node") ? new NodeMermaidGrammar() : new GraalMermaidGrammar();
            }
            return chosen;
        }

        @Override
        public Verdict parse(String diagram) {
            return chosen().parse(diagram);
        }

        @Override
        public String version() {
            return MermaidBundle.version();
        }

        @Override
        public synchronized void close() {
            if (chosen != null) {
                chosen.close();
            }
        }
    }

    private record SwitchedOff() implements MermaidGrammar {
        @Override
        public Verdict parse(String diagram) {
            return VerdictReader.failed("switched off by " + VARIABLE);
        }

        @Override
        public String version() {
            return MermaidBundle.version();
        }

        @Override
        public void close() {
            // Nothing was opened.
        }
    }
}
