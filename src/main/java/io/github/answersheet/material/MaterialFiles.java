package io.github.answersheet.material;

import io.github.answersheet.source.InputException;
import io.github.answersheet.source.Problem;
import io.github.answersheet.source.TextFiles;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Finds course material: files that are named, and Markdown and text below folders that are named. Links are not followed. */
final class MaterialFiles {

    private static final Set<String> ENDINGS = Set.of("md", "markdown", "txt", "text");

    private MaterialFiles() {}

    /** The passages of one file or folder. A file of a folder that is no text is passed over; one that is named is an error. */
    static List<Passage> passages(Path path) {
        if (!Files.isDirectory(path)) {
            return PassageReader.read(TextFiles.read(path), path.getFileName().toString());
        }
        List<Passage> passages = new ArrayList<>();
        for (Path file : below(path)) {
            String name = path.relativize(file).toString().replace('\\', '/');
            try {
                passages.addAll(PassageReader.read(TextFiles.read(file), name));
            } catch (InputException noText) {
                continue;
            }
        }
        return passages;
    }

    private static List<Path> below(Path folder) {
        List<Path> files = new ArrayList<>();
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                    boolean hidden = !directory.equals(folder)
                            && directory.getFileName().toString().startsWith(".");
                    return hidden ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
                    String ending = name.substring(name.lastIndexOf('.') + 1);
                    if (attributes.isRegularFile() && !name.startsWith(".") && ENDINGS.contains(ending)) {
                        files.add(file);
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) {
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new InputException(Problem.of(folder.toString(), "cannot be read: " + e.getMessage()));
        }
        files.sort(null);
        return files;
    }
}
