package io.github.answersheet.quiz;

import io.github.answersheet.source.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A table whose rows are questions.
 *
 * @param rows in order
 */
record QuestionTable(List<Row> rows) {

    private static final Pattern LINK = Pattern.compile("!?\\[[^\\]]*\\]\\([^)]*\\)");
    private static final Pattern BARS = Pattern.compile("(?<!\\\\)\\|");
    private static final Pattern NUMBER =
            Pattern.compile("(?:#|no|nr|number|id|s no|sr no|q no|nummer|n|№|q|序号|编号|番号)?");
    private static final Pattern OPTION =
            Pattern.compile("(?:option |choice |answer |antwort |opción |вариант )?([a-h])");

    /**
     * One row.
     *
     * @param label its number, possibly empty
     * @param text the question
     * @param choices its options, if the table has columns for them
     * @param key its answer, possibly empty
     * @param line where it stands
     */
    record Row(String label, String text, List<Choice> choices, String key, int line) {}

    static Optional<QuestionTable> of(SourceText source, Block table) {
        List<String> header = cells(source.line(table.firstLine()));
        List<Integer> lines = new ArrayList<>();
        for (int line = table.firstLine() + 2; line <= table.lastLine(); line++) {
            lines.add(line);
        }
        List<List<String>> body = lines.stream().map(l -> cells(source.line(l))).toList();
        int asks = asking(header, body);
        if (asks < 0) {
            return Optional.empty();
        }
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < body.size(); i++) {
            List<String> cells = body.get(i);
            if (asks < cells.size() && !cells.get(asks).isBlank()) {
                rows.add(row(header, cells, asks, lines.get(i)));
            }
        }
        return rows.isEmpty() ? Optional.empty() : Optional.of(new QuestionTable(List.copyOf(rows)));
    }

    private static Row row(List<String> header, List<String> cells, int asks, int line) {
        String label = "";
        StringBuilder key = new StringBuilder();
        List<Choice> choices = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            String head = i < header.size() ? Words.plain(header.get(i)) : "";
            var option = OPTION.matcher(head);
            if (i == asks || cells.get(i).isBlank()) {
                continue;
            } else if (option.matches()) {
                choices.add(new Choice(Letters.latin(option.group(1)), cells.get(i)));
            } else if (Words.introduceAnswer(head) || Words.has("right", head)) {
                key.append(key.length() == 0 ? "" : "\n").append(cells.get(i));
            } else if (NUMBER.matcher(head).matches() && cells.get(i).matches("[QqA-Za-z]?\\.?\\d{1,4}\\.?")) {
                label = cells.get(i).replaceAll("\\D", "");
            }
        }
        return new Row(label, cells.get(asks), choices.size() < 2 ? List.of() : choices, key.toString(), line);
    }

    // The column that is called so, or in which most cells ask.
    private static int asking(List<String> header, List<List<String>> body) {
        int best = -1;
        for (int column = 0; column < header.size(); column++) {
            String head = Words.plain(header.get(column));
            int at = column;
            List<String> cells = body.stream()
                    .filter(row -> at < row.size() && !row.get(at).isBlank())
                    .map(row -> row.get(at))
                    .toList();
            long asks = cells.stream().filter(Evidence::asks).count();
            long demands = cells.stream()
                    .filter(c -> Evidence.asks(c) || Evidence.demands(c))
                    .count();
            long links = cells.stream().filter(c -> LINK.matcher(c).matches()).count();
            boolean named = Words.has("question", head)
                    || Words.has("question", head.replaceFirst("s$", ""))
                    || head.equals("fragen")
                    || head.equals("вопросы")
                    || head.equals("perguntas");
            boolean fits = !cells.isEmpty()
                    && links * 2 < cells.size()
                    && (named ? demands * 2 >= cells.size() : asks >= 2 && asks * 5 >= cells.size() * 3);
            if (fits && (best < 0 || named)) {
                best = column;
            }
        }
        return best;
    }

    /** The cells of a row as written, without blanks around them. */
    static List<String> cells(String row) {
        String bare = row.strip();
        bare = bare.startsWith("|") ? bare.substring(1) : bare;
        bare = bare.endsWith("|") && !bare.endsWith("\\|") ? bare.substring(0, bare.length() - 1) : bare;
        return BARS.splitAsStream(bare).map(String::strip).toList();
    }
}
