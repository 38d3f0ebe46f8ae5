// What Mermaid's bundle expects of a browser, as little as lets it load and parse. Runs in Node and in GraalJS
// alike, and replaces what the engine has itself, so that both give the same verdicts.
(() => {
  'use strict';
  const silent = () => {};
  const inertTimer = () => 0;

  function clone(value) {
    if (value === null || typeof value !== 'object') return value;
    if (Array.isArray(value)) return value.map(clone);
    if (value instanceof Map) return new Map([...value].map(([k, v]) => [clone(k), clone(v)]));
    if (value instanceof Set) return new Set([...value].map(clone));
    if (value instanceof Date) return new Date(value.getTime());
    return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, clone(v)]));
  }

  // Links are only looked at, never followed.
  class HostUrl {
    constructor(text) {
      const form = /^([a-z][a-z0-9+.-]*:)(?:\/\/([^/?#:]*)(?::(\d+))?)?([^?#]*)(\?[^#]*)?(#.*)?$/i;
      const parts = form.exec(String(text).trim());
      if (!parts) throw new TypeError('Invalid URL');
      this.protocol = parts[1].toLowerCase();
      this.hostname = (parts[2] ?? '').toLowerCase();
      this.port = parts[3] ?? '';
      this.host = this.hostname + (this.port ? ':' + this.port : '');
      this.pathname = parts[4];
      this.search = parts[5] ?? '';
      this.hash = parts[6] ?? '';
      this.href = String(text).trim();
    }

    static canParse(text) {
      try {
        return Boolean(new HostUrl(text));
      } catch {
        return false;
      }
    }

    toString() {
      return this.href;
    }
  }

  class HostEncoder {
    encode(text) {
      return Uint8Array.from(unescape(encodeURIComponent(text)), (c) => c.charCodeAt(0));
    }
  }

  class HostDecoder {
    decode(bytes) {
      return decodeURIComponent(escape(String.fromCharCode(...bytes)));
    }
  }

  // A document (node type 9) that cannot create documents: DOMPurify then keeps its interface and returns its input.
  const supplied = {
    document: {
      nodeType: 9,
      addEventListener: silent,
      createElement: () => ({}),
      getElementById: () => null,
      querySelector: () => null,
      querySelectorAll: () => [],
    },
    Element: class Element {},
    CSS: { supports: () => true },
    setTimeout: inertTimer,
    clearTimeout: silent,
    addEventListener: silent,
    setInterval: inertTimer,
    clearInterval: silent,
    requestAnimationFrame: inertTimer,
    structuredClone: clone,
    URL: HostUrl,
    TextEncoder: HostEncoder,
    TextDecoder: HostDecoder,
    console: Object.fromEntries(['log', 'info', 'warn', 'error', 'debug', 'trace'].map((name) => [name, silent])),
  };
  for (const [name, value] of Object.entries(supplied)) {
    Object.defineProperty(globalThis, name, { value, writable: true, configurable: true });
  }
  globalThis.window = globalThis;
})();
