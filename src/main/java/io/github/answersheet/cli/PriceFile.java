package io.github.answersheet.cli;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.answersheet.llm.Prices;
import io.github.answersheet.source.InputException;
import io.github.answersheet.source.Problem;
import io.github.answersheet.source.SourceText;
import io.github.answersheet.source.TextFiles;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A JSON file with prices by model: {@code {"gpt-4.1": {"in": 2.00, "out": 8.00, "cached": 0.50}}}. What is no object is a
 * remark for whoever reads it, such as {@code "date": "2025-06-30"}.
 */
final class PriceFile {

    private static final JsonMapper JSON = new JsonMapper();

    private PriceFile() {}

    private record Row(
            @JsonProperty(required = true) BigDecimal in,
            @JsonProperty(required = true) BigDecimal out,
            BigDecimal cached) {

        // Two creators: a remark has no prices.
        @JsonCreator
        Row {}

        @JsonCreator
        static Row remark(String text) {
            return null;
        }

        boolean isWhole() {
            return in != null && out != null;
        }

        Prices prices() {
            return new Prices(in, out, Optional.ofNullable(cached).orElse(in));
        }
    }

    /** The prices of a model. */
    static Prices of(Path file, String model) {
        SourceText text = TextFiles.read(file);
        try {
            Map<String, Row> rows = JSON.readValue(text.text(), new TypeReference<TreeMap<String, Row>>() {});
            if (rows != null) {
                rows.values().removeIf(Objects::isNull);
            }
            Row row = rows == null ? null : rows.get(model);
            if (row == null) {
                String known = rows == null ? "" : String.join(", ", rows.keySet());
                throw new InputException(
                        Problem.of(text.name(), "has no price of " + model + "; it has prices of: " + known));
            }
            if (!row.isWhole()) {
                throw new InputException(Problem.of(text.name(), "the prices of " + model + " need in and out"));
            }
            return row.prices();
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
            throw new InputException(Problem.at(
                    text,
                    text.lineStart(Math.min(line, text.lineCount())),
                    "is no price file: " + e.getOriginalMessage()));
        }
    }
}
