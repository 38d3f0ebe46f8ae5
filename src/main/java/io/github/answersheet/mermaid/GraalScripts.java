package io.github.answersheet.mermaid;

import java.util.ArrayList;
import java.util.List;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyExecutable;

/**
 * The scripts in GraalJS: one engine that keeps their parsed code, and contexts without access to files, network, threads
 * or Java. Made at the first use, not before.
 */
final class GraalScripts implements AutoCloseable {
    private static final String WARNING_SWITCH = "polyglotimpl.AttachLibraryFailureAction";
    private static final String LANGUAGE = "/com/oracle/truffle/js/lang/JavaScriptLanguage.class";

    private Engine engine;
    private List<Source> sources;

    /** A context in which {@code parseDiagram} is defined. Used by one thread, cancelled by any. */
    static final class Loaded {
        private final Context context;
        private final Value parseDiagram;

        private Loaded(Context context) {
            this.context = context;
            this.parseDiagram = context.getBindings("js").getMember("parseDiagram");
        }

        /** The promise is settled when the call returns: nothing in a parse waits for a timer. */
        String parse(String diagram) {
            List<String> answers = new ArrayList<>(1);
            ProxyExecutable keep = arguments -> answers.add(arguments[0].asString());
            parseDiagram.execute(diagram).invokeMember("then", keep);
            return answers.isEmpty() ? "{}" : answers.get(0);
        }

        void cancel() {
            context.close(true);
        }
    }

    /** Whether GraalJS is on the class path; a release has it as a part of its own. */
    static boolean isHere() {
        return GraalScripts.class.getResource(LANGUAGE) != null;
    }

    synchronized Loaded load() {
        if (engine == null) {
            silenceAttachWarning();
            engine = Engine.newBuilder("js")
                    .option("engine.WarnInterpreterOnly", "false")
                    .build();
            sources = List.of(
                    source("host.js", MermaidBundle.host()),
                    source("mermaid.min.js", MermaidBundle.mermaid()),
                    source("parse.js", MermaidBundle.parse()));
        }
        Context context = Context.newBuilder("js").engine(engine).build();
        sources.forEach(context::eval);
        return new Loaded(context);
    }

    /** Where the optimizing runtime cannot attach, GraalJS says so on stderr; an interpreter is all that is wanted. */
    private static void silenceAttachWarning() {
        if (System.getProperty(WARNING_SWITCH) == null) {
            System.setProperty(WARNING_SWITCH, "ignore");
        }
    }

    private static Source source(String name, String text) {
        return Source.newBuilder("js", text, name).buildLiteral();
    }

    @Override
    public synchronized void close() {
        if (engine != null) {
            engine.close(true);
        }
    }
}
