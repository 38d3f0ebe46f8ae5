/** Chat models: one method, an OpenAI-compatible endpoint behind it, or recorded replies. */
package io.github.answersheet.llm;
