package io.github.answersheet.sheet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.answersheet.sheet.SheetRecord.Entry;
import io.github.answersheet.sheet.SheetRecord.Made;
import io.github.answersheet.sheet.SheetRecord.Proposal;
import io.github.answersheet.sheet.SheetRecord.Tried;
import io.github.answersheet.sheet.TrialsJson.StatementJson;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a record leaves out where there is no room, in which order. */
class SheetRecordTest {

    private static final String PROGRAM = "print('seen')\n".repeat(40);

    @Test
    void programsGoFromTheEndAndStatementsStay() {
        SheetRecord whole = record(false);
        long size = size(whole);
        for (long most : new long[] {size, size - 1, size / 2}) {
            SheetRecord fitting = whole.within(most);
            assertTrue(size(fitting) <= most, () -> size(fitting) + " of " + most);
            List<Boolean> kept = fitting.answers().stream()
                    .flatMap(entry -> entry.made().tried().statements().stream())
                    .map(statement -> statement.has("program"))
                    .toList();
            assertEquals(24, kept.size());
            assertEquals(kept.stream().sorted(Comparator.reverseOrder()).toList(), kept, "the first ones stay");
            assertTrue(kept.get(0));
            assertEquals(most == size, kept.get(23));
        }
        assertEquals(whole, whole.within(size));
    }

    @Test
    void newTextsThatWaitGoLast() {
        SheetRecord whole = record(true);
        assertTrue(whole.within(1).waiting().isEmpty());
        long programs = size(record(false)) - size(record(false).within(1));
        SheetRecord fitting = whole.within(size(whole) - programs - 1);
        assertEquals(List.of(1, 2), fitting.waiting());
        assertNotNull(fitting.answers().get(0).proposed());
        assertNull(fitting.answers().get(2).proposed());
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        SheetRecord whole = record(true);
        assertEquals(whole.json(), SheetRecord.read(whole.json()).orElseThrow().json());
    }

    private static long size(SheetRecord record) {
        return record.json().getBytes(StandardCharsets.UTF_8).length;
    }

    private static SheetRecord record(boolean isInConflict) {
        List<JsonNode> statements = IntStream.range(0, 8)
                .mapToObj(i -> new StatementJson(
                        "holds", "evidence", "Code", "Statement " + i, "python", PROGRAM, "seen", "seen"))
                .map(statement -> new JsonMapper().<JsonNode>valueToTree(statement))
                .toList();
        Tried tried = new Tried(
                "Tried by execution: 8 statements hold.", Map.of("a.py", SheetRecord.hash("print(1)")), statements);
        Made made = new Made("conceptual", "pack", "", "", "valid", "", Map.of(), List.of(), null, tried);
        return new SheetRecord(
                SheetRecord.SCHEMA,
                "",
                "",
                IntStream.rangeClosed(1, 3)
                        .mapToObj(n -> new Entry(
                                n,
                                "",
                                "",
                                made,
                                null,
                                null,
                                isInConflict ? new Proposal("", null, List.of("words ".repeat(500))) : null))
                        .toList());
    }
}
