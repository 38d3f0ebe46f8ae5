package io.github.answersheet.check.rule;

import io.github.answersheet.check.Level;
import io.github.answersheet.python.CodeFact;
import io.github.answersheet.python.PythonInterpreter;

/** A command run by os.system, whose failure is easily overlooked. */
final class OsSystem extends FactRule {

    OsSystem(PythonInterpreter python) {
        super(CodeFact.Kind.OS_SYSTEM, Level.WARNING, python);
    }

    @Override
    String advice(CodeFact fact) {
        return "use subprocess.run([...], check=True, timeout=...)";
    }
}
