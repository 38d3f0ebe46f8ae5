package io.github.answersheet.markdown;

import java.util.ArrayList;
import java.util.List;

/** Which lines of a text went and which came, with a few lines around them. */
public final class LineDiff {

    private static final int AROUND = 2;
    // Beyond this the lines in the middle are told as gone and come, all of them.
    private static final int MOST_PAIRS = 4_000_000;

    private LineDiff() {}

    /** What a line is. */
    public enum Kind {
        SAME(' '),
        GONE('-'),
        COME('+'),
        /** Lines that stay are left out here. */
        LEFT_OUT('@');

        private final char sign;

        Kind(char sign) {
            this.sign = sign;
        }

        public char sign() {
            return sign;
        }
    }

    /** A line with what it is. */
    public record Line(Kind kind, String text) {}

    /** The lines of both texts, in order; those far from any change are left out. */
    public static List<Line> of(String before, String after) {
        List<String> old = before.lines().toList();
        List<String> now = after.lines().toList();
        int head = 0;
        while (head < Math.min(old.size(), now.size()) && old.get(head).equals(now.get(head))) {
            head++;
        }
        int tail = 0;
        while (tail < Math.min(old.size(), now.size()) - head
                && old.get(old.size() - 1 - tail).equals(now.get(now.size() - 1 - tail))) {
            tail++;
        }
        List<Line> all = new ArrayList<>();
        old.subList(0, head).forEach(line -> all.add(new Line(Kind.SAME, line)));
        all.addAll(between(old.subList(head, old.size() - tail), now.subList(head, now.size() - tail)));
        old.subList(old.size() - tail, old.size()).forEach(line -> all.add(new Line(Kind.SAME, line)));
        return shortened(all);
    }

    private static List<Line> between(List<String> old, List<String> now) {
        List<Line> lines = new ArrayList<>();
        if ((long) old.size() * now.size() > MOST_PAIRS) {
            old.forEach(line -> lines.add(new Line(Kind.GONE, line)));
            now.forEach(line -> lines.add(new Line(Kind.COME, line)));
            return lines;
        }
        // How many lines the rests have in common.
        int[][] common = new int[old.size() + 1][now.size() + 1];
        for (int i = old.size() - 1; i >= 0; i--) {
            for (int j = now.size() - 1; j >= 0; j--) {
                common[i][j] = old.get(i).equals(now.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        int i = 0;
        int j = 0;
        while (i < old.size() || j < now.size()) {
            if (i < old.size() && j < now.size() && old.get(i).equals(now.get(j))) {
                lines.add(new Line(Kind.SAME, old.get(i)));
                i++;
                j++;
            } else if (j == now.size() || i < old.size() && common[i + 1][j] >= common[i][j + 1]) {
                lines.add(new Line(Kind.GONE, old.get(i++)));
            } else {
                lines.add(new Line(Kind.COME, now.get(j++)));
            }
        }
        return lines;
    }

    private static List<Line> shortened(List<Line> all) {
        List<Line> kept = new ArrayList<>();
        boolean isLeftOut = false;
        for (int i = 0; i < all.size(); i++) {
            boolean isNear = all.subList(Math.max(0, i - AROUND), Math.min(all.size(), i + AROUND + 1)).stream()
                    .anyMatch(line -> line.kind() != Kind.SAME);
            if (isNear) {
                kept.add(all.get(i));
            } else if (!isLeftOut) {
                kept.add(new Line(Kind.LEFT_OUT, ""));
            }
            isLeftOut = !isNear;
        }
        return kept.stream().anyMatch(line -> line.kind() != Kind.LEFT_OUT) ? kept : List.of();
    }
}
