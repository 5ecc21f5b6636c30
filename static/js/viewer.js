// Shows the slides of a document one at a time: by buttons, thumbnails, keys and swipes, each at an address of its own.
// Without it all slides stand one below the other.

const STEPS = { ArrowRight: 1, PageDown: 1, ArrowLeft: -1, PageUp: -1, Home: -Infinity, End: Infinity };
// Those that scroll no page: they turn the slides also while nothing has the focus, as after following a link to one.
const FROM_ANYWHERE = ["ArrowRight", "ArrowLeft"];
const FULL_SCREEN = "f";
const SWIPE = 40;

class Viewer {
  constructor(viewer) {
    this.viewer = viewer;
    this.stage = viewer.querySelector("[data-stage]");
    this.strip = viewer.querySelector("[data-strip]");
    this.place = viewer.querySelector("[data-place]");
    this.slides = [...viewer.querySelectorAll("[data-slide]")];
    this.thumbnails = [...viewer.querySelectorAll("[data-thumbnail]")];
    this.steps = [...viewer.querySelectorAll("[data-step]")];
    this.link = viewer.querySelector("[data-link]");
  }

  start() {
    this.viewer.toggleAttribute("data-running", true);
    this.viewer.querySelector("[data-tools]").hidden = false;
    this.stage.setAttribute("aria-describedby", "keys");
    this.show(this.addressed() ?? 0);
    addEventListener("hashchange", () => this.show(this.addressed() ?? this.current));
    for (const button of this.steps) {
      button.addEventListener("click", () => this.go(this.current + Number(button.dataset.step)));
    }
    this.thumbnails.forEach((thumbnail, index) => thumbnail.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      this.go(index);
    }));
    for (const part of [this.stage, this.strip]) part.addEventListener("keydown", (event) => this.press(event));
    document.body.addEventListener("keydown", (event) => {
      if (event.target === document.body && FROM_ANYWHERE.includes(event.key)) this.press(event);
    });
    this.link.addEventListener("click", (event) => this.copy(event));
    this.followFingers();
    this.followFullScreen();
    addEventListener("beforeprint", () => this.slides.forEach((slide) => this.load(slide)));
  }

  // The slide that the address names, if it is one of ours.
  addressed() {
    const index = this.slides.findIndex((slide) => `#${slide.id}` === location.hash);
    return index < 0 ? null : index;
  }

  // Shows a slide, and makes its address the page's without filling the way back.
  go(index) {
    this.show(index);
    history.replaceState(history.state, "", `#${this.slides[this.current].id}`);
  }

  show(index) {
    this.current = Math.min(Math.max(index, 0), this.slides.length - 1);
    const slide = this.slides[this.current];
    this.slides.forEach((one) => one.toggleAttribute("data-current", one === slide));
    this.mark(this.thumbnails[this.current]);
    this.tell(slide);
    this.link.hash = slide.id;
    for (const button of this.steps) {
      button.setAttribute("aria-disabled", String(!this.slides[this.current + Number(button.dataset.step)]));
    }
    for (const one of this.slides.slice(this.current, this.current + 2)) this.load(one);
  }

  mark(current) {
    // One stop for the tab key, whatever the number of slides: arrows go on from there.
    for (const thumbnail of this.thumbnails) {
      thumbnail.tabIndex = thumbnail === current ? 0 : -1;
      thumbnail.removeAttribute("aria-current");
    }
    current.setAttribute("aria-current", "true");
    const strip = this.strip.getBoundingClientRect();
    const seen = current.getBoundingClientRect();
    // The strip alone is moved, never the page.
    this.strip.scrollBy({
      left: seen.left + seen.width / 2 - strip.left - strip.width / 2,
      top: seen.top + seen.height / 2 - strip.top - strip.height / 2,
    });
  }

  // "Slide 7 of 12" is seen; what the slide is about is heard with it.
  tell(slide) {
    const heard = document.createElement("span");
    heard.className = "visually-hidden";
    heard.textContent = `: ${slide.querySelector("img").alt}`;
    this.place.replaceChildren(slide.querySelector("[data-name]").textContent.trim(), heard);
  }

  load(slide) {
    slide.querySelector("img").loading = "eager";
  }

  press(event) {
    const isTyping = event.target.closest("input, textarea, select, [contenteditable]");
    const hasModifier = event.altKey || event.ctrlKey || event.metaKey || event.shiftKey;
    if (isTyping || hasModifier) return;
    if (event.key === FULL_SCREEN) this.toggleFullScreen();
    if (!(event.key in STEPS)) return;
    event.preventDefault();
    this.go(this.current + STEPS[event.key]);
    if (this.strip.contains(document.activeElement)) this.thumbnails[this.current].focus({ preventScroll: true });
  }

  followFingers() {
    let start = null;
    this.stage.addEventListener("pointerdown", (event) => {
      const isZoomed = window.visualViewport?.scale > 1;
      start = event.pointerType === "touch" && event.isPrimary && !isZoomed ? event : null;
    });
    this.stage.addEventListener("pointerup", (event) => {
      if (!start || !event.isPrimary) return;
      const across = event.clientX - start.clientX;
      const down = event.clientY - start.clientY;
      start = null;
      if (Math.abs(across) > SWIPE && Math.abs(across) > 2 * Math.abs(down)) this.go(this.current - Math.sign(across));
    });
    this.stage.addEventListener("pointercancel", () => { start = null; });
  }

  followFullScreen() {
    const button = this.viewer.querySelector("[data-full-screen]");
    button.hidden = !document.fullscreenEnabled;
    button.addEventListener("click", () => this.toggleFullScreen());
    document.addEventListener("fullscreenchange", () => {
      const isFull = document.fullscreenElement === this.stage;
      button.setAttribute("aria-pressed", String(isFull));
      for (const slide of this.slides) {
        const picture = slide.querySelector("img");
        picture.dataset.sizes ??= picture.sizes;
        picture.sizes = isFull ? "100vw" : picture.dataset.sizes;
      }
    });
  }

  toggleFullScreen() {
    if (document.fullscreenElement) document.exitFullscreen();
    else if (document.fullscreenEnabled) this.stage.requestFullscreen();
  }

  // Where the clipboard is closed to pages, it is a link like any other.
  async copy(event) {
    if (!navigator.clipboard) return;
    event.preventDefault();
    history.replaceState(history.state, "", this.link.hash);
    try {
      await navigator.clipboard.writeText(this.link.href);
    } catch {
      return;
    }
    this.place.textContent = this.link.dataset.copied;
  }
}

for (const viewer of document.querySelectorAll("[data-viewer]")) new Viewer(viewer).start();
