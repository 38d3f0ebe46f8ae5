/** Checks: what a draft must hold before it becomes an answer, and what was found. */
package io.github.answersheet.check;
