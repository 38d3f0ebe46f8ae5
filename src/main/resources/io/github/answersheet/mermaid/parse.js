// parseDiagram(text): a promise of the verdict as JSON. The verdict and the facts are Mermaid's own; only places in the text
// are ours, because Mermaid counts lines after it has cut out front matter, directives and comments.
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

  // A flowchart in the words of Mermaid's own lexer, as [kind, start, end], with "?" for what it has no word for. It leaves a
  // label at the first bracket or bar that could close one; what closes another kind of bracket is put back into the label, so
  // that a label that is refused still ends where its author closed it.
  const closings = {
    SQS: 'SQE', PS: 'PE', '(-': '-)', STADIUMSTART: 'STADIUMEND', SUBROUTINESTART: 'SUBROUTINEEND', PIPE: 'PIPE',
    CYLINDERSTART: 'CYLINDEREND', DOUBLECIRCLESTART: 'DOUBLECIRCLEEND', DIAMOND_START: 'DIAMOND_STOP', TAGEND: 'SQE',
    VERTEX_WITH_PROPS_START: 'SQE', TRAPSTART: 'TRAPEND INVTRAPEND', INVTRAPSTART: 'TRAPEND INVTRAPEND',
  };
  const single = { ']': 'SQE', ')': 'PE' };
  const closes = new Set(Object.values(closings).flatMap((kinds) => kinds.split(' ')));

  function words(diagram, { lexer, terminals_: names }) {
    const blank = (text) => text.replace(/[^\n]/g, ' ');
    const text = cutOut
      .slice(0, 3)
      .reduce((code, pattern) => code.replace(pattern, blank), diagram.replace(/\r\n?/g, '\n'))
      // Of the same length as what Mermaid makes of them before it reads.
      .replace(/<(\w+)([^>]*)>/g, (all, tag, rest) => `<${tag}${rest.replace(/="([^"]*)"/g, "='$1'")}>`)
      .replace(/(?:style|classDef).*:\S*#.*;/g, (all) => all.slice(0, -1) + ' ')
      .replace(/#(\w+);/g, 'ﬂ$1ß');
    const found = [];
    const open = [];
    let isFirst = true;
    lexer.setInput(text, { lex: { firstGraph: () => isFirst && !(isFirst = false) } });
    for (;;) {
      let token;
      // Its lexer takes blanks one by one, and nobody needs them.
      const blanks = open.length === 0 && lexer.topState() === 'INITIAL' ? /^ */.exec(lexer._input)[0] : '';
      lexer._input = lexer._input.slice(blanks.length);
      lexer.matched += blanks;
      try {
        token = lexer.lex();
      } catch (error) {
        if (error.name === 'RangeError' || !lexer._input) break;
        found.push(['?', lexer.matched.length, lexer.matched.length + 1]);
        lexer.input();
        continue;
      }
      let kind = names[token] ?? String(token);
      if (kind === 'EOF' || token === lexer.EOF) break;
      const expected = open[open.length - 1];
      // Two brackets that close two shapes look to it like one that closes another.
      while (closes.has(kind) && expected && !expected.includes(kind) && lexer.match.length > 1 && single[lexer.match[0]]) {
        lexer.unput(lexer.match.slice(-1));
        kind = lexer.match.length > 1 ? kind : single[lexer.match];
      }
      const end = lexer.matched.length;
      if (kind !== 'SPACE') found.push([kind, end - lexer.match.length, end]);
      if (expected?.split(' ').includes(kind)) open.pop();
      else if (closes.has(kind) && expected) lexer.pushState(/TRAP/.test(expected) ? 'trapText' : 'text');
      else if (closings[kind] && (expected || kind !== 'VERTEX_WITH_PROPS_START')) open.push(closings[kind]);
    }
    return found;
  }

  // All that a picture depends on, as a fingerprint: labels count as they read, whatever quotes, entities and line breaks they
  // are written with; the order of nodes does not count.
  const names = { quot: '"', amp: '&', lt: '<', gt: '>' };
  // Ids that Mermaid makes up differ each time.
  const madeUp = /\bid-[a-z0-9]{6,13}-\d+|\b\d+-[0-9a-f]{7}\b/g;
  const asRead = (text) =>
    !/[ﬂ<]|-[0-9a-z]/.test(text) ? text : text
      .replace(madeUp, '')
      .replace(/ﬂ°°(\d+)¶ß/g, (all, code) => String.fromCodePoint(Math.min(Number(code), 0x10ffff)))
      .replace(/ﬂ°(\w+)¶ß/g, (all, name) => names[name] ?? all)
      .replace(/<\/?br\s*\/?>/gi, '<br/>');
  const accidental = new Set(['domId', 'labelType', 'diagramId', 'version', 'config', 'lex', 'funs', 'posCrossRef', 'secCount']);

  function plain(value, above) {
    if (typeof value === 'string') return asRead(value);
    if (typeof value === 'function' || value === undefined || above.includes(value)) return null;
    if (value === null || typeof value !== 'object') return value;
    const inside = [...above, value];
    if (Array.isArray(value)) {
      const more = Object.keys(value).length > value.length ? { ...value } : undefined;
      return value.map((v) => plain(v, inside)).concat(more ? [plain(more, above)] : []);
    }
    if (value instanceof Map) return plain(Object.fromEntries([...value].map(([key, v]) => [String(key), v])), above);
    if (value instanceof Set) return [...value].map((v) => plain(v, inside));
    if (value instanceof Date) return value.getTime();
    const own = Object.entries(value).filter(([key, v]) => !accidental.has(key) && !(key === 'id' && typeof v === 'number'));
    const fields = own.map(([key, v]) => [asRead(key), plain(v, inside)]).filter(([, v]) => v !== null);
    return fields.sort(([a], [b]) => (a < b ? -1 : 1));
  }

  function graph(type, db) {
    const markdown = ({ labelType }) => labelType === 'markdown';
    const parts =
      type === 'flowchart'
        ? [
            [...db.getVertices()].map(([id, vertex]) => [id, vertex, markdown(vertex)]).sort(([a], [b]) => (a < b ? -1 : 1)),
            db.getEdges().map((edge) => [{ ...edge, id: edge.isUserDefinedId ? edge.id : '' }, markdown(edge)]),
            [db.getEdges().defaultStyle, db.getEdges().defaultInterpolate],
            db.getSubGraphs().map((part) => [{ ...part, nodes: [...part.nodes].sort() }, markdown(part)]),
            [db.getClasses(), db.tooltips, db.getDirection()],
            [db.getAccTitle(), db.getAccDescription(), db.getDiagramTitle()],
          ]
        : getters(db).map((name) => [name, got(db, name)]);
    return hash(JSON.stringify(plain(parts, [])));
  }

  function getters(db) {
    const found = new Set();
    for (let at = db; at && at !== Object.prototype; at = Object.getPrototypeOf(at)) {
      for (const name of Object.getOwnPropertyNames(at)) {
        if (/^get(?!Config|Data$|Logger)/.test(name) && typeof db[name] === 'function' && db[name].length === 0) found.add(name);
      }
    }
    return [...found].sort();
  }

  function got(db, name) {
    try {
      return db[name]();
    } catch (error) {
      return 'fails';
    }
  }

  function hash(text) {
    const halves = [0xdeadbeef, 0x41c6ce57].map((seed, i) => {
      let h = seed;
      for (let at = 0; at < text.length; at++) h = Math.imul(h ^ text.charCodeAt(at), i ? 1597334677 : 2654435761) ^ (h >>> 15);
      return (h >>> 0).toString(16).padStart(8, '0');
    });
    return halves.join('');
  }

  // What the grammar accepts and nobody can draw, as [message, what stands on its line]; undefined for all that can be drawn.
  const impossible = {
    flowchart(db) {
      const loops = db.getEdges().filter(({ start, end }) => start === end).map(({ start }) => start);
      const twice = loops.find((id, i) => loops.indexOf(id) !== i);
      return twice && [`of several loops at "${twice}" only one is drawn`, twice];
    },
    gantt(db) {
      const excluded = new Set(db.getExcludes().flatMap((day) => (day === 'weekends' ? ['saturday', 'sunday'] : [day])));
      const week = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
      if (week.every((day) => excluded.has(day))) return ['no day is left for its tasks', 'excludes'];
      let tasks;
      try {
        tasks = db.getTasks();
      } catch (error) {
        const date = /^Invalid date:(.*)$/.exec(error.message);
        return date ? [`"${date[1]}" is no date`, date[1]] : ['its first task has no start; give it a date', /^[^:]+:/];
      }
      const ids = new Set(tasks.map(({ id }) => id));
      for (const { task, startTime, endTime, raw, milestone, vert } of tasks) {
        const [start, end] = [raw?.startTime?.startData ?? '', raw?.endTime?.data ?? ''];
        const reference = /^(?:after|until)\s+([\s\S]*)$/;
        const unknown = [start, end]
          .flatMap((text) => (reference.exec(text)?.[1] ?? '').split(/\s+/))
          .find((id) => id && !ids.has(id));
        if (unknown) return [`no task has the id "${unknown}"`, unknown];
        for (const text of [start, end]) {
          const [, year, month, day] = (/^(\d{4})-(\d\d)-(\d\d)\b/.exec(text) ?? []).map(Number);
          const date = new Date(Date.UTC(year, month - 1, day));
          if (year && (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day)) return [`"${text}" is no date`, text];
        }
        if (!(startTime?.getTime() <= endTime?.getTime())) return [`"${task.trim()}" ends before it begins`, task];
        const isPoint = milestone || vert || /^0/.test(end) || reference.test(end);
        if (startTime.getTime() === endTime.getTime() && !isPoint && end !== start) return [`"${end}" is no duration`, end];
      }
      return undefined;
    },
    c4(db) {
      const elements = [db.getC4ShapeArray(), db.getBoundaries?.() ?? db.getBoundarys?.() ?? []].flat();
      const known = new Set(elements.map(({ alias }) => alias));
      const missing = db.getRels().flatMap(({ from, to }) => [from, to]).find((alias) => !known.has(alias));
      return missing && [`nothing is called "${missing}"`, missing];
    },
    sankey(db) {
      const { links } = db.getGraph();
      const parents = links.map(({ source, target }) => [target.ID ?? target, source.ID ?? source]);
      const start = parents.find(([id]) => leadsTo(id, id, parents));
      return start && [`"${start[0]}" flows back into itself`, start[0]];
    },
    xychart: (db, diagram) => (/^\s*(?:bar|line)\b/m.test(diagram) ? undefined : ['it has no bar and no line', 'xychart']),
    requirement(db) {
      const known = new Set([...db.getRequirements().keys(), ...db.getElements().keys()]);
      const missing = db.getRelationships().flatMap(({ src, dst }) => [src, dst]).find((name) => !known.has(name));
      return missing && [`nothing is called "${missing}"`, missing];
    },
    class(db) {
      const related = new Set(db.getRelations().flatMap(({ id1, id2 }) => [id1, id2]));
      const space = [...db.getNamespaces().keys()].find((name) => related.has(name));
      return space && [`"${space}" is a namespace, which no relation can lead to`, space];
    },
    block: (db, diagram) => {
      const columns = /^\s*columns\s+0+\s*$/m.exec(diagram);
      return columns ? ['it has no column', columns[0].trim()] : undefined;
    },
    journey(db) {
      const task = db.getTasks().find(({ score }) => !Number.isFinite(Number(score)));
      return task && [`the score of "${task.task}" is no number`, task.task];
    },
  };

  function leadsTo(from, to, edges) {
    const seen = new Set();
    const next = [from];
    while (next.length > 0) {
      const at = next.pop();
      for (const [start, end] of edges) {
        if (start !== at) continue;
        if (end === to) return true;
        if (!seen.has(end)) {
          seen.add(end);
          next.push(end);
        }
      }
    }
    return false;
  }

  function impossibleGraph(db) {
    let data;
    try {
      data = db.getData?.();
    } catch (error) {
      // It wants a browser.
    }
    if (!Array.isArray(data?.nodes) || !Array.isArray(data?.edges)) return undefined;
    const parents = data.nodes.filter(({ parentId }) => parentId).map(({ id, parentId }) => [id, parentId]);
    const inside = parents.find(([id]) => leadsTo(id, id, parents));
    if (inside) return [`"${inside[0]}" stands inside itself; a group and what is in it need different ids`, inside[0]];
    const known = new Set(data.nodes.map(({ id }) => id));
    const missing = data.edges.flatMap(({ start, end }) => [start, end]).find((id) => id && !known.has(id));
    return missing && [`nothing is called "${missing}"`, missing];
  }

  function undrawable(type, db, diagram) {
    const [message, text] = impossible[type]?.(db, diagram) ?? impossibleGraph(db) ?? [];
    if (!message) return undefined;
    const escaped = String(text).replace(/[.*+?^${}()|[\]\\]/g, '\\$&').trim();
    const place = text instanceof RegExp ? text : new RegExp(`(?<![\\p{L}\\p{N}_])${escaped}(?![\\p{L}\\p{N}_])`, 'u');
    const line = diagram.split(/\r\n?|\n/).findIndex((written) => place.test(written) && !/^\s*%%/.test(written));
    return { verdict: 'invalid', message, line: Math.max(line + 1, 1), token: '', found: '', expected: [] };
  }

  async function parserOf(type, diagram) {
    const api = globalThis.mermaid.mermaidAPI;
    // parse() keeps its result to itself, but leaves it with the parser, which the first diagram of a type shows us.
    if (!parsers.has(type)) parsers.set(type, (await api.getDiagramFromText(diagram)).parser);
    return parsers.get(type).parser ?? parsers.get(type);
  }

  async function wordsOf(diagram) {
    let isFlowchart = false;
    try {
      isFlowchart = /^(?:flowchart|graph)/.test(globalThis.mermaid.detectType(diagram.replace(/\r\n?/g, '\n')));
    } catch (error) {
      // Then it is none.
    }
    return isFlowchart ? words(diagram, await parserOf('flowchart-v2', 'flowchart TD\nA')) : [];
  }

  async function verdict(diagram) {
    const api = globalThis.mermaid.mermaidAPI;
    let parsed;
    try {
      parsed = (await api.parse(diagram)).diagramType;
    } catch (error) {
      const answer = invalid(diagram, error);
      return answer.verdict === 'invalid' ? { ...answer, words: await wordsOf(diagram) } : answer;
    }
    // The type of the picture that a browser shows for an error.
    if (parsed === 'error') return { verdict: 'unknown-type' };
    const type = parsed.replace(/-v2$|-elk$|Diagram$/g, '');
    const parser = await parserOf(parsed, diagram);
    const db = parser.yy ?? (await api.getDiagramFromText(diagram)).db;
    const refused = undrawable(type, db, diagram);
    if (refused) return { ...refused, words: await wordsOf(diagram) };
    const facts = readers[type]?.(db, diagram) ?? {};
    return { verdict: 'valid', type, ...facts, graph: graph(type, db), words: await wordsOf(diagram) };
  }

  return (diagram) =>
    verdict(diagram)
      .catch((error) => ({ verdict: 'failed', message: String(error) }))
      .then((answer) => JSON.stringify(answer));
})();
