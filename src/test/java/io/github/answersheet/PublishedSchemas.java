package io.github.answersheet;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

/** The schemas that the program publishes for what it writes. */
public final class PublishedSchemas {

    private PublishedSchemas() {}

    /**
     * What a text has against a schema; nothing if it is as the schema says.
     *
     * @param name such as {@code report-1}
     */
    public static List<Error> problems(String name, String json) throws IOException {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(
                        Files.readString(ProjectFiles.ROOT.resolve("src/main/resources/" + name + ".schema.json")),
                        InputFormat.JSON)
                .validate(json, InputFormat.JSON);
    }
}
