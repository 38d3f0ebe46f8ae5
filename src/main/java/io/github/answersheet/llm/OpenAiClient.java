package io.github.answersheet.llm;

import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.ContentFilteredException;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiChatRequestParameters;
import dev.langchain4j.model.openai.OpenAiTokenUsage;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Any OpenAI-compatible endpoint, through langchain4j; one attempt for a call. Thread-safe. */
public final class OpenAiClient implements ChatClient {

    // langchain4j wants some key even where the server wants none.
    private static final String NO_KEY = "none";
    private final OpenAiChatModel model;
    private final Endpoint endpoint;
    private final Diagnosis diagnosis;
    private final ThreadLocal<String> lastBody = new ThreadLocal<>();

    /**
     * @param limits on all calls of this client
     * @param variables of the environment, for proxies and certificates
     */
    public OpenAiClient(Endpoint endpoint, Limits limits, Map<String, String> variables) {
        this.endpoint = endpoint;
        this.diagnosis = new Diagnosis(endpoint);
        this.model = OpenAiChatModel.builder()
                .httpClientBuilder(new DeadlineHttpClient.Builder(endpoint, limits, variables, lastBody))
                .baseUrl(endpoint.baseUrl())
                .apiKey(endpoint.apiKey().orElse(NO_KEY))
                .modelName(endpoint.model())
                .maxRetries(0)
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
            return Completion.refusal(lastBody.get(), since(start));
        } catch (RuntimeException e) {
            throw diagnosis.of(e, lastBody.get());
        } finally {
            lastBody.remove();
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

    private OpenAiChatRequestParameters limit(int tokens) {
        OpenAiChatRequestParameters.Builder parameters = OpenAiChatRequestParameters.builder();
        return endpoint.isOpenAi()
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
}
