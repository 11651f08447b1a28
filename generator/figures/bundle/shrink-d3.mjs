// Plotly's d3 is one closure that no bundler prunes: what our figures never reach is cut out of it here.
import { parse } from "acorn";

// Whole families that nothing in the bundle calls (Plotly brings newer packages for what it needs of them).
const DROPPED = [
  /d3\.(layout|geom|svg|random|dsv|csv|tsv|nest|interpolateZoom|xml|html|text|shuffle|permute|transpose|variance)\b/,
  /d3\.(behavior\.zoom|scale\.(?!linear\b)\w+)/,
];

function namesIn(node, found = new Map(), skip = null) {
  if (!node || typeof node !== "object" || node === skip) return found;
  if (Array.isArray(node)) for (const item of node) namesIn(item, found, skip);
  else {
    if (node.type === "Identifier") found.set(node.name, (found.get(node.name) ?? 0) + 1);
    for (const key in node) if (key !== "type") namesIn(node[key], found, skip);
  }
  return found;
}

// What a statement only defines: a function, or members of one.
function defined(statement) {
  if (statement.type === "FunctionDeclaration") return statement.id.name;
  let target = statement.expression?.type === "AssignmentExpression" ? statement.expression.left : null;
  while (target?.type === "MemberExpression") target = target.object;
  return target?.type === "Identifier" && target.name.startsWith("d3_") ? target.name : null;
}

export function shrinkD3(source) {
  const program = parse(source, { ecmaVersion: "latest" });
  const { body } = program.body[0].expression.argument.callee.object.body; // !function () { … }.apply(self)
  const dropped = (statement) => {
    const text = source.slice(statement.start, statement.end);
    return DROPPED.some((family) =>
      statement.type === "VariableDeclaration" ? text.search(family) >= 0 : text.search(family) === 0,
    );
  };
  let kept = body.filter((statement) => !dropped(statement));
  for (let before = Number.POSITIVE_INFINITY; kept.length < before; ) {
    before = kept.length;
    const uses = new Map();
    for (const statement of kept) {
      const own = defined(statement);
      for (const name of namesIn(statement).keys()) if (name !== own) uses.set(name, true);
    }
    kept = kept.filter((statement) => !defined(statement) || uses.has(defined(statement)));
  }
  const gone = new Set(body.filter((statement) => !kept.includes(statement)));
  let text = source;
  for (const { start, end } of [...gone].reverse()) text = text.slice(0, start) + text.slice(end);
  return text;
}
