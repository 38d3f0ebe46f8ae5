/** Texts as users gave them, positions in them, and the errors that point there. */
package io.github.answersheet.source;
