import type { StockTextKey } from "../shared/stock/words";
import type { Translate } from "../shared/texts";

/** Why there is no product to show the stock of. */
export type NoProduct = "unsaved" | "noProduct" | "unknownRecord" | "unsupported" | "secured";
/** Why a product has no numbers, where that is not merely that they have not been read yet. */
export type NoNumbers = "notThere" | "notFromScm" | "notStocked" | "otherCompany";
export type MeasureName = "available" | "physical" | "ordered";
export type Quantity = "available" | "physical" | "reserved" | "ordered" | "onOrder";

/** Keys of the resource files, beside those of the StockBar. */
export type OwnTextKey =
  | `None_${NoProduct}` | `Without_${NoNumbers}` | `Head_${MeasureName}` | `Column_${Quantity}` | `Column_${Quantity}_Desc`
  | "Title" | "UnitUnknown" | "Places" | "Place" | "AllPlaces" | "NoPlaces" | "SiteBlank" | "WarehouseBlank"
  | "ByDay" | "Day" | "CanBePromised" | "ExpectedIn" | "ExpectedOut" | "ShowAsTable" | "ShowAsPlot" | "Today" | "PlotDay"
  | "Sum_today" | "Sum_low" | "Sum_below" | "Sum_last" | "Sum_flat";
export type TextKey = OwnTextKey | StockTextKey;

export type T = Translate<TextKey>;
