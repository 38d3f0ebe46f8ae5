/** What was found out before and need not be found out again. */
package io.github.answersheet.cache;
