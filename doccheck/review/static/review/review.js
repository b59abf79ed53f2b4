// Keys of the review room. No framework, nothing evaluated: elements say which key they answer to (data-key).
(() => {
  "use strict";
  const one = (query, from) => (from || document).querySelector(query);
  const all = (query, from) => Array.from((from || document).querySelectorAll(query));
  const shown = (element) => element && element.offsetParent !== null;
  const typing = (target) => target.matches("input:not([type=radio]):not([type=checkbox]), textarea, select");
  let dismissing = false;
  let busy = false;

  const pressRow = (key) => {
    const hit = one(`.at [data-row-key="${CSS.escape(key)}"]`);
    if (hit) hit.click();
    return Boolean(hit);
  };

  const press = (key) => {
    const hit = all(`[data-key="${CSS.escape(key)}"]`).find(shown);
    if (!hit || hit.disabled) return false;
    hit.click();
    return true;
  };

  const mode = (on) => {
    dismissing = on;
    document.body.classList.toggle("dismissing", on);
    const box = all("[data-dismiss-box]").find(shown);
    if (on && box) one("[data-dismiss]", box).focus({ preventScroll: true });
  };

  const dismiss = (number) => {
    const button = all(`[data-dismiss="${number}"]`).find(shown);
    if (!button) return false;
    const words = one("[data-note]", button.form);
    if (button.value === "dismiss:other" && words && !words.value.trim()) {
      words.required = true;
      words.focus();
      words.dataset.after = String(number);
      return true;
    }
    mode(false);
    button.click();
    return true;
  };

  const rows = () => all("[data-row]");
  const step = (by) => {
    const lines = rows();
    if (!lines.length) return false;
    const at = lines.findIndex((line) => line.classList.contains("at"));
    const next = Math.min(Math.max(at + by, 0), lines.length - 1);
    lines.forEach((line) => line.classList.remove("at"));
    lines[next].classList.add("at");
    const link = one("[data-go]", lines[next]);
    if (link) link.focus({ preventScroll: true });
    lines[next].scrollIntoView({ block: "nearest" });
    return true;
  };

  const sibling = (by) => {
    const links = all("[data-sibling]");
    const at = links.findIndex((link) => link.getAttribute("aria-current") === "true");
    const next = links[at + by];
    if (next) next.click();
    return Boolean(next);
  };

  const scope = () => {
    const choices = all("[data-scope]");
    const at = choices.findIndex((choice) => choice.checked);
    if (choices.length) choices[(at + 1) % choices.length].checked = true;
    return choices.length > 0;
  };

  const wholeDocument = () => {
    const choice = one("[data-document]");
    if (choice) choice.checked = true;
    return Boolean(choice);
  };

  const pick = (number) => {
    const choice = one(`[data-pick="${number}"]`);
    if (choice) choice.checked = true;
    return Boolean(choice);
  };

  const tick = () => {
    const box = one(".at [data-tick]");
    if (box) box.click();
    return Boolean(box);
  };

  const tickAll = () => {
    const boxes = all("[data-tick]").filter((box) => !box.disabled);
    const on = boxes.some((box) => !box.checked);
    boxes.forEach((box) => { box.checked = on; });
  };

  const focusOn = (query) => {
    const field = all(query).find(shown);
    if (field) field.focus();
    return Boolean(field);
  };

  const help = () => {
    const dialog = one("#help");
    if (dialog.open) dialog.close();
    else dialog.showModal();
    return true;
  };

  const answer = (key) => {
    if (/^[1-9]$/.test(key)) return dismissing ? dismiss(key) : pick(key);
    if (pressRow(key)) return true;
    if (key === "x") {
      mode(!dismissing);
      return true;
    }
    if (dismissing) mode(false);
    switch (key) {
      case "?": return help();
      case "/": return focusOn("[data-search]") || press("l");
      case "e": return focusOn(".at [data-row-note]") || focusOn("[data-note]");
      case "o": return scope();
      case "d": return wholeDocument();
      case " ": return tick();
      case "n": return sibling(1);
      case "p": return sibling(-1);
      case "j": return press("j") || step(1);
      case "k": return press("k") || step(-1);
      case "ArrowDown": return rows().length > 0 && step(1);
      case "ArrowUp": return rows().length > 0 && step(-1);
      default: return false;
    }
  };

  document.addEventListener("keydown", (event) => {
    if (busy && !typing(event.target)) {
      event.preventDefault();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const dialog = one("dialog[open]");
    if (event.key === "Escape") {
      mode(false);
      const open = one("details.pop[open]");
      if (typing(event.target)) event.target.blur();
      else if (open) open.open = false;
      return;
    }
    if (dialog) {
      if (event.key === "?") { dialog.close(); event.preventDefault(); }
      return;
    }
    if (typing(event.target)) {
      if (event.key === "Enter" && event.target.matches("[data-row-note]")) {
        event.preventDefault();
        event.target.blur();
      }
      if (event.key === "Enter" && event.target.matches("[data-note]")) {
        event.preventDefault();
        const waits = event.target.dataset.after;
        if (waits && event.target.value.trim()) dismiss(waits);
        else event.target.blur();
      }
      return;
    }
    if (event.key === "Enter") {
      if (event.target.closest("a, button, summary")) return;
      if (press("Enter")) event.preventDefault();
      return;
    }
    if (event.key.length > 1 && !event.key.startsWith("Arrow")) return;
    if (event.repeat && !"jk".includes(event.key) && !event.key.startsWith("Arrow")) return;
    if (answer(event.key) || press(event.key)) event.preventDefault();
  });

  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-open]");
    if (opener) help();
    if (event.target.closest("[data-ticks]")) tickAll();
    const button = event.target.closest("button[value='dismiss:other']");
    const words = button && one("[data-note]", button.form);
    if (words && !words.value.trim()) {
      event.preventDefault();
      words.focus();
      words.dataset.after = button.dataset.dismiss;
    }
  });

  document.addEventListener("dragover", (event) => {
    if (event.target.closest("[data-drop]")) event.preventDefault();
  });
  document.addEventListener("drop", (event) => {
    const form = event.target.closest("[data-drop]");
    if (!form) return;
    event.preventDefault();
    one("input[type=file]", form).files = event.dataTransfer.files;
    form.requestSubmit();
  });

  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-drop] input[type=file]") && event.target.files.length) event.target.form.requestSubmit();
  });

  const work = (on) => {
    busy = on;
    document.documentElement.toggleAttribute("data-busy", on);
  };
  const quiet = (event) => event.target.closest && event.target.closest("[data-quiet]");
  document.addEventListener("htmx:beforeRequest", (event) => { if (!quiet(event)) work(true); });
  document.addEventListener("htmx:sendError", () => work(false));
  document.addEventListener("htmx:timeout", () => work(false));

  const toBox = () => {
    const box = one("[data-box]");
    const leaf = one(".pane.page");
    if (box && leaf) {
      const image = one("img", leaf);
      const centre = () => {
        const inside = box.getBoundingClientRect();
        const frame = leaf.getBoundingClientRect();
        leaf.scrollTop += inside.top - frame.top - frame.height / 2.6;
      };
      if (image && !image.complete) image.addEventListener("load", centre, { once: true });
      else centre();
    }
  };

  const settle = (event) => {
    if (event && event.target && quiet(event)) {
      toBox();
      return;
    }
    work(false);
    mode(false);
    toBox();
    const mark = one("[data-mark]");
    const words = one(".pane.text");
    if (mark && words) words.scrollTop += mark.getBoundingClientRect().top - words.getBoundingClientRect().top - words.clientHeight / 2.6;
    const at = one(".queue [aria-current]");
    const list = one(".queue ol");
    if (at && list) list.scrollTop += at.getBoundingClientRect().top - list.getBoundingClientRect().top - list.clientHeight / 3;
  };
  document.addEventListener("DOMContentLoaded", settle);
  document.addEventListener("htmx:afterSettle", settle);
  document.addEventListener("htmx:load", settle);
})();
