/** Runs: one quiz from its text to its sheet, several questions at once. */
package io.github.answersheet.run;
