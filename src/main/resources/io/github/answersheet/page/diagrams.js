// Draws diagrams of sheets, which are untrusted: what a diagram says can change how it looks and nothing else.
"use strict";
const drawDiagram = (() => {
  // What a reader sees comes with the page, in its language.
  const words = JSON.parse(document.documentElement.dataset.words);
  const say = (key, ...values) =>
    words[key].split("%s").reduce((text, part, i) => text + values[i - 1] + part);
  const KINDS = {
    "flowchart-v2": "Flowchart", flowchart: "Flowchart", sequence: "Sequence diagram", class: "Class diagram",
    classDiagram: "Class diagram", stateDiagram: "State diagram", er: "Entity relationship diagram",
    gantt: "Gantt chart", pie: "Pie chart", mindmap: "Mind map", timeline: "Timeline", journey: "User journey",
    gitGraph: "Git graph", quadrantChart: "Quadrant chart", xychart: "Chart", sankey: "Sankey diagram",
  };
  const LONGEST_DESCRIPTION = 1500;

  mermaid.initialize({
    startOnLoad: false,
    securityLevel: "strict",
    suppressErrorRendering: true,
    // Plain SVG text: nothing of a sheet becomes HTML, and files show in viewers that know no HTML in SVG.
    htmlLabels: false,
    flowchart: { htmlLabels: false, useMaxWidth: true, curve: "basis" },
    // No directive or front matter of a diagram changes these.
    secure: [
      "secure", "securityLevel", "startOnLoad", "maxTextSize", "maxEdges", "suppressErrorRendering", "htmlLabels",
      "dompurifyConfig", "themeCSS", "fontFamily", "altFontFamily", "fontSize", "theme", "themeVariables", "look",
      "handDrawnSeed", "deterministicIds", "deterministicIDSeed", "arrowMarkerAbsolute", "legacyMathML",
      "forceLegacyMathML", "wrap", "useMaxWidth", "darkMode", "logLevel",
    ],
    theme: "base",
    fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif',
    themeVariables: {
      fontSize: "15px",
      background: "#ffffff",
      primaryColor: "#eef2fb",
      primaryTextColor: "#1c2333",
      primaryBorderColor: "#7d8fc2",
      secondaryColor: "#f3f0fa",
      tertiaryColor: "#f6f7f9",
      lineColor: "#5b667d",
      textColor: "#1c2333",
      edgeLabelBackground: "#ffffff",
      clusterBkg: "#f7f8fb",
      clusterBorder: "#c3cadb",
      noteBkgColor: "#fdf6dd",
      noteBorderColor: "#d9c27a",
      actorBkg: "#eef2fb",
      actorBorder: "#7d8fc2",
      actorLineColor: "#9aa5bd",
      signalColor: "#3c465c",
      activationBkgColor: "#dfe6f7",
      activationBorderColor: "#7d8fc2",
    },
  });

  // Classes of a drawing are names that its author chose; they must not be those of the page.
  const renamed = (name) => `drawn-${name}`;

  // All that a drawing is made of. None of these shows a file, runs, or changes in time.
  const SVG = "http://www.w3.org/2000/svg";
  const PARTS = new Set(("svg g path rect circle ellipse line polyline polygon text tspan textPath defs marker symbol use switch a "
    + "title desc style clipPath mask pattern linearGradient radialGradient stop filter feBlend feColorMatrix feComponentTransfer "
    + "feComposite feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feMerge feMergeNode feMorphology feOffset "
    + "feTurbulence").split(" "));
  // What values may call; of url() only a part of the drawing itself.
  const FUNCTIONS = new Set(("rgb rgba hsl hsla hwb lab lch oklab oklch color color-mix calc min max clamp translate translatex "
    + "translatey translate3d scale scalex scaley rotate skewx skewy matrix blur brightness contrast drop-shadow grayscale opacity "
    + "saturate cubic-bezier steps").split(" "));
  const INSIDE = /url\(\s*(["']?)#[\w:.-]+\1\s*\)/gi;
  const TEXT_OR_SHAPE = /^(?:aria-.*|data-.*|id|class|d|points|alt|title)$/;

  // An escape could spell what is not allowed, and variables are not looked into.
  function asksForNothing(value) {
    const rest = value.replace(INSIDE, "").replace(/"[^"\\]*"|'[^'\\]*'/g, (text) => (/:|\/\//.test(text) ? "url(" : ""));
    return !/[\\@]/.test(rest) && [...rest.matchAll(/([\w-]*)\s*\(/g)].every(([, name]) => name === "" || FUNCTIONS.has(name.toLowerCase()));
  }

  function cleanStyle(style) {
    for (const name of [...style]) {
      if (name.startsWith("--") || !asksForNothing(style.getPropertyValue(name))) {
        style.removeProperty(name);
      }
    }
  }

  // Mermaid puts an id before each of its rules; one without would style the page.
  function scoped(css, id) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    const rules = [...sheet.cssRules].filter((rule) => rule instanceof CSSKeyframesRule
      || (rule instanceof CSSStyleRule && rule.selectorText.split(",").every((s) => s.trim().startsWith("#" + id))));
    for (const rule of rules) {
      if (rule instanceof CSSStyleRule) {
        rule.selectorText = rule.selectorText.replace(/\.(-?[A-Za-z_][\w-]*)/g, (all, name) => `.${renamed(name)}`);
        while (rule.cssRules?.length > 0) rule.deleteRule(0);
      }
      (rule instanceof CSSStyleRule ? [rule] : [...rule.cssRules]).forEach((r) => cleanStyle(r.style));
    }
    // A shorthand that holds a variable stands there as it was written.
    return rules.map((rule) => rule.cssText).filter((text) => asksForNothing(text.replace(/@keyframes/g, ""))).join("\n");
  }

  // Text in HTML has a twin in some drawings, and becomes text of the drawing in the others.
  function asText(foreign) {
    const box = (name) => Number.parseFloat(foreign.getAttribute(name)) || 0;
    const twin = foreign.parentElement?.localName === "switch" && foreign.parentElement.querySelector("text");
    const text = document.createElementNS(SVG, "text");
    text.setAttribute("x", box("x") + box("width") / 2);
    text.setAttribute("y", box("y") + box("height") / 2);
    text.setAttribute("text-anchor", "middle");
    text.setAttribute("dominant-baseline", "central");
    text.textContent = foreign.textContent.replace(/\s+/g, " ").trim();
    if (twin || text.textContent === "") foreign.remove();
    else foreign.replaceWith(text);
  }

  function harmless(svg, id) {
    svg.querySelectorAll("foreignObject").forEach(asText);
    for (const element of svg.querySelectorAll("*")) {
      if (element.namespaceURI !== SVG || !PARTS.has(element.localName)) {
        element.remove();
      }
    }
    for (const element of [svg, ...svg.querySelectorAll("*")]) {
      if (element.hasAttribute("style")) {
        cleanStyle(element.style);
      }
      for (const { name, value } of [...element.attributes]) {
        if (name.startsWith("on") || (/(^|:)(href|src|action|base)$/i.test(name) && !value.startsWith("#"))
          || (!TEXT_OR_SHAPE.test(name) && !name.startsWith("xmlns") && !asksForNothing(value))) {
          element.removeAttribute(name);
        }
      }
      if (element.hasAttribute("class")) {
        element.setAttribute("class", [...element.classList].map(renamed).join(" "));
      }
    }
    for (const style of svg.querySelectorAll("style")) {
      style.textContent = scoped(style.textContent, id);
    }
  }

  // Rows of a label are words apart; what stands at connections comes last.
  function wordsOf(svg) {
    const texts = [...svg.querySelectorAll("text")];
    const atConnections = (text) => text.closest(`.${renamed("edgeLabels")}, .${renamed("edgeLabel")}`) !== null;
    return [...texts.filter((t) => !atConnections(t)), ...texts.filter(atConnections)]
      .map((text) => {
        const rows = [...text.querySelectorAll(":scope > tspan")].map((row) => row.textContent);
        return (rows.length > 0 ? rows.join(" ") : text.textContent).replace(/\s+/g, " ").trim();
      })
      .filter((words, i, all) => words && all.indexOf(words) === i);
  }

  function described(svg, name) {
    const given = svg.querySelector("title")?.textContent.trim();
    // Kinds have English names; in other languages a diagram is a diagram.
    const kind = (document.documentElement.lang === "en" && KINDS[svg.getAttribute("aria-roledescription")]) || say("diagram");
    const title = given || say("diagramOf", kind, name);
    const description = say("itSays", title, wordsOf(svg).join("; ")).slice(0, LONGEST_DESCRIPTION);
    svg.removeAttribute("aria-roledescription");
    svg.removeAttribute("aria-labelledby");
    svg.removeAttribute("aria-describedby");
    svg.setAttribute("role", "img");
    svg.setAttribute("aria-label", description);
    if (!given) {
      const element = document.createElementNS("http://www.w3.org/2000/svg", "title");
      element.textContent = title;
      svg.prepend(element);
    }
    return { title, description };
  }

  let drawn = 0;

  /** The drawing as an element, its title and description; fails where Mermaid cannot read the source. */
  return async (source, name) => {
    const id = `diagram${++drawn}`;
    try {
      const { svg: text } = await mermaid.render(id, await labelsAsWritten.of(source));
      const holder = new DOMParser().parseFromString(text, "text/html").body;
      const svg = holder.querySelector("svg");
      harmless(svg, id);
      labelsAsWritten.showAll(svg);
      return { svg, ...described(svg, name) };
    } finally {
      // What Mermaid leaves behind when it fails.
      document.getElementById(`d${id}`)?.remove();
    }
  };
})();
