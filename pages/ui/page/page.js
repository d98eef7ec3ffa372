/* What the page does in the reader's browser without asking the server. Our own script, linked into Streamlit's page.
 *
 * Buttons drawn by pages.ui.prose carry data-act; what they say lies in data-said. Text reaches the page as text only.
 *   print   opens every part and prints
 *   copy    puts the address of this view on the clipboard
 */
(() => {
  "use strict";

  const ACTS = {
    print: () => window.print(),
    copy: async (button) => {
      await navigator.clipboard.writeText(location.href);
      const said = button.textContent;
      button.textContent = button.dataset.said;
      setTimeout(() => { button.textContent = said; }, 2500);
    },
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-act]");
    if (button && ACTS[button.dataset.act]) ACTS[button.dataset.act](button);
  });

  /* ---- the document says which language it is in: Thai, unless the address says English */
  function language() {
    const lang = new URLSearchParams(location.search).get("lang") === "en" ? "en" : "th";
    if (document.documentElement.lang !== lang) document.documentElement.lang = lang;
  }
  for (const name of ["pushState", "replaceState"]) {
    const own = history[name].bind(history);
    history[name] = (...given) => { own(...given); language(); };
  }
  window.addEventListener("popstate", language);
  language();

  /* ---- parts that fold open on paper */
  let closed = [];
  window.addEventListener("beforeprint", () => {
    closed = [...document.querySelectorAll("details:not([open])")];
    closed.forEach((part) => { part.open = true; });
  });
  window.addEventListener("afterprint", () => closed.forEach((part) => { part.open = false; }));
})();
