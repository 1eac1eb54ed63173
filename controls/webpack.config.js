// Read by pcf-scripts (featureconfig.json: pcfAllowCustomWebpack) from the parent folder of each control.
// Types are checked by `npm run typecheck`, so ts-loader only has to transpile here.
class TranspileOnly {
  apply(compiler) {
    for (const rule of compiler.options.module.rules)
      for (const use of [].concat(rule?.use ?? []))
        if (/ts-loader/.test(use?.loader ?? "")) use.options = { ...use.options, transpileOnly: true };
  }
}
module.exports = { plugins: [new TranspileOnly()] };
