/** Sheets as pages to look at: one self-contained HTML file, and pictures of its diagrams. */
package io.github.answersheet.page;
