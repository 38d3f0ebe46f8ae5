package io.github.answersheet.cli;

import io.github.answersheet.llm.Budget;
import io.github.answersheet.llm.BudgetClient;
import io.github.answersheet.llm.ChatClient;
import io.github.answersheet.llm.Endpoint;
import io.github.answersheet.llm.Limits;
import io.github.answersheet.llm.ModelClient;
import io.github.answersheet.llm.Patience;
import io.github.answersheet.llm.Provider;
import io.github.answersheet.llm.RecordingClient;
import io.github.answersheet.llm.ReplayClient;
import io.github.answersheet.llm.RetryingClient;
import io.github.answersheet.llm.StoringClient;
import io.github.answersheet.llm.Usage;
import io.github.answersheet.prompt.Subject;
import io.github.answersheet.source.InputException;
import io.github.answersheet.source.Problem;
import io.github.answersheet.store.CallKey;
import io.github.answersheet.store.CallStore;
import io.github.answersheet.store.Spending;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;
import picocli.CommandLine.Option;

/** Which model answers. */
final class ModelOptions {

    static final String DEFAULT_MODEL = "gpt-4.1";

    @Option(
            names = "--model",
            paramLabel = "MODEL",
            defaultValue = DEFAULT_MODEL,
            description = "Model of the endpoint (default: ${DEFAULT-VALUE}).")
    private String model;

    @Option(
            names = "--provider",
            paramLabel = "NAME",
            description =
                    "Whose protocol the endpoint speaks: openai, which most servers do, anthropic or gemini. Without it"
                            + " and without an address, the model's name tells. The key is read from OPENAI_API_KEY,"
                            + " ANTHROPIC_API_KEY or GEMINI_API_KEY.")
    private Provider provider;

    @Option(
            names = "--base-url",
            paramLabel = "URL",
            description =
                    "Endpoint, ending in /v1 at most providers; for openai also OPENAI_BASE_URL. A local server needs"
                            + " no key.")
    private String baseUrl;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "600",
            description = "Longest time for one call (default: ${DEFAULT-VALUE}).")
    private long timeout;

    @Option(
            names = "--concurrency",
            paramLabel = "N",
            defaultValue = "8",
            description = "Calls at once at most; fewer where the endpoint is overloaded (default: ${DEFAULT-VALUE}).")
    private int concurrency;

    @Option(
            names = "--rpm",
            paramLabel = "N",
            defaultValue = "0",
            description = "Requests a minute at most (default: what the endpoint's headers say).")
    private int requestsPerMinute;

    @Option(
            names = "--tpm",
            paramLabel = "N",
            defaultValue = "0",
            description = "Input tokens a minute at most, estimated (default: what the endpoint's headers say).")
    private int tokensPerMinute;

    @Option(
            names = "--attempts",
            paramLabel = "N",
            defaultValue = "6",
            description = "Attempts for a call that fails for a reason that may pass (default: ${DEFAULT-VALUE}).")
    private int attempts;

    @Option(
            names = "--replay",
            paramLabel = "DIR|FILE",
            description =
                    "Answer from the replies recorded in this folder, or from a file with all answers, one after the other; no model is called. For question 3 they"
                            + " are q03.md (draft), q03.repair-1.md, q03.repair-2.md, q03.redraft.md; q03.longer.md and"
                            + " q03.redraft-longer.md where a reply was cut off; q03.section-LABEL.md where a section"
                            + " was drafted alone.")
    private Path replay;

    @Option(
            names = "--record",
            paramLabel = "DIR",
            description = "Write each reply to this folder, under the names that --replay reads.")
    private Path record;

    String name() {
        return model;
    }

    boolean isReplay() {
        return replay != null;
    }

    /**
     * A command's calls to one endpoint.
     *
     * @param id tells them from those of other commands, as far as their budget goes
     * @param since milliseconds since 1970; older replies of the store are not used
     * @param now milliseconds since 1970; what is asked anew takes no older reply
     */
    record Job(String id, Endpoint endpoint, long since, long now, Budget budget) {}

    /**
     * @param usual takes what is kept
     * @param anew does not take what was kept before now
     */
    record Clients(ChatClient usual, ChatClient anew) {}

    /**
     * @param work what tells the job from others
     */
    Job job(Endpoint endpoint, String work, long since, Budget budget) {
        String id = CallKey.of(Map.of("work", work, "model", model, "url", endpoint.baseUrl()))
                .hash();
        return new Job(id, endpoint, since, System.currentTimeMillis(), budget);
    }

    /**
     * Says of all questions at once which have no recorded reply.
     *
     * @throws InputException if one has none
     */
    void refuseMissing(boolean isOneQuiz, Iterable<Subject> subjects) {
        new ReplayClient(replay, isOneQuiz).refuseMissing(subjects);
    }

    /**
     * Clients that call nobody.
     *
     * @param isOneQuiz whether all questions are of one quiz
     */
    Clients replaying(boolean isOneQuiz) {
        ChatClient client = recording(new ReplayClient(replay, isOneQuiz));
        return new Clients(client, client);
    }

    /**
     * Clients that call.
     *
     * @param store where replies are kept, if they are
     */
    Clients calling(Map<String, String> variables, Optional<CallStore> store, Job job) {
        Spending before = store.map(s -> s.spent(job.id(), job.since())).orElse(Spending.NONE);
        Usage spent = new Usage(before.input(), before.output(), before.cached(), before.written());
        ChatClient live = new BudgetClient(live(job.endpoint(), variables), job.budget(), before.calls(), spent);
        return clients(
                job,
                since -> store.<ChatClient>map(
                                kept -> new StoringClient(live, kept, job.endpoint(), since, job.id(), underway()))
                        .orElse(live));
    }

    /**
     * @param client for replies that are not older than a time
     */
    Clients clients(Job job, LongFunction<ChatClient> client) {
        return new Clients(recording(client.apply(job.since())), recording(client.apply(job.now())));
    }

    private ChatClient recording(ChatClient client) {
        return record == null ? client : new RecordingClient(client, record);
    }

    /** Questions that are begun and not finished at once: some more than calls, so that one is ready when a call ends. */
    int underway() {
        return concurrency() + concurrency() / 8;
    }

    /** Calls at once at most. */
    int concurrency() {
        EffortOptions.atLeast("--concurrency", concurrency, 1);
        return concurrency;
    }

    private ChatClient live(Endpoint endpoint, Map<String, String> variables) {
        EffortOptions.atLeast("--rpm", requestsPerMinute, 0);
        EffortOptions.atLeast("--tpm", tokensPerMinute, 0);
        Limits limits = new Limits(concurrency(), requestsPerMinute, tokensPerMinute);
        return new RetryingClient(new ModelClient(endpoint, limits, variables), patience());
    }

    /** How often and how soon is tried again. */
    Patience patience() {
        EffortOptions.atLeast("--attempts", attempts, 1);
        return new Patience(attempts, Patience.DEFAULT.first(), Patience.DEFAULT.longest());
    }

    /**
     * The endpoint that is called.
     *
     * @throws InputException if there is neither a key nor an address
     */
    Endpoint endpoint(Map<String, String> variables) {
        Provider its = provider(variables);
        Optional<String> key = Optional.ofNullable(variables.get(its.keyVariable()))
                .map(String::strip)
                .filter(k -> !k.isEmpty());
        if (key.isEmpty() && address(its, variables).isEmpty()) {
            throw new InputException(Problem.of(
                    "no model",
                    its == Provider.OPENAI
                            ? "set OPENAI_API_KEY, or OPENAI_BASE_URL for a local server,"
                                    + " or take recorded replies with --replay DIR"
                            : "set " + its.keyVariable() + " for " + model + ", or say with --provider and --base-url"
                                    + " who else has it"));
        }
        return endpoint(its, key, variables);
    }

    private Provider provider(Map<String, String> variables) {
        if (provider != null && provider != Provider.OPENAI && model.equals(DEFAULT_MODEL)) {
            throw new InputException(Problem.of("--provider " + provider, "name its model with --model"));
        }
        return provider != null ? provider : baseUrl == null ? Provider.of(model) : Provider.OPENAI;
    }

    // The key of another provider goes to no address that was set for OpenAI's.
    private Optional<String> address(Provider its, Map<String, String> variables) {
        return Optional.ofNullable(baseUrl)
                .filter(url -> its == Provider.OPENAI || !url.equals(variables.get("OPENAI_BASE_URL")));
    }

    /**
     * Refuses a provider that has no batches in OpenAI's form.
     *
     * @throws InputException if it is one
     */
    void withBatches(Map<String, String> variables) {
        Provider its = provider(variables);
        if (its != Provider.OPENAI) {
            throw new InputException(Problem.of(
                    "--provider " + its,
                    "is called directly only; leave out --via batch, --export and --import, or say"
                            + " --provider openai for a server that has them"));
        }
    }

    /** The endpoint whose calls are made by somebody else. */
    Endpoint endpointElsewhere(Map<String, String> variables) {
        return endpoint(provider(variables), Optional.empty(), variables);
    }

    private Endpoint endpoint(Provider its, Optional<String> key, Map<String, String> variables) {
        if (timeout < 1) {
            throw new InputException(Problem.of("--timeout " + timeout, "at least one second is needed"));
        }
        return new Endpoint(
                its,
                Endpoint.address(address(its, variables).orElse(its.baseUrl()), variables),
                key,
                its.keyVariable(),
                model,
                Duration.ofSeconds(timeout));
    }
}
