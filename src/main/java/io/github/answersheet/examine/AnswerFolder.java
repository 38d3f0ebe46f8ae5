package io.github.answersheet.examine;

import io.github.answersheet.draft.DraftSection;
import io.github.answersheet.draft.FencedBlock;
import io.github.answersheet.draft.FileNames;
import io.github.answersheet.language.Compilation;
import io.github.answersheet.language.Language;
import io.github.answersheet.language.PythonInterpreter;
import io.github.answersheet.pack.Label;
import io.github.answersheet.pack.Role;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The blocks of one answer as files of one folder, as a reader would save them: under the name that the block, the
 * question or the tests give, else under a number. Where two claim a name, the solution has it.
 */
final class AnswerFolder {

    private static final List<Language> RUN =
            Language.all().stream().filter(Language::isRun).toList();
    private static final Pattern PROGRAM_NAME = Pattern.compile("(?<![\\w.*-])\\w[\\w-]*(?:"
            + RUN.stream()
                    .flatMap(language -> language.endings().stream())
                    .map(Pattern::quote)
                    .collect(Collectors.joining("|"))
            + ")(?![\\w-])");
    private static final Pattern IMPORT_FROM =
            Pattern.compile("(?m)^[ \\t]*from (\\w+) import (?:\\(([^)]*)\\)|([^#\\n]*))");
    private static final Pattern IMPORT = Pattern.compile("(?m)^[ \\t]*import (\\w+)[ \\t]*(?:#.*)?$");

    private static final String GIVEN = "given";

    private final List<Entry> entries = new ArrayList<>();
    private final Map<String, String> files = new TreeMap<>();

    private AnswerFolder() {}

    /**
     * @param sections of an answer that may have code of its own
     */
    static AnswerFolder of(Candidate answer, List<DraftSection> sections) {
        List<Entry> all = new ArrayList<>();
        for (int s = 0; s < sections.size(); s++) {
            DraftSection section = sections.get(s);
            Set<Role> roles = answer.label(section.label()).map(Label::roles).orElse(Set.of());
            List<FencedBlock> fences = section.content().fences();
            for (int i = 0; i < fences.size(); i++) {
                FencedBlock block = fences.get(i);
                String named = block.fileName();
                String name = named.isEmpty() ? "block_" + (all.size() + 1) + suffix(block) : named;
                all.add(new Entry(s, roles, i, block, name, !named.isEmpty()));
            }
        }
        namedBy(programs(answer.asked()), all);
        namedBy(testedPrograms(all), all);
        testedModule(all);
        AnswerFolder folder = new AnswerFolder();
        all.stream()
                .filter(entry -> entry.isNamed() || entry.block().isPython())
                .sorted(Comparator.comparing((Entry entry) -> !entry.isSolution()))
                .forEach(entry ->
                        folder.files.putIfAbsent(entry.name(), entry.block().code()));
        all.stream()
                .filter(entry ->
                        entry.block().typedOrWritten().filter(Language::isRun).isPresent()
                                || entry.block().otherShell().isPresent())
                .forEach(folder.entries::add);
        return folder;
    }

    private static String suffix(FencedBlock block) {
        return block.written().map(Language::ending).orElse(".txt");
    }

    private static List<String> programs(String text) {
        return PROGRAM_NAME
                .matcher(text)
                .results()
                .map(r -> r.group())
                .filter(FileNames::isFree)
                .distinct()
                .toList();
    }

    private static List<String> testedPrograms(List<Entry> all) {
        return all.stream()
                .filter(Entry::isTest)
                .flatMap(test -> programs(test.block().code()).stream())
                .distinct()
                .toList();
    }

    /** Gives names that no block has to the block without a name that they can only mean: one name, one block. */
    private static void namedBy(List<String> names, List<Entry> all) {
        for (Language language : RUN) {
            List<String> open = names.stream()
                    .filter(language::isOf)
                    .filter(name -> !Entry.isTestName(name))
                    .filter(name -> all.stream().noneMatch(entry -> entry.name().equals(name)))
                    .toList();
            if (open.size() == 1) {
                unnamed(all, language)
                        .filter(entry -> !entry.block().calls(open.get(0)))
                        .ifPresent(entry -> all.set(all.indexOf(entry), entry.named(open.get(0))));
            }
        }
    }

    /** The same for a module that the tests import, where the block defines what they import from it. */
    private static void testedModule(List<Entry> all) {
        Map<String, List<String>> wanted = new TreeMap<>();
        for (Entry test : all) {
            if (test.isTest() && test.block().isPython()) {
                String code = test.block().code();
                IMPORT_FROM.matcher(code).results().forEach(from -> {
                    String names = from.group(2) == null ? from.group(3) : from.group(2);
                    List<String> its = wanted.computeIfAbsent(from.group(1), m -> new ArrayList<>());
                    Pattern.compile("(?:^|,)\\s*(\\w+)")
                            .matcher(names)
                            .results()
                            .forEach(n -> its.add(n.group(1)));
                });
                IMPORT.matcher(code).results().forEach(module -> {
                    List<String> its = wanted.computeIfAbsent(module.group(1), m -> new ArrayList<>());
                    Pattern.compile("(?<![\\w.\"'])" + module.group(1) + "\\.(\\w+)")
                            .matcher(code)
                            .results()
                            .forEach(n -> its.add(n.group(1)));
                });
            }
        }
        unnamed(all, Language.PYTHON).ifPresent(entry -> {
            List<String> modules = wanted.entrySet().stream()
                    .filter(module -> !module.getValue().isEmpty()
                            && FileNames.isFree(module.getKey() + ".py")
                            && all.stream().noneMatch(other -> other.name().equals(module.getKey() + ".py"))
                            && module.getValue().stream()
                                    .allMatch(
                                            name -> isBound(name, entry.block().code())))
                    .map(Map.Entry::getKey)
                    .toList();
            if (modules.size() == 1) {
                all.set(all.indexOf(entry), entry.named(modules.get(0) + ".py"));
            }
        });
    }

    private static boolean isBound(String name, String code) {
        return Pattern.compile("(?m)^(?:(?:async )?def |class |import |from \\w+ import .*\\b)?" + name + "\\b")
                .matcher(code)
                .find();
    }

    /** The only block of the solution in a language that has no name and can have one; of several the only one with a {@code #!}. */
    private static Optional<Entry> unnamed(List<Entry> all, Language language) {
        List<Entry> open = all.stream()
                .filter(entry -> entry.isSolution() && !entry.isTest() && !entry.isNamed())
                .filter(entry ->
                        entry.block().written().filter(language::equals).isPresent())
                .filter(entry -> language != Language.BASH || !entry.isDemonstration())
                .toList();
        List<Entry> scripts = open.stream()
                .filter(entry -> entry.block().code().startsWith("#!"))
                .toList();
        List<Entry> meant = scripts.size() == 1 ? scripts : open;
        return meant.size() == 1 ? Optional.of(meant.get(0)) : Optional.empty();
    }

    /** The blocks that can be run, in the order of the answer. */
    List<Entry> entries() {
        return entries;
    }

    /** Whether another file of the folder can be imported by that name. */
    boolean hasModule(String module) {
        return files.containsKey(module + ".py");
    }

    /** The block that is saved under a name. */
    Optional<Entry> named(String name) {
        return entries.stream()
                .filter(entry -> entry.name().equals(name))
                .min(Comparator.comparing(entry -> !entry.isSolution()));
    }

    /** What a block imports, calls or reads of the other blocks: those whose names stand in it. */
    List<Entry> runBy(Entry test) {
        return entries.stream()
                .filter(entry -> entry != test
                        && entry.isNamed()
                        && entry.isIn(test.block().code()))
                .toList();
    }

    /** The code that a test runs, the solution's first; empty where it runs no other block. */
    Optional<Entry> underTest(Entry test) {
        return runBy(test).stream()
                .filter(other -> !other.isCalledTest())
                .min(Comparator.comparing(other -> !other.isSolution()));
    }

    /** All files and the scripts without a name, beside the program that the question shows. */
    Map<String, String> filesForTrials(Optional<Code> given) {
        Map<String, String> its = new TreeMap<>(files);
        entries.stream()
                .filter(entry -> entry.block().isBash())
                .forEach(entry -> its.putIfAbsent(entry.name(), entry.block().code()));
        given.ifPresent(code -> its.putIfAbsent(GIVEN + code.language().ending(), code.text()));
        return its;
    }

    /** All files, with this code under the entry's name. */
    Map<String, String> filesFor(Entry entry, String code) {
        Map<String, String> its = new TreeMap<>(files);
        its.put(entry.name(), code);
        return its;
    }

    /**
     * The Python before a block in its section that has to do with some names; a reader has met it when the block is
     * reached.
     */
    String before(Entry entry, List<String> names, PythonInterpreter python) {
        Pattern any = Pattern.compile("(?<![\\w.])(?:" + String.join("|", names) + ")(?!\\w)");
        return entries.stream()
                .filter(other -> other.section() == entry.section()
                        && other.index() < entry.index()
                        && other.block().isPython())
                .map(other -> other.block().code())
                .filter(code -> any.matcher(code).find() && python.compile(code) instanceof Compilation.Compiled)
                .map(code -> code + "\n")
                .collect(Collectors.joining());
    }
}
