import { portsFrom } from "./ports";

test("unset and empty variables take the documented ports", () => {
  expect(portsFrom({ SCM_PORT: "" })).toEqual({ sales: 5080, scm: 5081, backend: 5082 });
});

test.each(["80.5", "-1", "70000", "http"])("%s is refused by the variable's name", (value) => {
  expect(() => portsFrom({ BACKEND_PORT: value })).toThrow(/BACKEND_PORT is '.*'; give a port number/);
});
