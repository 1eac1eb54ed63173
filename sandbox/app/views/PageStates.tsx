import { DefaultButton, PrimaryButton, Spinner } from "@fluentui/react";
import * as React from "react";
import type { Host } from "../host";
import { firstPage } from "../navigation";

/** While a page reads what it shows. */
export function PageLoading({ host }: { host: Host }): React.ReactElement {
  return <div className="page-state" role="status"><Spinner label={host.texts.loading} /></div>;
}

/** A page that could not be opened: why, and where to go from here. */
export function PageError({ host, text }: { host: Host; text: string }): React.ReactElement {
  const { texts } = host;
  return (
    <div className="page-state" role="alert">
      <h1>{texts.pageError}</h1>
      <p>{text}</p>
      <div className="page-actions">
        <PrimaryButton text={texts.retry} onClick={() => host.reload()} />
        <DefaultButton text={texts.toList} onClick={() => void host.navigate(firstPage)} />
      </div>
    </div>
  );
}
