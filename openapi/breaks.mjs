// Compares two OpenAPI documents with `redocly diff`, and fails if CHANGELOG.md doesn't name each breaking change.
//
//   node breaks.mjs <old document> <new document> <changelog>...
//
// Of each changelog only the list under "### Breaking" in its first "##" section counts, so an entry stops to count with the
// next release. An item names a change when it has, between backticks, the names that this program prints for the change. A
// rewrite with too many changes to name is named as a whole by the item that has `all <digest>`: the digest is that of these
// changes alone, so the item covers no other change.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

const [base, revision, ...changelogs] = process.argv.slice(2);
const here = new URL(".", import.meta.url).pathname;

function compare() {
  const command = [here + "node_modules/@redocly/cli/bin/cli.js", "diff", base, revision];
  const options = ["--config", here + "redocly.yaml", "--format", "json", "--fail-on", "none"];
  const run = { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"], maxBuffer: 1 << 28 };
  try {
    return JSON.parse(execFileSync(process.execPath, [...command, ...options], run));
  } catch (failure) {
    // Exit code 1 with a report: one of the documents has errors. Those of the new one are the linter's to tell.
    if (!failure.stdout?.startsWith("{")) throw failure;
    return JSON.parse(failure.stdout);
  }
}

/** The operation or the component that holds a change. */
function place(pointer) {
  const [area, first, second] = pointer
    .replace(/^#\//, "")
    .split("/")
    .map((each) => each.replaceAll("~1", "/").replaceAll("~0", "~"));
  if (area === "paths") return second && !/^(parameters|servers)$/.test(second) ? `${second.toUpperCase()} ${first}` : first;
  return area === "components" ? pointer.split("/")[3] : area;
}

function breakingItems(changelog) {
  const top = readFileSync(changelog, "utf8").split(/^## /m)[1] ?? "";
  const list = top.split(/^### /m).find((part) => /^Breaking/i.test(part)) ?? "";
  return list.split(/^- /m).slice(1).map((item) => [...item.matchAll(/`([^`]+)`/g)].map((match) => match[1].replace(/\s+/g, " ")));
}

const breaks = new Map();
for (const change of compare().changes ?? []) {
  for (const verdict of change.verdicts.filter((each) => each.impact === "major")) {
    const names = [place(verdict.location.pointer), ...[...verdict.message.matchAll(/`([^`]+)`/g)].map((match) => match[1])];
    const unique = [...new Set(names)];
    breaks.set(`${unique.join(" ")} ${verdict.message}`, { names: unique, message: verdict.message });
  }
}
const digest = createHash("sha256").update([...breaks.keys()].sort().join("\n")).digest("hex").slice(0, 8);
const items = changelogs.flatMap(breakingItems);
const whole = items.some((item) => item.includes(`all ${digest}`));
const unnamed = [...breaks.values()].filter(({ names }) => !whole && !items.some((item) => names.every((name) => item.includes(name))));

for (const { names, message } of unnamed) {
  console.log(`  ${message}  Name it: ${names.map((name) => "`" + name + "`").join(" ")}`);
}
if (unnamed.length > 0) {
  console.log(`  All ${breaks.size} breaking changes of this step at once: \`all ${digest}\``);
}
console.log(`${breaks.size} breaking, ${unnamed.length} not named in CHANGELOG.md`);
process.exitCode = unnamed.length > 0 ? 1 : 0;
