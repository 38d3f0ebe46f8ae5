package io.github.answersheet.cli;

import io.github.answersheet.llm.Prices;
import io.github.answersheet.llm.TokenEstimate;
import io.github.answersheet.llm.Usage;
import io.github.answersheet.pack.Category;
import io.github.answersheet.pack.Label;
import io.github.answersheet.pack.Length;
import io.github.answersheet.pack.Pack;
import io.github.answersheet.prompt.Assignment;
import io.github.answersheet.prompt.Prompt;
import io.github.answersheet.prompt.PromptBuilder;
import io.github.answersheet.repair.DraftBy;
import io.github.answersheet.repair.Effort;
import io.github.answersheet.repair.SheetComparison;
import io.github.answersheet.run.QuizTask;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Prints what a run would send and what that may cost, without sending it. */
final class DryRun {

    // Assumptions: an answer is once to three times as long as the model answer of its category; where the pack has
    // none,
    // as its template allows, and where that gives no lengths either, as this.
    private static final int LONGEST_OUTPUT = 3;
    private static final int USUAL_OUTPUT = 2_500;
    private static final double TOKENS_OF_A_WORD = 1.4;
    private static final int TOKENS_OF_A_LINE = 10;
    private static final int BYTES_OF_A_TOKEN = 4;
    // Of an answer one token in so many is sent to be compared: rules, defaults and what has no exception.
    private static final int STATED = 5;
    // Of the reply that compares a sheet: no contradiction, or as many as may be.
    private static final int LEAST_OF_COMPARISON = 10;
    private static final int MOST_OF_COMPARISON = 2_000;

    private final Pack pack;
    private final PromptBuilder prompts;
    private final TokenEstimate tokens;
    private final Effort effort;
    private final boolean isRun;
    private final Optional<Prices> prices;
    private final Merging merging;
    private final PrintWriter out;
    private final Map<String, Integer> counted = new HashMap<>();
    private final Set<String> sent = new HashSet<>();

    private long calls;
    private long input;
    private long shared;
    private Usage least = Usage.NONE;
    private Usage most = Usage.NONE;

    /**
     * @param isRun whether code is to be run; where it is not, no examiner is asked
     */
    DryRun(
            Pack pack,
            String model,
            Effort effort,
            boolean isRun,
            Optional<Prices> prices,
            Merging merging,
            PrintWriter out) {
        this.pack = pack;
        this.prompts = new PromptBuilder(pack);
        this.tokens = new TokenEstimate(model);
        this.effort = effort;
        this.isRun = isRun;
        this.prices = prices;
        this.merging = merging;
        this.out = out;
    }

    /** One quiz, one line for each question. */
    void quiz(QuizTask task) {
        out.println(task.quiz().source().name() + " -> "
                + task.target().map(Path::toString).orElse("stdout"));
        Merging.lines(merging.foretold(task)).forEach(line -> out.println("  " + line));
        if (task.assignments().isEmpty()) {
            return;
        }
        TextTable table = new TextTable("No", "Category", "Calls", "Tokens in", "of these shared", "Question");
        for (Assignment next : task.assignments()) {
            Plan drafting = effort.draftBy() == DraftBy.SECTION ? bySection(next) : atOnce(next);
            boolean isProved = isProved(next);
            Plan plan = isProved ? drafting.and(proof(next)) : drafting;
            int answer = output(next.category());
            // What an answer is tried with is about half as long.
            int output = isProved ? answer + answer / 2 : answer;
            table.row(
                    Integer.toString(next.number()),
                    next.category().name(),
                    plan.calls() + " to " + (plan.calls() + mostMore()),
                    Long.toString(plan.input()),
                    Long.toString(plan.shared()),
                    next.question().stem());
            calls += plan.calls();
            input += plan.input();
            shared += plan.shared();
            // At best the prefix is put into the provider's cache once and read from there then.
            boolean isFirst = sent.add(next.category().id());
            least = least.plus(
                    new Usage(plan.input(), output, isFirst ? 0 : plan.shared(), isFirst ? plan.shared() : 0));
            long again = mostMore() * (plan.input() / plan.calls() + (long) output * LONGEST_OUTPUT);
            long drafts = 1L + mostMore();
            most = most.plus(new Usage(plan.input() + again, drafts * output * LONGEST_OUTPUT, 0, plan.shared()));
        }
        out.print(table.render());
        comparison(task);
    }

    // One more call, or some, when all answers are there; what it gets is what they say.
    private void comparison(QuizTask task) {
        List<Assignment> assignments = task.assignments();
        if (SheetComparison.obstacle(pack, effort, isRun).isPresent() || assignments.size() < 2 || !task.isWhole()) {
            return;
        }
        Prompt prompt = prompts.sheet("");
        long answers = assignments.stream().mapToLong(a -> output(a.category())).sum() / STATED;
        int parts = SheetComparison.parts(answers * BYTES_OF_A_TOKEN);
        long prefix = count(prompt.system());
        long tokensIn = parts * (prefix + tokens.count(prompt.user())) + answers;
        out.println("  the sheet as a whole: " + InspectCommand.count(parts, "call") + ", about " + tokensIn
                + " tokens in");
        calls += parts;
        input += tokensIn;
        shared += parts * prefix;
        least = least.plus(new Usage(tokensIn, LEAST_OF_COMPARISON, 0));
        most = most.plus(new Usage(tokensIn, (long) parts * MOST_OF_COMPARISON, 0));
    }

    private record Plan(long calls, long input, long shared) {

        Plan and(Plan other) {
            return new Plan(calls + other.calls, input + other.input, shared + other.shared);
        }
    }

    private boolean isProved(Assignment assignment) {
        return isRun
                && effort.proof()
                && (effort.trials() > 0 && assignment.category().tried()
                        || assignment.category().proved()
                                && !assignment.question().code().isEmpty());
    }

    private Plan proof(Assignment assignment) {
        Prompt prompt = prompts.proof(assignment, "", "program.py", "", effort.trials());
        long prefix = count(prompt.system());
        return new Plan(1, prefix + tokens.count(prompt.user()) + output(assignment.category()), prefix);
    }

    private Plan atOnce(Assignment assignment) {
        Prompt prompt = prompts.draft(assignment);
        int ofQuiz = prompts.sharedOfUser(assignment);
        long prefix = count(prompt.system()) + count(prompt.user().substring(0, ofQuiz));
        return new Plan(1, prefix + tokens.count(prompt.user().substring(ofQuiz)), prefix);
    }

    // The sections before are part of each prompt; half of the answer on average.
    private Plan bySection(Assignment assignment) {
        List<Label> labels = assignment.category().format().drafted();
        Prompt prompt = prompts.section(assignment, "", labels.get(0), true);
        long each = count(prompt.system()) + tokens.count(prompt.user());
        long context = output(assignment.category()) / 2;
        return new Plan(labels.size(), labels.size() * (each + context), (long) labels.size() * count(prompt.system()));
    }

    private int output(Category category) {
        return category.exemplar()
                .map(this::count)
                .orElseGet(() -> allowed(category.format().length()));
    }

    private static int allowed(Length length) {
        double tokens = length.words().map(Length.Bounds::most).orElse(0) * TOKENS_OF_A_WORD
                + length.codeLines().map(Length.Bounds::most).orElse(0) * TOKENS_OF_A_LINE;
        return tokens == 0 ? USUAL_OUTPUT : (int) tokens;
    }

    // A repair for each round, and the redraft.
    private int mostMore() {
        return effort.maxRepairs() == 0 ? 0 : effort.maxRepairs() + 1;
    }

    private int count(String text) {
        return counted.computeIfAbsent(text, tokens::count);
    }

    /** The sums. */
    void totals() {
        out.println();
        out.printf(
                Locale.ROOT,
                "%s at least, more for repairs; about %d tokens in, %d %% of them in a prefix that providers can"
                        + " cache; about %d to %d tokens out (encoding of %s)%n",
                InspectCommand.count(calls, "call"),
                input,
                input == 0 ? 0 : shared * 100 / input,
                least.output(),
                most.output(),
                tokens.encodingOf());
        prices.ifPresentOrElse(
                p -> out.println("price: about " + p.inWords(least)
                        + " if every draft is valid and the prefix is" + " cached, " + p.inWords(most)
                        + " if every repair is needed and nothing is cached"),
                () -> out.println("price: not known; --price-in and --price-out tell it"));
        out.println("nothing was sent, nothing was written");
    }
}
