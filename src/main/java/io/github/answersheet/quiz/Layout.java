package io.github.answersheet.quiz;

import io.github.answersheet.source.SourceText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A quiz with its containers taken off: what stands in them stands at the margin, line by line at the same place, so that it
 * reads as the Markdown that it is; and what the containers were.
 *
 * @param view the lines as they read without containers; the same lines have the same numbers
 * @param containers in the order in which they open
 * @param titles lines that read as headings here though their author did not mark them
 * @param innermost the place of the innermost container of each line, -1 for none; the line's number is the index
 */
record Layout(SourceText view, List<Container> containers, Set<Integer> titles, int[] innermost) {

    Layout {
        containers = List.copyOf(containers);
        titles = Set.copyOf(titles);
    }

    /**
     * @param source the quiz
     * @param skip how many lines at its beginning are no Markdown
     */
    static Layout of(SourceText source, int skip) {
        return new Scan(source).read(skip);
    }

    /** The container of that role that holds the line, the outermost if several do. */
    Optional<Container> around(int line, Container.Role role) {
        Optional<Container> found = Optional.empty();
        for (int i = innermost[line]; i >= 0; i = containers.get(i).parent()) {
            if (containers.get(i).is(role)) {
                found = Optional.of(containers.get(i));
            }
        }
        return found;
    }

    /** Whether the line stands in what says something about the file. */
    boolean isAside(int line) {
        return around(line, Container.Role.ASIDE).isPresent();
    }

    /** The innermost container that holds the line and asks. */
    Optional<Container> asking(int line) {
        for (int i = innermost[line]; i >= 0; i = containers.get(i).parent()) {
            if (containers.get(i).is(Container.Role.QUESTION)) {
                return Optional.of(containers.get(i));
            }
        }
        return Optional.empty();
    }

    /** Whether the line stands in an answer, a hint or a comment. */
    boolean hides(int line) {
        for (int i = innermost[line]; i >= 0; i = containers.get(i).parent()) {
            Container.Role role = containers.get(i).role();
            if (role == Container.Role.ANSWER || role == Container.Role.HINT || role == Container.Role.COMMENT) {
                return true;
            }
        }
        return false;
    }

    /** Containers that open in these lines, in order. */
    List<Container> openingIn(int first, int last) {
        int low = 0;
        int high = containers.size();
        while (low < high) {
            int middle = (low + high) / 2;
            if (containers.get(middle).firstLine() < first) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        List<Container> found = new ArrayList<>();
        for (int i = low; i < containers.size() && containers.get(i).firstLine() <= last; i++) {
            found.add(containers.get(i));
        }
        return found;
    }

    /** Whether a container of that role stands inside the other. */
    boolean holds(Container outer, Container.Role role) {
        return openingIn(outer.firstLine(), outer.lastLine()).stream()
                .anyMatch(c -> c != outer && c.is(role) && c.lastLine() <= outer.lastLine());
    }

    /** Walks through the lines once. */
    private static final class Scan {

        private static final int DEEPEST = 30;

        private static final Pattern FENCE =
                Pattern.compile("\\s*(?:(?:[-*+]|\\d{1,9}[.)])\\s{1,8})*(?<mark>`{3,}|~{3,})(?<info>.*)");
        private static final Pattern DIRECTIVE = Pattern.compile("\\{(?<word>[a-z][\\w:-]*)\\}\\s*(?<title>.*)");
        private static final Pattern DIRECTIVE_OPTION = Pattern.compile("\\s*:[\\w-]+:.*");
        private static final Pattern COLONS = Pattern.compile(
                "\\s*(?<mark>:{3,})\\s*(?:\\{(?<braced>[^}]*)\\}|(?<word>[\\p{L}][\\p{L}\\w-]*)(?:\\{(?<more>[^}]*)\\}|\\[(?<label>[^\\]]*)\\])?)?\\s*(?<title>.*?)\\s*:*\\s*");
        private static final Pattern ADMONITION = Pattern.compile(
                "(?<indent>\\s*)(?:!!!|\\?\\?\\?)(?<fold>[+-]?)\\s*(?<word>[\\p{L}][\\p{L}\\w -]*?)?\\s*(?:\"(?<title>[^\"]*(?:\\\\\"[^\"]*)*)\")?\\s*");
        private static final Pattern TAB = Pattern.compile("(?<indent>\\s*)===[!+]?\\s+\"(?<title>[^\"]*)\"\\s*");
        private static final Pattern CALLOUT = Pattern.compile(
                "\\s{0,3}>\\s{0,3}\\[!(?<word>[\\p{L}\\w -]+)(?:\\|[^\\]]*)?\\](?<fold>[+-]?)\\s*(?<title>.*)");
        private static final Pattern CLASS_LINE = Pattern.compile("\\s*\\{:\\s*\\.(?<word>[\\w-]+)[^}]*\\}\\s*");
        private static final Pattern LIQUID =
                Pattern.compile("\\s*\\{%-?\\s*(?<word>\\w+)\\s*(?<title>[^%]*?)\\s*-?%\\}\\s*");
        private static final Pattern SHORTCODE = Pattern.compile(
                "\\s*\\{\\{[<%]\\s*(?<close>/?)\\s*(?<word>[\\w/-]+)\\s*(?<title>[^>%]*?)\\s*[>%]\\}\\}\\s*");
        private static final Pattern QUOTED = Pattern.compile("\\s{0,3}>\\s?(.*)");
        private static final Pattern TAG = Pattern.compile(
                "<(?<close>/?)(?<name>details|summary)\\b[^>]{0,1000}>|(?<comment><!--)", Pattern.CASE_INSENSITIVE);
        private static final Pattern ATTRIBUTE = Pattern.compile("(?:title|summary|name)\\s*=\\s*\"([^\"]*)\"");
        private static final Pattern HEADING = Pattern.compile("\\s{0,3}#{1,6}\\s.*");
        private static final Pattern TAGS = Pattern.compile("<[^>]{0,1000}>");
        private static final Pattern LATER_ITEM = Pattern.compile("(?!1[.)])\\d{1,3}[.)]\\s+\\S");
        private static final Pattern TITLE = Pattern.compile("\\p{Lu}[^.?!:;|<>#*_`]{2,60}");
        private static final int LONGEST_SUMMARY = 30;

        private final SourceText source;
        private final int lines;
        private final String[] view;
        private final int[] innermost;
        private final List<Container> found = new ArrayList<>();
        private final Set<Integer> titles = new HashSet<>();
        private final List<Open> open = new ArrayList<>();
        private final int[] nextTag;
        private final int[] lastFence;

        private String fence = "";

        /** A container that is not closed yet. */
        private static final class Open {
            private final Container.Kind kind;
            private final int place;
            private final int indent;
            private final String mark;

            Open(Container.Kind kind, int place, int indent, String mark) {
                this.kind = kind;
                this.place = place;
                this.indent = indent;
                this.mark = mark;
            }
        }

        Scan(SourceText source) {
            this.source = source;
            this.lines = source.lineCount();
            this.view = new String[lines + 1];
            this.innermost = new int[lines + 2];
            this.nextTag = new int[lines + 2];
            this.lastFence = new int[2];
        }

        Layout read(int skip) {
            Arrays.fill(innermost, -1);
            lookAhead();
            for (int line = 1; line <= lines; line++) {
                if (line <= skip) {
                    view[line] = "";
                } else {
                    line = read(line, source.line(line));
                }
            }
            while (!open.isEmpty()) {
                close(lines);
            }
            List<Container> roles = withRoles();
            for (int i = 0; i < roles.size(); i++) {
                Container container = roles.get(i);
                for (int line = container.contentLine(); line <= Math.min(container.lastLine(), lines); line++) {
                    innermost[line] = i;
                }
            }
            String text = String.join("\n", Arrays.asList(view).subList(1, lines + 1));
            return new Layout(SourceText.of(source.name(), text), roles, titles, innermost);
        }

        // For each line the next one with a tag of details, closing ones negative; and where the last fences stand.
        private void lookAhead() {
            Pattern tag = Pattern.compile("<(/?)details\\b", Pattern.CASE_INSENSITIVE);
            for (int line = lines; line >= 1; line--) {
                String text = source.line(line);
                Matcher details = tag.matcher(text);
                nextTag[line] = details.find() ? (details.group(1).isEmpty() ? line : -line) : nextTag[line + 1];
                int start = 0;
                while (start < text.length() && " \t>".indexOf(text.charAt(start)) >= 0) {
                    start++;
                }
                String bare = text.substring(start);
                if (lastFence[0] == 0 && bare.startsWith("```")) {
                    lastFence[0] = line;
                }
                if (lastFence[1] == 0 && bare.startsWith("~~~")) {
                    lastFence[1] = line;
                }
            }
        }

        /** Reads a line and returns the last line that was read with it. */
        private int read(int number, String whole) {
            String text = insideOpen(number, whole);
            if (!fence.isEmpty()) {
                view[number] = text;
                Matcher end = FENCE.matcher(text);
                if (end.matches()
                        && end.group("info").isBlank()
                        && end.group("mark").startsWith(fence)
                        && text.strip().startsWith(fence.substring(0, 1))) {
                    fence = "";
                }
                return number;
            }
            Matcher opens = FENCE.matcher(text);
            if (opens.matches()
                    && !(opens.group("mark").startsWith("`")
                            && opens.group("info").contains("`"))) {
                return fence(number, text, opens);
            }
            if (open.size() < DEEPEST && (starts(number, text) || startsQuote(number, text))) {
                return number;
            }
            if (open.size() > 0 && HEADING.matcher(text).matches()) {
                endUnclosedDetails(number);
            }
            return tags(number, text);
        }

        // Takes off what the open containers put before a line; those that it does not go on with end.
        private String insideOpen(int number, String whole) {
            String text = whole;
            for (int i = 0; i < open.size(); i++) {
                Open container = open.get(i);
                boolean quote = container.kind == Container.Kind.CALLOUT || container.kind == Container.Kind.QUOTE;
                boolean indented = container.kind == Container.Kind.ADMONITION || container.kind == Container.Kind.TAB;
                Matcher quoted = quote ? QUOTED.matcher(text) : null;
                if (quote && quoted.matches()) {
                    text = quoted.group(1);
                } else if (indented && !text.isBlank() && Indentation.of(text) >= container.indent) {
                    text = without(text, container.indent);
                } else if (quote || (indented && !text.isBlank())) {
                    fence = "";
                    while (open.size() > i) {
                        close(number - 1);
                    }
                }
            }
            return text;
        }

        private static String without(String text, int indent) {
            // The mark's own indentation stays: it says which list item the content belongs to.
            int outer = Math.max(0, indent - 4);
            return " ".repeat(outer) + Indentation.strip(text, indent);
        }

        private int fence(int number, String text, Matcher opens) {
            String mark = opens.group("mark");
            boolean colonless = number < lastFence[mark.charAt(0) == '`' ? 0 : 1];
            Open innermostOpen = open.isEmpty() ? null : open.get(open.size() - 1);
            if (innermostOpen != null
                    && innermostOpen.kind == Container.Kind.DIRECTIVE
                    && opens.group("info").isBlank()
                    && mark.startsWith(innermostOpen.mark)) {
                view[number] = "";
                close(number);
                return number;
            }
            Matcher directive = DIRECTIVE.matcher(opens.group("info").strip());
            if (directive.matches() && isKnown(directive.group("word")) && colonless && open.size() < DEEPEST) {
                start(
                        number,
                        Container.Kind.DIRECTIVE,
                        directive.group("word"),
                        directive.group("title"),
                        false,
                        0,
                        mark);
                view[number] = "";
                return directiveOptions(number);
            }
            // A fence that nothing closes is no reason to read the rest as code.
            fence = colonless ? mark : "";
            view[number] = text;
            return number;
        }

        private int directiveOptions(int number) {
            int line = number;
            while (line < lines
                    && DIRECTIVE_OPTION.matcher(source.line(line + 1)).matches()) {
                line++;
                view[line] = "";
            }
            return line;
        }

        private static boolean isKnown(String word) {
            String plain = Words.plain(word);
            return Words.has("container-question", plain)
                    || Words.has("container-answer", plain)
                    || Words.has("container-hint", plain)
                    || Words.has("container-neutral", plain);
        }

        private boolean starts(int number, String text) {
            String bare = text.strip();
            if (bare.startsWith(":::")) {
                return colons(number, text);
            }
            if (bare.startsWith("!!!") || bare.startsWith("???")) {
                Matcher mark = ADMONITION.matcher(text);
                if (mark.matches() && (mark.group("word") != null || mark.group("title") != null)) {
                    int indent = Indentation.of(text) + 4;
                    String title = mark.group("title") == null ? "" : mark.group("title");
                    boolean folds = bare.startsWith("???");
                    start(number, Container.Kind.ADMONITION, mark.group("word"), title, folds, indent, "");
                    view[number] = "";
                    return true;
                }
            }
            if (bare.startsWith("===")) {
                Matcher tab = TAB.matcher(text);
                if (tab.matches()) {
                    start(number, Container.Kind.TAB, "tab", tab.group("title"), false, Indentation.of(text) + 4, "");
                    view[number] = "";
                    return true;
                }
            }
            if (bare.startsWith(">")) {
                Matcher callout = CALLOUT.matcher(text);
                if (callout.matches()) {
                    boolean folds = callout.group("fold").equals("-");
                    start(number, Container.Kind.CALLOUT, callout.group("word"), callout.group("title"), folds, 0, "");
                    view[number] = "";
                    return true;
                }
            }
            return bare.startsWith("{") && shortcode(number, text);
        }

        private boolean colons(int number, String text) {
            Matcher mark = COLONS.matcher(text);
            if (!mark.matches()) {
                return false;
            }
            String braced = mark.group("braced");
            String word = mark.group("word") != null ? mark.group("word") : braced;
            String title = mark.group("title");
            view[number] = "";
            if (word == null || word.isBlank() && title.isBlank()) {
                if (title.isBlank()) {
                    closeInnermost(Container.Kind.COLONS, number);
                    return true;
                }
                word = "";
            }
            if (braced != null && (braced.contains(".") || braced.contains("="))) {
                Matcher attribute = ATTRIBUTE.matcher(braced);
                title = attribute.find() ? attribute.group(1) : title;
                Matcher first = Pattern.compile("\\.([\\w-]+)").matcher(braced);
                word = first.find() ? first.group(1) : "";
            }
            if (mark.group("label") != null) {
                title = mark.group("label");
            }
            boolean folds = (braced != null && braced.contains("collapse=\"true\"")) || word.equals("details");
            start(number, Container.Kind.COLONS, word.replaceFirst("^callout-", ""), title, folds, 0, "");
            return true;
        }

        private boolean shortcode(int number, String text) {
            Matcher liquid = LIQUID.matcher(text);
            Matcher hugo = SHORTCODE.matcher(text);
            if (liquid.matches()) {
                String word = liquid.group("word");
                boolean closes = word.startsWith("end");
                return shortcode(number, closes ? word.substring(3) : word, liquid.group("title"), closes);
            }
            return hugo.matches()
                    && shortcode(
                            number,
                            hugo.group("word"),
                            hugo.group("title"),
                            !hugo.group("close").isEmpty());
        }

        private boolean shortcode(int number, String word, String title, boolean closes) {
            if (!isKnown(word)) {
                return false;
            }
            view[number] = "";
            if (closes) {
                closeInnermost(Container.Kind.SHORTCODE, number);
            } else {
                Matcher attribute = ATTRIBUTE.matcher(title);
                String named = attribute.find()
                        ? attribute.group(1)
                        : title.replaceAll("^\"|\"$|\\w+=\\S*", "").strip();
                start(number, Container.Kind.SHORTCODE, word, named, true, 0, "");
            }
            return true;
        }

        // "> ## Solution" with "{: .solution}" behind it.
        private boolean startsQuote(int number, String text) {
            if (!text.stripLeading().startsWith(">")) {
                return false;
            }
            int depth = depth(source.line(number));
            if (number > 1 && depth(source.line(number - 1)) >= depth && !opensAt(number - 1)) {
                return false;
            }
            int line = number;
            while (line < lines && depth(source.line(line + 1)) >= depth) {
                line++;
            }
            Matcher named = line < lines
                    ? CLASS_LINE.matcher(source.line(line + 1).replaceFirst("^(?:\\s{0,3}>\\s?)*", ""))
                    : null;
            if (named == null || !named.matches() || depth(source.line(line + 1)) != depth - 1) {
                return false;
            }
            String words = QUOTED.matcher(text).replaceFirst("$1").strip();
            boolean titled = HEADING.matcher(words).matches() && words.strip().startsWith("#");
            String title = titled ? HeadingLine.words(words) : "";
            start(number, Container.Kind.QUOTE, named.group("word"), title, false, 0, "");
            view[number] = titled ? "" : words;
            view[line + 1] = "";
            return true;
        }

        private boolean opensAt(int number) {
            return !found.isEmpty() && found.get(found.size() - 1).firstLine() == number;
        }

        private static int depth(String line) {
            int depth = 0;
            for (int i = 0; i < line.length() && depth < 6; i++) {
                char c = line.charAt(i);
                if (c == '>') {
                    depth++;
                } else if (c != ' ') {
                    break;
                }
            }
            return depth;
        }

        // An element that is never closed ends before the next heading.
        private void endUnclosedDetails(int number) {
            Open last = open.get(open.size() - 1);
            if (last.kind == Container.Kind.DETAILS && nextTag[number] >= 0) {
                close(number - 1);
            }
        }

        private int tags(int number, String text) {
            if (CLASS_LINE.matcher(text).matches()) {
                view[number] = "";
                return number;
            }
            if (text.indexOf('<') < 0) {
                view[number] = text;
                if (endsAtNumber(number, text)) {
                    titles.add(number);
                    view[number] = "###### " + text.strip();
                }
                return number;
            }
            StringBuilder out = new StringBuilder();
            StringBuilder inside = null;
            int shared = -1;
            int at = 0;
            int line = number;
            String rest = text;
            CodeSpans code = new CodeSpans(rest);
            boolean endless = false;
            boolean unclosed = false;
            Matcher tag = TAG.matcher(rest);
            while (tag.find(at)) {
                if (code.holds(tag.start())) {
                    (inside == null ? out : inside).append(rest, at, tag.end());
                    at = tag.end();
                    continue;
                }
                (inside == null ? out : inside).append(rest, at, tag.start());
                at = tag.end();
                if (tag.group("comment") != null) {
                    int end = endless ? -1 : rest.indexOf("-->", at);
                    endless = end < 0;
                    if (end >= 0) {
                        comment(number, out, rest.substring(at, end), rest.substring(end + 3));
                        at = end + 3;
                        continue;
                    }
                    int last = endOfComment(line);
                    if (last < 0) {
                        out.append("<!--");
                        continue;
                    }
                    String body = rest.substring(at) + "\n" + source.lines(line + 1, last);
                    int close = body.indexOf("-->");
                    int first = out.toString().isBlank() ? number : number + 1;
                    add(Container.Kind.COMMENT, "", "", false, number, first, last, body.substring(0, close));
                    view[number] = out.toString();
                    for (int l = number + 1; l <= last; l++) {
                        view[l] = "";
                    }
                    return last;
                }
                boolean details = tag.group("name").equalsIgnoreCase("details");
                boolean closes = !tag.group("close").isEmpty();
                if (details && !closes && open.size() < DEEPEST) {
                    boolean isShared = !TAGS.matcher(out).replaceAll("").isBlank() && inside == null;
                    start(number, Container.Kind.DETAILS, "", "", true, 0, "");
                    if (isShared) {
                        shared = found.size() - 1;
                        inside = new StringBuilder();
                    }
                } else if (details && closes) {
                    closeInnermost(Container.Kind.DETAILS, line);
                } else if (!details && !closes && !unclosed) {
                    int close = indexOfClose(rest, at);
                    unclosed = close < 0;
                    int until = line;
                    StringBuilder words = new StringBuilder();
                    if (close < 0) {
                        words.append(rest, at, rest.length()).append(' ');
                        while (close < 0
                                && until < Math.min(lines, line + LONGEST_SUMMARY)
                                && !source.line(until + 1).contains("<details")) {
                            until++;
                            rest = source.line(until);
                            close = indexOfClose(rest, 0);
                            words.append(close < 0 ? rest : rest.substring(0, close))
                                    .append(' ');
                            view[until] = "";
                        }
                        if (close < 0) {
                            rest = source.line(line);
                            words.setLength(0);
                            until = line;
                        }
                    } else {
                        words.append(rest, at, close);
                    }
                    title(TAGS.matcher(words)
                            .replaceAll("")
                            .replaceAll("\\s+", " ")
                            .strip());
                    if (close >= 0) {
                        at = close + "</summary>".length();
                        if (until > line) {
                            view[number] = out.toString();
                            number = until;
                            line = until;
                            out.setLength(0);
                        }
                        at = Math.min(at, rest.length());
                        code = new CodeSpans(rest);
                        unclosed = false;
                        tag = TAG.matcher(rest);
                    }
                }
            }
            (inside == null ? out : inside).append(rest, Math.min(at, rest.length()), rest.length());
            view[number] = out.toString();
            if (shared >= 0) {
                Container container = found.get(shared);
                found.set(
                        shared,
                        new Container(
                                container.kind(),
                                container.role(),
                                container.title(),
                                container.word(),
                                true,
                                container.firstLine(),
                                container.firstLine() + 1,
                                container.lastLine(),
                                inside.toString().strip(),
                                container.parent()));
            }
            return number;
        }

        // "Medium" right above "6. What …": a list that does not start with 1 cannot end a paragraph, so that for
        // Markdown the
        // line above would be one with all of its items. It is their title.
        private boolean endsAtNumber(int number, String text) {
            return number < lines
                    && LATER_ITEM.matcher(source.line(number + 1)).lookingAt()
                    && TITLE.matcher(text).matches()
                    && (number == 1 || source.line(number - 1).isBlank());
        }

        private static int indexOfClose(String text, int from) {
            int at = text.indexOf("</summary>", from);
            return at >= 0 ? at : text.indexOf("</SUMMARY>", from);
        }

        /** The code spans of a line; asked from left to right. */
        private static final class CodeSpans {
            private final String text;
            private final int last;
            private int at;
            private boolean inside;

            CodeSpans(String text) {
                this.text = text;
                this.last = text.lastIndexOf('`');
            }

            boolean holds(int position) {
                for (; at < position; at++) {
                    inside ^= text.charAt(at) == '`';
                }
                return inside && last >= position;
            }
        }

        private void comment(int number, StringBuilder before, String words, String after) {
            boolean alone = TAGS.matcher(before).replaceAll("").isBlank() && after.isBlank();
            add(Container.Kind.COMMENT, "", "", false, number, alone ? number : number + 1, number, words);
            boolean marks = Words.has("right", Words.plain(words)) || Words.has("right", words.strip());
            if (marks && Choices.read(before.toString(), number).isPresent()) {
                before.append(" \u2713");
            }
        }

        private int lastComment = -2;

        private int endOfComment(int line) {
            if (lastComment == -2) {
                lastComment = source.text().lastIndexOf("-->");
                lastComment =
                        lastComment < 0 ? -1 : source.position(lastComment).line();
            }
            if (lastComment < line) {
                return -1;
            }
            for (int l = line + 1; l <= lastComment; l++) {
                if (source.line(l).contains("-->")) {
                    return l;
                }
            }
            return -1;
        }

        private void title(String words) {
            for (int i = open.size() - 1; i >= 0; i--) {
                if (open.get(i).kind == Container.Kind.DETAILS) {
                    int place = open.get(i).place;
                    Container c = found.get(place);
                    found.set(
                            place,
                            new Container(
                                    c.kind(),
                                    c.role(),
                                    words,
                                    c.word(),
                                    c.folds(),
                                    c.firstLine(),
                                    c.contentLine(),
                                    c.lastLine(),
                                    c.inline(),
                                    c.parent()));
                    return;
                }
            }
        }

        private void start(
                int number, Container.Kind kind, String word, String title, boolean folds, int indent, String mark) {
            add(kind, word == null ? "" : Words.plain(word), title.strip(), folds, number, number, lines, "");
            open.add(new Open(kind, found.size() - 1, indent, mark));
        }

        private void add(
                Container.Kind kind,
                String word,
                String title,
                boolean folds,
                int first,
                int content,
                int last,
                String inline) {
            int parent = open.isEmpty() ? -1 : open.get(open.size() - 1).place;
            Container.Role role = kind == Container.Kind.COMMENT ? Container.Role.COMMENT : Container.Role.NEUTRAL;
            found.add(new Container(kind, role, title, word, folds, first, content, last, inline, parent));
        }

        private void closeInnermost(Container.Kind kind, int line) {
            for (int i = open.size() - 1; i >= 0; i--) {
                if (open.get(i).kind == kind) {
                    while (open.size() > i) {
                        close(line);
                    }
                    return;
                }
            }
        }

        private void close(int line) {
            Open last = open.remove(open.size() - 1);
            Container c = found.get(last.place);
            found.set(
                    last.place,
                    new Container(
                            c.kind(),
                            c.role(),
                            c.title(),
                            c.word(),
                            c.folds(),
                            c.firstLine(),
                            c.contentLine(),
                            Math.max(line, c.firstLine()),
                            c.inline(),
                            c.parent()));
        }

        private List<Container> withRoles() {
            List<Container> roles = new ArrayList<>();
            for (Container c : found) {
                boolean comment = c.kind() == Container.Kind.COMMENT;
                roles.add(comment ? c : c.withRole(Container.roleOf(c.kind(), c.word(), c.title(), c.folds())));
            }
            letMostAsk(roles);
            if (roles.stream().anyMatch(c -> c.is(Container.Role.ASIDE))) {
                roles.replaceAll(
                        c -> Words.has("container-aside-beside", c.word()) ? c.withRole(Container.Role.ASIDE) : c);
            }
            for (int i = 0; i < roles.size(); i++) {
                Container c = roles.get(i);
                // What holds answers of its own is a fold around questions.
                int parent = c.parent();
                if (parent >= 0
                        && (c.is(Container.Role.ANSWER) || c.is(Container.Role.QUESTION))
                        && roles.get(parent).is(Container.Role.ANSWER)
                        && roles.get(parent).kind() == Container.Kind.DETAILS
                        && Matter.of(roles.get(parent).title()) != Matter.ANSWERS) {
                    roles.set(parent, roles.get(parent).withRole(Container.Role.NEUTRAL));
                }
            }
            return Collections.unmodifiableList(roles);
        }

        // Where most summaries ask, the others do so too, in words that cannot be told from a topic.
        private static void letMostAsk(List<Container> roles) {
            List<Integer> details = new ArrayList<>();
            int asking = 0;
            for (int i = 0; i < roles.size(); i++) {
                if (roles.get(i).kind() == Container.Kind.DETAILS
                        && roles.get(i).parent() < 0) {
                    details.add(i);
                    asking += roles.get(i).is(Container.Role.QUESTION) ? 1 : 0;
                }
            }
            if (asking > 2 && asking * 2 > details.size()) {
                for (int i : details) {
                    if (Matter.of(roles.get(i).title()) == Matter.OTHER
                            && !roles.get(i).title().isEmpty()) {
                        roles.set(i, roles.get(i).withRole(Container.Role.QUESTION));
                    }
                }
            }
        }
    }
}
