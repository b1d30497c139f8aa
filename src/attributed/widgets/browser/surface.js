// What the browser does for every widget of the kit. Called once for each view with the image that loaded it.
//
// It sends what a reader does to the kernel, keeps the focus where it was when a region is drawn anew, and moves
// the focus among words and labels by the arrow keys. It knows these attributes:
//   data-do="name"        a click sends this action, with data-value and the nearest data-id
//   data-key="1 n"        these keys click the element; never while a text is being typed
//   data-input="name"     each change of a field sends this action with its value, data-delay ms after the last one
//   data-id="word-3"      names what the focus can return to
//   data-home             where the focus goes when what had it is gone
//   data-rove="text"      its [data-stop] elements are one stop of the Tab key; arrows, Home and End move inside it
//   data-rove="list"      the same, where only ArrowUp and ArrowDown move: the other arrows may be data-keys
//   data-rove="grid"      cells of a table: the arrows start from the pressed one, and what they reach is clicked
//   data-announce         its words are read out by a screen reader when they change
// When a field for text is left it sends the action "settle": only then may the kernel draw it anew.
(image) => {
  const start = (left) => {
    const root = image.closest(".at-surface");
    const page = root && root.querySelector(".at-page > .widget-html-content");
    if (page && page.firstElementChild) begin(root, page);
    else if (left) setTimeout(start, 50, left - 1);
  };

  // All regions come in one piece of markup. Only those whose number has changed are drawn anew: what is typed, focused
  // or scrolled in the others stays.
  const drawChanged = (page, markup) => {
    const parts = markup.split(/<div class="at-region" data-drawn="(\d+)">/);
    [...page.children].forEach((region, place) => {
      const [drawn, inside] = parts.slice(2 * place + 1);
      if (region.dataset.drawn === drawn) return;
      region.dataset.drawn = drawn;
      region.innerHTML = inside.slice(0, -"</div>".length);
    });
  };

  const begin = (root, page) => {
    if (root.dataset.booted) return;
    root.dataset.booted = "yes";
    const whole = Object.getOwnPropertyDescriptor(Element.prototype, "innerHTML");
    Object.defineProperty(page, "innerHTML", { get: whole.get, set: (markup) => drawChanged(page, markup) });
    root.dataset.lmSuppressShortcuts = "true"; // else JupyterLab takes a digit for one of its own commands
    root.tabIndex = -1; // a click on plain words keeps the keys here
    const label = root.querySelector(".at-name");
    root.setAttribute("role", "group");
    if (label) root.setAttribute("aria-label", label.textContent.trim());

    // Sending. All that the kernel has not yet taken goes with every message, for only the newest message is sure
    // to arrive while the kernel is busy.
    const view = Math.random().toString(36).slice(2);
    let count = 0;
    let waiting = [];
    const settled = () => {
      const taken = JSON.parse(root.querySelector(".at-taken").textContent)[view] || 0;
      waiting = waiting.filter((one) => one.n > taken);
      return waiting.length === 0;
    };
    const send = (action, value, from) => {
      settled();
      const home = (from || document.activeElement).closest("[data-id]");
      waiting.push({ view, n: ++count, do: action, value: value ?? "", at: home ? home.dataset.id : "" });
      const box = root.querySelector(".at-inbox textarea");
      box.value = JSON.stringify(waiting);
      box.dispatchEvent(new Event("input", { bubbles: true }));
    };

    const typing = (element) =>
      element.matches("textarea, select, input:not([type=checkbox]):not([type=radio]):not([type=button])");

    root.addEventListener("click", (event) => {
      const target = event.target.closest("[data-do]");
      if (target && root.contains(target) && target.getAttribute("aria-disabled") !== "true")
        send(target.dataset.do, event.shiftKey && target.dataset.shift ? target.dataset.shift : target.dataset.value, target);
    });

    const timers = new Map();
    root.addEventListener("input", (event) => {
      const field = event.target.closest("[data-input]");
      if (!field) return;
      const value = field.type === "checkbox" ? String(field.checked) : field.value;
      clearTimeout((timers.get(field) || {}).id);
      const now = () => {
        timers.delete(field);
        send(field.dataset.input, value, field);
      };
      timers.set(field, { id: setTimeout(now, Number(field.dataset.delay || 0)), now });
    });
    root.addEventListener("focusout", (event) => {
      if (!event.target.matches("[data-input]") || !event.target.isConnected || !typing(event.target)) return;
      const timer = timers.get(event.target);
      if (timer) {
        clearTimeout(timer.id);
        timer.now();
      }
      send("settle", "", event.target);
    });

    root.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
      if (typing(event.target)) {
        if (event.key === "Escape") root.focus();
        return;
      }
      if (rove(event)) {
        event.preventDefault();
        return;
      }
      const key = CSS.escape(event.key);
      const button = [...root.querySelectorAll("[data-key]")].find(
        (one) => one.dataset.key.split(" ").includes(event.key) && one.offsetParent !== null,
      );
      if (!button || key === "") return;
      event.preventDefault();
      if (button.matches("textarea, input, select")) button.focus();
      else if (button.dataset.do) {
        // A key acts on what has the focus: a digit labels the word that the arrows have reached.
        const here = document.activeElement;
        send(button.dataset.do, button.dataset.value, here && root.contains(here) && here.closest("[data-id]") ? here : button);
      } else button.click();
    });

    // Moving by arrows inside a group.
    const stops = (group) => [...group.querySelectorAll("[data-stop]")].filter((one) => one.offsetParent !== null);
    const middle = (element) => {
      const box = element.getClientRects()[0];
      return { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2, height: box.height };
    };
    const rove = (event) => {
      let here = event.target.closest("[data-stop]");
      const group = here && here.closest("[data-rove]");
      if (!group) return false;
      const grid = group.dataset.rove === "grid";
      // Another key may have pressed another cell; while answers are due, the focus is ahead of what is drawn.
      if (grid && settled()) here = group.querySelector("[data-stop][aria-pressed=true]") || here;
      const all = stops(group);
      const place = all.indexOf(here);
      // A list goes by ArrowDown and ArrowUp in its order; words in a text by all four, as they stand on the lines.
      const [on, back] = group.dataset.rove === "list" ? ["ArrowDown", "ArrowUp"] : ["ArrowRight", "ArrowLeft"];
      let next = null;
      if (event.key === on) next = all[place + 1];
      else if (event.key === back) next = all[place - 1];
      else if (event.key === "Home") next = all[0];
      else if (event.key === "End") next = all[all.length - 1];
      else if (on === "ArrowRight" && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
        const from = middle(here);
        const down = event.key === "ArrowDown" ? 1 : -1;
        const far = all.filter((one) => (middle(one).y - from.y) * down > from.height / 2);
        const line = Math.min(...far.map((one) => Math.abs(middle(one).y - from.y)));
        next = far
          .filter((one) => Math.abs(middle(one).y - from.y) < line + from.height / 2)
          .sort((one, other) => Math.abs(middle(one).x - from.x) - Math.abs(middle(other).x - from.x))[0];
      } else return false;
      if (next && grid && (event.key === on || event.key === back)) {
        const aside = Math.abs(middle(next).y - middle(here).y) > middle(here).height / 2;
        if (aside) next = null; // a row ends where it ends
      }
      if (next) {
        for (const one of all) one.tabIndex = one === next ? 0 : -1;
        next.focus();
        if (grid) next.click();
      }
      return true;
    };

    // After a region is drawn anew: one Tab stop a group, the focus back where it was, and what is new read out.
    const live = document.createElement("div");
    live.className = "at-hidden";
    live.setAttribute("aria-live", "polite");
    root.append(live);
    let last = null;
    let field = null;
    root.addEventListener("focusin", (event) => {
      const home = event.target.closest("[data-id]");
      last = home ? home.dataset.id : null;
      field = typing(event.target) ? event.target : null;
      // Arrows too: JupyterLab looks at what has the focus before it looks at what is around it.
      event.target.dataset.lmSuppressShortcuts = "true";
    });
    // Drawn anew while it is typed in (another field of its region was left), a field keeps what was typed since.
    const carry = (old, fresh) => {
      if (!old || old.isConnected || old.tagName !== fresh.tagName) return;
      fresh.value = old.value;
      if (typeof old.selectionStart === "number") fresh.setSelectionRange(old.selectionStart, old.selectionEnd);
    };
    root.addEventListener("focusout", (event) => {
      if (event.relatedTarget && !root.contains(event.relatedTarget)) last = null;
    });
    const tidy = () => {
      for (const group of root.querySelectorAll("[data-rove]")) {
        const all = stops(group);
        const at = all.find((one) => one.dataset.id === last) || all.find((one) => one.dataset.first) || all[0];
        for (const one of all) one.tabIndex = one === at ? 0 : -1;
      }
      if (last !== null && (document.activeElement === document.body || !document.activeElement)) {
        const old = field;
        const fresh = root.querySelector(`[data-id="${CSS.escape(last)}"]`) || root.querySelector("[data-home]") || root;
        fresh.focus({ preventScroll: true });
        carry(old, fresh);
      }
      const said = [...root.querySelectorAll("[data-announce]")].map((one) => one.textContent.trim()).join(" ").trim();
      if (live.textContent !== said) live.textContent = said;
    };
    new MutationObserver(tidy).observe(root, { childList: true, subtree: true });
    tidy();
  };

  start(600);
}
