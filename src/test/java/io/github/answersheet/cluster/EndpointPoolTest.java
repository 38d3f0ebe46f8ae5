package io.github.answersheet.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.answersheet.llm.Call;
import io.github.answersheet.llm.CallFailedException;
import io.github.answersheet.llm.ChatClient;
import io.github.answersheet.llm.EndpointException;
import io.github.answersheet.llm.Reply;
import io.github.answersheet.llm.Step;
import io.github.answersheet.llm.Usage;
import io.github.answersheet.prompt.Prompt;
import io.github.answersheet.prompt.Subject;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Which of several endpoints gets the calls. */
class EndpointPoolTest {

    private static final class Played implements ChatClient {

        private final String name;
        private RuntimeException failure;
        private int calls;

        Played(String name) {
            this.name = name;
        }

        @Override
        public Reply chat(Call call) {
            calls++;
            if (failure != null) {
                throw failure;
            }
            return new Reply("fine", Reply.Finish.STOP, Usage.NONE, "", Duration.ZERO, Reply.Origin.ENDPOINT);
        }

        @Override
        public String description() {
            return name;
        }
    }

    private final Played first = new Played("first");
    private final Played second = new Played("second");
    private final EndpointPool pool = new EndpointPool(List.of(first, second));

    @Test
    void whatFailsFastDoesNotGetEverything() {
        first.failure = new CallFailedException("no");
        int failed = calls(1_000);
        assertTrue(failed <= 25, failed + " calls failed");
        assertEquals(1_000 - failed, second.calls);
        first.failure = null;
        first.calls = 0;
        assertEquals(0, calls(1_000));
        assertTrue(first.calls > 100, "it is called again: " + first.calls);
    }

    @Test
    void whereAllFailEachIsStillTried() {
        first.failure = new CallFailedException("no");
        second.failure = new CallFailedException("no");
        assertEquals(100, calls(100));
        assertTrue(first.calls > 30 && second.calls > 30, first.calls + " and " + second.calls);
    }

    @Test
    void whatCannotBeUsedIsLeftOut() {
        first.failure = new EndpointException("no key");
        assertEquals(0, calls(100));
        assertEquals(1, first.calls);
        second.failure = new EndpointException("no key either");
        assertThrows(EndpointException.class, () -> pool.chat(call()));
    }

    private int calls(int number) {
        int failed = 0;
        for (int i = 0; i < number; i++) {
            try {
                pool.chat(call());
            } catch (CallFailedException e) {
                failed++;
            }
        }
        return failed;
    }

    private static Call call() {
        return new Call(new Subject("", 1, "?"), Step.DRAFT, new Prompt("system", "user"), OptionalInt.empty());
    }
}
