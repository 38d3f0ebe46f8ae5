/** Languages of code: a table of all, what those say of code who read it, and facts about Python that a check can use. */
package io.github.answersheet.language;
