package io.github.answersheet.llm;

import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.ContentFilteredException;
import dev.langchain4j.exception.HttpException;
import dev.langchain4j.exception.LangChain4jException;
import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.exception.TimeoutException;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiChatRequestParameters;
import dev.langchain4j.model.openai.OpenAiTokenUsage;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import java.time.Duration;
import java.util.Optional;

/** Any OpenAI-compatible endpoint, through langchain4j. Thread-safe. */
public final class OpenAiClient implements ChatClient {

    // langchain4j wants some key even where the server wants none.
    private static final String NO_KEY = "none";
    private static final int RETRIES = 2;
    private static final int LONGEST_DETAIL = 300;

    private final OpenAiChatModel model;
    private final Endpoint endpoint;

    public OpenAiClient(Endpoint endpoint) {
        this.endpoint = endpoint;
        this.model = OpenAiChatModel.builder()
                .httpClientBuilder(new DeadlineHttpClient.Builder(endpoint.timeout()))
                .baseUrl(endpoint.baseUrl())
                .apiKey(endpoint.apiKey().orElse(NO_KEY))
                .modelName(endpoint.model())
                .maxRetries(RETRIES)
                .logRequests(false)
                .logResponses(false)
                .build();
    }

    @Override
    public Reply chat(Call call) {
        long start = System.nanoTime();
        try {
            ChatResponse response = model.chat(request(call));
            String text = response.aiMessage().text();
            return new Reply(
                    text == null ? "" : text,
                    finish(response.finishReason()),
                    usage(response.tokenUsage()),
                    Optional.ofNullable(response.modelName()).orElse(""),
                    since(start),
                    Reply.Origin.ENDPOINT);
        } catch (ContentFilteredException e) {
            return new Reply(
                    Optional.ofNullable(e.getMessage()).orElse(""),
                    Reply.Finish.FILTERED,
                    Usage.NONE,
                    "",
                    since(start),
                    Reply.Origin.ENDPOINT);
        } catch (RuntimeException e) {
            throw new EndpointException(withoutKey(endpoint + ": " + advice(e)));
        }
    }

    @Override
    public String description() {
        return endpoint.toString();
    }

    private ChatRequest request(Call call) {
        ChatRequest.Builder request = ChatRequest.builder()
                .messages(
                        SystemMessage.from(call.prompt().system()),
                        UserMessage.from(call.prompt().user()));
        call.maxOutput().ifPresent(limit -> request.parameters(limit(limit)));
        return request.build();
    }

    // OpenAI's newer models take only the new name of the limit, other servers know the old one.
    private OpenAiChatRequestParameters limit(int tokens) {
        OpenAiChatRequestParameters.Builder parameters = OpenAiChatRequestParameters.builder();
        return endpoint.baseUrl().startsWith(Endpoint.OPENAI)
                ? parameters.maxCompletionTokens(tokens).build()
                : parameters.maxOutputTokens(tokens).build();
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static Reply.Finish finish(FinishReason reason) {
        if (reason == null) {
            return Reply.Finish.UNKNOWN;
        }
        return switch (reason) {
            case STOP -> Reply.Finish.STOP;
            case LENGTH -> Reply.Finish.LENGTH;
            case CONTENT_FILTER -> Reply.Finish.FILTERED;
            default -> Reply.Finish.UNKNOWN;
        };
    }

    private static Usage usage(TokenUsage usage) {
        if (usage == null) {
            return Usage.NONE;
        }
        long cached = 0;
        if (usage instanceof OpenAiTokenUsage openAi && openAi.inputTokensDetails() != null) {
            cached = count(openAi.inputTokensDetails().cachedTokens());
        }
        return new Usage(count(usage.inputTokenCount()), count(usage.outputTokenCount()), cached);
    }

    private static long count(Integer tokens) {
        return tokens == null ? 0 : tokens;
    }

    private String advice(RuntimeException e) {
        if (e instanceof AuthenticationException) {
            return endpoint.apiKey().isPresent()
                    ? "the key in OPENAI_API_KEY was refused; check that it is valid for this endpoint"
                    : "the endpoint wants a key; set OPENAI_API_KEY";
        }
        if (e instanceof ModelNotFoundException) {
            return "the endpoint does not know the model or the path; check --model, and that the address ends in /v1";
        }
        if (e instanceof RateLimitException) {
            return "the endpoint limits requests or the quota is used up" + detail(e);
        }
        if (e instanceof TimeoutException) {
            return "no complete answer in time (" + endpoint.timeout().toSeconds() + " s); raise --timeout if the model"
                    + " is slow";
        }
        if (e instanceof LangChain4jException) {
            return "the endpoint refused the request" + detail(e);
        }
        return "the endpoint cannot be reached or answers with something that is no chat completion" + detail(e);
    }

    private static String detail(Throwable e) {
        Throwable deepest = e;
        while (deepest.getCause() != null && !(deepest instanceof HttpException)) {
            deepest = deepest.getCause();
        }
        String message = deepest.getMessage() == null ? deepest.getClass().getSimpleName() : deepest.getMessage();
        String line = message.replaceAll("\\s+", " ").strip();
        String status = deepest instanceof HttpException http ? "HTTP " + http.statusCode() + " " : "";
        return " (" + status + (line.length() > LONGEST_DETAIL ? line.substring(0, LONGEST_DETAIL) + "…" : line) + ")";
    }

    private String withoutKey(String message) {
        return endpoint.apiKey()
                .filter(key -> !key.isBlank())
                .map(key -> message.replace(key, "***"))
                .orElse(message);
    }
}
