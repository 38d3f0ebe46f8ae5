package io.github.answersheet.pack;

/**
 * The layouts of the calls to an examiner, who did not write the answer and brings what it is tried with. Immutable.
 *
 * @param system the constant part, the same for every answer
 * @param cases what the constant part also says where cases are wanted
 * @param request asks for cases and trials for an answer
 * @param again asks once more for cases that did not work
 * @param sheetSystem the constant part of the call that compares the answers of a sheet with each other
 * @param sheetRequest asks for what contradicts in them
 */
public record ProofLayouts(
        Layout system, Layout cases, Layout request, Layout again, Layout sheetSystem, Layout sheetRequest) {}
