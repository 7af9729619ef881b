// Sends one file to the folder of the visit, with how far it is and a way to stop; keeps what columns
// were said to mean, for the next file with the same heading.
const KEPT = "hubei-cluster-atlas-columns", MOST_KEPT = 20;

export default function ({ data, parentElement, setTriggerValue }) {
  const box = parentElement.querySelector(".put-in");
  if (data.keep) keep(data.keep);
  box.data = data;
  box.come = (key) => setTriggerValue("came", { key, columns: kept() });
  if (!box.drop) build();
  if (!box.request) rest();

  function make(name, css, ...inside) {
    const node = document.createElement(name);
    if (css) node.className = css;
    node.append(...inside);
    return node;
  }

  function build() {
    const input = make("input", "put-file");
    input.type = "file";
    box.label = make("b");
    box.hint = make("span", "put-hint");
    box.drop = make("label", "put-drop", input, box.label, box.hint);
    box.bar = make("i");
    box.told = make("span");
    box.stop = make("button", "put-stop");
    box.stop.type = "button";
    box.stop.onclick = () => box.request?.abort();
    box.going = make("div", "put-going", box.told, make("span", "meter", box.bar), box.stop);
    box.fault = make("div", "notice put-fault");
    box.fault.setAttribute("role", "status");
    box.replaceChildren(box.drop, box.going, box.fault);
    input.onchange = () => { if (input.files[0]) send(input.files[0]); input.value = ""; };
    box.drop.ondragover = (event) => { event.preventDefault(); box.drop.classList.add("over"); };
    box.drop.ondragleave = () => box.drop.classList.remove("over");
    box.drop.ondrop = (event) => {
      event.preventDefault();
      box.drop.classList.remove("over");
      if (event.dataTransfer.files[0]) send(event.dataTransfer.files[0]);
    };
    say("");
  }

  function rest() {
    box.label.textContent = box.data.label;
    box.hint.textContent = box.data.words.or_drop;
    box.stop.textContent = box.data.words.stop;
    box.drop.hidden = false;
    box.going.hidden = true;
  }

  function say(why) {
    box.fault.textContent = why && (box.data.words[why] || box.data.words.lost);
    box.fault.hidden = !why;
  }

  function send(file) {
    say("");
    if (file.size > box.data.most) return say("too_large");
    const request = box.request = new XMLHttpRequest();
    box.drop.hidden = true;
    box.going.hidden = false;
    far(0);
    const end = (why) => { box.request = null; rest(); say(why); };
    request.upload.onprogress = (event) => far(event.loaded / Math.max(event.total, 1));
    request.onabort = () => end("");
    request.onerror = () => end("lost");
    request.onload = () => {
      let told = {};
      try { told = JSON.parse(request.responseText); } catch { /* somebody on the way has answered */ }
      end(request.status === 200 && told.key ? "" : request.status === 413 ? "too_large" : told.why || "lost");
      if (request.status === 200 && told.key) box.come(told.key);
    };
    request.open("PUT", box.data.address);
    request.setRequestHeader("X-File-Name", encodeURIComponent(file.name));
    request.send(file);
  }

  function far(share) {
    const percent = Math.floor(share * 100);
    box.bar.style.width = `${percent}%`;
    box.told.textContent = `${box.data.words.sending} ${percent}%`;
  }

  function kept() {
    try { return JSON.parse(localStorage.getItem(KEPT)) || {}; } catch { return {}; }
  }

  function keep({ key, ...columns }) {
    const { [key]: _, ...others } = kept();
    const last = Object.entries({ ...others, [key]: columns }).slice(-MOST_KEPT);
    try { localStorage.setItem(KEPT, JSON.stringify(Object.fromEntries(last))); } catch { /* full, or may keep nothing */ }
  }
}
