package io.github.answersheet.language;

import io.github.answersheet.quiz.CodeBlock;
import io.github.answersheet.quiz.Question;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the interpreters and the linter find in the code of a question. Facts, not opinions: where nobody can be asked or the
 * code is no program, nothing is said. Thread-safe.
 */
public final class CodeReview {

    /** No more remarks than these are told, the serious ones first. */
    public static final int MOST_REMARKS = 12;

    private static final int LONGEST_SENTENCE = 160;

    // A name may come from a part of the program that the question does not show.
    private static final Set<CodeFact.Kind> MINOR = EnumSet.of(
            CodeFact.Kind.UNDEFINED_NAME,
            CodeFact.Kind.UNUSED_IMPORT,
            CodeFact.Kind.MISSING_ENCODING,
            CodeFact.Kind.CSV_NEWLINE,
            CodeFact.Kind.SHADOWED_BUILTIN);

    private final PythonInterpreter python;
    private final Readers readers;
    private final Ruff ruff;

    public CodeReview(PythonInterpreter python, Readers readers, Ruff ruff) {
        this.python = python;
        this.readers = readers;
        this.ruff = ruff;
    }

    /** The remarks on a question's code: the serious ones first, each kind by block and line. */
    public List<CodeRemark> of(Question question) {
        List<CodeRemark> remarks = new ArrayList<>();
        List<CodeBlock> blocks = question.code();
        for (int i = 0; i < blocks.size(); i++) {
            Place place = new Place(i + 1, blocks.size() > 1);
            CodeBlock block = blocks.get(i);
            Optional<Language> language = Language.of(block.language());
            if (isSession(block)) {
                continue;
            }
            if (block.language().isEmpty()
                    || language.filter(Language.PYTHON::equals).isPresent()) {
                python(block, place, remarks);
            } else if (language.filter(l -> l.isRead() && l.isRun()).isPresent()) {
                other(block, language.get(), place, remarks);
            }
        }
        return remarks.stream()
                .sorted(Comparator.comparing((CodeRemark r) -> !r.serious())
                        .thenComparing(CodeRemark::block)
                        .thenComparing(CodeRemark::line))
                .limit(MOST_REMARKS)
                .toList();
    }

    private void other(CodeBlock block, Language language, Place place, List<CodeRemark> remarks) {
        if (readers.of(language).check(block.code()) instanceof Syntax.Wrong wrong) {
            boolean isBash = language.equals(Language.BASH);
            remarks.add(place.remark(
                    wrong.line(),
                    isBash ? "bash-syntax" : "code-syntax",
                    (isBash ? "bash says: " : "it is no " + language + ": ") + wrong.message(),
                    true));
        }
    }

    private void python(CodeBlock block, Place place, List<CodeRemark> remarks) {
        Compilation compilation = python.compile(block.code());
        if (compilation instanceof Compilation.SyntaxError error
                && !block.language().isEmpty()) {
            remarks.add(place.remark(
                    error.line(), "python-syntax", "Python does not compile it: " + error.message(), true));
        }
        if (compilation instanceof Compilation.Compiled compiled) {
            // A block that names no language is Python only if it does something that other text does not do.
            if (block.language().isEmpty()
                    && compiled.facts().functions().isEmpty()
                    && compiled.facts().imports().isEmpty()) {
                return;
            }
            compiled.warnings()
                    .forEach(w -> remarks.add(
                            place.remark(w.line(), "python-warning", "Python warns: " + w.message(), true)));
            compiled.facts()
                    .facts()
                    .forEach(fact ->
                            remarks.add(place.remark(fact.line(), fact.kind().id(), fact.message(), isSerious(fact))));
            ruff.remarks(block.code())
                    .forEach(r -> remarks.add(
                            place.remark(r.line(), "ruff", "ruff " + r.code() + ": " + r.message(), false)));
        }
    }

    private static boolean isSerious(CodeFact fact) {
        boolean ends = fact.subject().equals("raises") || fact.subject().equals("exits");
        boolean isBroad = fact.kind() == CodeFact.Kind.BROAD_EXCEPT || fact.kind() == CodeFact.Kind.BARE_EXCEPT;
        return !MINOR.contains(fact.kind()) && !(isBroad && ends);
    }

    private static boolean isSession(CodeBlock block) {
        String code = block.code().stripLeading();
        return code.startsWith(">>>") || code.startsWith("$ ");
    }

    private record Place(int block, boolean several) {

        CodeRemark remark(int line, String topic, String message, boolean serious) {
            String where = (several ? "block " + block + ", " : "") + "line " + line + ": ";
            String plain = message.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
            String cut = plain.length() > LONGEST_SENTENCE ? plain.substring(0, LONGEST_SENTENCE) + "…" : plain;
            return new CodeRemark(block, line, topic, where + cut, serious);
        }
    }
}
