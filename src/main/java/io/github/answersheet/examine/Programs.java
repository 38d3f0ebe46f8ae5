package io.github.answersheet.examine;

import io.github.answersheet.draft.DraftSection;
import io.github.answersheet.draft.FencedBlock;
import io.github.answersheet.draft.FileNames;
import io.github.answersheet.language.Compilation;
import io.github.answersheet.language.Facts;
import io.github.answersheet.language.Language;
import io.github.answersheet.language.PythonInterpreter;
import io.github.answersheet.quiz.CodeBlock;
import io.github.answersheet.quiz.Question;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds the programs of a question and of a draft. */
final class Programs {

    private static final String NAME = "program";

    private Programs() {}

    /** The program of a question: its blocks of the first language that can be run, one after the other. */
    static Optional<Code> original(Question question, PythonInterpreter python) {
        Optional<Language> language = question.code().stream()
                .flatMap(block -> language(block, python).stream())
                .findFirst();
        return language.map(l -> {
            List<CodeBlock> blocks = question.code().stream()
                    .filter(block -> language(block, python).equals(language))
                    .toList();
            String name = fileName(blocks.get(0).code(), l, python);
            String text = blocks.stream().map(CodeBlock::code).collect(Collectors.joining("\n"));
            return new Code(l, name, text, Map.of());
        });
    }

    /** The blocks of a section in a language. */
    static List<FencedBlock> blocks(DraftSection section, Language language) {
        return section.content().fences().stream()
                .filter(b -> Code.language(b.language(), b.code())
                        .filter(language::equals)
                        .isPresent())
                .toList();
    }

    /**
     * The program of a solution: its first block, with others that name their file as modules beside it.
     *
     * @param original whose place it takes
     */
    static Code improved(List<FencedBlock> blocks, Code original, PythonInterpreter python) {
        Map<String, String> beside = new HashMap<>();
        for (FencedBlock block : blocks.subList(1, blocks.size())) {
            facts(block.code(), python)
                    .map(Facts::fileName)
                    .filter(FileNames::isFree)
                    .ifPresent(name -> beside.put(name, block.code()));
        }
        String code = blocks.get(0).code();
        return new Code(original.language(), fileName(code, original.language(), python), code, beside);
    }

    /** A package that a program cannot do without and that is to be installed. */
    static Optional<String> foreign(Code code, PythonInterpreter python) {
        return code.language() == Language.PYTHON
                ? facts(code.text(), python).stream()
                        .flatMap(facts -> facts.imports().stream())
                        .filter(i -> i.thirdParty() && !i.optional() && !i.relative())
                        .map(Facts.Import::topLevel)
                        .filter(name -> !code.beside().containsKey(name + ".py"))
                        .findFirst()
                : Optional.empty();
    }

    private static Optional<Language> language(CodeBlock block, PythonInterpreter python) {
        if (!block.language().isEmpty()) {
            return Code.language(block.language(), block.code());
        }
        // Other text can be Python by chance; none of it defines or imports something.
        return facts(block.code(), python)
                .filter(facts ->
                        !facts.functions().isEmpty() || !facts.imports().isEmpty())
                .map(facts -> Language.PYTHON);
    }

    private static String fileName(String code, Language language, PythonInterpreter python) {
        return Optional.of(language)
                .filter(Language.PYTHON::equals)
                .flatMap(l -> facts(code, python))
                .map(Facts::fileName)
                .filter(name -> name.matches("\\w+\\.py") && FileNames.isFree(name))
                .orElse(NAME + language.ending());
    }

    private static Optional<Facts> facts(String code, PythonInterpreter python) {
        return python.compile(code) instanceof Compilation.Compiled compiled
                ? Optional.of(compiled.facts())
                : Optional.empty();
    }
}
