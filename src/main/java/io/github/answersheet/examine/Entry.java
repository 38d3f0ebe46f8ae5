package io.github.answersheet.examine;

import io.github.answersheet.draft.FencedBlock;
import io.github.answersheet.pack.Role;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A block with its place in an answer.
 *
 * @param section index of its section
 * @param roles of the section
 * @param index of the block in the section
 * @param name of its file
 * @param isNamed whether the answer or the question gives that name
 */
record Entry(int section, Set<Role> roles, int index, FencedBlock block, String name, boolean isNamed) {

    private static final Pattern TEST_NAME = Pattern.compile("tests?[_-].+|.+[_-]tests?\\.\\w+|tests?\\.\\w+");
    private static final Pattern FAILING = Pattern.compile(
            "\\bexit +(?:[1-9]|\"?\\$)|\\bassert\\w*\\b|\\breturn +[1-9]|\\bfail(?:ed|ure|ures)?\\b|(?m)^set -\\w*e\\w*\\b");

    /** Whether its code is the answer; elsewhere code may show what is wrong, or a part of something. */
    boolean isSolution() {
        return roles.contains(Role.SOLUTION) || isAmongTests();
    }

    /** Whether it quotes the code that the question asks about. What has a file name of its own is a program that shows an issue. */
    boolean isQuotation() {
        return roles.contains(Role.ISSUES) && !isNamed;
    }

    static boolean isTestName(String name) {
        return TEST_NAME.matcher(name).matches();
    }

    /** Whether its file is called like one with tests. */
    boolean isCalledTest() {
        return isNamed && isTestName(name);
    }

    /** Whether it stands where tests do. */
    boolean isAmongTests() {
        return roles.contains(Role.TESTS);
    }

    /** Whether it may have tests: its name or its place says so. */
    boolean isTest() {
        return isCalledTest() || isAmongTests();
    }

    /** Whether it is Bash that can say that something is wrong. */
    boolean canFail() {
        return FAILING.matcher(block.code()).find();
    }

    /** Whether it is a few commands to be typed, and no script. */
    boolean isDemonstration() {
        String code = block.code();
        return !code.startsWith("#!")
                && code.lines()
                        .map(String::strip)
                        .anyMatch(line ->
                                line.startsWith("./") || line.matches("(?:bash|sh) [\\w./-]+\\.(?:ba)?sh\\b.*"));
    }

    /** Whether some code imports it or has its name in it. */
    boolean isIn(String code) {
        return Pattern.compile("(?<![\\w.-])" + Pattern.quote(name) + "(?![\\w-])")
                        .matcher(code)
                        .find()
                || name.endsWith(".py")
                        && Pattern.compile("(?m)^\\s*(?:import|from)\\s+(?:\\w+,\\s*){0,50}" + Pattern.quote(module())
                                        + "\\b")
                                .matcher(code)
                                .find();
    }

    Entry named(String other) {
        return new Entry(section, roles, index, block, other, true);
    }

    String module() {
        return name.endsWith(".py") ? name.substring(0, name.length() - 3) : name;
    }
}
