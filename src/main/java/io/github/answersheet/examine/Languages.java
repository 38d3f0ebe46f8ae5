package io.github.answersheet.examine;

import io.github.answersheet.language.PythonInterpreter;
import io.github.answersheet.language.Readers;
import io.github.answersheet.language.Ruff;
import io.github.answersheet.mermaid.MermaidGrammar;

/**
 * The languages of code blocks, and who can read them. One of each for the process; thread-safe.
 *
 * @param python the interpreter
 * @param ruff a linter for Python, where it is installed
 * @param readers of all other languages
 * @param mermaid the grammar of diagrams
 */
public record Languages(PythonInterpreter python, Ruff ruff, Readers readers, MermaidGrammar mermaid)
        implements AutoCloseable {

    @Override
    public void close() {
        python.close();
        mermaid.close();
    }
}
