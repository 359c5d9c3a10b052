// A client as a front-end developer writes it, on the types that openapi-typescript makes of openapi.yaml. It is compiled
// (tsc --strict) and never run: it fails when a member that a page needs loses its name or its type.
import createClient from "openapi-fetch";
import type { components, paths } from "../target/openapi-check/openapi";

type Problem = components["schemas"]["Problem"];

const api = createClient<paths, "application/json" | "application/problem+json">({ baseUrl: "http://localhost:8080" });
const editor = { Authorization: "Bearer bs_example" };

/** What a page shows of a problem. `code` is what programs decide by; `detail` is for people. */
function message(problem: Problem): string {
  switch (problem.code) {
    case "not-found":
      return "There is no such article.";
    case "invalid":
      return (problem.errors ?? []).map((fault) => `${fault.pointer ?? ""}: ${fault.detail}`).join("\n");
    default:
      return problem.detail;
  }
}

export async function newest(tag: string): Promise<string[]> {
  const { data, error } = await api.GET("/api/articles", { params: { query: { tag: [tag], sort: ["-publishedAt"], limit: 10 } } });
  if (error) throw new Error(message(error));
  return data.data.map((article) => {
    const tags: string[] = article.tags.map((each) => each.name);
    const authors: string[] = article.authors.map((each) => each.name);
    const published: Date = new Date(article.publishedAt);
    const picture: string | undefined = article.hero?.url;
    return [article.title, authors.join(", "), tags.join(", "), published.toISOString(), picture ?? ""].join(" | ");
  });
}

export async function read(article: string): Promise<string> {
  const { data, error } = await api.GET("/api/articles/{article}", { params: { path: { article } } });
  if (error) throw new Error(message(error));
  return data.title + (data.body.blocks ?? []).map((block) => (block.type === "image" ? block.alt : block.type)).join("\n");
}

export async function upload(title: string, body: string): Promise<string> {
  const { data, error } = await api.POST("/api/articles", {
    headers: editor,
    body: { title, body, tags: ["energy"], status: "draft" },
  });
  if (error) throw new Error(message(error));
  return data.warnings.map((warning) => warning.detail).join("\n") + data.id;
}
