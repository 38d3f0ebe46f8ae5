package io.github.answersheet.quiz;

import java.util.List;
import java.util.Locale;

/** The letters of options in several alphabets, told by their place: {@code в}, {@code ウ} and {@code c} are C. */
final class Letters {

    private static final List<String> ALPHABETS = List.of(
            "ABCDEFGHIJ",
            "АБВГДЕЖЗ",
            "アイウエオカ",
            "ΑΒΓΔΕΖΗΘ",
            "①②③④⑤⑥⑦⑧",
            "甲乙丙丁戊己",
            "ⓐⓑⓒⓓⓔⓕⓖⓗ",
            "ⒶⒷⒸⒹⒺⒻⒼⒽ",
            "أبجدهو",
            "אבגדהו",
            "가나다라마바",
            "ㄱㄴㄷㄹㅁ",
            "กขคงจ");

    /** Any of them, as a class of a regular expression. */
    static final String ANY =
            "[A-Ja-jАБВГДЕЖЗабвгдежзアイウエオカΑΒΓΔΕΖΗΘαβγδεζηθ①②③④⑤⑥⑦⑧甲乙丙丁戊己ⓐⓑⓒⓓⓔⓕⓖⓗⒶⒷⒸⒹⒺⒻⒼⒽأبجدهوאבגדהו가나다라마바ㄱㄴㄷㄹㅁกขคงจ]";

    private Letters() {}

    /** The Latin capital of that place. */
    static String latin(String letter) {
        String capital = letter.toUpperCase(Locale.ROOT);
        for (String alphabet : ALPHABETS) {
            for (String form : List.of(letter, capital)) {
                int place = alphabet.indexOf(form);
                if (place >= 0) {
                    return ofPlace(place);
                }
            }
        }
        return capital;
    }

    /**
     * @param place 0-based
     */
    static String ofPlace(int place) {
        return place < 26 ? String.valueOf((char) ('A' + place)) : Integer.toString(place + 1);
    }
}
