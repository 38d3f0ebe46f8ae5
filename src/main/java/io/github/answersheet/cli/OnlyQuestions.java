package io.github.answersheet.cli;

import picocli.CommandLine;

/**
 * Which questions are answered anew.
 *
 * @param numbers of questions; null for all
 * @param failed only where the kept replies give no valid answer
 */
record OnlyQuestions(NumberRanges numbers, boolean failed) {

    static final OnlyQuestions ALL = new OnlyQuestions(null, false);

    static final class Converter implements CommandLine.ITypeConverter<OnlyQuestions> {
        @Override
        public OnlyQuestions convert(String text) {
            return text.strip().equals("failed")
                    ? new OnlyQuestions(null, true)
                    : new OnlyQuestions(new NumberRanges.Converter().convert(text), false);
        }
    }

    /** Whether none is left out. */
    boolean isAll() {
        return numbers == null;
    }

    boolean contains(int number) {
        return numbers == null || numbers.contains(number);
    }
}
