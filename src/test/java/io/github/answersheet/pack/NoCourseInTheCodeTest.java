package io.github.answersheet.pack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.answersheet.cli.Main;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The compiled program has no label and no theme of any course: these are data of the packs. */
class NoCourseInTheCodeTest {

    // Words that are an everyday word of this program as well stand for something else there.
    private static final int WORDS_THAT_NAME_SOMETHING = 2;

    @Test
    void noTextOfTheProgramHasALabelOrThemeOfAPack() throws Exception {
        List<Pattern> wanted = new ArrayList<>();
        for (String pack : Packs.SHIPPED) {
            for (String name : namesOf(Packs.read(pack))) {
                wanted.add(
                        name.split(" ").length >= WORDS_THAT_NAME_SOMETHING
                                ? Pattern.compile("\\b" + Pattern.quote(name) + "\\b")
                                : Pattern.compile("\\*\\*" + Pattern.quote(name) + ":\\*\\*"));
            }
        }
        assertTrue(wanted.size() > 30, "the packs have labels");
        List<String> found = new ArrayList<>();
        int texts = 0;
        for (Path file : classes()) {
            for (String text : texts(Files.readAllBytes(file))) {
                texts++;
                for (Pattern name : wanted) {
                    if (name.matcher(text).find()) {
                        found.add(file.getFileName() + ": " + text);
                    }
                }
            }
        }
        assertTrue(texts > 1000, "texts were read");
        assertEquals(List.of(), found);
    }

    @Test
    void noTextOfTheProgramNamesTheTradeOfACourse() throws Exception {
        Pattern trade = Pattern.compile("\\bSREs?\\b|site reliability", Pattern.CASE_INSENSITIVE);
        List<String> found = new ArrayList<>();
        for (Path file : classes()) {
            for (String text : texts(Files.readAllBytes(file))) {
                // The name of the pack that is used when none is named.
                if (trade.matcher(text).find() && !text.contains(Packs.DEFAULT)) {
                    found.add(file.getFileName() + ": " + text);
                }
            }
        }
        assertEquals(List.of(), found);
    }

    private static Set<String> namesOf(Pack pack) {
        Set<String> names = new TreeSet<>(pack.knownLabels());
        pack.themes().forEach(themes -> names.addAll(themes.words().keySet()));
        pack.closing().forEach(part -> names.add(part.heading()));
        names.add(pack.title());
        return names;
    }

    private static List<Path> classes() throws Exception {
        Path root = Path.of(
                Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        assertTrue(Files.isDirectory(root), "compiled classes in a folder");
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".class")).toList();
        }
    }

    // The constant pool of a class file, of which only texts matter.
    private static List<String> texts(byte[] type) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(type));
        in.skipBytes(8);
        int count = in.readUnsignedShort();
        List<String> texts = new ArrayList<>();
        for (int i = 1; i < count; i++) {
            int tag = in.readUnsignedByte();
            switch (tag) {
                case 1 -> texts.add(in.readUTF());
                case 3, 4, 9, 10, 11, 12, 17, 18 -> in.skipBytes(4);
                case 5, 6 -> {
                    in.skipBytes(8);
                    i++;
                }
                case 7, 8, 16, 19, 20 -> in.skipBytes(2);
                case 15 -> in.skipBytes(3);
                default -> throw new IOException("unknown tag " + tag);
            }
        }
        return texts;
    }
}
