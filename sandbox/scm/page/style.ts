/** Style sheet of the page: light and dark by the visitor's own setting, usable from 320 pixels on. */
export const style = `
:root { color-scheme: light dark; --back: #faf9f8; --card: #fff; --text: #201f1e; --soft: #605e5c; --line: #d2d0ce; --bar: #002050; --accent: #0b5cad; --hover: #f3f2f1; --bad: #a4262c; --good: #0b6a0b; }
@media (prefers-color-scheme: dark) { :root { --back: #1b1a19; --card: #252423; --text: #f3f2f1; --soft: #c8c6c4; --line: #484644; --bar: #0c1c33; --accent: #82c0ff; --hover: #323130; --bad: #f1a7ab; --good: #92d592; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--back); color: var(--text); font: 14px/1.45 "Segoe UI", "Helvetica Neue", Arial, sans-serif; }
a { color: var(--accent); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.skip { position: absolute; left: -999px; } .skip:focus { left: 8px; top: 8px; background: var(--card); padding: 8px; z-index: 1; }
header { background: var(--bar); color: #fff; display: flex; flex-wrap: wrap; gap: 8px 24px; align-items: center; padding: 8px 20px; }
header strong { font-size: 16px; font-weight: 600; margin-right: auto; }
header form { display: flex; gap: 8px; align-items: center; min-width: 0; max-width: 100%; }
header select { min-width: 0; }
header :focus-visible { outline-color: #fff; }
nav { background: var(--card); border-bottom: 1px solid var(--line); padding: 0 12px; display: flex; flex-wrap: wrap; }
nav a { padding: 10px 8px; margin: 0 4px; text-decoration: none; color: var(--text); border-bottom: 3px solid transparent; }
nav a[aria-current] { border-color: var(--accent); font-weight: 600; }
main { max-width: 1200px; margin: 0 auto; padding: 16px 20px 48px; }
h1 { font-size: 22px; font-weight: 600; margin: 8px 0 12px; overflow-wrap: anywhere; }
h2 { font-size: 16px; font-weight: 600; margin: 0 0 8px; }
.tools { display: flex; flex-wrap: wrap; gap: 8px 12px; align-items: end; margin-bottom: 12px; }
label { display: block; color: var(--soft); font-size: 12px; }
header label { color: #fff; }
input, select, button { font: inherit; color: var(--text); background: var(--card); border: 1px solid var(--soft); border-radius: 2px; padding: 6px 8px; min-height: 32px; max-width: 100%; }
input[type=search] { width: 320px; }
button { cursor: pointer; padding: 6px 14px; } button:hover { background: var(--hover); }
button.main { background: #0b5cad; border-color: #0b5cad; color: #fff; } button.main:hover { background: #084a8c; }
button:disabled { cursor: default; color: var(--soft); border-color: var(--line); } button:disabled:hover { background: var(--card); }
.steps { display: flex; flex-wrap: wrap; gap: 8px; margin: 12px 0 0; }
input.short { width: 90px; text-align: right; }
summary { cursor: pointer; font-weight: 600; } details[open] summary { margin-bottom: 12px; }
.card table { border: 0; display: block; overflow-x: auto; } .card th, .card td { overflow-wrap: normal; padding: 8px; } .card td.number { white-space: nowrap; }
.soft { color: var(--soft); }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 4px; padding: 16px; margin-bottom: 12px; }
table { width: 100%; border-collapse: collapse; background: var(--card); border: 1px solid var(--line); }
caption { text-align: left; padding: 0 0 6px; color: var(--soft); }
th, td { text-align: left; padding: 8px 10px; border-bottom: 1px solid var(--line); vertical-align: top; overflow-wrap: anywhere; }
th { font-weight: 600; font-size: 12px; color: var(--soft); }
tbody tr:hover { background: var(--hover); }
.number { text-align: right; font-variant-numeric: tabular-nums; }
dl { display: grid; grid-template-columns: repeat(auto-fill, minmax(200px, 1fr)); gap: 12px 24px; margin: 0; }
dt { color: var(--soft); font-size: 12px; } dd { margin: 0; white-space: pre-line; overflow-wrap: anywhere; }
.message { border-left: 4px solid var(--good); background: var(--card); padding: 10px 14px; margin: 0 0 12px; } .message.bad { border-color: var(--bad); }
.message p { margin: 0; }
@media (max-width: 640px) {
  main { padding: 12px; } input[type=search] { width: 100%; } .tools > * { flex: 1 1 auto; } header { padding: 8px 12px; }
  thead { position: absolute; display: block; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); } tbody tr, tbody td { display: block; } tbody tr { padding: 6px 0; border-bottom: 1px solid var(--line); }
  tbody td, tbody td.number { border: 0; padding: 2px 10px; text-align: left; } tbody td:empty { display: none; } tbody td::before { content: attr(data-label) ": "; color: var(--soft); font-size: 12px; }
}
@media (forced-colors: active) { nav a[aria-current] { border-color: Highlight; } }
`;

/** Script of the page: the list follows what is typed. Without it, Enter searches. */
export const script = `
const box = document.querySelector("input[type=search]");
let timer;
let asked = 0;
box?.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(search, 200); });
document.querySelector("#company")?.addEventListener("change", (event) => event.target.form.submit());
async function search() {
  const url = new URL(location.href);
  url.searchParams.set("q", box.value);
  url.searchParams.delete("skip");
  const mine = ++asked;
  const answer = await fetch(url);
  if (!answer.ok || mine !== asked) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const id of ["rows", "pages"]) document.getElementById(id).innerHTML = page.getElementById(id).innerHTML;
  document.getElementById("count").textContent = page.getElementById("count").textContent;
  history.replaceState(null, "", url);
}
`;
