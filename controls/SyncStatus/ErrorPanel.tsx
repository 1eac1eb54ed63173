import { css } from "@fluentui/react";
import * as React from "react";
import { Button } from "../shared/Button";
import { Icon } from "../shared/Icon";
import { toneClass } from "../shared/baseStyles";
import { copyText } from "../shared/clipboard";
import type { Tone } from "../shared/theme";
import { errorClasses } from "./styles";
import { useUi } from "./ui";

export interface ErrorPanelProps {
  tone: Tone;
  whatHappened: string;
  whatToDo: string;
  who?: string;
  /** Text for support; folded away, left out when blank. */
  technical: string;
  /** Just happened before the user's eyes, so it is announced. */
  isNew: boolean;
}

/** An error in three parts: what happened, what to do, who can fix it; and the technical text for support. */
export function ErrorPanel({ tone, whatHappened, whatToDo, who, technical, isNew }: ErrorPanelProps): React.ReactElement {
  const { t, colours } = useUi();
  const classes = errorClasses(colours);
  const parts: readonly (readonly [string, string | undefined])[] = [
    [t("WhatHappened"), whatHappened], [t("WhatToDo"), whatToDo], [t("WhoCanFix"), who],
  ];
  return (
    <div className={css(classes.panel, toneClass(tone))} style={{ borderInlineStartColor: tone.text }}>
      <div role={isNew ? "alert" : undefined}>
        {parts.map(([term, text]) => text && (
          <p key={term} className={classes.panelRow}>
            <span className={classes.panelTerm}>{term}</span> <span className={classes.panelValue}>{text}</span>
          </p>
        ))}
      </div>
      {technical && <TechnicalDetails text={technical} />}
    </div>
  );
}

let lastId = 0;

function TechnicalDetails({ text }: { text: string }): React.ReactElement {
  const { t, classes: { button }, colours } = useUi();
  const classes = errorClasses(colours);
  const [open, setOpen] = React.useState(false);
  const [copied, setCopied] = React.useState<boolean | undefined>(undefined);
  const [id] = React.useState(() => `p2c-technical-${++lastId}`);
  const box = React.useRef<HTMLDivElement>(null);
  const mounted = React.useRef(true);
  React.useEffect(() => () => { mounted.current = false; }, []);

  const copy = async () => {
    if (!box.current) return;
    const done = await copyText(text, box.current);
    if (mounted.current) setCopied(done);
  };
  return (
    <div ref={box}>
      <button type="button" className={classes.disclosure} aria-expanded={open} aria-controls={id} onClick={() => { setOpen(!open); setCopied(undefined); }}>
        <Icon name="chevron" className={open ? classes.opened : classes.closed} />{t("TechnicalDetails")}
      </button>
      <div id={id} hidden={!open}>
        {/* Scrolls when long, so the keyboard must reach it. */}
        <pre className={classes.technical} tabIndex={0} aria-label={t("TechnicalDetails")} role="group">{text}</pre>
        <Button className={button} onClick={() => { void copy(); }}>{t("Copy")}</Button>
        <span role="status" className={classes.copied}>{copied === undefined ? "" : t(copied ? "Copied" : "CopyFailed")}</span>
      </div>
    </div>
  );
}
