package io.github.answersheet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;

/** The tests that SECURITY.md names for its promises exist and are run. */
@Tag("java")
class SecurityPageTest {

    private static final Path SOURCES = ProjectFiles.ROOT.resolve("src/test/java");
    private static final Pattern NAMED = Pattern.compile("`([A-Z][A-Za-z]*Test)(?:#([A-Za-z]+))?`");
    private static final Pattern COUNT = Pattern.compile("`HostileProgramsTest`: (\\d+) programs");

    @Test
    void eachPromiseNamesTestsThatAreRun() throws Exception {
        Map<String, String> classes = classes();
        int promises = 0;
        for (String line : page().lines().filter(l -> l.startsWith("| ")).toList()) {
            if (!line.startsWith("| promise ") && !line.startsWith("| --- ")) {
                promises++;
                List<MatchResult> named = NAMED.matcher(line).results().toList();
                assertTrue(!named.isEmpty(), "no test of: " + line);
                for (MatchResult name : named) {
                    assertTrue(classes.containsKey(name.group(1)), "no such test: " + name.group(1));
                    Class<?> test = Class.forName(
                            classes.get(name.group(1)), false, getClass().getClassLoader());
                    assertTrue(isRun(test, name.group(2)), "not a test that is run: " + name.group());
                }
            }
        }
        assertTrue(promises >= 20, promises + " promises");
    }

    @Test
    void everyAttackIsOnThePage() throws IOException {
        Set<String> attacks = new TreeSet<>(classes().keySet());
        attacks.removeIf(name -> !name.startsWith("Hostile"));
        NAMED.matcher(page()).results().forEach(named -> attacks.remove(named.group(1)));
        assertEquals(Set.of(), attacks, "these say nothing about any promise");
    }

    @Test
    void whatItCountsAndNamesIsSo() throws IOException {
        Matcher count = COUNT.matcher(page());
        assertTrue(count.find());
        assertEquals(
                Files.readAllLines(ProjectFiles.ROOT.resolve("src/test/resources/sandbox/hostile.md")).stream()
                        .filter(line -> line.startsWith("## "))
                        .count(),
                Long.parseLong(count.group(1)));
        Matcher mermaid = Pattern.compile("<mermaid.version>([^<]+)<")
                .matcher(Files.readString(ProjectFiles.ROOT.resolve("pom.xml")));
        assertTrue(mermaid.find() && page().contains("drawn by Mermaid " + mermaid.group(1) + ","));
    }

    /**
     * @param method empty for any of the class
     */
    private static boolean isRun(Class<?> test, String method) {
        return !test.isAnnotationPresent(Disabled.class)
                && Stream.of(test.getDeclaredMethods())
                        .filter(m -> method == null || m.getName().equals(method))
                        .anyMatch(m -> !m.isAnnotationPresent(Disabled.class) && isTest(m));
    }

    private static boolean isTest(Method method) {
        return Stream.<Class<? extends Annotation>>of(Test.class, TestFactory.class, ParameterizedTest.class)
                .anyMatch(method::isAnnotationPresent);
    }

    private static Map<String, String> classes() throws IOException {
        Map<String, String> classes = new TreeMap<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            files.filter(file -> file.toString().endsWith("Test.java")).forEach(file -> {
                String name = SOURCES.relativize(file)
                        .toString()
                        .replace(".java", "")
                        .replace(file.getFileSystem().getSeparator(), ".");
                classes.put(name.substring(name.lastIndexOf('.') + 1), name);
            });
        }
        return classes;
    }

    private static String page() throws IOException {
        return Files.readString(ProjectFiles.ROOT.resolve("SECURITY.md"));
    }
}
