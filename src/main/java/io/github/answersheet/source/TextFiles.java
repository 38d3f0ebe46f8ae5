package io.github.answersheet.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Reads and writes whole text files: UTF-8, and a write either happens or leaves the old file as it was. */
public final class TextFiles {

    // As operating systems name it; Java has no class for it.
    private static final Pattern OF_DISK =
            Pattern.compile("(?i)no space|space left|quota|too large|too many open|input/output|i/o error");

    /** In bytes. */
    private static final int LONGEST = 128 << 20;

    private TextFiles() {}

    /**
     * @throws InputException if the file is missing, a folder, unreadable, or not text in UTF-8
     */
    public static SourceText read(Path file) {
        String name = file.toString();
        byte[] bytes;
        try {
            if (Files.isDirectory(file)) {
                throw new InputException(Problem.of(name, "is a folder; a Markdown file is wanted here"));
            }
            try (InputStream in = Files.newInputStream(file)) {
                bytes = bounded(name, in);
            }
        } catch (NoSuchFileException e) {
            throw new InputException(Problem.of(name, "no such file"));
        } catch (AccessDeniedException e) {
            throw new InputException(Problem.of(name, "cannot be read: permission denied"));
        } catch (IOException | OutOfMemoryError e) {
            throw new InputException(Problem.of(name, "cannot be read: " + e.getMessage()));
        }
        return decode(name, bytes);
    }

    /**
     * @throws InputException if it is not text in UTF-8, or has no end in sight
     */
    public static SourceText read(String name, InputStream in) throws IOException {
        return decode(name, bounded(name, in));
    }

    private static byte[] bounded(String name, InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(LONGEST + 1);
        if (bytes.length > LONGEST) {
            throw new InputException(
                    Problem.of(name, "is longer than " + (LONGEST >> 20) + " MB, which is more than is read"));
        }
        return bytes;
    }

    private static SourceText decode(String name, byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == 0) {
                throw new InputException(
                        Problem.of(name, "is not a text file: byte " + i + " is zero (Markdown in UTF-8 is wanted)"));
            }
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return SourceText.of(name, text);
        } catch (CharacterCodingException e) {
            throw new InputException(Problem.of(
                    name, "is not valid UTF-8; save it as UTF-8 (it may be in Latin-1, UTF-16 or not be text at all)"));
        }
    }

    /**
     * Writes beside the target and then moves over it; a pipe or a device is written to. Missing folders are made.
     *
     * @throws InputException if the place cannot be written, or is a link; what was there stays
     * @throws UnwrittenException if the disk is full or fails; what was there stays
     */
    public static void writeAtomically(Path file, String text) {
        writeAtomically(file, text.getBytes(StandardCharsets.UTF_8));
    }

    /** The same for a file that is no text. */
    public static void writeAtomically(Path file, byte[] bytes) {
        write(file, bytes, false);
    }

    /** The same for a text that only its owner can read, if the file is new. */
    public static void writePrivately(Path file, String text) {
        write(file, text.getBytes(StandardCharsets.UTF_8), true);
    }

    private static void write(Path file, byte[] bytes, boolean isPrivate) {
        try (OutputFile out = OutputFile.at(file, isPrivate)) {
            out.stream().write(bytes);
            out.finish();
        } catch (IOException e) {
            throw unwritten(file, e);
        }
    }

    /** What to throw where a file could not be written: whether its place is wrong, or the disk is full or fails. */
    public static RuntimeException unwritten(Path file, IOException e) {
        boolean isPlace = e instanceof FileSystemException;
        String reason = e instanceof FileSystemException failed ? failed.getReason() : e.getMessage();
        String why = reason == null ? e.getClass().getSimpleName() : reason;
        return isPlace && !OF_DISK.matcher(why).find()
                ? new InputException(Problem.of(file.toString(), "cannot be written: " + why))
                : new UnwrittenException(file.toString(), why);
    }
}
