package io.github.answersheet.source;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.regex.Pattern;

/**
 * A file that is being written. Until it is finished it stands beside its place, under a name that nobody can guess; then it
 * takes its place in one step. A pipe or a device is written to and stays what it is. Nothing is written through a symbolic
 * link: whoever made the link would choose which file is lost.
 */
public final class OutputFile implements AutoCloseable {

    // Links of the system, to what this process or its shell has opened.
    private static final Pattern OPENED = Pattern.compile("/dev/(stdout|stderr|fd/\\d+)|/proc/(self|\\d+)/fd/\\d+");

    private final Path file;
    private final Path place;
    // Null where nothing is put into place.
    private final Path temporary;
    private final OutputStream stream;
    private final boolean isPrivate;

    private OutputFile(Path file, Path place, Path temporary, OutputStream stream, boolean isPrivate) {
        this.file = file;
        this.place = place;
        this.temporary = temporary;
        this.stream = stream;
        this.isPrivate = isPrivate;
    }

    /**
     * Begins a file. Missing folders are made.
     *
     * @throws InputException if it cannot be written
     */
    public static OutputFile at(Path file) {
        return at(file, false);
    }

    /**
     * Begins a file.
     *
     * @param isPrivate whether only its owner can read a file that is new
     */
    static OutputFile at(Path file, boolean isPrivate) {
        refuse(file);
        Path place = file.toAbsolutePath();
        try {
            if (isStream(place)) {
                return new OutputFile(
                        file, place, null, Files.newOutputStream(place, StandardOpenOption.APPEND), isPrivate);
            }
            if (isPrivate) {
                PrivateFiles.makeFolders(place.getParent());
            } else {
                Files.createDirectories(place.getParent());
            }
            Path temporary = Files.createTempFile(place.getParent(), ".answersheet-", ".tmp");
            return new OutputFile(file, place, temporary, Files.newOutputStream(temporary), isPrivate);
        } catch (IOException e) {
            throw TextFiles.unwritten(file, e);
        }
    }

    /**
     * Says before any work is done what would go wrong at its end.
     *
     * @throws InputException if the file is a folder or a link
     */
    public static void refuse(Path file) {
        Path place = file.toAbsolutePath();
        if (isOpened(place)) {
            return;
        }
        if (Files.isSymbolicLink(place)) {
            throw new InputException(Problem.of(
                    file.toString(),
                    "is a link" + behind(place) + ", and nothing is written through links; name the file itself"));
        }
        if (Files.isDirectory(place)) {
            throw new InputException(Problem.of(file.toString(), "is a folder; name a file"));
        }
    }

    /**
     * A place in a folder that the user named.
     *
     * @param relative folders and a file, none of which the user named
     * @throws InputException if one of these folders is a link
     */
    public static Path below(Path folder, Path relative) {
        Path place = folder;
        for (Path name : relative) {
            if (place != folder && Files.isSymbolicLink(place)) {
                throw new InputException(Problem.of(
                        place.toString(), "is a link" + behind(place) + ", and nothing is written through links"));
            }
            place = place.resolve(name);
        }
        return place;
    }

    /** Where the bytes go. It is closed with the file. */
    public OutputStream stream() {
        return stream;
    }

    /**
     * Puts the file into its place. Without this, what was there stays.
     *
     * @throws InputException if it cannot be written
     */
    public void finish() {
        try {
            stream.close();
            if (temporary != null) {
                makeReadableLikeOthers();
                Files.move(temporary, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw TextFiles.unwritten(file, e);
        }
    }

    @Override
    public void close() {
        try {
            stream.close();
        } catch (IOException e) {
            // Then it was not finished either, and whoever wrote knows why.
        }
        try {
            if (temporary != null) {
                Files.deleteIfExists(temporary);
            }
        } catch (IOException e) {
            // The failure that brought us here is the one to tell.
        }
    }

    /**
     * Whether bytes go behind what is there: a pipe, a terminal, or {@code /dev/stdout}, behind which may be a file that is open
     * already, and what stands in it stays.
     */
    public static boolean isStream(Path file) {
        Path place = file.toAbsolutePath();
        return isOpened(place) || Files.exists(place) && !Files.isRegularFile(place);
    }

    private static boolean isOpened(Path place) {
        return OPENED.matcher(place.normalize().toString()).matches();
    }

    private static String behind(Path link) {
        try {
            return " to " + Files.readSymbolicLink(link);
        } catch (IOException e) {
            return "";
        }
    }

    // Temporary files are private to their owner; the result has the rights that the old file or a plain new one has.
    private void makeReadableLikeOthers() throws IOException {
        if (!Files.getFileStore(temporary).supportsFileAttributeView("posix")) {
            return;
        }
        if (Files.exists(place)) {
            Files.setPosixFilePermissions(temporary, Files.getPosixFilePermissions(place));
            return;
        }
        if (isPrivate) {
            return;
        }
        Path probe = temporary.resolveSibling(temporary.getFileName() + ".mode");
        Files.createFile(probe);
        try {
            Files.setPosixFilePermissions(temporary, Files.getPosixFilePermissions(probe));
        } finally {
            Files.delete(probe);
        }
    }
}
