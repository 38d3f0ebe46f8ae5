/** Answer sheets: assembled from checked answers, and read back from files. */
package io.github.answersheet.sheet;
