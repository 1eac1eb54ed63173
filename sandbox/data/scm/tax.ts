/** Sales tax groups of the sandbox's companies with their rates in percent. A customer group names the one that its customers take. */
export const salesTaxRates: Readonly<Record<string, string>> = { WA: "8.9", FR: "20", DE: "19", EXEMPT: "0" };
