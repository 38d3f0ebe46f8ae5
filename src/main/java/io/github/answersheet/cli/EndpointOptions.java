package io.github.answersheet.cli;

import io.github.answersheet.llm.Endpoint;
import io.github.answersheet.llm.Provider;
import io.github.answersheet.source.InputException;
import io.github.answersheet.source.Problem;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which model is called, and where it is. */
final class EndpointOptions {

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

    String model() {
        return model;
    }

    /** The environment variable that the key of the model's provider is read from. */
    String keyVariable() {
        return (provider != null ? provider : Provider.of(model)).keyVariable();
    }

    /**
     * The endpoint that is called.
     *
     * @throws InputException if there is neither a key nor an address
     */
    Endpoint of(Map<String, String> variables) {
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
    Endpoint elsewhere(Map<String, String> variables) {
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
