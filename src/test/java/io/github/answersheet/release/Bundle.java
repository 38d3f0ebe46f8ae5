package io.github.answersheet.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Mermaid's jar without what nobody reads, which is most of it. */
final class Bundle {

    private static final Pattern READ = Pattern.compile(".*/dist/mermaid\\.min\\.js|META-INF/maven/.*|.*/LICENSE");
    private static final LocalDateTime ALWAYS = LocalDateTime.of(2026, 11, 1, 0, 0);

    private Bundle() {}

    /** Whether a jar is the one that is made smaller. */
    static boolean isOf(String jar) {
        return jar.startsWith("mermaid-");
    }

    /**
     * Writes it under the name that the program's class path has for it.
     *
     * @param libraries a folder with the whole jar
     */
    static void write(Path folder, Path libraries) throws IOException {
        Path whole;
        try (var jars = Files.newDirectoryStream(libraries, "mermaid-*.jar")) {
            whole = jars.iterator().next();
        }
        Files.createDirectories(folder);
        try (JarFile jar = new JarFile(whole.toFile());
                ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(folder.resolve(whole.getFileName())))) {
            List<JarEntry> kept = jar.stream()
                    .filter(entry -> READ.matcher(entry.getName()).matches() && !entry.isDirectory())
                    .toList();
            for (JarEntry entry : kept) {
                ZipEntry copy = new ZipEntry(entry.getName());
                copy.setTimeLocal(ALWAYS);
                out.putNextEntry(copy);
                jar.getInputStream(entry).transferTo(out);
            }
        }
    }
}
