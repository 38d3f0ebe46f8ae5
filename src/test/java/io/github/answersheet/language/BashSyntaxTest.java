package io.github.answersheet.language;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.github.answersheet.language.Syntax.Correct;
import io.github.answersheet.language.Syntax.Unchecked;
import io.github.answersheet.language.Syntax.Wrong;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BashSyntaxTest {
    private final BashSyntax bash = new BashSyntax();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "set -euo pipefail\nfor f in *.log; do echo \"$f\"; done",
                "  if [[ -f x ]]; then\r\n    cat x\r\n  fi\r\n",
                "cat <<'EOF'\n$(not run)\nEOF",
                "exit 3"
            })
    void acceptsWhatBashReads(String script) {
        assertEquals(new Correct(), bash.check(script));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "echo a\\nfor f in *.log\\n  echo $f\\ndone        | 3",
                "echo a\\nif true; then\\n  echo b               | 3",
                "echo one)                                        | 1",
                "a=1\\necho \"never closed\\necho b               | 2",
                "cat <<EOF\\nx                                    | 2",
            })
    void tellsTheLine(String script, int line) {
        Wrong wrong = assertInstanceOf(Wrong.class, bash.check(script.replace("\\n", "\n")));
        assertEquals(line, wrong.line(), wrong.message());
    }

    @Test
    void runsNothing() {
        assertEquals(new Correct(), bash.check("kill -9 $$; sleep 60; exit 9"));
    }

    @Test
    void isNeverCorrectWithoutBash() {
        assertEquals(
                new Unchecked("no-such-bash was not found or could not be started"),
                new BashSyntax("no-such-bash", Duration.ofSeconds(1)).check("ls"));
    }
}
