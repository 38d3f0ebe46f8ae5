/** Course material of the author, and the passages of it that bear on a question. */
package io.github.answersheet.material;
