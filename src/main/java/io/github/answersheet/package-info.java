/**
 * Turns quizzes into answer sheets. Everything moves one way:
 *
 * <p>quiz text → Quiz → Prompt → Reply → Draft → ExaminedAnswer → Findings → (fix, repair) → AnswerSheet → Markdown → page
 *
 * <p>A package may use the ones before it in this list and none behind it:
 *
 * <ol>
 *   <li>{@code source}: positions in files, errors of the user's input
 *   <li>{@code markdown}: one way to parse it, whoever wrote it
 *   <li>{@code cache}: verdicts that need not be found out again
 *   <li>{@code process}: programs that answer line by line, with a time limit
 *   <li>{@code sandbox}: untrusted programs, closed in
 *   <li>{@code browser}: a Chrome or Chromium of this machine
 *   <li>{@code quiz}: quizzes and their reader
 *   <li>{@code pack}: prompt packs and their templates
 *   <li>{@code material}: course material and the passages of it that bear on a question
 *   <li>{@code prompt}: the messages for one question
 *   <li>{@code store}: paid replies, kept
 *   <li>{@code llm}: chat models, called or replayed
 *   <li>{@code language}: languages of code, and who reads and runs them
 *   <li>{@code mermaid}: the real grammar of diagrams
 *   <li>{@code draft}: replies read into sections
 *   <li>{@code examine}: all that can be found out about a draft, by reading its blocks and by running them
 *   <li>{@code check}: rules and what they find
 *   <li>{@code repair}: the ladder from a draft to an answer
 *   <li>{@code sheet}: assembled sheets, printed as text and read back
 *   <li>{@code page}: sheets as pages, pictures and PDF
 *   <li>{@code run}: one quiz, several questions at once
 *   <li>{@code compare}: two sheets, judged by a model
 *   <li>{@code cluster}: many machines at the questions of one store
 *   <li>{@code cli}: commands and exit codes
 * </ol>
 *
 * <p>{@link io.github.answersheet.run.BankRun} is where quizzes become sheets; the stages it calls are the places to
 * go on from.
 */
package io.github.answersheet;
