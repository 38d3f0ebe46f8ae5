/** The real interpreters: what {@code python3} and {@code bash} say of code, and facts about Python code that a check can use. */
package io.github.answersheet.python;
