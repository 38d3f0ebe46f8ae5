/** Answer sheets: assembled from checked answers, printed as text, and read back from files. */
package io.github.answersheet.sheet;
