package io.github.answersheet.language;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.util.regex.Pattern;

/** Data in JSON, YAML or TOML. Several documents may follow each other where their language has that, as lines of a log do. */
final class DocumentSyntax implements Syntax {

    // Placeholders of Helm, Ansible and the like are filled in before anybody reads the data.
    private static final Pattern TEMPLATE = Pattern.compile("\\{\\{|\\{%");
    private static final int LONGEST_MESSAGE = 160;

    private final ObjectMapper mapper;

    private DocumentSyntax(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    static Syntax ofJson() {
        return new DocumentSyntax(new JsonMapper());
    }

    static Syntax ofYaml() {
        return new DocumentSyntax(new ObjectMapper(new YAMLFactory()));
    }

    static Syntax ofToml() {
        return new DocumentSyntax(new TomlMapper());
    }

    @Override
    public Result check(String code) {
        if (code.length() > MAX_LENGTH) {
            return new Unchecked("it has more than " + MAX_LENGTH + " characters");
        }
        try (JsonParser parser = mapper.getFactory().createParser(code)) {
            while (parser.nextToken() != null) {
                // Only whether it can be read matters.
            }
            return new Correct();
        } catch (JsonProcessingException e) {
            return TEMPLATE.matcher(code).find()
                    ? new Unchecked("it is a template, which is filled in before it is read")
                    : wrong(e, code);
        } catch (IOException e) {
            return new Unchecked("it could not be read: " + e.getMessage());
        }
    }

    private static Wrong wrong(JsonProcessingException e, String code) {
        JsonLocation place = e.getLocation();
        int lines = Math.max(1, (int) code.stripTrailing().lines().count());
        int line = place == null ? 1 : Math.max(1, Math.min(place.getLineNr(), lines));
        int column = place == null || place.getLineNr() > lines ? 1 : Math.max(1, place.getColumnNr());
        String message = String.valueOf(e.getOriginalMessage())
                .lines()
                .map(String::strip)
                .filter(said -> !said.isEmpty())
                .findFirst()
                .orElse("it cannot be read");
        return new Wrong(
                message.length() > LONGEST_MESSAGE ? message.substring(0, LONGEST_MESSAGE) + "…" : message,
                line,
                column);
    }
}
