/** The rules, one small class each. */
package io.github.answersheet.check.rule;
