import webpack, { type Configuration, type Stats } from "webpack";

/**
 * Runs webpack once.
 * @throws Error with webpack's own report when the configuration or a module is wrong
 */
export async function runWebpack(configuration: Configuration): Promise<void> {
  const compiler = webpack(configuration);
  if (!compiler) throw new Error("webpack refused the configuration.");
  try {
    const stats = await new Promise<Stats | undefined>((resolve, reject) => {
      compiler.run((error, result) => { if (error) reject(error); else resolve(result); });
    });
    if (!stats || stats.hasErrors()) throw new Error(stats?.toString({ all: false, errors: true, errorDetails: true }) ?? "webpack gave no result.");
  } finally {
    await new Promise<void>((resolve, reject) => { compiler.close((error) => { if (error) reject(error); else resolve(); }); });
  }
}

/** How TypeScript is turned into JavaScript; types are checked by `npm run typecheck`. */
export function swcRule(target: "es2019" | "es2022"): webpack.RuleSetRule {
  return {
    test: /\.tsx?$/,
    loader: "swc-loader",
    options: { jsc: { parser: { syntax: "typescript", tsx: true }, target } },
  };
}
