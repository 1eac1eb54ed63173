import { DataverseError } from "../store/types";

/** Refusals of the Sales solution; codes and wording follow Microsoft, "Web service error codes". */
export const salesErrors = {
  readOnly: (what: string) => new DataverseError(400, "0x8004022e",
    `The entity cannot be updated because it is read-only. (${what}; only a system administrator may change it in this state.)`),
  parentReadOnly: (what: string) => new DataverseError(400, "0x80043b09", `The parent is read only and cannot be edited. (${what})`),
  stateTransition: (message: string) => new DataverseError(400, "0x8004f00e", message),
  wrongState: (message: string) => new DataverseError(400, "0x80048408", message),
  missingUnit: () => new DataverseError(400, "0x80043b0d", "The unit id is missing."),
  missingUnitGroup: () => new DataverseError(400, "0x80043b0a", "The unit schedule id is missing."),
  missingProduct: () => new DataverseError(400, "0x80043b11", "The product id is missing."),
  missingPriceList: () => new DataverseError(400, "0x80043b12", "The price level id is missing."),
  unitNotOfProduct: () => new DataverseError(400, "0x80043b14", "The specified unit is not valid for this product."),
  unitNotInGroup: () => new DataverseError(400, "0x80043b16", "The unit does not exist in the specified unit schedule."),
  productAndDescription: () => new DataverseError(400, "0x80043afb", "You cannot set both 'productid' and 'productdescription' for the same record."),
  unitAndDescription: () => new DataverseError(400, "0x80043afa", "You cannot set both 'uomid' and 'productdescription' for the same record."),
  quantityDecimals: () => new DataverseError(400, "0x80043b07", "The number of decimal places on the quantity is invalid."),
  quantityDecimalCode: () => new DataverseError(400, "0x80043afc", "The quantity decimal code is invalid."),
  productNumberExists: () => new DataverseError(400, "0x8004f973", "The specified product ID conflicts with the product ID of an existing record. Specify a different product ID and try again."),
  duplicatePrice: () => new DataverseError(400, "0x80043b08", "This product and unit combination has a price for this price list."),
  currencyOfPriceList: () => new DataverseError(400, "0x80048cf5", "The currency of the record does not match the currency of the price list."),
  openRevision: () => new DataverseError(400, "0x80048408", "Quote cannot be revised as there already exists another quote in Draft/Active state and with same quote number."),
  badArgument: (message: string) => new DataverseError(400, "0x80040203", message),
} as const;
