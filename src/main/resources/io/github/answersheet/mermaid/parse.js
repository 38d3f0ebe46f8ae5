// parseDiagram(text): a promise of the verdict as JSON. The verdict and the facts are Mermaid's own; only the line is
// ours, because Mermaid counts lines after it has cut out front matter, directives and comments.
globalThis.parseDiagram = (() => {
  'use strict';
  // As Mermaid has them, in its order; the last is its trimStart().
  const cutOut = [
    /^-{3}\s*[\n\r](.*?)[\n\r]-{3}\s*[\n\r]+/gs,
    /%{2}{\s*(?:(\w+)\s*:|(\w+))\s*(?:(\w+)|((?:(?!}%{2}).|\r?\n)*))?\s*(?:}%{2})?/gi,
    /^\s*%%(?!{)[^\n]+\n?/gm,
    /^\s+/g,
  ];
  const labelKinds = { string: 'quoted', markdown: 'markdown', text: 'bare' };
  const noteMessage = 2;
  const parsers = new Map();

  const newlines = (text) => (text ?? '').split('\n').length - 1;

  function lineInDiagram(diagram, line) {
    const whole = diagram.replace(/\r\n?/g, '\n');
    let code = whole;
    const stages = cutOut.map((pattern) => {
      const cuts = [...code.matchAll(pattern)].map((match) => ({ at: match.index, length: match[0].length }));
      code = code.replace(pattern, '');
      return cuts;
    });
    let at = code.split('\n').slice(0, line - 1).join('\n').length + (line > 1 ? 1 : 0);
    for (const cuts of stages.reverse()) {
      for (const cut of cuts) {
        if (cut.at <= at) at += cut.length;
      }
    }
    return Math.min(newlines(whole.slice(0, at)), newlines(whole.trimEnd())) + 1;
  }

  // The line on which the token that was refused begins; an empty one begins with its first line break.
  const jisonLine = ({ line, text }) => line + 1 - newlines((text ?? '').trimStart() || text);

  function errorLine(diagram, error) {
    // Front matter starts below its first row of dashes.
    if (error.name === 'YAMLException' && error.mark) return error.mark.line + 2;
    const { hash, result } = error;
    const parserError = result?.parserErrors?.[0];
    const candidates = [
      hash && jisonLine(hash),
      result?.lexerErrors?.[0]?.line,
      parserError?.token?.startLine,
      parserError?.previousToken?.endLine,
      Number(/\bline (\d+)/.exec(error.message)?.[1]),
    ];
    const line = candidates.find((candidate) => Number.isInteger(candidate) && candidate > 0);
    return line && lineInDiagram(diagram, line);
  }

  // Errors of the language itself are worded by the engine; both shall say the same.
  const ofTheLanguage = [TypeError, RangeError, SyntaxError, URIError, EvalError];
  const messageOf = (error) =>
    ofTheLanguage.includes(error.constructor) ? `Mermaid fails on this diagram (${error.name})` : String(error.message);

  function invalid(diagram, error) {
    if (error.name === 'UnknownDiagramError') return { verdict: 'unknown-type' };
    if (error instanceof RangeError && /call stack/i.test(error.message)) return { verdict: 'too-deep' };
    // A browser has what our host lacks, so this says nothing of the diagram.
    if (error instanceof ReferenceError || /is not a (function|constructor)/.test(error.message)) throw error;
    const { hash } = error;
    return {
      verdict: 'invalid',
      message: messageOf(error),
      line: errorLine(diagram, error) ?? 0,
      token: hash?.token ?? '',
      found: hash?.text ?? '',
      expected: hash?.expected?.map((token) => token.replace(/^'|'$/g, '')) ?? [],
    };
  }

  // Mermaid hides #35; and the like from its grammar; labels are reported as they were written.
  const asWritten = (text) => String(text ?? '').replace(/ﬂ°°?/g, '#').replace(/¶ß/g, ';');

  const label = (text, kind) => ({ label: asWritten(text), labelKind: text ? (labelKinds[kind] ?? kind) : 'none' });

  const readers = {
    flowchart(db, diagram) {
      const named = (id) => diagram.includes(id + '@{');
      const node = ({ id, text, labelType, type }) => {
        const own = type ? label(text, named(id) ? 'quoted' : labelType) : { label: asWritten(text), labelKind: 'none' };
        return { id, shape: type ?? '', ...own };
      };
      return {
        nodes: [...db.getVertices().values()].map(node),
        edges: db.getEdges().map(({ start, end, text, labelType }) => ({ start, end, ...label(text, labelType) })),
        subgraphs: db.getSubGraphs().map(({ id, title, labelType, nodes }) => ({ id, nodes, ...label(title, labelType) })),
      };
    },
    sequence: (db) => ({
      nodes: [...db.getActors().values()].map(({ name, description, type }) => ({
        id: name,
        shape: type,
        ...label(description, 'none'),
      })),
      edges: db
        .getMessages()
        .filter(({ from, to, type }) => from !== undefined && to !== undefined && type !== noteMessage)
        .map(({ from, to, message }) => ({ start: from, end: to, ...label(message, 'none') })),
    }),
    class: (db) => ({
      nodes: [...db.getClasses().values()].map(({ id, label: text }) => ({
        id,
        shape: 'class',
        ...label(text, text === id ? 'none' : 'quoted'),
      })),
      edges: db.getRelations().map(({ id1, id2, title }) => ({ start: id1, end: id2, ...label(title, 'none') })),
    }),
    state: (db) => ({
      nodes: [...db.getStates().values()].map(({ id, type, descriptions }) => ({
        id,
        shape: type,
        ...label(descriptions?.[0] ?? id, 'none'),
      })),
      edges: db.getRelations().map(({ id1, id2, relationTitle }) => ({ start: id1, end: id2, ...label(relationTitle, 'none') })),
    }),
    er(db) {
      const entities = [...db.getEntities()];
      const names = new Map(entities.map(([name, entity]) => [entity.id, name]));
      return {
        nodes: entities.map(([name, { alias }]) => ({ id: name, shape: 'entity', ...label(alias || name, 'none') })),
        edges: db.getRelationships().map(({ entityA, entityB, roleA }) => ({
          start: names.get(entityA) ?? entityA,
          end: names.get(entityB) ?? entityB,
          ...label(roleA, 'none'),
        })),
      };
    },
  };

  async function verdict(diagram) {
    const api = globalThis.mermaid.mermaidAPI;
    let parsed;
    try {
      parsed = (await api.parse(diagram)).diagramType;
    } catch (error) {
      return invalid(diagram, error);
    }
    // The type of the picture that a browser shows for an error.
    if (parsed === 'error') return { verdict: 'unknown-type' };
    const type = parsed.replace(/-v2$|-elk$|Diagram$/g, '');
    const reader = readers[type];
    if (!reader) return { verdict: 'valid', type };
    // parse() keeps its result to itself, but leaves it with the parser, which the first diagram of a type shows us.
    if (!parsers.has(parsed)) parsers.set(parsed, (await api.getDiagramFromText(diagram)).parser);
    return { verdict: 'valid', type, ...reader(parsers.get(parsed).parser.yy, diagram) };
  }

  return (diagram) =>
    verdict(diagram)
      .catch((error) => ({ verdict: 'failed', message: String(error) }))
      .then((answer) => JSON.stringify(answer));
})();
