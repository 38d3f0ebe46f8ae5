package io.github.answersheet.cli;

import io.github.answersheet.llm.TokenEstimate;
import io.github.answersheet.pack.Pack;
import io.github.answersheet.prompt.Assignment;
import io.github.answersheet.prompt.Prompt;
import io.github.answersheet.prompt.PromptBuilder;
import java.io.PrintWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Prints what a run would send, without sending it. */
final class DryRun {

    private final PromptBuilder prompts;
    private final TokenEstimate tokens;
    private final PrintWriter out;
    private final Map<String, Integer> ofPrefix = new HashMap<>();

    private int calls;
    private long input;
    private long shared;

    DryRun(Pack pack, String model, PrintWriter out) {
        this.prompts = new PromptBuilder(pack);
        this.tokens = new TokenEstimate(model);
        this.out = out;
    }

    /** One quiz, one line for each question. */
    void quiz(String file, String target, List<Assignment> planned) {
        out.println(file + " -> " + target);
        TextTable table = new TextTable("No", "Category", "Tokens in", "of these shared", "Question");
        for (Assignment next : planned) {
            Prompt prompt = prompts.draft(next);
            int prefix = ofPrefix.computeIfAbsent(next.category().id(), id -> tokens.count(prompt.system()));
            int all = prefix + tokens.count(prompt.user());
            table.row(
                    Integer.toString(next.question().number()),
                    next.category().name(),
                    Integer.toString(all),
                    Integer.toString(prefix),
                    next.question().stem());
            calls++;
            input += all;
            shared += prefix;
        }
        out.print(table.render());
    }

    /** The sums. */
    void totals() {
        out.println();
        out.printf(
                "%s at least, more for repairs; about %d tokens in, %d %% of them in a prefix that providers can"
                        + " cache; tokens out depend on the model (encoding of %s)%n",
                InspectCommand.count(calls, "call"), input, input == 0 ? 0 : shared * 100 / input, tokens.encodingOf());
        out.println("nothing was sent, nothing was written");
    }
}
