package io.github.answersheet.quiz;

import java.util.regex.Pattern;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;

/** The words of a node without their markup, on one line. Code blocks and HTML have none. */
public final class PlainText extends AbstractVisitor {

    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private final StringBuilder out = new StringBuilder();

    private PlainText() {}

    public static String of(Node node) {
        PlainText plain = new PlainText();
        node.accept(plain);
        String words = plain.out.toString();
        return (hasOddBlanks(words) ? BLANKS.matcher(words).replaceAll(" ") : words).strip();
    }

    // Few texts have others than single blanks.
    private static boolean hasOddBlanks(String words) {
        for (int i = 0; i < words.length(); i++) {
            char c = words.charAt(i);
            if (c >= '\t' && c <= '\r' || c == ' ' && i > 0 && words.charAt(i - 1) == ' ') {
                return true;
            }
        }
        return false;
    }

    @Override
    public void visit(Text node) {
        out.append(node.getLiteral());
    }

    @Override
    public void visit(Code node) {
        out.append('`').append(node.getLiteral()).append('`');
    }

    @Override
    public void visit(SoftLineBreak node) {
        out.append(' ');
    }

    @Override
    public void visit(HardLineBreak node) {
        out.append(' ');
    }

    @Override
    public void visit(Paragraph node) {
        visitChildren(node);
        out.append(' ');
    }
}
