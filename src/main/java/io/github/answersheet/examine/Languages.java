package io.github.answersheet.examine;

import io.github.answersheet.mermaid.MermaidGrammar;
import io.github.answersheet.python.BashSyntax;
import io.github.answersheet.python.PythonInterpreter;
import io.github.answersheet.python.Ruff;

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

    @Override
    public void close() {
        python.close();
        mermaid.close();
    }
}
