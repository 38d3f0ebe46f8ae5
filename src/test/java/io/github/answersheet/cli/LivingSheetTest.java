package io.github.answersheet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.answersheet.CommandRun;
import io.github.answersheet.RecordedReplies;
import io.github.answersheet.ScriptedEndpoint;
import io.github.answersheet.ScriptedEndpoint.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sheet is its author's: what they wrote stays, and a run costs the calls of what is new. */
class LivingSheetTest {

    private static final String QUIZ = """
            # Files

            ## Conceptual Questions

            1. What is an inode, and what does it hold?
            2. What does an exit status tell a caller?
            3. What is a pipe between two processes?
            """;

    @TempDir
    private Path folder;

    private ScriptedEndpoint endpoint;
    private Path quiz;
    private Path sheet;
    private Path record;

    @BeforeEach
    void aSheet() throws IOException {
        endpoint = new ScriptedEndpoint(request -> Response.reply(reply(request.question(), "")));
        quiz = Files.writeString(folder.resolve("quiz.md"), QUIZ);
        sheet = folder.resolve("quiz.answers.md");
        record = folder.resolve("quiz.answers.json");
        assertEquals(3, calls());
    }

    @AfterEach
    void close() {
        endpoint.close();
    }

    @Test
    void theSameRunAgainChangesNothingAndCallsNobody() throws IOException {
        String before = read();
        String recorded = Files.readString(record);
        assertEquals(0, calls());
        assertEquals(before, read());
        assertEquals(recorded, Files.readString(record));
    }

    @Test
    void anEditedSectionStays() throws IOException {
        edit("about question 2.", "about question 2, as I say.");
        String mine = read();
        CommandRun run = run();
        assertEquals(mine, read());
        assertTrue(run.err().contains("edited and kept: 2"), run.err());
        assertTrue(run.err().contains("kept: 1, 3"), run.err());
    }

    @Test
    void aNewQuestionCostsItsCallAlone() throws IOException {
        edit("about question 3.", "about question 3, as I say.");
        edit("\n---\n\n## Answer 3", "\n---\n\nA word between answers.\n\n---\n\n## Answer 3");
        String before = read();
        quiz(QUIZ.replace("2. What does", "2. What is a socket?\n3. What does")
                .replace("3. What is a pipe", "4. What is a pipe"));
        assertEquals(1, calls());
        String after = read();
        assertEquals(body(before, 3).replace("## Answer 3", "## Answer 4"), body(after, 4));
        assertTrue(after.contains("\n---\n\nA word between answers.\n\n---\n\n## Answer 4"), after);
        assertTrue(after.contains("  - [Answer 4: "), after);
        assertEquals(0, calls());
        assertEquals(after, read());
    }

    @Test
    void aRewordedQuestionThatNobodyTouchedIsDraftedAgain() throws IOException {
        quiz(QUIZ.replace("and what does it hold", "and what does it not hold"));
        CommandRun run = run();
        assertTrue(run.err().contains("redrafted: 1"), run.err());
        assertTrue(read().contains("and what does it not hold"));
        assertEquals(0, calls());
    }

    @Test
    void aConflictKeepsWhatTheAuthorWrote() throws IOException {
        edit("about question 1.", "about question 1, as I say.");
        String mine = read();
        quiz(QUIZ.replace("and what does it hold", "and what does it not hold"));
        CommandRun run = run();
        assertEquals(1, run.exit());
        assertTrue(run.err().contains("in conflict: 1"), run.err());
        assertEquals(mine, read());
        assertTrue(Files.readString(record).contains("and what does it not hold"));
        assertEquals(0, calls(), "the new text is kept");
        assertEquals(mine, read());
    }

    @Test
    void aQuestionThatIsNotAskedAnyMoreGoesUnlessItWasEdited() throws IOException {
        edit("about question 3.", "about question 3, as I say.");
        quiz("# Files\n\n## Conceptual Questions\n\n1. What does an exit status tell a caller?\n");
        CommandRun run = run();
        assertTrue(run.err().contains("dropped: 1"), run.err());
        String after = read();
        assertFalse(after.contains("about question 1."), after);
        assertTrue(after.contains("about question 3, as I say."), after);
        assertTrue(after.contains("## Answer 1: "), after);
    }

    @Test
    void aMovedQuestionTakesItsAnswerAlong() throws IOException {
        edit("about question 1.", "about question 1. See Answer 2.");
        edit("about question 3.", "about question 3, as I say.");
        quiz("""
                # Files

                ## Conceptual Questions

                1. What is a pipe between two processes?
                2. What is an inode, and what does it hold?
                3. What does an exit status tell a caller?
                """);
        String before = read();
        assertEquals(0, calls());
        String after = read();
        assertEquals(body(before, 3).replace("## Answer 3", "## Answer 1"), body(after, 1));
        assertEquals(body(before, 1).replace("## Answer 1", "## Answer 2"), body(after, 2));
        assertEquals(body(before, 2).replace("## Answer 2", "## Answer 3"), body(after, 3));
        assertEquals(0, calls());
        assertEquals(after, read());
    }

    @Test
    void aLostRecordLosesNoText() throws IOException {
        Files.delete(record);
        String before = read();
        CommandRun run = run();
        assertTrue(run.err().contains("written by hand and kept: 1-3"), run.err());
        assertTrue(run.err().contains("--overwrite"), run.err());
        assertEquals(before, read());
        assertEquals(0, calls());
    }

    @Test
    void overwritingKeepsACopy() throws IOException {
        edit("about question 1.", "about question 1, as I say.");
        String mine = read();
        CommandRun run = run("--overwrite");
        assertEquals(0, run.exit(), run.err());
        assertFalse(read().contains("as I say"));
        assertEquals(mine, Files.readString(folder.resolve("quiz.answers.md.bak")));
    }

    @Test
    void oneAnswerAgainLeavesTheOthers() throws IOException {
        edit("about question 1.", "about question 1, as I say.");
        String before = read();
        int calls = endpoint.history().size();
        CommandRun run = run("--only", "2", "--fresh");
        assertEquals(0, run.exit(), run.err());
        assertEquals(1, endpoint.history().size() - calls);
        assertEquals(body(before, 1), body(read(), 1));
        assertEquals(body(before, 3), body(read(), 3));
        assertTrue(run.err().contains("edited and kept: 1"), run.err());
    }

    @Test
    void aDryRunTellsBefore() throws IOException {
        edit("about question 1.", "about question 1, as I say.");
        quiz(QUIZ + "4. What is a socket?\n");
        String before = read();
        CommandRun run = run("--dry-run");
        assertTrue(run.out().contains("edited and kept: 1"), run.out());
        assertTrue(run.out().contains("kept: 2, 3"), run.out());
        assertTrue(run.out().contains("new: 4"), run.out());
        assertEquals(before, read());
    }

    @Test
    void whatIsNoSheetOfThisQuizIsNotReplaced() throws IOException {
        Path notes = Files.writeString(folder.resolve("notes.md"), "# My notes\n\nDo not lose them.\n");
        CommandRun run = run("-o", notes.toString());
        assertEquals(2, run.exit());
        assertTrue(run.err().contains("holds no answer"), run.err());
        assertEquals("# My notes\n\nDo not lose them.\n", Files.readString(notes));
    }

    @Test
    void aHostileRecordLosesNoText() throws IOException {
        String before = read();
        for (String hostile : List.of(
                "",
                "{",
                "null",
                "[]",
                "{\"schema\":\"answersheet/record/1\",\"answers\":[null,{\"number\":1e9}]}",
                "{\"schema\":\"answersheet/record/1\",\"answers\":[{\"number\":1,\"made\":{\"parts\":{\"x\":null}}}]}",
                "[".repeat(100_000))) {
            Files.writeString(record, hostile);
            CommandRun run = run();
            assertEquals(0, run.exit(), hostile + run.err());
            assertEquals(before, read(), hostile);
        }
    }

    @Test
    void anApprovedAnswerIsNeverTouched() throws IOException {
        assertEquals(
                0, command("approve", sheet.toString(), "1", "3", "--by", "Ada").exit());
        assertEquals(1, status("--require", "approved").exit());
        assertEquals(0, status("--require", "valid").exit());
        String before = read();
        quiz(QUIZ.replace("and what does it hold", "and what does it not hold"));
        CommandRun run = run("--fresh");
        assertTrue(run.err().contains("approved and kept: 1, 3"), run.err());
        assertEquals(body(before, 1), body(read(), 1));
        CommandRun status = status();
        assertTrue(status.out().contains("stale: Ada"), status.out());
        assertEquals(0, command("unapprove", sheet.toString(), "1").exit());
        assertTrue(run().err().contains("redrafted: 1"));
        assertEquals(
                0, command("approve", sheet.toString(), "all", "--by", "Ada").exit());
        assertEquals(0, status("--require", "approved").exit());
        edit("about question 3.", "about question 3, as I say.");
        CommandRun edited = status("--require", "approved", "--format", "json");
        assertEquals(1, edited.exit());
        assertTrue(edited.out().contains("\"isStale\" : true"), edited.out());
        assertTrue(edited.out().contains("\"Answer Overview\""), edited.out());
        assertEquals(2, command("approve", sheet.toString(), "9", "--by", "Ada").exit());
    }

    @Test
    void whatAPersonWroteCanBeApprovedToo() throws IOException {
        Files.delete(record);
        assertEquals(0, command("approve", sheet.toString(), "2", "--by", "Ada").exit());
        quiz(QUIZ.replace("2. What does", "2. What is a socket?\n3. What does")
                .replace("3. What is a pipe", "4. What is a pipe"));
        assertEquals(1, calls());
        CommandRun status = status();
        assertTrue(status.out().matches("(?s).*\\n3 +by hand +Ada, .*"), status.out());
    }

    @Test
    void aReorderedBankCostsNothing() throws IOException {
        Files.delete(sheet);
        Files.delete(record);
        Path store = folder.resolve("calls.db");
        CommandRun first = run("--store", store.toString());
        assertEquals(0, first.exit(), first.err());
        Files.delete(sheet);
        Files.delete(record);
        quiz("""
                # Files

                ## Conceptual Questions

                1. What is a pipe between two processes?
                2. What is an inode, and what does it hold?
                3. What is a socket?
                4. What does an exit status tell a caller?
                """);
        int before = endpoint.history().size();
        assertEquals(0, run("--store", store.toString()).exit());
        assertEquals(1, endpoint.history().size() - before);
        assertTrue(body(read(), 1).contains("about question 3."));
        assertTrue(body(read(), 4).contains("about question 2."));
    }

    @Test
    void referencesFollowTheirQuestions() throws IOException {
        String quizText = QUIZ;
        Files.delete(sheet);
        Files.delete(record);
        // The model refers to another question as the prompt names it.
        endpoint.close();
        endpoint = new ScriptedEndpoint(request -> {
            java.util.regex.Matcher inode = java.util.regex.Pattern.compile("(\\d{4})\\. What is an inode")
                    .matcher(request.user());
            assertTrue(inode.find(), request.user());
            return Response.reply(reply(request.question(), " See Answer " + inode.group(1) + "."));
        });
        assertEquals(3, calls());
        assertTrue(body(read(), 3).contains("See Answer 1."), body(read(), 3));
        quiz(quizText.replace("1. What is an inode", "1. What is a socket?\n2. What is an inode")
                .replace("2. What does", "3. What does")
                .replace("3. What is a pipe", "4. What is a pipe"));
        assertEquals(1, calls());
        assertTrue(body(read(), 4).contains("See Answer 2."), body(read(), 4));
        String after = read();
        assertEquals(0, calls());
        assertEquals(after, read());
    }

    @Test
    void oneSectionIsWrittenAgainAndNothingElse() throws IOException {
        edit("about question 2.", "about question 2, as I say.");
        String before = read();
        String pitfalls = RecordedReplies.body(RecordedReplies.of(1), "Common Pitfalls");
        endpoint.close();
        endpoint = new ScriptedEndpoint(request -> {
            assertTrue(request.user().contains("Name the tool."), request.user());
            assertEquals(List.of("Common Pitfalls"), request.labels());
            return Response.reply("**Common Pitfalls:**\n\n" + pitfalls.replace("Lost output", "Output that is lost"));
        });
        CommandRun shown = revise("2", "--section", "common pitfalls", "--remark", "Name the tool.");
        assertEquals(1, shown.exit(), shown.err());
        assertEquals(before, read(), "shown and not written");
        assertTrue(shown.out().contains("+ 1. **Output that is lost"), shown.out());
        CommandRun written = revise("2", "--section", "Common Pitfalls", "--remark", "Name the tool.", "--yes");
        assertEquals(0, written.exit(), written.err());
        String expected = before.substring(0, before.indexOf("## Answer 2"))
                + before.substring(before.indexOf("## Answer 2")).replaceFirst("Lost output", "Output that is lost");
        assertEquals(expected, read());
        CommandRun status = status();
        assertTrue(status.out().matches("(?s).*\\n2 +valid +Answer Overview .*"), status.out());
        assertTrue(Files.readString(record).contains("Name the tool."));
        assertEquals(0, calls());
        assertEquals(expected, read());
    }

    @Test
    void anAnswerIsRevisedByHand() throws IOException {
        String before = read();
        CommandRun ask = revise("1", "--remark", "Shorter, please.", "--prompt");
        assertEquals(0, ask.exit(), ask.err());
        assertTrue(ask.out().contains("Shorter, please."), ask.out());
        Path said = Files.writeString(folder.resolve("reply.md"), reply(1, " It is shorter."));
        CommandRun run = revise("1", "--remark", "Shorter, please.", "--reply", said.toString(), "--yes");
        assertEquals(0, run.exit(), run.err());
        assertEquals(before.replaceFirst("about question 1\\.", "about question 1. It is shorter."), read());
    }

    @Test
    void theNewTextOfAConflictCanBeTaken() throws IOException {
        edit("about question 1.", "about question 1, as I say.");
        quiz(QUIZ.replace("and what does it hold", "and what does it not hold"));
        assertEquals(1, calls());
        CommandRun run = revise("1", "--proposed", "--yes");
        assertEquals(0, run.exit(), run.err());
        assertTrue(run.out().contains("- What is an inode, and what does it hold?"), run.out());
        assertTrue(read().contains("about question 1."), read());
        CommandRun again = run();
        assertEquals(0, again.exit(), again.err());
        assertTrue(again.err().contains("kept: 1-3"), again.err());
    }

    @Test
    void whereThereIsNoRoomForANewTextThatIsSaid() throws IOException {
        edit("about question 1.", "about question 1, as I say.");
        edit("about question 2.", "about question 2, as I say.");
        edit("about question 3.", "about question 3, as I say.");
        String mine = read();
        quiz(QUIZ.replace("What is", "What exactly is").replace("What does", "What exactly does"));
        CommandRun run = run();
        assertTrue(run.err().contains("in conflict: 1-3"), run.err());
        assertTrue(run.err().contains("has no room for the new text of 2, 3"), run.err());
        assertEquals(mine, read());
        assertTrue(Files.size(record) <= Math.max(16_384, Files.size(sheet) / 3), Files.readString(record));
        for (int number = 1; number <= 3; number++) {
            assertEquals(
                    0, revise(String.valueOf(number), "--proposed", "--yes").exit());
            assertEquals(3 - number, calls(), "what had no room is asked for again");
        }
        assertFalse(read().contains("as I say"), read());
    }

    @Test
    void oneOfSeveralProposalsIsChosenAtATerminal() throws IOException {
        String before = read();
        String pitfalls = RecordedReplies.body(RecordedReplies.of(1), "Common Pitfalls");
        List<String> said = new ArrayList<>(List.of("First loss", "Second loss", "Third loss"));
        endpoint.close();
        endpoint = new ScriptedEndpoint(request ->
                Response.reply("**Common Pitfalls:**\n\n" + pitfalls.replace("Lost output", said.remove(0))));
        Map<String, String> terminal = Map.of(
                "OPENAI_BASE_URL", endpoint.url(), "ANSWERSHEET_STORE", "none", ProgressDisplay.TERMINAL, "true");
        String[] words = {"revise", sheet.toString(), "2", "--no-run", "--section", "Common Pitfalls", "--choices", "3"
        };
        CommandRun chosen = CommandRun.reading("2\n", terminal, words);
        assertEquals(0, chosen.exit(), chosen.err());
        assertTrue(chosen.err().contains("Write which? [1-3, or nothing]"), chosen.err());
        assertTrue(chosen.out().contains("proposal 3"), chosen.out());
        assertTrue(chosen.out().contains("\u001b[31m- 1. **Lost output"), chosen.out());
        assertTrue(chosen.out().contains("\u001b[32m+ 1. **Second loss"), chosen.out());
        String after = before.substring(0, before.indexOf("## Answer 2"))
                + before.substring(before.indexOf("## Answer 2")).replaceFirst("Lost output", "Second loss");
        assertEquals(after, read());

        for (String answer : List.of("\n", "4\n", "n\n", "0\n", "")) {
            said.addAll(List.of("First loss", "Another loss", "Third loss"));
            CommandRun nothing = CommandRun.reading(answer, terminal, words);
            assertEquals(1, nothing.exit(), nothing.err());
            assertTrue(nothing.err().contains("nothing was written"), nothing.err());
            assertEquals(after, read());
        }
        said.addAll(List.of("First loss", "Another loss", "Third loss"));
        Map<String, String> plain = new HashMap<>(terminal);
        plain.put("NO_COLOR", "1");
        CommandRun uncoloured = CommandRun.reading("1\n", plain, words);
        assertEquals(0, uncoloured.exit(), uncoloured.err());
        assertFalse(uncoloured.out().contains("\u001b"), uncoloured.out());
        assertTrue(body(read(), 2).contains("First loss"), read());
    }

    @Test
    void oneProposalIsWrittenAfterAYes() throws IOException {
        String before = read();
        Path reply = Files.writeString(folder.resolve("reply.md"), reply(1, " It is shorter."));
        String[] words = {"revise", sheet.toString(), "1", "--no-run", "--reply", reply.toString()};
        Map<String, String> terminal = Map.of(ProgressDisplay.TERMINAL, "true");
        assertEquals(1, CommandRun.reading("n\n", terminal, words).exit());
        assertEquals(before, read());
        CommandRun yes = CommandRun.reading("Y\n", terminal, words);
        assertEquals(0, yes.exit(), yes.err());
        assertTrue(yes.err().contains("Write it? [y/N]"), yes.err());
        assertTrue(read().contains("It is shorter."), read());
    }

    @Test
    void answersComeBackFromAChat() throws IOException {
        Files.delete(sheet);
        Files.delete(record);
        Path hand = folder.resolve("hand");
        CommandRun out = CommandRun.of("prompt", quiz.toString(), "--out", hand.toString());
        assertEquals(0, out.exit(), out.err());
        assertTrue(Files.readString(hand.resolve("q02.prompt.md")).contains("What does an exit status tell a caller?"));
        String all = Files.readString(hand.resolve("all.md"));
        assertTrue(all.contains("What is an inode") && all.contains("What is a pipe between two processes?"));
        assertTrue(Files.readString(hand.resolve("README.md")).contains("--replay " + hand.resolve("replies")));

        Path replies = hand.resolve("replies");
        Files.writeString(replies.resolve("q02.md"), reply(2, ""));
        CommandRun missing = replay(replies);
        assertEquals(2, missing.exit());
        assertTrue(missing.err().contains("q01.md: no recorded reply for the draft of question 1"), missing.err());
        assertTrue(missing.err().contains("q03.md: no recorded reply for the draft of question 3"), missing.err());
        assertFalse(missing.err().contains("question 2"), missing.err());

        Path one = Files.writeString(
                hand.resolve("replies.md"), "Here they are.\n\n" + titled(1) + "\n\n" + titled(3) + "\n");
        CommandRun still = replay(one);
        assertTrue(still.err().contains("the draft of question 2"), still.err());
        Files.writeString(one, "\n" + titled(2) + "\n", java.nio.file.StandardOpenOption.APPEND);
        CommandRun whole = replay(one);
        assertEquals(0, whole.exit(), whole.err());
        assertTrue(body(read(), 2).contains("about question 2."));
        assertTrue(body(read(), 3).contains("about question 3."));
        assertEquals(0, calls());
    }

    private CommandRun replay(Path replies) {
        return CommandRun.of("generate", quiz.toString(), "--no-run", "--replay", replies.toString());
    }

    private static String titled(int question) {
        return reply(question, "").replaceFirst("(?m)^## Answer \\d+", "## Answer " + question);
    }

    private CommandRun revise(String... words) {
        List<String> all = new ArrayList<>(List.of("revise", sheet.toString(), "--no-run"));
        all.addAll(List.of(words));
        return CommandRun.with(
                Map.of("OPENAI_BASE_URL", endpoint.url(), "ANSWERSHEET_STORE", "none"), all.toArray(String[]::new));
    }

    private CommandRun status(String... words) {
        List<String> all = new ArrayList<>(List.of("status", sheet.toString()));
        all.addAll(List.of(words));
        return CommandRun.of(all.toArray(String[]::new));
    }

    private static CommandRun command(String... words) {
        return CommandRun.of(words);
    }

    private static String reply(int question, String more) {
        String sample = RecordedReplies.of(1);
        String section = RecordedReplies.body(sample, "Answer Overview");
        return sample.replace(section, section + " This one is about question " + question + "." + more);
    }

    private void quiz(String text) throws IOException {
        Files.writeString(quiz, text);
    }

    private void edit(String from, String to) throws IOException {
        String before = read();
        assertTrue(before.contains(from), before);
        Files.writeString(sheet, before.replaceFirst(java.util.regex.Pattern.quote(from), to));
    }

    private String read() throws IOException {
        return Files.readString(sheet);
    }

    private int calls() {
        int before = endpoint.history().size();
        CommandRun run = run();
        assertTrue(run.exit() <= 1, run.err());
        return endpoint.history().size() - before;
    }

    private CommandRun run(String... more) {
        List<String> words = new ArrayList<>(List.of("generate", quiz.toString(), "--no-run"));
        words.addAll(List.of(more));
        if (!words.contains("--store")) {
            words.addAll(List.of("--store", "none"));
        }
        return CommandRun.with(Map.of("OPENAI_BASE_URL", endpoint.url()), words.toArray(String[]::new));
    }

    /** An answer from its title to the next one's. */
    private static String body(String sheet, int answer) {
        int start = sheet.indexOf("## Answer " + answer + ":");
        assertFalse(start < 0, sheet);
        int next = sheet.indexOf("\n## ", start + 1);
        return sheet.substring(start, sheet.lastIndexOf("\n---\n", next)).replaceFirst("(?s)\n---\n.*", "");
    }
}
