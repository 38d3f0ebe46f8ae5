package io.github.answersheet.cli;

import io.github.answersheet.source.InputException;
import io.github.answersheet.source.OutputFile;
import io.github.answersheet.source.Problem;
import io.github.answersheet.source.TextFiles;
import io.github.answersheet.source.VisibleText;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** A test report in the form of JUnit, which build servers show: a suite for each sheet, a case for each answer. */
final class JUnitXml {

    private static final String IMPOSSIBLE = "[^\\x09\\x0A\\x20-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]";

    private final String name;
    private final List<Suite> suites = new ArrayList<>();

    /**
     * @param cases the failures of each; a case without one has passed
     * @param errors why there are no cases
     */
    private record Suite(String name, Map<String, List<String>> cases, List<String> errors) {

        long failures() {
            return cases.values().stream()
                    .filter(failures -> !failures.isEmpty())
                    .count();
        }
    }

    /**
     * Says before any work that a file is there which no such report is.
     *
     * @throws InputException if it is
     */
    static void refuse(Path file) {
        OutputFile.refuse(file);
        if (Files.isRegularFile(file) && !TextFiles.read(file).text().startsWith("<?xml")) {
            throw new InputException(
                    Problem.of("--junit " + file, "is there and is no test report; name another file"));
        }
    }

    JUnitXml(String name) {
        this.name = name;
    }

    /**
     * @param cases the failures of each, by its name
     */
    synchronized void add(String suite, Map<String, List<String>> cases) {
        suites.add(new Suite(suite, cases, List.of()));
    }

    /** A suite that could not be run. */
    synchronized void error(String suite, String why) {
        suites.add(new Suite(suite, Map.of(), List.of(why)));
    }

    synchronized String text() {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            line(xml);
            xml.writeStartElement("testsuites");
            xml.writeAttribute("name", "answersheet " + name);
            line(xml);
            for (Suite suite : suites) {
                suite(xml, suite);
            }
            xml.writeEndElement();
            line(xml);
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
        return text.toString();
    }

    private static void suite(XMLStreamWriter xml, Suite suite) throws XMLStreamException {
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", visible(suite.name()));
        xml.writeAttribute(
                "tests", Integer.toString(suite.cases().size() + suite.errors().size()));
        xml.writeAttribute("failures", Long.toString(suite.failures()));
        xml.writeAttribute("errors", Integer.toString(suite.errors().size()));
        line(xml);
        for (Map.Entry<String, List<String>> test : suite.cases().entrySet()) {
            test(xml, suite, test.getKey(), "failure", test.getValue());
        }
        for (String error : suite.errors()) {
            test(xml, suite, "sheet", "error", List.of(error));
        }
        xml.writeEndElement();
        line(xml);
    }

    private static void test(XMLStreamWriter xml, Suite suite, String name, String kind, List<String> messages)
            throws XMLStreamException {
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", visible(suite.name()));
        xml.writeAttribute("name", visible(name));
        if (!messages.isEmpty()) {
            xml.writeStartElement(kind);
            xml.writeAttribute("message", visible(messages.get(0)));
            xml.writeCharacters(visible(String.join("\n", messages)));
            xml.writeEndElement();
        }
        xml.writeEndElement();
        line(xml);
    }

    private static void line(XMLStreamWriter xml) throws XMLStreamException {
        xml.writeCharacters("\n");
    }

    // XML has no place for some characters.
    private static String visible(String text) {
        return VisibleText.of(text).replaceAll(IMPOSSIBLE, "\uFFFD");
    }
}
