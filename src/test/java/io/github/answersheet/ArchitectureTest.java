package io.github.answersheet;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The order of the packages: each may use those before it and none behind it. */
class ArchitectureTest {

    private static final String BASE = "io.github.answersheet";

    private static final List<String> ORDER = List.of(
            "source",
            "markdown",
            "cache",
            "process",
            "sandbox",
            "browser",
            "quiz",
            "pack",
            "material",
            "prompt",
            "store",
            "llm",
            "language",
            "mermaid",
            "draft",
            "examine",
            "check",
            "repair",
            "sheet",
            "page",
            "run",
            "compare",
            "cluster",
            "cli");

    private static final Map<String, List<String>> OWN_LIBRARIES = Map.ofEntries(
            Map.entry("org.commonmark..", List.of("markdown", "quiz", "draft", "sheet", "page")),
            Map.entry(
                    "com.fasterxml.jackson..",
                    List.of(
                            "process",
                            "sandbox",
                            "browser",
                            "quiz",
                            "draft",
                            "pack",
                            "store",
                            "llm",
                            "mermaid",
                            "language",
                            "examine",
                            "sheet",
                            "page",
                            "compare",
                            "cluster",
                            "cli")),
            Map.entry("dev.langchain4j..", List.of("llm")),
            Map.entry("java.sql..", List.of("store")),
            Map.entry("org.sqlite..", List.of("store")),
            Map.entry("org.postgresql..", List.of("store")),
            Map.entry("com.zaxxer..", List.of("store")),
            Map.entry("com.github.kagkarlsson..", List.of("cluster")),
            Map.entry("io.github.bucket4j..", List.of("cluster")),
            Map.entry("dev.failsafe..", List.of("llm")),
            Map.entry("org.apache.lucene..", List.of("material")),
            Map.entry("org.owasp..", List.of("page")),
            Map.entry("picocli..", List.of("cli")),
            Map.entry("me.tongfei..", List.of("cli")),
            Map.entry("org.graalvm..", List.of("mermaid")));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(BASE);

    @Test
    void aPackageUsesNoneBehindIt() {
        for (int i = 0; i < ORDER.size() - 1; i++) {
            String[] behind = ORDER.subList(i + 1, ORDER.size()).stream()
                    .map(p -> BASE + "." + p + "..")
                    .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage(BASE + "." + ORDER.get(i) + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(behind)
                    .check(CLASSES);
        }
    }

    @Test
    void aLibraryIsUsedWhereItBelongs() {
        OWN_LIBRARIES.forEach((library, packages) -> noClasses()
                .that()
                .resideOutsideOfPackages(
                        packages.stream().map(p -> BASE + "." + p + "..").toArray(String[]::new))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .check(CLASSES));
    }

    @Test
    void everyPackageHasItsPlaceAndOneSentence() throws IOException {
        Path sources = ProjectFiles.ROOT.resolve("src/main/java/io/github/answersheet");
        try (Stream<Path> folders = Files.list(sources)) {
            List<Path> packages = folders.filter(Files::isDirectory).toList();
            TreeSet<String> names = new TreeSet<>();
            for (Path folder : packages) {
                names.add(folder.getFileName().toString());
                assertTrue(Files.exists(folder.resolve("package-info.java")), folder + " has no package-info.java");
            }
            assertEquals(new TreeSet<>(ORDER), names);
        }
    }

    @Test
    void theRootPageNamesThePackagesInOrder() throws IOException {
        String page =
                Files.readString(ProjectFiles.ROOT.resolve("src/main/java/io/github/answersheet/package-info.java"));
        int at = 0;
        for (String name : ORDER) {
            int next = page.indexOf("<li>{@code " + name + "}", at);
            assertTrue(next > 0, name + " is not in its place in the root package-info");
            at = next;
        }
    }
}
