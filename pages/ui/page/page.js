/* What the page does in the reader's browser without asking the server. Our own script, linked into Streamlit's page.
 *
 * Buttons drawn by pages.ui.prose carry data-act; what they say lies in data-said. Text reaches the page as text only.
 *   print   opens every part and prints
 *   copy    puts the address of this view on the clipboard
 * Links with data-go lead to another view of ours without loading everything anew.
 */
(() => {
  "use strict";
  const NARROW = 768; /* pixels below which the sidebar covers the page */

  const ACTS = {
    print: () => window.print(),
    copy: async (button) => {
      await copied(location.origin + kept());
      const said = button.textContent;
      button.textContent = button.dataset.said;
      setTimeout(() => { button.textContent = said; }, 2500);
    },
  };

  /* a kept or sent address says which register and day it shows, which the bar above may leave to the present ones */
  function kept() {
    const box = document.querySelector("[data-bookmarks]");
    const view = new URLSearchParams(box ? box.dataset.view : "");
    new URLSearchParams(location.search).forEach((value, name) => view.set(name, value));
    return `${location.pathname}?${view}`;
  }

  /* a hall's own network has no https, and without it browsers give scripts no clipboard */
  async function copied(text) {
    if (navigator.clipboard) return navigator.clipboard.writeText(text);
    const box = element("textarea", text);
    document.body.append(box);
    box.select();
    document.execCommand("copy");
    return box.remove();
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-act]");
    if (button && ACTS[button.dataset.act]) ACTS[button.dataset.act](button);
  });

  /* ---- the button of the watch mode also fills the screen, where the browser lets it */
  document.addEventListener("click", (event) => {
    if (!event.target.closest(".st-key-watch button")) return;
    const leaves = document.querySelector("[data-watching]");
    if (!leaves) document.documentElement.requestFullscreen().catch(() => {});
    else if (document.fullscreenElement) document.exitFullscreen().catch(() => {});
  });

  /* ---- links between our pages: Streamlit turns the page as if the reader had gone back in history */
  let leaving = null;

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-go]");
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    leaving = document.querySelector("h1");
    history.pushState({}, "", link.href);
    const fold = document.querySelector('[data-testid="stSidebarCollapseButton"] button');
    if (fold && link.closest(".stSidebar") && innerWidth < NARROW) fold.click();
    window.dispatchEvent(new PopStateEvent("popstate"));
  });

  function arrive() {
    const heading = document.querySelector("h1");
    if (!leaving || !heading || heading === leaving) return;
    leaving = null;
    const part = named(), target = part || heading;
    target.tabIndex = -1;
    target.focus();
    target.scrollIntoView({ block: part ? "start" : "center" });
  }

  function named() { /* the part of the page that its address names */
    return location.hash.length > 1 ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
  }

  /* ---- what a button did is told where it stood; the page may have moved under it */
  let told = null;

  function tell() {
    const said = document.querySelector("[data-told]");
    if (said && said !== told) said.scrollIntoView({ block: "nearest" });
    told = said;
  }

  /* ---- the reader's bookmarks stay in this browser */
  const SHELF = "songklong bookmarks";

  function shelf() {
    try { return JSON.parse(localStorage.getItem(SHELF)) || []; } catch { return []; }
  }

  function keep(marks) {
    localStorage.setItem(SHELF, JSON.stringify(marks));
    document.querySelectorAll("[data-bookmarks]").forEach(fill);
  }

  function element(name, text, className) {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    if (className) made.className = className;
    return made;
  }

  function press(text, className, act) {
    const button = element("button", text, className);
    button.type = "button";
    button.addEventListener("click", act);
    return button;
  }

  function fill(box) {
    const words = box.dataset, address = location.pathname + location.search;
    const copy = element("button", words.copy);
    Object.assign(copy.dataset, { act: "copy", said: words.copied });
    copy.type = "button";
    const list = element("ul");
    for (const mark of shelf()) {
      if (!String(mark.address).startsWith("/") || String(mark.address).startsWith("//")) continue;
      const item = element("li"), link = element("a", String(mark.name));
      link.href = mark.address;
      link.target = "_self";
      const drop = press("\u00d7", "remove", () => keep(shelf().filter((each) => each.address !== mark.address)));
      drop.setAttribute("aria-label", `${words.remove}: ${mark.name}`);
      item.append(link, drop);
      list.append(item);
    }
    const add = press(words.add, "add", () => {
      const heading = document.querySelector("h1"), here = kept();
      const name = heading ? heading.textContent : document.title;
      keep([...shelf().filter((each) => each.address !== here), { name, address: here }]);
    });
    box.replaceChildren(element("h2", words.title), list, add, copy);
    box.dataset.filled = address;
  }

  new MutationObserver(() => {
    arrive();
    tell();
    document.querySelectorAll("[data-bookmarks]:not([data-filled])").forEach(fill);
  }).observe(document.documentElement, { childList: true, subtree: true });

  /* ---- Streamlit's own few words are said in the reader's language, and its navigation is a list that holds as one */
  const THAI = JSON.parse(document.getElementById("own-words").textContent);
  const ENGLISH = Object.fromEntries(Object.entries(THAI).map((pair) => pair.reverse()));
  const NAMED = ["aria-label", "placeholder", "title"];
  const OWN = NAMED.map((name) => Object.entries(THAI).flat()
    .map((word) => word.endsWith(" ") ? `[${name}^="${word}"]` : `[${name}="${word}"], [${name}^="${word}: "]`)
    .join()).join(); /* a label may go on: "Search: table", "Help for title" */
  const TEXTS = '[data-testid="stSkipToContent"], [data-testid="stSelectboxVirtualDropdown"] *, [data-testid="stStatusWidget"] *, '
    + '[data-testid="stDialog"] :is(h1, h2, h3, p, span, div), '
    + '[data-testid="stFileUploader"] :is(span, div, p)';

  function mend() {
    const words = document.documentElement.lang === "en" ? ENGLISH : THAI;
    for (const each of document.querySelectorAll(OWN)) {
      for (const name of NAMED) {
        const label = each.getAttribute(name) || "", [own, ...rest] = label.split(": ");
        const start = Object.keys(words).find((word) => word.endsWith(" ") && label.startsWith(word));
        if (words[own]) each.setAttribute(name, [words[own], ...rest].join(": "));
        else if (start) each.setAttribute(name, words[start] + label.slice(start.length));
      }
    }
    for (const each of document.querySelectorAll(TEXTS)) {
      if (words[each.textContent] && !each.children.length) each.firstChild.data = words[each.textContent];
    }
    for (const list of document.querySelectorAll('[data-testid="stSidebarNavItems"]:not([role])')) list.setAttribute("role", "none");
    for (const zone of document.querySelectorAll('[data-testid="stFileUploaderDropzone"][role="presentation"]')) zone.setAttribute("role", "group");
    for (const group of document.querySelectorAll('[data-testid="stSidebarNavItems"] > div')) {
      const title = group.querySelector("header");
      group.setAttribute("role", "group");
      if (title) group.setAttribute("aria-label", title.textContent.replace(/[a-z_]+$/, ""));
      for (const item of group.querySelectorAll("li:not([role])")) item.setAttribute("role", "none");
    }
  }

  let isMending = false;
  new MutationObserver(() => {
    if (isMending) return;
    isMending = true;
    requestAnimationFrame(() => { isMending = false; mend(); });
  }).observe(document.documentElement, { childList: true, subtree: true });

  /* ---- the document says which language it is in: Thai, unless the address says English */
  function language() {
    const lang = new URLSearchParams(location.search).get("lang") === "en" ? "en" : "th";
    if (document.documentElement.lang !== lang) document.documentElement.lang = lang;
    mend();
  }
  for (const name of ["pushState", "replaceState"]) {
    const own = history[name].bind(history);
    history[name] = (...given) => { own(...given); language(); };
  }
  window.addEventListener("popstate", language);
  language();

  /* ---- a link to a part of a page arrives before the part does: go there once it is drawn */
  if (location.hash.length > 1) {
    const waiting = new MutationObserver(() => {
      const part = named();
      if (!part) return;
      waiting.disconnect();
      part.scrollIntoView();
    });
    waiting.observe(document.documentElement, { childList: true, subtree: true });
  }

  /* ---- parts that fold open on paper */
  let closed = [];
  window.addEventListener("beforeprint", () => {
    closed = [...document.querySelectorAll("details:not([open])")];
    closed.forEach((part) => { part.open = true; });
  });
  window.addEventListener("afterprint", () => closed.forEach((part) => { part.open = false; }));
})();
