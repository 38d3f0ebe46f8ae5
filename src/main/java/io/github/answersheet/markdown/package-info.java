/** Markdown: one way to parse it, whoever wrote it. */
package io.github.answersheet.markdown;
