package io.github.answersheet.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/** A text that comes with the program, on the class path. */
public record Resource(String text) {

    /**
     * @param name in the package of the owner, or from the root if it begins with a slash
     * @throws IllegalStateException if there is none
     */
    public static Resource of(Class<?> owner, String name) {
        try (InputStream in = owner.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("not on the class path: " + name);
            }
            return new Resource(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The lines of a list that are no comment. */
    public List<String> entries() {
        return text.lines().filter(line -> !line.startsWith("#")).toList();
    }

    /** The words of a list, of which a line has several. */
    public List<String> words() {
        return entries().stream().flatMap(line -> Stream.of(line.split(" "))).toList();
    }

    /** A value of a Java properties file; null if it has none. */
    public String property(String key) {
        try {
            Properties properties = new Properties();
            properties.load(new StringReader(text));
            return properties.getProperty(key);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
