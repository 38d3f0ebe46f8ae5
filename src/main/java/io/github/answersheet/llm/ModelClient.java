package io.github.answersheet.llm;

import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.ContentFilteredException;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import io.github.answersheet.llm.Protocol.WithheldException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The model of an endpoint, whoever provides it, through langchain4j; one attempt for a call. Thread-safe. */
public final class ModelClient implements ChatClient {

    private final Protocol protocol;
    private final ChatModel model;
    private final Endpoint endpoint;
    private final Diagnosis diagnosis;

    /**
     * @param limits on all calls of this client
     * @param variables of the environment, for proxies and certificates
     */
    public ModelClient(Endpoint endpoint, Limits limits, Map<String, String> variables) {
        this.endpoint = endpoint;
        this.protocol = endpoint.provider().protocol();
        this.diagnosis = new Diagnosis(endpoint);
        this.model = protocol.model(endpoint, new DeadlineHttpClient.Builder(endpoint, protocol, limits, variables));
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
                    protocol.usage(response),
                    Optional.ofNullable(response.modelName()).orElse(""),
                    since(start),
                    Reply.Origin.ENDPOINT);
        } catch (ContentFilteredException e) {
            return withheld(String.valueOf(e.getMessage()), "", Usage.NONE, since(start));
        } catch (RuntimeException e) {
            Optional<WithheldException> withheld = Diagnosis.cause(e, WithheldException.class);
            if (withheld.isPresent()) {
                WithheldException of = withheld.get();
                return withheld(of.getMessage(), of.model(), of.usage(), since(start));
            }
            throw diagnosis.of(e);
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
        call.maxOutput().ifPresent(limit -> request.parameters(protocol.limited(endpoint, limit)));
        return request.build();
    }

    private static Reply withheld(String words, String model, Usage usage, Duration time) {
        return new Reply(words, Reply.Finish.FILTERED, usage, model, time, Reply.Origin.ENDPOINT);
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
}
