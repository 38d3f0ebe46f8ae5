package io.github.answersheet.check;

import io.github.answersheet.draft.DraftSection;
import io.github.answersheet.draft.FencedBlock;
import io.github.answersheet.mermaid.MermaidGrammar;
import io.github.answersheet.process.OwnThread;
import io.github.answersheet.python.BashSyntax;
import io.github.answersheet.python.PythonInterpreter;
import io.github.answersheet.python.Ruff;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * The languages of code blocks, and who can read them. One of each for the process; thread-safe.
 *
 * @param python the interpreter
 * @param ruff a linter for Python, where it is installed
 * @param bash the shell's own reader
 * @param mermaid the grammar of diagrams
 */
public record Languages(PythonInterpreter python, Ruff ruff, BashSyntax bash, MermaidGrammar mermaid)
        implements AutoCloseable {

    public static boolean isPython(FencedBlock block) {
        return block.isPython();
    }

    public static boolean isBash(FencedBlock block) {
        return block.isBash();
    }

    public static boolean isMermaid(FencedBlock block) {
        return block.is("mermaid");
    }

    /** Has all blocks read that rules will ask about, diagrams beside code, so that the rules need not wait for each. */
    public void readAhead(List<Candidate> candidates) {
        CompletableFuture<Void> diagrams = CompletableFuture.runAsync(
                () -> blocks(candidates).filter(Languages::isMermaid).forEach(b -> mermaid.parse(b.code())),
                OwnThread.named("diagrams"));
        blocks(candidates).filter(Languages::isPython).forEach(b -> python.compile(b.code()));
        diagrams.join();
    }

    private static Stream<FencedBlock> blocks(List<Candidate> candidates) {
        return candidates.stream()
                .flatMap(c -> c.written().stream())
                .map(DraftSection::content)
                .flatMap(content -> content.fences().stream());
    }

    @Override
    public void close() {
        python.close();
        mermaid.close();
    }
}
