package io.github.answersheet.execution;

import io.github.answersheet.draft.DraftSection;
import io.github.answersheet.draft.FencedBlock;
import io.github.answersheet.python.Compilation;
import io.github.answersheet.python.PythonInterpreter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The blocks of one answer as files of one folder, as a reader would save them: under the name that the first line gives
 * ({@code # backup.py}), else under a number. Where two claim a name, the solution has it.
 */
final class AnswerFolder {

    private static final Pattern NAME = Pattern.compile("#\\s*([\\w-]+\\.\\w{1,5})\\s*");

    private final List<Entry> entries = new ArrayList<>();
    private final Map<String, String> files = new TreeMap<>();

    private AnswerFolder() {}

    static AnswerFolder of(List<DraftSection> sections) {
        AnswerFolder folder = new AnswerFolder();
        List<Entry> all = new ArrayList<>();
        for (int s = 0; s < sections.size(); s++) {
            List<FencedBlock> fences = sections.get(s).content().fences();
            for (int i = 0; i < fences.size(); i++) {
                FencedBlock block = fences.get(i);
                String named = named(block);
                String name = named.isEmpty() ? "block_" + (all.size() + 1) + suffix(block) : named;
                all.add(new Entry(s, sections.get(s).label(), i, block, name, !named.isEmpty()));
            }
        }
        all.stream()
                .filter(entry -> entry.isNamed() || entry.block().isPython())
                .sorted(Comparator.comparing((Entry entry) -> !entry.isSolution()))
                .forEach(entry ->
                        folder.files.putIfAbsent(entry.name(), entry.block().code()));
        all.stream()
                .filter(entry -> entry.block().isPython() || entry.block().isBash())
                .forEach(folder.entries::add);
        return folder;
    }

    private static String named(FencedBlock block) {
        Matcher name = NAME.matcher(block.code()
                .lines()
                .filter(line -> !line.startsWith("#!"))
                .findFirst()
                .orElse("")
                .strip());
        return name.matches() ? name.group(1) : "";
    }

    private static String suffix(FencedBlock block) {
        return block.isPython() ? ".py" : block.isBash() ? ".sh" : ".txt";
    }

    /** The blocks that can be run, in the order of the answer. */
    List<Entry> entries() {
        return entries;
    }

    /** Whether another file of the folder can be imported by that name. */
    boolean hasModule(String module) {
        return files.containsKey(module + ".py");
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
