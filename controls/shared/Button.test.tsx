import { fireEvent, render, screen } from "@testing-library/react";
import * as React from "react";
import { Button } from "./Button";

test("what is off can be reached and read, and does nothing", () => {
  const onClick = jest.fn();
  const { rerender } = render(<Button className="b" off onClick={onClick}>Refresh</Button>);
  const button = screen.getByRole("button", { name: "Refresh" });
  button.focus();
  fireEvent.click(button);
  expect([document.activeElement, button.getAttribute("aria-disabled"), onClick.mock.calls.length]).toEqual([button, "true", 0]);
  rerender(<Button className="b" onClick={onClick}>Refresh</Button>);
  fireEvent.click(button);
  expect([document.activeElement, button.getAttribute("aria-disabled"), onClick.mock.calls.length]).toEqual([button, "false", 1]);
});
