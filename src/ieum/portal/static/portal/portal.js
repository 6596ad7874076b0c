// Everything works without this file; it only makes things handier.
(() => {
  "use strict";
  const box = document.querySelector("textarea[data-longest]");
  if (box) {
    const longest = Number(box.dataset.longest);
    const counter = document.getElementById("counter");
    const count = counter.querySelector("[data-count]");
    const show = () => {
      const length = Array.from(box.value.normalize("NFC")).length;
      count.textContent = length.toLocaleString("ko-KR");
      counter.hidden = length === 0;
      counter.classList.toggle("over", length > longest);
    };
    // The draft stays in this tab alone and is gone once it is sent.
    const key = "draft";
    if (box.dataset.draft === "keep" && !box.value) box.value = sessionStorage.getItem(key) || "";
    box.addEventListener("input", () => { show(); sessionStorage.setItem(key, box.value); });
    box.form.addEventListener("submit", () => sessionStorage.removeItem(key));
    show();
    document.querySelectorAll("[data-without-script]").forEach((text) => { text.hidden = true; });
    document.querySelectorAll(".example").forEach((example) => example.addEventListener("click", (event) => {
      event.preventDefault();
      box.value = example.textContent.trim();
      box.dispatchEvent(new Event("input"));
      box.focus();
      box.scrollIntoView({ block: "center" });
    }));
  }
  const won = document.querySelector("input[data-won]");
  if (won) {
    const reading = document.getElementById("reading");
    const say = () => {
      const digits = won.value.replace(/[^0-9]/g, "");
      const amount = Number(digits || "0");
      const parts = [[Math.floor(amount / 1e8), "억"], [Math.floor(amount / 1e4) % 1e4, "만"], [amount % 1e4, ""]];
      const words = parts.filter(([n]) => n > 0).map(([n, unit]) => n.toLocaleString("ko-KR") + unit).join(" ");
      reading.textContent = digits === "" || amount > 1e12 ? "" : (words || "0") + "원";
    };
    won.addEventListener("input", say);
    say();
  }
  document.querySelectorAll("[data-print]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  });
  // Two quick clicks send once; the server would take them as one case anyway.
  document.querySelectorAll("form[method=post]").forEach((form) => form.addEventListener("submit", (event) => {
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "yes";
    setTimeout(() => { delete form.dataset.sent; }, 4000);
  }));
  window.addEventListener("beforeprint", () => document.querySelectorAll("details").forEach((d) => { d.open = true; }));
  const error = document.querySelector("[data-focus]");
  if (error) error.focus();
})();
