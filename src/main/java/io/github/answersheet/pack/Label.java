package io.github.answersheet.pack;

import java.util.Set;

/**
 * A label of an answer.
 *
 * @param name as printed between {@code **} and {@code :**}
 * @param roles what its section is for
 * @param required whether an answer without it is incomplete
 * @param length how long its section may be
 * @param entries how many entries its list has at least; 0 if it need not be a list
 */
public record Label(String name, Set<Role> roles, boolean required, Length length, int entries) {

    /** The label under which a repair returns the cases that an answer is run on. No sheet prints it. */
    public static final String VERIFICATION = "Verification";

    public Label {
        roles = Set.copyOf(roles);
    }

    /** A label of which only its name is known. */
    public static Label of(String name) {
        return new Label(name, Set.of(), true, Length.ANY, 0);
    }

    public boolean is(Role role) {
        return roles.contains(role);
    }

    /** The label as a line of its own. */
    public String line() {
        return "**" + name + ":**";
    }
}
