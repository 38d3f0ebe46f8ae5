package io.github.answersheet.mermaid;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/** Mermaid's single-file bundle and the scripts around it, as they lie on the class path. */
public final class MermaidBundle {
    private static final String COORDINATES = "/META-INF/maven/org.webjars.npm/mermaid/pom.properties";

    private MermaidBundle() {}

    static String version() {
        try (InputStream in = open(COORDINATES)) {
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String mermaid() {
        return text("/META-INF/resources/webjars/mermaid/" + version() + "/dist/mermaid.min.js");
    }

    /** What the bundle expects of a browser; runs before it. */
    static String host() {
        return text("host.js");
    }

    /** Defines {@code parseDiagram}; runs after the bundle. */
    static String parse() {
        return text("parse.js");
    }

    static String nodeWorker() {
        return text("node-worker.js");
    }

    private static String text(String resource) {
        try (InputStream in = open(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream open(String resource) {
        InputStream in = MermaidBundle.class.getResourceAsStream(resource);
        if (in == null) {
            throw new IllegalStateException("not on the class path: " + resource);
        }
        return in;
    }
}
