import type { AnyTemplate, Template } from "../core/templateTypes";

/** Whether a run can carry the template: records of one Sales table to one SCM entity. */
export function canRun(template: AnyTemplate): template is Template {
  return template.direction === "toScm" && template.lines === undefined;
}
