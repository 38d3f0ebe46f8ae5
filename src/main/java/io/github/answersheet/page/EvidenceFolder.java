package io.github.answersheet.page;

import io.github.answersheet.page.Tried.Statement;
import io.github.answersheet.source.VisibleText;
import java.util.Map;
import java.util.TreeMap;

/** The programs behind an answer as files, with a page that says how to repeat what was seen. */
public final class EvidenceFolder {

    private EvidenceFolder() {}

    /** The text of each file, by name. */
    public static Map<String, String> of(int answer, Tried tried) {
        Map<String, String> files = new TreeMap<>(tried.files());
        StringBuilder page = new StringBuilder("# What was tried of answer " + answer + "\n\n");
        page.append(
                        "Each program was run in a sandbox, in an empty folder with the blocks of the answer. Whoever runs one runs code")
                .append(" that a model wrote: read it first, and run it where it can do no harm.\n");
        int number = 0;
        for (Statement each : tried.statements()) {
            String name = name(++number, each, files);
            page.append("\n## ").append(number).append(". ").append(state(each)).append("\n\n");
            page.append("> ")
                    .append(VisibleText.line(each.quote().strip().replaceAll("\\s*\\R\\s*", " ")))
                    .append("\n\n");
            if (each.program().isEmpty()) {
                page.append("- Its program was not kept; the report of the run has it.\n");
            } else {
                files.put(name, each.program());
                page.append("- Run: `").append(each.command(name)).append("`\n");
            }
            page.append("- Seen if the statement holds: ")
                    .append(VisibleText.line(each.expected()))
                    .append('\n');
            page.append("- Seen when it was run: ")
                    .append(VisibleText.line(each.seen()))
                    .append('\n');
        }
        files.put("README.md", page.toString());
        return files;
    }

    private static String name(int number, Statement each, Map<String, String> taken) {
        String name = "trial-" + number + each.ending();
        while (taken.containsKey(name)) {
            name = "the-" + name;
        }
        return name;
    }

    private static String state(Statement each) {
        return switch (each.state()) {
            case "holds" -> "Holds";
            case "refuted" -> "Does not hold";
            case "disputed" -> "Disputed";
            default -> "Undecided";
        };
    }
}
