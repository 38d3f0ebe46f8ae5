package io.github.answersheet.check.rule;

import io.github.answersheet.check.Level;
import io.github.answersheet.python.CodeFact;
import io.github.answersheet.python.PythonInterpreter;

/** YAML that may construct any object. */
final class UnsafeYamlLoad extends FactRule {

    UnsafeYamlLoad(PythonInterpreter python) {
        super(CodeFact.Kind.UNSAFE_YAML_LOAD, Level.WARNING, python);
    }

    @Override
    String advice(CodeFact fact) {
        return "use yaml.safe_load";
    }
}
