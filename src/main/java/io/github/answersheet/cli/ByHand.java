package io.github.answersheet.cli;

import io.github.answersheet.llm.Recordings;
import io.github.answersheet.prompt.Assignment;
import io.github.answersheet.prompt.Prompt;
import io.github.answersheet.prompt.PromptBuilder;
import io.github.answersheet.source.TextFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes what to ask a chat, a file for each question and all of it as one, with a page that says how to go on. */
final class ByHand {

    private final Path folder;
    private final PromptBuilder prompts;

    ByHand(Path folder, PromptBuilder prompts) {
        this.folder = folder;
        this.prompts = prompts;
    }

    /**
     * @param quiz as a command names it
     */
    void write(Path quiz, List<Assignment> assignments) {
        Map<String, StringBuilder> byRules = new LinkedHashMap<>();
        for (Assignment assignment : assignments) {
            Prompt prompt = prompts.draft(assignment);
            String stem = Recordings.usualStem(assignment.number());
            TextFiles.writeAtomically(
                    folder.resolve(stem + ".prompt.md"), prompt.system() + "\n\n" + prompt.user() + "\n");
            Path question = folder.resolve("replies").resolve(stem + Recordings.QUESTION);
            if (!Files.exists(question)) {
                TextFiles.writeAtomically(question, Recordings.saying(assignment.subject()));
            }
            byRules.computeIfAbsent(prompt.system(), rules -> new StringBuilder())
                    .append(prompt.user().substring(prompts.sharedOfUser(assignment)))
                    .append("\n\n");
        }
        StringBuilder all = new StringBuilder("Write an answer to each of the questions below, "
                + assignments.size() + " in all, one after the other, each with its heading `## Answer N: ...`."
                + " The rules for a kind of question stand before its questions.\n\n");
        byRules.forEach((rules, questions) -> all.append(rules).append("\n\n").append(questions));
        TextFiles.writeAtomically(folder.resolve("all.md"), all.toString());
        TextFiles.writeAtomically(folder.resolve("README.md"), readme(quiz, assignments));
    }

    private String readme(Path quiz, List<Assignment> assignments) {
        String first = Recordings.usualStem(assignments.get(0).number());
        return """
                # Answers by hand

                You need a chat in a browser, and nothing else.

                1. Open `%s.prompt.md`, copy all of it into a new chat, and send it. Go on so with each `*.prompt.md`. A chat
                   with a large window can take `all.md` instead, which asks for all answers at once.
                2. Save each reply in the folder `replies`, as `%s.md` and so on. If you asked for all at once, save that reply
                   as one file, `replies.md`.
                3. Make the sheet. Replies that are missing are named, all of them:

                       answersheet generate %s --replay %s

                   or, with one file, `--replay %s`.
                """.formatted(first, first, quiz, folder.resolve("replies"), folder.resolve("replies.md"));
    }
}
