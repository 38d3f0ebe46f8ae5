package io.github.answersheet.pack;

import io.github.answersheet.source.InputException;
import io.github.answersheet.source.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Finds packs by name or folder. */
public final class Packs {

    /** The pack used when none is named. */
    public static final String DEFAULT = "sre-scripting";

    /** What a pack can be called, as a regular expression. */
    public static final String NAME = PackFiles.NAME;

    /** The packs that come with the program. */
    public static final List<String> SHIPPED = List.of(DEFAULT, "python-fundamentals", "databases", "base");

    private Packs() {}

    /**
     * @param nameOrFolder a folder with a {@code pack.json}, or the name of a pack that comes with the program
     * @throws InputException if there is no such pack, or with every problem of the pack
     */
    public static Pack read(String nameOrFolder) {
        return new PackReader(files(nameOrFolder)).read();
    }

    /**
     * How a pack has answers compared.
     *
     * @param nameOrFolder as for {@link #read(String)}
     * @param role the name of one of its files in {@code compare/roles}
     * @throws InputException if the pack has no such role, or with every problem of the files that are needed
     */
    public static Rubric rubric(String nameOrFolder, String role) {
        if (!role.matches("[a-z0-9-]+")) {
            throw new InputException(Problem.of(
                    "--role " + role,
                    "is no role; a role has the name of a file in the folder compare/roles of the pack"));
        }
        return new PackReader(files(nameOrFolder)).rubric(role);
    }

    /**
     * How a pack has a model say where the questions of a quiz stand.
     *
     * @throws InputException if there is no such pack, or with every problem of these files
     */
    public static Outlining outlining(String nameOrFolder) {
        return new PackReader(files(nameOrFolder)).outlining();
    }

    /** The pack that some files make, by their names in its folder. */
    public static Pack read(Map<String, String> texts) {
        return new PackReader(InheritedFiles.of(PackFiles.texts(texts))).read();
    }

    /**
     * The files that a pack is made of, so that it can be read where its folder is not.
     *
     * @throws InputException if there is no such pack, or with every problem of the pack
     */
    public static Map<String, String> texts(String nameOrFolder) {
        Map<String, String> texts = new TreeMap<>();
        new PackReader(files(nameOrFolder).notedIn(texts)).read();
        return texts;
    }

    private static PackFiles files(String nameOrFolder) {
        Path folder = Path.of(nameOrFolder);
        if (Files.isDirectory(folder)) {
            return InheritedFiles.of(PackFiles.folder(folder));
        }
        return PackFiles.comesAlong(nameOrFolder)
                .map(InheritedFiles::of)
                .orElseThrow(() -> new InputException(Problem.of(
                        "--pack " + nameOrFolder,
                        "no such pack: neither a folder with a pack.json nor a pack that comes with answersheet ("
                                + shipped() + ")")));
    }

    /** The names of the packs that come with the program, as people read them. */
    static String shipped() {
        return String.join(", ", SHIPPED);
    }
}
