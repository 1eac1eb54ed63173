/** The query engine of the Dataverse imitation: OData query options and FetchXML over a source of rows. */
export type { QueryRegistry } from "./registry";
export { readOptions, splitOutside, withoutOption, type QueryOptions } from "./queryString";
export { parseQueryOptions } from "./optionsParser";
export { hasNestedExpand, wholeTable, type Expand, type ListQuery, type OrderTerm, type RowShape } from "./listQuery";
export { runList, type ListResult, type RunContext } from "./runList";
export { isApply, runApply } from "./runApply";
export { maximumPageSize, nextLink, type Page, type PagePosition } from "./paging";
export { parseAnnotations, wantsAnnotation, type AnnotationFilter } from "./annotations";
export { etagOf, jsonValue, shapeRow, type Json, type JsonObject, type ShapeOptions } from "./shape";
export { formattedValue, type FormatContext, type Formatting } from "./formatting";
export { contextUrl } from "./contextUrl";
export { collectionReader } from "./compile";
export { findNavigation, type Collection, type Navigation } from "./navigation";
export { columnByProperty, propertyName } from "./columns";
export { runFetch, type FetchContext, type FetchResult } from "./fetch/run";
export { parseFetch } from "./fetch/parse";
export { fetchAnnotations, fetchContextUrl, shapeFetch } from "./fetch/shape";
