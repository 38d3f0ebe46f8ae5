package io.github.answersheet.cli;

import io.github.answersheet.page.PictureFormat;
import io.github.answersheet.source.InputException;
import io.github.answersheet.source.OutputFile;
import io.github.answersheet.source.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a page and what belongs to it is written.
 *
 * @param page empty for stdout
 * @param stem its path without the ending; what belongs to it starts with that
 */
record PageFiles(Optional<Path> page, Path stem) {

    /**
     * @param output what the user gave with {@code -o}, or null
     * @throws InputException if the page would be the sheet itself
     */
    static PageFiles of(Path sheet, String output) {
        Path beside = sheet.resolveSibling(withoutEnding(sheet, ".md"));
        if (output == null ? Inputs.isStream(sheet) : output.equals(Inputs.DASH)) {
            return new PageFiles(Optional.empty(), beside);
        }
        if (output == null) {
            return named(beside);
        }
        Path path = Path.of(output);
        if (Files.isDirectory(path) || output.endsWith("/")) {
            if (Inputs.isStream(sheet)) {
                throw new InputException(Problem.of(
                        sheet.toString(),
                        "has no name that its page could have; name a file with -o, or - for stdout"));
            }
            return named(path.resolve(beside.getFileName()));
        }
        if (path.toAbsolutePath().normalize().equals(sheet.toAbsolutePath().normalize())) {
            throw new InputException(Problem.of(output, "is the sheet itself; name another file with -o"));
        }
        return new PageFiles(Optional.of(path), path.resolveSibling(withoutEnding(path, ".html")));
    }

    private static PageFiles named(Path stem) {
        return new PageFiles(Optional.of(stem.resolveSibling(stem.getFileName() + ".html")), stem);
    }

    private static String withoutEnding(Path path, String ending) {
        String name = path.getFileName().toString();
        return name.endsWith(ending) && name.length() > ending.length()
                ? name.substring(0, name.length() - ending.length())
                : name;
    }

    Path pictureFolder(PictureFormat format) {
        return with("-" + format.name().toLowerCase(Locale.ROOT));
    }

    /**
     * @throws InputException if the folder is a link
     */
    Path picture(PictureFormat format, String name) {
        Path folder = pictureFolder(format);
        return OutputFile.below(
                folder.resolveSibling(""), Path.of(folder.getFileName().toString(), name));
    }

    /** The sheet with pictures. */
    Path twin(PictureFormat format) {
        return with("-" + format.name().toLowerCase(Locale.ROOT) + ".md");
    }

    /**
     * Files that would be written besides the page.
     *
     * @param images null for none
     */
    Stream<Path> beside(PictureFormat images, boolean pdf) {
        return Stream.concat(Stream.ofNullable(images).map(this::twin), pdf ? Stream.of(pdf()) : Stream.empty());
    }

    Path pdf() {
        return with(".pdf");
    }

    private Path with(String end) {
        return stem.resolveSibling(stem.getFileName() + end);
    }
}
