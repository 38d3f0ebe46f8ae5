package io.github.answersheet.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Cases that are refused say which case, what of it, and where. */
class CaseReaderTest {

    private static final String CASES = """
            {"cases": [
              {"name": "one", "call": "f(1)", "result": 1},
              {"name": "two",
               "call": "f(2)",
               "result": 2},
              {"name": "three", "call": "f(3)", "result": 3},
              {"name": "four", "call": "f(4)", "result": 4, "original": {"result": 5}}
            ]}
            """;

    @Test
    void allUnknownKeysOfACaseAreToldAtTheFirst() throws Exception {
        assertEquals(4, new CaseReader(Language.PYTHON, CASES).read().size());
        CaseReader.Refused refused =
                refused(CASES.replace("\"call\": \"f(2)\",", "\n\"expected\": {\"a\": [1]}, \"why\": 2,\n"));
        assertEquals(
                "case `two`: unknown keys `expected`, `why`; there are name, files, setup, args, stdin, call,"
                        + " originalCall, result, raises, stdout, stderrContains, exit, filesAfter, original",
                refused.getMessage());
        assertEquals(5, refused.position().line());
    }

    @Test
    void theSameGoesForWhatIsSaidOfTheOriginal() {
        CaseReader.Refused refused = refused(CASES.replace("{\"result\": 5}", "{\"outcome\": 5}"));
        assertEquals(
                "case `four`: \"original\": unknown key `outcome`; there are result, raises, stdout, stderrContains,"
                        + " exit, filesAfter, hangs",
                refused.getMessage());
        assertEquals(7, refused.position().line());
    }

    @Test
    void aValueOfTheWrongTypeIsToldWithItsLineAndItsCase() {
        CaseReader.Refused refused = refused(CASES.replace("\"result\": 2", "\"exit\": \"none\""));
        assertEquals("case 2: the value of \"exit\" has the wrong type", refused.getMessage());
        assertEquals(5, refused.position().line());
    }

    @Test
    void whatIsNoJsonIsToldWithItsLine() {
        CaseReader.Refused refused = refused(CASES.replace("\"call\": \"f(2)\",", "\"call\": \"f(2)\""));
        assertTrue(refused.getMessage().startsWith("no valid JSON: "), refused.getMessage());
        assertEquals(5, refused.position().line());
        CaseReader.Refused twice = refused(CASES.replace("\"result\": 2", "\"call\": \"f(3)\""));
        assertTrue(twice.getMessage().contains("Duplicate field"), twice.getMessage());
        assertEquals(5, twice.position().line());
    }

    private static CaseReader.Refused refused(String text) {
        return assertThrows(CaseReader.Refused.class, () -> new CaseReader(Language.PYTHON, text).read());
    }
}
