package io.github.answersheet.examine;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;

/** Compares what was expected with what was seen. */
final class Values {

    private static final double TOLERANCE = 1e-9;

    private Values() {}

    /** Whether two values are the same: numbers as numbers, objects in any order of their keys. */
    static boolean same(JsonNode expected, Optional<JsonNode> seen) {
        return seen.isPresent() && same(expected, seen.get());
    }

    private static boolean same(JsonNode expected, JsonNode seen) {
        if (expected.isNumber() && seen.isNumber()) {
            return sameNumber(expected, seen);
        }
        if (expected.isArray() && seen.isArray() && expected.size() == seen.size()) {
            Iterator<JsonNode> others = seen.elements();
            for (JsonNode element : expected) {
                if (!same(element, others.next())) {
                    return false;
                }
            }
            return true;
        }
        if (expected.isObject() && seen.isObject() && expected.size() == seen.size()) {
            for (Map.Entry<String, JsonNode> field : expected.properties()) {
                if (!seen.has(field.getKey()) || !same(field.getValue(), seen.get(field.getKey()))) {
                    return false;
                }
            }
            return true;
        }
        return expected.equals(seen);
    }

    private static boolean sameNumber(JsonNode expected, JsonNode seen) {
        if (expected.isIntegralNumber() && seen.isIntegralNumber()) {
            return expected.bigIntegerValue().equals(seen.bigIntegerValue());
        }
        double a = expected.doubleValue();
        double b = seen.doubleValue();
        // What is too big for a double is as near to one number as to any other.
        return Double.isFinite(a)
                && Double.isFinite(b)
                && Math.abs(a - b) <= TOLERANCE * Math.max(Math.abs(a), Math.abs(b));
    }

    /** Whether all numbers in a value are such as a double can hold; whole numbers may have any length. */
    static boolean isFinite(JsonNode value) {
        if (value.isNumber()) {
            return value.isIntegralNumber() || Double.isFinite(value.doubleValue());
        }
        for (JsonNode inner : value) {
            if (!isFinite(inner)) {
                return false;
            }
        }
        return true;
    }
}
