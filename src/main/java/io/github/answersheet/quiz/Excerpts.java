package io.github.answersheet.quiz;

import io.github.answersheet.source.SourceText;

/** The first words of a block, for people to recognise it by. */
final class Excerpts {

    private static final int LENGTH = 60;

    private Excerpts() {}

    static String of(SourceText source, Block block) {
        return of(source.line(block.firstLine()).strip());
    }

    static String of(String text) {
        String line = text.replaceAll("\\s+", " ").strip();
        if (line.length() <= LENGTH) {
            return line;
        }
        int end = Character.isHighSurrogate(line.charAt(LENGTH - 2)) ? LENGTH - 2 : LENGTH - 1;
        return line.substring(0, end) + "…";
    }
}
