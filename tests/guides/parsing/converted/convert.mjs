// Markdown or HTML on standard input → Markdown on standard output, by the named tool. Run by make.py.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const require = createRequire(`${process.cwd()}/`);
const load = async (name) => import(pathToFileURL(require.resolve(name)));
const input = readFileSync(0, "utf8");
const [tool] = process.argv.slice(2);
const made = {
  async remark() {
    const [{ unified }, parse, gfm, stringify] = await Promise.all(
      ["unified", "remark-parse", "remark-gfm", "remark-stringify"].map(load),
    );
    return String(await unified().use(parse.default).use(gfm.default).use(stringify.default).process(input));
  },
  async html() {
    const { marked } = await load("marked");
    return marked.parse(input);
  },
  async turndown() {
    const { default: TurndownService } = await load("turndown");
    return new TurndownService().turndown(input) + "\n";
  },
  async "turndown-gfm"() {
    const { default: TurndownService } = await load("turndown");
    const service = new TurndownService({ headingStyle: "atx", codeBlockStyle: "fenced" });
    service.use((await load("turndown-plugin-gfm")).gfm);
    return service.turndown(input) + "\n";
  },
};
process.stdout.write(await made[tool]());
