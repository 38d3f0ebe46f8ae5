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
 * A JSON file with prices by model: {@code {"gpt-4.1": {"in": 2.00, "out": 8.00, "cached": 0.50, "written": 2.50}}}. What is no
 * object is a remark for whoever reads it, such as {@code "date": "2025-06-30"}.
 */
final class PriceFile {

    private static final JsonMapper JSON = new JsonMapper();

    private PriceFile() {}

    private record Row(
            @JsonProperty(required = true) BigDecimal in,
            @JsonProperty(required = true) BigDecimal out,
            BigDecimal cached,
            BigDecimal written,
            String remark) {

        // Two creators: a remark has no prices.
        @JsonCreator
        Row(
                @JsonProperty(value = "in", required = true) BigDecimal in,
                @JsonProperty(value = "out", required = true) BigDecimal out,
                @JsonProperty("cached") BigDecimal cached,
                @JsonProperty("written") BigDecimal written) {
            this(in, out, cached, written, null);
        }

        @JsonCreator
        static Row remark(String text) {
            return new Row(null, null, null, null, text);
        }

        boolean isWhole() {
            return in != null && out != null;
        }

        Prices prices(String currency) {
            return PriceOptions.prices(in, out, cached, written, currency);
        }
    }

    /** Whether a text may name a currency: a code such as USD, or a sign. */
    static boolean isCurrency(String text) {
        return text.matches("\\p{L}{1,12}|\\p{Sc}");
    }

    /**
     * The prices of a model.
     *
     * @param currency if the user names one; else the file's remark {@code currency} does
     */
    static Prices of(Path file, String model, Optional<String> currency) {
        SourceText text = TextFiles.read(file);
        try {
            Map<String, Row> rows = JSON.readValue(text.text(), new TypeReference<TreeMap<String, Row>>() {});
            if (rows != null) {
                rows.values().removeIf(Objects::isNull);
            }
            String remark = rows == null
                    ? Prices.UNNAMED
                    : Optional.ofNullable(rows.get("currency"))
                            .map(Row::remark)
                            .filter(PriceFile::isCurrency)
                            .orElse(Prices.UNNAMED);
            if (rows != null) {
                rows.values().removeIf(row -> row.remark() != null);
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
            return row.prices(currency.orElse(remark));
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
            throw new InputException(Problem.at(
                    text,
                    text.lineStart(Math.min(line, text.lineCount())),
                    "is no price file: " + e.getOriginalMessage()));
        }
    }
}
