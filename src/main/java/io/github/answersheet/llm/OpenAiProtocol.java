package io.github.answersheet.llm;

import com.fasterxml.jackson.databind.JsonNode;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiChatRequestParameters;
import dev.langchain4j.model.openai.OpenAiTokenUsage;
import dev.langchain4j.model.output.TokenUsage;

/** OpenAI's chat completions, as many servers have them, each in its own dialect. */
final class OpenAiProtocol implements Protocol {

    private final Dialect dialect = new Dialect();

    @Override
    public ChatModel model(Endpoint endpoint, HttpClientBuilder http) {
        return OpenAiChatModel.builder()
                .httpClientBuilder(http)
                .baseUrl(endpoint.baseUrl())
                .apiKey(endpoint.apiKey().orElse(NO_KEY))
                .modelName(endpoint.model())
                .maxRetries(0)
                .logRequests(false)
                .logResponses(false)
                .build();
    }

    @Override
    public ChatRequestParameters limited(Endpoint endpoint, int tokens) {
        OpenAiChatRequestParameters.Builder parameters = OpenAiChatRequestParameters.builder();
        return endpoint.isOpenAi()
                ? parameters.maxCompletionTokens(tokens).build()
                : parameters.maxOutputTokens(tokens).build();
    }

    @Override
    public String worded(String body) {
        return dialect.worded(body);
    }

    @Override
    public void learn(int status, String asked, String said) {
        dialect.learn(status, asked, said);
    }

    @Override
    public JsonNode plain(JsonNode body) {
        if (!Completion.isReply(body)) {
            throw new NoReplyException("it has no choice with a message", UsageReader.of(body));
        }
        JsonNode plain = Completion.plain(body);
        String refusal = plain.at("/choices/0/message/refusal").asText("");
        if (!refusal.isEmpty()) {
            throw new WithheldException(refusal, plain.path("model").asText(""), UsageReader.of(plain));
        }
        return plain;
    }

    @Override
    public Usage usage(ChatResponse response) {
        TokenUsage usage = response.tokenUsage();
        if (usage == null) {
            return Usage.NONE;
        }
        long cached = usage instanceof OpenAiTokenUsage openAi && openAi.inputTokensDetails() != null
                ? Protocol.count(openAi.inputTokensDetails().cachedTokens())
                : 0;
        return new Usage(Protocol.count(usage.inputTokenCount()), Protocol.count(usage.outputTokenCount()), cached);
    }
}
