package io.github.answersheet.page;

/** The kinds of picture files. */
public enum PictureFormat {
    /** For every viewer. */
    PNG,
    /** Sharp at every size. */
    SVG
}
