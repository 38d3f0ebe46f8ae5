package io.github.answersheet.language;

import java.util.List;
import java.util.Objects;

/**
 * What the code is made of, for checks to judge.
 *
 * @param facts in the order of the code
 * @param hasComments whether there is a comment besides a {@code #!} line and the file name
 * @param fileName what a first comment such as {@code # backup.py} names; empty without one
 * @param hasEntryGuard whether there is an {@code if __name__ == "__main__":}
 * @param conduct what the program may need or do when it is run
 */
public record Facts(
        List<CodeFact> facts,
        List<Function> functions,
        List<Import> imports,
        boolean hasComments,
        String fileName,
        boolean hasEntryGuard,
        List<Conduct> conduct) {

    /** Of code of which nothing is known. */
    public static final Facts NONE = new Facts(List.of(), List.of(), List.of(), false, "", false, List.of());

    public Facts {
        conduct = List.copyOf(conduct);
        facts = List.copyOf(facts);
        functions = List.copyOf(functions);
        imports = List.copyOf(imports);
        Objects.requireNonNull(fileName);
    }

    /** What explains a program that does not come to its end by itself. */
    public enum Conduct {
        /** It asks whoever runs it. */
        INTERACTIVE,
        /** It reads its standard input. */
        READS_INPUT,
        /** It waits for requests. */
        SERVER,
        /** It has a loop that nothing inside leaves, or that waits in each round. */
        ENDLESS,
        /** It asks or changes who it runs as. */
        ROOT,
        /** It sleeps, or waits for a time that it names. */
        WAITING,
        /** It asks what time it is, or logs it. */
        CLOCK,
        /** It asks what day it is. */
        DATE,
        /** It asks what the machine and the interpreter are. */
        MACHINE
    }

    /**
     * An import of one module.
     *
     * @param module as written, such as {@code os.path}; empty for {@code from . import x}
     * @param thirdParty not of the standard library, so to be installed, or a file of the same answer
     * @param optional inside a {@code try} that has handlers
     */
    public record Import(String module, int line, int column, boolean relative, boolean thirdParty, boolean optional) {
        /** What is to be installed, more or less: {@code google} of {@code google.cloud}. */
        public String topLevel() {
            return module.split("\\.", 2)[0];
        }
    }

    /**
     * A function or method, also inside others.
     *
     * @param name with what it stands in, such as {@code Cache.get}
     * @param parameters without {@code self} or {@code cls}
     * @param annotated whether every parameter and the result have a type hint
     * @param docstringSections of {@code Args}, {@code Returns}, {@code Yields}, {@code Raises}, {@code Example}, {@code
     *     Attributes}, {@code Note}, whether written as headings or as {@code :param x:}
     * @param isAbstract marked as abstract or overload, or of a {@code Protocol}: there a stub is right
     */
    public record Function(
            String name,
            int line,
            int column,
            List<String> parameters,
            boolean annotated,
            boolean returnsValue,
            boolean raises,
            boolean hasDocstring,
            List<String> docstringSections,
            Stub stub,
            boolean isAbstract) {
        public Function {
            parameters = List.copyOf(parameters);
            docstringSections = List.copyOf(docstringSections);
        }
    }

    /** What stands where the body should be. */
    public enum Stub {
        /** There is a body. */
        NONE,
        PASS,
        ELLIPSIS,
        /** Nothing but the docstring. */
        DOCSTRING,
        /** {@code raise NotImplementedError}. */
        NOT_IMPLEMENTED
    }
}
