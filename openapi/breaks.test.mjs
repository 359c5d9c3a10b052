// breaks.mjs finds what breaks clients and lets pass what doesn't; an entry of CHANGELOG.md covers no more than it names.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";

const folder = mkdtempSync(join(tmpdir(), "breaks-"));
after(() => rmSync(folder, { recursive: true }));

const problem = { description: "No", content: { "application/problem+json": { schema: { type: "object" } } } };
const json = (name) => ({ content: { "application/json": { schema: { $ref: "#/components/schemas/" + name } } } });
const base = {
  openapi: "3.1.0",
  info: { title: "Example", version: "1", license: { name: "MIT", url: "https://example.org" } },
  servers: [{ url: "https://example.org/api" }],
  tags: [{ name: "Stories", description: "Stories." }],
  security: [],
  paths: {
    "/stories": {
      get: {
        operationId: "list",
        summary: "List",
        tags: ["Stories"],
        parameters: [{ name: "q", in: "query", description: "Words", schema: { type: "string" } }],
        responses: { 200: { description: "All", ...json("Story") }, 400: problem },
      },
      post: {
        operationId: "create",
        summary: "Create",
        tags: ["Stories"],
        requestBody: json("StoryInput"),
        responses: { 201: { description: "Made", ...json("Story") }, 400: problem },
      },
    },
  },
  components: {
    schemas: {
      Story: {
        type: "object",
        required: ["id"],
        properties: { id: { type: "string" }, title: { type: "string" }, status: { type: "string", enum: ["draft", "live"] } },
      },
      StoryInput: {
        type: "object",
        properties: { title: { type: "string" }, status: { type: "string", enum: ["draft", "live"] } },
      },
    },
  },
};

function check(change, breaking = "") {
  const revision = structuredClone(base);
  change(revision, revision.components.schemas, revision.paths["/stories"]);
  const file = (name, text) => (writeFileSync(join(folder, name), text), join(folder, name));
  const run = spawnSync(process.execPath, [
    new URL("breaks.mjs", import.meta.url).pathname,
    file("base.json", JSON.stringify(base)),
    file("revision.json", JSON.stringify(revision)),
    file("CHANGELOG.md", `# Changelog\n\n## Unreleased\n\n### Breaking\n\n${breaking}\n\n### Added\n\n- \`StoryInput\` \`title\`\n`),
  ], { encoding: "utf8" });
  return { passed: run.status === 0, text: run.stdout + run.stderr };
}

const titleRequired = (document, { StoryInput }) => (StoryInput.required = ["title"]);
const breaks = {
  "an operation is removed": [(document, schemas, stories) => delete stories.post, /`POST \/stories`/],
  "a member of an answer is removed": [(document, { Story }) => delete Story.properties.title, /`Story` `title`/],
  "a member of an answer may be absent": [(document, { Story }) => delete Story.required, /`Story` `id`/],
  "a member of a request becomes required": [titleRequired, /`StoryInput` `title`/],
  "a request takes fewer values": [(document, { StoryInput }) => StoryInput.properties.status.enum.pop(), /`StoryInput` `status`/],
  "an answer has a value that clients don't know": [(document, { Story }) => Story.properties.status.enum.push("gone"), /`Story` `status`/],
  "a parameter is renamed": [(document, schemas, stories) => (stories.get.parameters[0].name = "words"), /`GET \/stories` `q` `words`/],
  "a member has another type": [(document, { Story }) => (Story.properties.title.type = "integer"), /`Story` `title`/],
};
for (const [name, [change, entry]] of Object.entries(breaks)) {
  test(`found: ${name}`, () => {
    const { passed, text } = check(change);
    assert.match(text, entry);
    assert.equal(passed, false, text);
  });
}

test("an entry names a change", () => {
  assert.equal(check(titleRequired, "- Every story needs a title: `title` of `StoryInput`.").passed, true);
});

test("additions pass, and so does a schema with another name", () => {
  const { passed, text } = check((document, schemas, stories) => {
    schemas.Story.properties.author = { type: "string" };
    schemas.StoryInput.properties.author = { type: "string" };
    schemas.StoryInput.properties.status.enum.push("scheduled");
    stories.get.parameters.push({ name: "sort", in: "query", description: "Order", schema: { type: "string" } });
    stories.delete = { ...stories.get, operationId: "clear", summary: "Clear" };
    schemas.NewStory = schemas.StoryInput;
    delete schemas.StoryInput;
    stories.post.requestBody = json("NewStory");
  });
  assert.equal(passed, true, text);
  assert.match(text, /^0 breaking/m);
});

test("an entry for one change is none for another", () => {
  assert.equal(check(titleRequired, "- `Story` `title`").passed, false);
});

test("a whole step is named by its digest, which covers nothing else", () => {
  const digest = check(titleRequired).text.match(/`all [0-9a-f]{8}`/)[0];
  assert.equal(check(titleRequired, `- Rewritten: ${digest}`).passed, true);
  const more = (document, schemas, stories) => (titleRequired(document, schemas), delete stories.get);
  assert.equal(check(more, `- Rewritten: ${digest}`).passed, false);
});
