package io.github.answersheet.pack;

import io.github.answersheet.source.InputException;
import io.github.answersheet.source.Problem;
import io.github.answersheet.source.SourceText;
import io.github.answersheet.source.TextFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Where the files of a pack come from. */
interface PackFiles {

    /** What a pack can be called. */
    String NAME = "[a-z0-9-]{1,60}";

    /** How messages name a file of the pack. */
    String name(String file);

    /** The file's text, or nothing if the pack has no such file. */
    Optional<SourceText> read(String file);

    /** Another pack, named by this one: a folder beside its own, or one that comes with the program. */
    Optional<PackFiles> named(String pack);

    private static Optional<PackFiles> ifThere(PackFiles files) {
        return Optional.of(files)
                .filter(there -> there.read(PackReader.MANIFEST).isPresent());
    }

    /** A pack whose files are at hand, by name. */
    static PackFiles texts(Map<String, String> texts) {
        return new PackFiles() {
            @Override
            public String name(String file) {
                return "pack/" + file;
            }

            @Override
            public Optional<SourceText> read(String file) {
                return Optional.ofNullable(texts.get(file)).map(text -> SourceText.of(name(file), text));
            }

            @Override
            public Optional<PackFiles> named(String pack) {
                return comesAlong(pack);
            }
        };
    }

    /** The same files, noted down as they are read. */
    default PackFiles notedIn(Map<String, String> texts) {
        PackFiles files = this;
        return new PackFiles() {
            @Override
            public String name(String file) {
                return files.name(file);
            }

            @Override
            public Optional<SourceText> read(String file) {
                Optional<SourceText> text = files.read(file);
                text.ifPresent(t -> texts.put(file, t.text()));
                return text;
            }

            @Override
            public Optional<PackFiles> named(String pack) {
                return files.named(pack);
            }
        };
    }

    /** The pack in a folder. */
    static PackFiles folder(Path folder) {
        return new PackFiles() {
            @Override
            public String name(String file) {
                return folder.resolve(file).toString();
            }

            @Override
            public Optional<SourceText> read(String file) {
                Path path = folder.resolve(file);
                return Files.exists(path) ? Optional.of(TextFiles.read(path)) : Optional.empty();
            }

            @Override
            public Optional<PackFiles> named(String pack) {
                if (!pack.matches(NAME)) {
                    return Optional.empty();
                }
                Path beside = folder.toAbsolutePath().normalize().resolveSibling(pack);
                return ifThere(folder(beside)).or(() -> comesAlong(pack));
            }
        };
    }

    /** The pack of that name that comes with the program, or none. */
    static Optional<PackFiles> comesAlong(String pack) {
        return pack.matches(NAME) ? ifThere(builtIn(pack)) : Optional.empty();
    }

    private static PackFiles builtIn(String pack) {
        return new PackFiles() {
            @Override
            public String name(String file) {
                return "prompts/" + pack + "/" + file;
            }

            @Override
            public Optional<SourceText> read(String file) {
                try (InputStream in = PackFiles.class.getResourceAsStream("/" + name(file))) {
                    return in == null ? Optional.empty() : Optional.of(TextFiles.read(name(file), in));
                } catch (IOException e) {
                    throw new InputException(Problem.of(name(file), "cannot be read: " + e.getMessage()));
                }
            }

            @Override
            public Optional<PackFiles> named(String other) {
                return comesAlong(other);
            }
        };
    }
}
