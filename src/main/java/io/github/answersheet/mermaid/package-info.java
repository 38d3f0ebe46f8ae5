/** The real grammar of Mermaid: what the diagram's own parser says of a diagram, in a {@code node} process or in this JVM. */
package io.github.answersheet.mermaid;
