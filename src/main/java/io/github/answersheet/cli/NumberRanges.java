package io.github.answersheet.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine;

/** Numbers such as {@code 3,7-9}. */
record NumberRanges(List<int[]> ranges) {

    static final class Converter implements CommandLine.ITypeConverter<NumberRanges> {
        @Override
        public NumberRanges convert(String text) {
            List<int[]> ranges = new ArrayList<>();
            for (String part : text.split(",")) {
                if (!part.strip().matches("\\d{1,6}(-\\d{1,6})?")) {
                    throw new CommandLine.TypeConversionException(
                            "'" + text + "' is not a list of numbers; it looks like 3,7-9");
                }
                String[] ends = part.strip().split("-");
                ranges.add(new int[] {Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1])});
            }
            return new NumberRanges(List.copyOf(ranges));
        }
    }

    /** All numbers in them, as far as numbers that are there go; ends that are named count always. */
    Set<Integer> numbers(Set<Integer> there) {
        Set<Integer> numbers = new TreeSet<>();
        ranges.forEach(r -> numbers.addAll(List.of(r[0], r[1])));
        there.stream().filter(this::contains).forEach(numbers::add);
        return numbers;
    }

    boolean contains(int number) {
        return ranges.stream().anyMatch(r -> r[0] <= number && number <= r[1]);
    }
}
