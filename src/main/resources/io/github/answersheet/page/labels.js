// Keeps the labels of diagrams as they are written. Mermaid takes them for HTML and Markdown on their way into a drawing and
// drops or changes what looks like either: "load > 5", "<host>", "__init__", "1. first". So their signs travel as characters
// of a private plane, which nothing on the way knows, and become signs again when text is put into the drawing and measured.
"use strict";
const labelsAsWritten = (() => {
  const PLANE = 0xf5000;
  const HIDDEN = /[\u{f5021}-\u{f507e}]/gu;
  const SIGN = /[!-/:-@[-`{-~]/g;
  const ENTITY = /ﬂ°°?(\w+)¶ß|#(\w+);|&(#?\w+);/g;
  const BREAK = /<\/?br\s*\/?>/gi;
  const ICON = /fa[bklrs]?:fa-[\w-]+/g;

  const hidden = (text, signs = SIGN) =>
    text.replace(signs, (sign) => String.fromCodePoint(PLANE + sign.charCodeAt(0)));
  const shown = (text) => text.replace(HIDDEN, (sign) => String.fromCharCode(sign.codePointAt(0) - PLANE));

  const parser = new DOMParser();
  function named(all, ...names) {
    const name = names.find((n) => n !== undefined);
    const entity = `&${/^\d+$/.test(name) ? "#" : ""}${name};`;
    const text = parser.parseFromString(entity, "text/html").body.textContent;
    return text === entity ? all : hidden(text);
  }

  // All but the pieces that mean something; the text between them is mapped.
  function between(text, pieces, map) {
    let at = 0;
    let out = "";
    for (const piece of text.matchAll(pieces)) {
      out += map(text.slice(at, piece.index)) + piece[0];
      at = piece.index + piece[0].length;
    }
    return out + map(text.slice(at));
  }

  const entities = (text) => text.replace(ENTITY, named);
  const plain = (text) =>
    between(text, BREAK, (part) => between(entities(part), ICON, (rest) => hidden(rest)));
  const markdown = (text) => between(text, BREAK, (part) => hidden(entities(part), /[<>&]/g));

  // A flowchart's labels are caught where its parser hands them over.
  async function catchFlowcharts() {
    const any = "flowchart TD\nA";
    // The first reading makes its diagrams known.
    await mermaid.parse(any);
    const { db } = await mermaid.mermaidAPI.getDiagramFromText(any);
    const flowchart = Object.getPrototypeOf(db);
    let kind;
    flowchart.sanitizeText = (text) => text && (kind === "markdown" ? markdown(text) : plain(text));
    const { addVertex, addSingleLink, addSubGraph } = flowchart;
    flowchart.addVertex = function (id, label, ...rest) {
      kind = label?.type;
      const known = this.vertices.get(id);
      // Mermaid compares a label with the id to know whether there is one.
      if (known && !label && known.text === plain(id)) known.text = id;
      addVertex.call(this, id, label, ...rest);
      const vertex = this.vertices.get(id);
      if (!vertex) return;
      if (!label && vertex.text === id) vertex.text = plain(id);
      else if (rest[5] !== undefined) vertex.text = markdown(vertex.text);
    };
    flowchart.addSingleLink = function (start, end, link, id) {
      kind = link?.text?.type;
      addSingleLink.call(this, start, end, link, id);
    };
    flowchart.addSubGraph = function (id, list, title) {
      kind = title?.type;
      return addSubGraph.call(this, id, list, title);
    };
  }

  // In other diagrams they are found by where they stand in a line.
  const TITLE = /^(\s*(?:pie\s+(?:showData\s+)?)?title\s)(?!\s*")(.*)$/;
  // Where names may stand in quotes or without, only what follows these words is a label.
  const KEYED = /\b((?:id|tag|msg|parent|text):\s*")([^"\n]*)"/g;
  const NAMES_IN_QUOTES = new Set(["gitGraph", "sankey", "requirement"]);
  const QUOTED = /"([^"\n]*)"/g;
  const AFTER_COLON = {
    sequence: /^(?!\s*(?:links?|properties|details|acc\w+|title)\b)([^:\n]*:(?!:)\s*(?:(?:no)?wrap:)?)(.*)$/,
    stateDiagram: /^([^:\n]*[^:\n]:(?!:))(.*)$/,
    class: /^((?:"[^"]*"|[^:"])*(?:--|\.\.)(?:"[^"]*"|[^:"])*:(?!:))(.*)$/,
  };
  const WORDED = {
    sequence: /^(\s*(?:loop|alt|else|opt|par|and|critical|option|break)\s|\s*(?:create\s+)?(?:participant|actor)\s.*?\sas\s)(.*)$/,
  };

  // A semicolon ends a statement, so it is no part of a label.
  const untilEnd = (text) => between(text, /#\w+;|;/g, plain).replace(/#\w+;/g, plain);

  function ofLine(line, kind) {
    if (/^\s*%%/.test(line)) return line;
    for (const form of [TITLE, WORDED[kind], AFTER_COLON[kind]]) {
      const found = form?.exec(line);
      if (found) return found[1] + untilEnd(found[2]);
    }
    if (kind === "mindmap" || kind === "kanban") return markdown(line);
    return NAMES_IN_QUOTES.has(kind)
      ? line.replace(KEYED, (all, before, text) => `${before}${plain(text)}"`)
      : line.replace(QUOTED, (all, text) => `"${plain(text)}"`);
  }

  function written(source) {
    const kind = mermaid.detectType(source).replace(/-v2$|Diagram$/, "").replace(/^state$/, "stateDiagram");
    if (/^(?:flowchart|graph)/.test(kind)) return source;
    const front = /^\s*---\n[\s\S]*?\n\s*---\s*\n/.exec(source)?.[0] ?? "";
    return front + source.slice(front.length).split("\n").map((line) => ofLine(line, kind)).join("\n");
  }

  // Whoever draws sets text, measures it, and sets it again.
  function showInDrawings() {
    const { get, set } = Object.getOwnPropertyDescriptor(Node.prototype, "textContent");
    Object.defineProperty(SVGElement.prototype, "textContent", {
      get,
      set(text) {
        set.call(this, typeof text === "string" ? shown(text) : text);
      },
    });
  }

  showInDrawings();
  let ready;

  return {
    /** The source as it can be drawn. */
    async of(source) {
      ready ??= catchFlowcharts();
      await ready;
      return written(source);
    },

    /** What is still hidden in a drawing, such as in its description. */
    showAll(svg) {
      for (const element of [svg, ...svg.querySelectorAll("*")]) {
        for (const { name, value } of [...element.attributes]) {
          if (name === "class") element.setAttribute(name, value.replace(HIDDEN, "-"));
          if (/^(?:title|aria-.*|alt)$/.test(name)) element.setAttribute(name, shown(value));
        }
        for (const node of element.childNodes) {
          if (node.nodeType === Node.TEXT_NODE && element.localName !== "style") node.data = shown(node.data);
        }
      }
    },
  };
})();
