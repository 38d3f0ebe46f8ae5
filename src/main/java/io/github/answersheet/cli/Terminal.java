package io.github.answersheet.cli;

import io.github.answersheet.source.VisibleText;
import java.io.PrintWriter;

/**
 * Where messages and listings go. Whatever stands in them, a quiz, a reply, a file name, an endpoint's words: it is shown, and
 * commands nothing. Only {@link #command} does.
 */
final class Terminal extends PrintWriter {

    // The first half of a character whose second half comes with the next piece.
    private String begun = "";

    Terminal(PrintWriter to) {
        super(to, true);
    }

    /** Sends characters that a terminal obeys. They must be the program's own. */
    void command(String sequence) {
        synchronized (lock) {
            super.write(sequence, 0, sequence.length());
        }
    }

    @Override
    public void write(String text, int offset, int length) {
        synchronized (lock) {
            String all = begun + text.substring(offset, offset + length);
            boolean isCut = !all.isEmpty() && Character.isHighSurrogate(all.charAt(all.length() - 1));
            begun = isCut ? all.substring(all.length() - 1) : "";
            String shown = VisibleText.of(isCut ? all.substring(0, all.length() - 1) : all);
            super.write(shown, 0, shown.length());
        }
    }

    @Override
    public void write(char[] characters, int offset, int length) {
        write(new String(characters, offset, length), 0, length);
    }

    @Override
    public void write(int character) {
        write(String.valueOf((char) character), 0, 1);
    }
}
