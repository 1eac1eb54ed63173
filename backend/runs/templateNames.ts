import type { AnyTemplate } from "../core/templateTypes";

/**
 * Short name of a template for command lines and schedules: `accounts`, `contacts-to-customer`, `orders-out`.
 */
export function shortName(template: AnyTemplate, all: readonly AnyTemplate[]): string {
  const base = baseOf(template);
  const twins = all.filter((other) => baseOf(other) === base);
  return twins.length > 1 ? `${base}-${template.direction === "toScm" ? "out" : "back"}` : base;
}

const baseOf = ({ name }: AnyTemplate) => folded((name.split(" (")[0] ?? name).replace(/^Sales /, ""));
const folded = (text: string) => text.trim().toLowerCase().replace(/\s+/g, "-");

/** The template of a short or released name, whatever its case. */
export function findTemplate(name: string, all: readonly AnyTemplate[]): AnyTemplate | undefined {
  const wanted = folded(name);
  return all.find((template) => shortName(template, all) === wanted.replace(/^sales-/, "") || folded(template.name) === wanted || folded(template.name) === `${wanted}---direct`);
}

/** Short names of all templates in the order in which they have to run. */
export function shortNames(all: readonly AnyTemplate[]): string[] {
  return [...all].sort((a, b) => a.order - b.order).map((template) => shortName(template, all));
}
