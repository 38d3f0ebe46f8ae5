package io.github.answersheet.mermaid;

import io.github.answersheet.process.InstalledProgram;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Chooses the engine: {@code node} where there is one that is new enough, else this JVM. */
public final class MermaidGrammars {
    /** Overrides the choice: {@code node}, {@code graal} or {@code off}. */
    public static final String VARIABLE = "ANSWERSHEET_MERMAID";

    private static final int OLDEST_NODE = 18;

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

    /**
     * The {@code node} of this machine, if it is new enough.
     *
     * @param environment the variables of the environment
     */
    public static Optional<InstalledProgram> node(Map<String, String> environment) {
        return InstalledProgram.find("node", environment).filter(MermaidGrammars::isNewEnough);
    }

    /** Whether this JVM can read diagrams where there is no {@code node}: what it needs may have been left out. */
    public static boolean isInJava() {
        return GraalScripts.isHere();
    }

    static boolean isNewEnough(String node) {
        return isNewEnough(new InstalledProgram(
                Path.of(node), InstalledProgram.version(node).orElse("")));
    }

    private static boolean isNewEnough(InstalledProgram node) {
        return node.isAtLeast(OLDEST_NODE);
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
