/** Sheets as text to read. */
package io.github.answersheet.render;
