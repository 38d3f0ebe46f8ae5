/** Two sheets compared, question by question, by a model that does not know whose answers it reads. */
package io.github.answersheet.compare;
