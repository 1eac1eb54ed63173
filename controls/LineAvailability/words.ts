import type { IconName } from "../shared/Icon";
import type { StockTextKey } from "../shared/stock/words";
import type { Translate } from "../shared/texts";
import type { Colours, Tone } from "../shared/theme";
import type { Coverage, Why } from "./allocate";
import type { Sorting } from "./order";

type Kind = Coverage["kind"];
type Measured = "available" | "physical" | "ordered";

/** Keys of the resource files, beside those of the StockBar. */
export type OwnTextKey =
  | `Status_${Kind}` | `Count_${Kind}_One` | `Count_${Kind}_Many` | `Why_${Why}` | `Measure_${Measured}` | `Sort_${Sorting}`
  | "Title" | "Loading" | "NoLines" | "Unsaved" | "AllCovered" | "StandingInScm" | "StandingEnded" | "BadValues" | "OfFirst" | "ReadingStock"
  | "Product" | "Ordered" | "Shortage" | "Status" | "NoName" | "Hidden"
  | "From" | "InTime" | "TooLate" | "NoDate" | "EarlierLines"
  | "OnlyShort" | "NoneShort" | "Sort" | "Expand" | "Collapse" | "Places" | "NoPlaces" | "Site" | "Warehouse"
  | "Physical" | "Reserved" | "Available" | "OnOrder" | "InAll"
  | "Shown" | "ShownOfMany" | "LoadMore" | "LoadAll" | "LoadAllMany" | "Stop" | "LoadingMore"
  | "SetError" | "TryAgain" | "MissingColumn" | "MissingColumns";
export type TextKey = OwnTextKey | StockTextKey;

export type T = Translate<TextKey>;

const looks: Record<Kind, readonly [IconName, "success" | "warning" | "danger" | "neutral"]> = {
  covered: ["check", "success"], later: ["clock", "warning"], short: ["warning", "danger"], unknown: ["question", "neutral"], inScm: ["check", "neutral"],
  done: ["check", "neutral"], notStocked: ["unlinked", "neutral"],
};

/** Icon and tone of a status. */
export function lookOf(kind: Kind, colours: Colours): { icon: IconName; tone: Tone } {
  const [icon, tone] = looks[kind];
  return { icon, tone: colours[tone] };
}

/** "3 lines short", "1 line short". */
export function countText(kind: Kind, count: number, t: T): string {
  return t(count === 1 ? `Count_${kind}_One` : `Count_${kind}_Many`, count);
}
