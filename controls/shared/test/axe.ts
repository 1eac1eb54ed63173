import axe from "axe-core";

/**
 * What axe finds wrong, one line each. Colours cannot be judged in jsdom, and the page around a control is not ours.
 */
export async function axeProblems(container: Element): Promise<string[]> {
  const { violations } = await axe.run(container, { rules: { "color-contrast": { enabled: false }, region: { enabled: false } } });
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`));
}
