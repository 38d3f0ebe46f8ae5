package io.github.answersheet.mermaid;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.answersheet.process.JsonLineWorker;
import io.github.answersheet.process.WorkerFailure;
import java.time.Duration;
import java.util.List;

/**
 * Mermaid in a {@code node} process (18 or newer), which is the fast way: some milliseconds a diagram. The process lives
 * until this is closed; a diagram that takes longer than the limit or more memory than 256 MB ends it, and the next one starts
 * another.
 */
public final class NodeMermaidGrammar implements MermaidGrammar {
    static final Duration DEFAULT_LIMIT = Duration.ofSeconds(5);
    private static final int MEGABYTES = 256;

    /** No double quotes in it: on Windows they do not survive the command line. */
    private static final String LOADER = "require('readline').createInterface({input:process.stdin})"
            + ".once('line',function(line){globalThis.lines=this;"
            + "for(const script of JSON.parse(line))require('vm').runInThisContext(script)})";

    private final JsonLineWorker worker;
    private final Duration limit;

    public NodeMermaidGrammar() {
        this("node", DEFAULT_LIMIT);
    }

    /**
     * @param node the program, by name or path
     * @param limit the time for one diagram
     */
    public NodeMermaidGrammar(String node, Duration limit) {
        // A diagram that eats memory shall end the process before it hurts the machine.
        this.worker = new JsonLineWorker(
                List.of(node, "--max-old-space-size=" + MEGABYTES, "-e", LOADER), NodeMermaidGrammar::scripts);
        this.limit = limit;
    }

    @Override
    public Verdict parse(String diagram) {
        if (diagram.length() > MAX_LENGTH) {
            return VerdictReader.tooLong(diagram);
        }
        try {
            JsonNode request = JsonNodeFactory.instance.objectNode().put("diagram", diagram);
            return VerdictReader.read(worker.ask(request, limit));
        } catch (WorkerFailure failure) {
            return switch (failure.kind()) {
                case TIMED_OUT -> VerdictReader.timedOut(failure.getMessage());
                case OUT_OF_MEMORY -> VerdictReader.tooMuchMemory(MEGABYTES);
                default -> VerdictReader.failed(failure.getMessage());
            };
        }
    }

    @Override
    public String version() {
        return MermaidBundle.version();
    }

    @Override
    public void close() {
        worker.close();
    }

    private static JsonNode scripts() {
        return JsonNodeFactory.instance
                .arrayNode()
                .add(MermaidBundle.host())
                .add(MermaidBundle.mermaid())
                .add(MermaidBundle.parse())
                .add(MermaidBundle.nodeWorker());
    }
}
