package io.github.answersheet.draft;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Words that only the program may say, because only it knows what was run. They are known by what a reader would see,
 * however they are written: in entities, in two lines, in HTML, as a link, in letters that only look alike.
 */
public final class OwnWords {

    private static final String NO_WORD = "[^\\p{L}\\p{N}]*";
    private static final String REST = "[^\\p{L}\\p{N}\\n]*";
    static final String COLON = "[:=;(\\uA789\\u02D0\\u2236\\u0589\\u05C3\\u205A\\u2013\\u2014]";
    private static final String BY_EXECUTION =
            "(?:" + Lookalike.pattern("verified") + "|" + Lookalike.pattern("compared") + "|"
                    + Lookalike.pattern("tried") + ")" + NO_WORD
                    + Lookalike.pattern("by") + NO_WORD + Lookalike.pattern("execution");
    private static final String COUNTED = "\\b(?:cases?|inputs?)\\b";
    private static final String NUMBER =
            "\\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen"
                    + "|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|dozen|hundred)\\b";
    private static final String OUTCOME = "\\b(?:pass(?:es|ed)?|fail(?:s|ed)?)\\b";
    // Who writes that something was verified by execution tells a story; figures, or nothing else, are a verdict.
    private static final Pattern PROOF = Pattern.compile(BY_EXECUTION + "(?:" + REST + "?" + COLON + "|" + REST
            + "\\p{N}|[^.\\n]{0,80}(?:" + COUNTED + "|" + NUMBER + "|" + OUTCOME + "))|(?<![^\\n])" + REST
            + BY_EXECUTION
            + REST + "(?![^\\n])|(?:\\p{N}|" + NUMBER + ")[^.\\n]{0,40}" + COUNTED + "[^.\\n]{0,40}" + BY_EXECUTION
            + "|" + Lookalike.pattern("tests") + NO_WORD + Lookalike.pattern("notice") + NO_WORD + "\\p{N}+" + NO_WORD
            + Lookalike.pattern("of") + NO_WORD + "\\p{N}+" + NO_WORD + Lookalike.pattern("changes")
            // Shown from right to left.
            + "|" + Lookalike.pattern("noitucexe") + NO_WORD + Lookalike.pattern("yb") + NO_WORD
            + "(?:" + Lookalike.pattern("deifirev") + "|" + Lookalike.pattern("deirt") + ")");
    // Whatever says so has these letters; looking for them alone takes far less time.
    private static final Pattern EXECUTE = Pattern.compile(Lookalike.pattern("xecu") + "|" + Lookalike.pattern("ucex"));
    // So far from its first letter its last one may be.
    private static final int FARTHEST = 16;
    // Who tells of tests has this word.
    private static final Pattern NOTICE = Pattern.compile(Lookalike.pattern("notice"));
    // A diagram has few words, and all of them are labels.
    private static final Pattern IN_DIAGRAM = Pattern.compile(BY_EXECUTION);
    private static final String CLAIMED = "claimed";
    private static final Set<String> PLAIN =
            Set.of("", "text", "txt", "plain", "plaintext", "console", "output", "log", "markdown", "md");
    private static final Pattern FENCE = Pattern.compile("`{3}|~{3}");
    private static final Pattern CODED = Pattern.compile("&?#(\\d{2,6});|&#[xX]([0-9a-fA-F]{2,6});|<[^<>\\n]*>");
    private static final Pattern OUTPUT = Pattern.compile(
            "output" + NO_WORD + "when" + NO_WORD + "it" + NO_WORD + "was" + NO_WORD + "run" + REST + "?" + COLON);
    private static final Pattern OUTPUT_PLAIN = Pattern.compile("(?i)output when it was run\\b");

    private OwnWords() {}

    /** A text of Markdown in which nobody says that cases were run. */
    public static String withoutProof(String markdown, RunWords runs) {
        String left = withoutProofInProse(RenderedText.of(markdown), markdown, runs);
        return FENCE.matcher(left).find()
                ? withoutProofInBlocks(left, SectionBody.of(left, runs).fences(), runs)
                : left;
    }

    /** A section's text in which only the program says what was printed, and nobody that cases were run. */
    public static String without(SectionBody body) {
        RenderedText rendered = RenderedText.of(body.text());
        String text = withoutOutput(rendered, body.text(), body.runs());
        if (!text.equals(body.text())) {
            return withoutProof(text, body.runs());
        }
        String left = withoutProofInProse(rendered, text, body.runs());
        return left.equals(text)
                ? withoutProofInBlocks(left, body.fences(), body.runs())
                : withoutProof(left, body.runs());
    }

    private static String withoutProofInProse(RenderedText rendered, String markdown, RunWords runs) {
        String left = mayTell(rendered.seen()) ? rendered.without(PROOF, Lookalike::isSeen) : markdown;
        Optional<Pattern> proofs = runs.proofs(rendered.seen());
        return proofs.isEmpty() ? left : RenderedText.of(left).without(proofs.get(), found -> true);
    }

    // Whoever tells of an execution has one letter that is rare; what stands around it decides.
    private static boolean mayTell(CharSequence seen) {
        Matcher execute = EXECUTE.matcher(seen);
        for (int i = 0; i < seen.length(); i++) {
            char letter = seen.charAt(i);
            if ((letter == 'x' || letter == Lookalike.ANY)
                    && execute.region(Math.max(0, i - FARTHEST), Math.min(seen.length(), i + FARTHEST))
                            .find()) {
                return true;
            }
        }
        return NOTICE.matcher(seen).find();
    }

    // Blocks of text lose the line; a diagram keeps its form, and what it says of a proof is called a claim.
    private static String withoutProofInBlocks(String markdown, List<FencedBlock> all, RunWords runs) {
        List<FencedBlock> fences = all.stream()
                .filter(block -> block.isDiagram() || PLAIN.contains(block.language()))
                .toList();
        if (fences.isEmpty()) {
            return markdown;
        }
        List<String> lines = new ArrayList<>(List.of(markdown.split("\n", -1)));
        for (FencedBlock block : fences) {
            int last = Math.min(lines.size(), block.lastLine() - (block.closed() ? 1 : 0));
            if (block.line() >= last) {
                continue;
            }
            List<String> inside = lines.subList(block.line(), last);
            String whole = String.join("\n", inside);
            StringBuilder seen = seen(whole, place -> {});
            Optional<Pattern> proofs = runs.proofs(seen);
            if (proofs.isPresent() && !block.isDiagram()) {
                inside.replaceAll(
                        line -> proofs.get().matcher(seen(line, place -> {})).find() ? null : line);
            }
            if (!mayTell(seen)) {
                continue;
            }
            if (block.isDiagram()) {
                // The lines of one label may be several.
                String shown = claimed(whole);
                Collections.fill(inside, null);
                inside.set(0, shown);
            } else {
                inside.replaceAll(line -> line == null || !found(PROOF, line).isEmpty() ? null : line);
            }
        }
        return lines.stream().filter(Objects::nonNull).collect(Collectors.joining("\n"));
    }

    private static String claimed(String diagram) {
        StringBuilder left = new StringBuilder();
        int from = 0;
        for (int[] found : found(IN_DIAGRAM, diagram)) {
            left.append(diagram, from, found[0]).append(CLAIMED);
            from = found[1];
        }
        return left.append(diagram.substring(from)).toString();
    }

    /** Where a reader sees some words in a text that is no Markdown: first and last index in it, the last exclusive. */
    private static List<int[]> found(Pattern words, String text) {
        List<int[]> places = new ArrayList<>();
        StringBuilder seen = seen(text, places::add);
        return words.matcher(seen)
                .results()
                .filter(match -> match.end() > match.start() && Lookalike.isSeen(match))
                .map(match -> new int[] {places.get(match.start())[0], places.get(match.end() - 1)[1]})
                .toList();
    }

    // What a reader sees of it. Told of the place of each letter of that: first and last index in the text, the last
    // exclusive.
    private static StringBuilder seen(String text, Consumer<int[]> places) {
        StringBuilder seen = new StringBuilder();
        Matcher coded = CODED.matcher(text);
        boolean isCoded = coded.find();
        for (int i = 0; i < text.length(); ) {
            int character = text.codePointAt(i);
            int next = i + Character.charCount(character);
            if (isCoded && coded.start() == i) {
                next = coded.end();
                character = coded.group(1) != null
                        ? Integer.parseInt(coded.group(1))
                        : coded.group(2) != null ? Integer.parseInt(coded.group(2), 16) : ' ';
                isCoded = coded.find();
            }
            int before = seen.length();
            if (Character.isValidCodePoint(character)) {
                Lookalike.add(character, seen);
            }
            for (int j = before; j < seen.length(); j++) {
                places.accept(new int[] {i, next});
            }
            i = next;
        }
        return seen;
    }

    private static String withoutOutput(RenderedText rendered, String markdown, RunWords runs) {
        String[] lines = runs.withoutOutput(rendered, markdown).split("\n", -1);
        for (int number : rendered.linesWith(OUTPUT, Lookalike::isSeen)) {
            String line = lines[number - 1];
            if (!runs.isOutput(line)) {
                String plain = OUTPUT_PLAIN.matcher(line).replaceAll("Output");
                lines[number - 1] = plain.equals(line) ? "Output:" : plain;
            }
        }
        return String.join("\n", lines);
    }
}
