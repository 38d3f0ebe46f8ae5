package io.github.answersheet.verification;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The keys of one object that nobody knows, gathered while it is read. Not thread-safe. */
final class UnknownKeys extends DeserializationProblemHandler {

    private final List<String> names = new ArrayList<>();

    @Override
    public boolean handleUnknownProperty(
            DeserializationContext context,
            JsonParser json,
            JsonDeserializer<?> deserializer,
            Object object,
            String name)
            throws IOException {
        names.add(name);
        json.skipChildren();
        return true;
    }

    /** In the order in which they stand. */
    List<String> names() {
        return names;
    }

    /**
     * All of them, and what there is.
     *
     * @param known a record whose components are the keys
     */
    String inWords(Class<?> known) {
        return "unknown " + (names.size() == 1 ? "key " : "keys ")
                + names.stream().map(Words::code).collect(Collectors.joining(", ")) + "; there are "
                + Stream.of(known.getRecordComponents())
                        .map(RecordComponent::getName)
                        .collect(Collectors.joining(", "));
    }
}
