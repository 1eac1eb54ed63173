import * as React from "react";
import { plain } from "../../api/rows";
import { bare } from "../../api/webApi";
import type { LookupState } from "../../form/lookup";
import { braced, isReferences, type LookupReference } from "../../form/values";
import type { Host } from "../../host";
import { pageUrl } from "../../navigation";
import { fill } from "../../texts";
import { Icon, tableIcon } from "../icons";
import type { EditorProps } from "./Field";

/** A lookup: the chosen record as a link, or a search in the tables that the column may point at. */
export function LookupEditor(props: EditorProps): React.ReactElement {
  const { attribute, host, controller, state, inputId } = props;
  const reference = isReferences(attribute.value) ? attribute.value[0] : undefined;
  if (!reference) {
    const { lookup } = state;
    if (state.disabled || !lookup) return <input id={inputId} type="text" readOnly value="" placeholder={host.texts.none} aria-describedby={props.describedBy} />;
    return <LookupSearch {...props} lookup={lookup} />;
  }
  const id = bare(reference.id);
  return (
    <div className="lookup-value">
      <a id={inputId} href={pageUrl({ type: "entityrecord", table: reference.entityType, id })} aria-labelledby={`${props.labelId} ${inputId}`}
        onClick={(event) => {
          if (event.ctrlKey || event.metaKey || event.shiftKey) return;
          event.preventDefault();
          void host.navigate({ type: "entityrecord", table: reference.entityType, id });
        }}>
        <Icon name={tableIcon(reference.entityType)} size={14} /> {reference.name || id}
      </a>
      {!state.disabled && (
        <button type="button" className="icon-button" aria-label={fill(host.texts.clearValue, state.label)} title={fill(host.texts.clearValue, state.label)}
          onClick={() => controller.session.enter(attribute, null)}><Icon name="cancel" size={12} /></button>
      )}
    </div>
  );
}

function LookupSearch({ lookup, attribute, host, controller, state, inputId, describedBy, invalid, required }: EditorProps & { lookup: LookupState }): React.ReactElement {
  const { texts } = host;
  const [text, setText] = React.useState("");
  const [found, setFound] = React.useState<LookupReference[] | undefined>();
  const [active, setActive] = React.useState(0);
  const listId = `${inputId}-list`;
  const open = found !== undefined;

  const search = React.useRef(0);
  const find = (typed: string) => {
    const mine = ++search.current;
    const control = controller.formContext.getControl(state.id);
    lookup.beginSearch(() => void controller.session.fire(lookup.preSearch, control, undefined));
    Promise.all(lookup.tables.map((table) => findRecords(host, lookup, table, typed))).then(
      (results) => {
        if (mine !== search.current) return;
        setFound(results.flat());
        setActive(0);
      },
      () => mine === search.current && setFound([]),
    );
  };
  const choose = (reference: LookupReference | undefined) => {
    search.current++;
    setFound(undefined);
    setText("");
    if (reference) controller.session.enter(attribute, [reference]);
  };
  const onKey = (event: React.KeyboardEvent) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!found) find(text);
      else setActive((active + (event.key === "ArrowDown" ? 1 : found.length - 1)) % Math.max(1, found.length));
    } else if (event.key === "Enter" && found) choose(found[active]);
    else if (event.key === "Escape") setFound(undefined);
  };
  return (
    <div className="lookup-search" onBlur={(event) => {
      if (!event.currentTarget.contains(event.relatedTarget)) setFound(undefined);
    }}>
      <div className="input-with-button">
        <input id={inputId} type="text" role="combobox" autoComplete="off" value={text} placeholder={texts.none} title={fill(texts.lookFor, state.label)}
          aria-expanded={open} aria-controls={open ? listId : undefined} aria-autocomplete="list" aria-activedescendant={found?.[active] ? `${listId}-${active}` : undefined}
          aria-required={required} aria-invalid={invalid} aria-describedby={describedBy}
          onChange={(event) => {
            setText(event.target.value);
            find(event.target.value);
          }} onKeyDown={onKey} />
        <button type="button" className="icon-button" tabIndex={-1} aria-label={fill(texts.searchFor, state.label)} onClick={() => find(text)}><Icon name="search" size={14} /></button>
      </div>
      {found && (
        <ul id={listId} role="listbox" aria-label={texts.results} className="lookup-list">
          {found.map((reference, index) => (
            <li key={reference.id} id={`${listId}-${index}`} role="option" aria-selected={index === active} className={index === active ? "active" : ""}
              onMouseDown={(event) => event.preventDefault()} onClick={() => choose(reference)}>
              <Icon name={tableIcon(reference.entityType)} size={14} /> {reference.name}
            </li>
          ))}
          {found.length === 0 && <li role="option" aria-selected={false} aria-disabled="true" className="empty">{texts.noneFound}</li>}
        </ul>
      )}
    </div>
  );
}

/** The first ten records whose name holds what was typed, as far as scripts let them be found. */
async function findRecords(host: Host, lookup: LookupState, tableName: string, typed: string): Promise<LookupReference[]> {
  const table = await host.platform.table(tableName);
  const { entities } = await host.webApi.retrieveMultipleRecords(tableName, `?fetchXml=${encodeURIComponent(lookup.query(table, typed))}`);
  return entities.map((row) => ({ id: braced(plain(row[table.primaryId])), entityType: tableName, name: plain(row[table.primaryName]) }));
}
