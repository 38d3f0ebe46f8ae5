package io.github.answersheet.check;

import io.github.answersheet.ProjectFiles;
import io.github.answersheet.language.PythonProcess;
import io.github.answersheet.mermaid.GraalMermaidGrammar;
import io.github.answersheet.mermaid.NodeMermaidGrammar;
import io.github.answersheet.pack.Packs;
import io.github.answersheet.sheet.SheetReader;
import io.github.answersheet.source.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What checking costs. Prints; asserts nothing. Machines differ: the ratios count. */
@Tag("benchmark")
class CheckBenchmark {

    private static final Path SHEET = ProjectFiles.SAMPLE.resolve("quiz.answers.md");

    @Test
    void oneSheetByTheLauncher() throws Exception {
        System.out.println("check of one sheet by the launcher (15 answers), seconds: new verdicts, again");
        for (String engine : List.of("node", "graal")) {
            Path cache = Files.createTempDirectory("cache");
            double cold = launch(engine, cache);
            double again = Math.min(launch(engine, cache), launch(engine, cache));
            System.out.printf("  %-6s %6.2f %6.2f   ratio %.1f%n", engine, cold, again, cold / again);
        }
    }

    @Test
    void manySheetsByTheLauncher() throws Exception {
        System.out.println("check of many sheets with all verdicts new: engine, sheets, seconds, ms an answer");
        many("node", 500);
        many("graal", 100);
    }

    @Test
    void oneBlock() throws IOException {
        SheetText sheet = sheet(Files.readString(SHEET));
        List<String> diagrams = blocks(sheet, "mermaid");
        List<String> programs = blocks(sheet, "python");
        System.out.println("one block, ms: first, later");
        try (PythonProcess python = new PythonProcess();
                NodeMermaidGrammar node = new NodeMermaidGrammar();
                GraalMermaidGrammar graal = new GraalMermaidGrammar()) {
            time("python block", programs, python::compile);
            time("diagram, node", diagrams, node::parse);
            time("diagram, graal", diagrams, graal::parse);
        }
    }

    private static void time(String name, List<String> blocks, java.util.function.Consumer<String> ask) {
        long start = System.nanoTime();
        ask.accept(blocks.get(0));
        double first = (System.nanoTime() - start) / 1e6;
        int rounds = 5;
        start = System.nanoTime();
        for (int i = 0; i < rounds; i++) {
            blocks.forEach(ask);
        }
        double later = (System.nanoTime() - start) / 1e6 / rounds / blocks.size();
        System.out.printf("  %-16s %8.1f %8.2f%n", name, first, later);
    }

    private static void many(String engine, int sheets) throws Exception {
        String text = Files.readString(SHEET);
        Path folder = Files.createTempDirectory("sheets");
        List<String> files = new ArrayList<>();
        for (int i = 0; i < sheets; i++) {
            // Another comment in each block makes every verdict new.
            String fresh = text.replace("```python\n", "```python\n# run " + i + "\n")
                    .replace("```mermaid\n", "```mermaid\n%% run " + i + "\n");
            files.add(Files.writeString(folder.resolve("sheet" + i + ".md"), fresh)
                    .toString());
        }
        double seconds = launch(engine, Files.createTempDirectory("cache"), files);
        System.out.printf("  %-6s %5d %7.1f %7.2f%n", engine, sheets, seconds, seconds * 1000 / (15.0 * sheets));
    }

    private static SheetText sheet(String text) {
        return new SheetReader(Packs.read(Packs.DEFAULT)).read(SourceText.of("sheet.md", text), Optional.empty());
    }

    private static List<String> blocks(SheetText sheet, String language) {
        return sheet.answers().stream()
                .flatMap(a -> a.written().stream())
                .flatMap(s -> s.content().fences().stream())
                .filter(b -> b.is(language))
                .map(b -> b.code())
                .toList();
    }

    private static double launch(String engine, Path cache) throws IOException, InterruptedException {
        return launch(engine, cache, List.of(SHEET.toString()));
    }

    private static double launch(String engine, Path cache, List<String> files)
            throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(ProjectFiles.ROOT.resolve("answersheet").toString(), "check"));
        command.addAll(files);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(Map.of("ANSWERSHEET_MERMAID", engine, "XDG_CACHE_HOME", cache.toString()));
        builder.redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(ProcessBuilder.Redirect.DISCARD);
        long start = System.nanoTime();
        Process process = builder.start();
        process.waitFor(1200, TimeUnit.SECONDS);
        return (System.nanoTime() - start) / 1e9;
    }
}
