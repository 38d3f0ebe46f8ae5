package io.github.answersheet.mermaid;

import io.github.answersheet.source.Resource;

/** Mermaid's single-file bundle and the scripts around it, as they lie on the class path. */
public final class MermaidBundle {
    private static final String COORDINATES = "/META-INF/maven/org.webjars.npm/mermaid/pom.properties";

    private MermaidBundle() {}

    static String version() {
        return Resource.of(MermaidBundle.class, COORDINATES).property("version");
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

    private static String text(String name) {
        return Resource.of(MermaidBundle.class, name).text();
    }
}
