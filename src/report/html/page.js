// Picks a finding: marks its places, brings its articles side by side and scrolls each to the place. Without this
// script the page shows all places at once, and the links between findings and places work all the same.
"use strict";
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const cards = all(".card");
  const marks = all("mark");
  const status = document.getElementById("status");
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  let picked = null;
  let ready = false;

  const findings = (mark) => mark.dataset.findings.split(" ");
  const button = (card) => card.querySelector(".pick");
  const glide = () => (calm.matches || !ready ? "auto" : "smooth");

  // An article scrolls by itself where it is a column of its own; elsewhere the page stays where the reader is.
  const bring = (article) => {
    const mark = article.querySelector("mark.on.decisive") || article.querySelector("mark.on");
    if (!mark || article.scrollHeight <= article.clientHeight + 1) return;
    const offset = mark.getBoundingClientRect().top - article.getBoundingClientRect().top;
    article.scrollTo({ top: article.scrollTop + offset - article.clientHeight / 3, behavior: glide() });
  };

  const pick = (card) => {
    picked = card;
    const number = card ? card.dataset.finding : null;
    document.body.classList.toggle("picked", card !== null);
    for (const other of cards) {
      other.classList.toggle("selected", other === card);
      button(other).setAttribute("aria-pressed", String(other === card));
    }
    for (const mark of marks) mark.classList.toggle("on", number !== null && findings(mark).includes(number));
    for (const article of all(".source")) {
      const involved = article.querySelector("mark.on") !== null;
      article.classList.toggle("involved", involved);
      if (involved) bring(article);
    }
    all(".columns").forEach((columns) => columns.scrollTo({ left: 0, behavior: glide() }));
    status.textContent = card ? card.dataset.says : "";
    if (card) card.scrollIntoView({ block: "nearest", behavior: glide() });
  };

  const step = (by) => {
    const shown = cards.filter((card) => !card.hidden);
    if (shown.length === 0) return;
    const at = shown.indexOf(picked);
    const next = at < 0 ? (by > 0 ? 0 : shown.length - 1) : (at + by + shown.length) % shown.length;
    pick(shown[next]);
    button(shown[next]).focus({ preventScroll: true });
  };

  for (const card of cards) {
    card.addEventListener("click", (event) => {
      if (event.target.closest("a") || String(getSelection())) return;
      pick(card === picked && event.target.closest(".pick") ? null : card);
    });
    for (const link of all("figcaption a", card)) link.addEventListener("click", () => pick(card));
  }
  for (const mark of marks) {
    mark.addEventListener("click", () => {
      const of = findings(mark);
      const next = of[(of.indexOf(picked ? picked.dataset.finding : "") + 1) % of.length];
      pick(cards.find((card) => card.dataset.finding === next && !card.hidden) || null);
    });
  }
  for (const reference of all(".reference")) {
    reference.addEventListener("click", (event) => {
      event.preventDefault();
      event.stopPropagation();
      const card = document.getElementById(reference.hash.slice(1));
      pick(card);
      button(card).focus({ preventScroll: true });
    });
  }
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, textarea, select")) return;
    if (event.key === "j" || event.key === "n") step(1);
    else if (event.key === "k" || event.key === "p") step(-1);
    else if (event.key === "Escape") pick(null);
  });

  const filter = document.querySelector(".filter");
  if (filter) {
    filter.hidden = false;
    filter.addEventListener("change", () => {
      const shown = new Set(all("input:checked", filter).map((input) => input.value));
      for (const card of cards) card.hidden = !shown.has(card.dataset.level);
      const open = new Set(cards.filter((card) => !card.hidden).map((card) => card.dataset.finding));
      for (const mark of marks) mark.classList.toggle("off", !findings(mark).some((number) => open.has(number)));
      if (picked && picked.hidden) pick(null);
    });
  }

  const named = cards.find((card) => "#" + card.id === location.hash);
  if (named) pick(named);
  ready = true;
})();
