import { parseResx, resxNames } from "./resx";

test("reads names and values, entities, CDATA and empty values; skips comments and metadata", () => {
  const xml = `<?xml version="1.0"?><root>
    <!-- <data name="Commented"><value>no</value></data> -->
    <resheader name="version"><value>2.0</value></resheader>
    <data name="Title" xml:space="preserve"><value>Save &amp; Close &#233; &#x41;</value><comment>c</comment></data>
    <data xml:space="preserve" name='Raw'><value><![CDATA[a < b & c]]></value></data>
    <data name="Empty"><value></value></data>
    <data name="Lines"><value>one
two</value></data></root>`;
  expect(parseResx(xml)).toEqual({ Title: "Save & Close é A", Raw: "a < b & c", Empty: "", Lines: "one\ntwo" });
});

test("file names: the user's language, then English, whichever way the resource is named", () => {
  expect(resxNames("p2c_/strings/sales", 1036)).toEqual(["p2c_/strings/sales.1036.resx", "p2c_/strings/sales.1033.resx"]);
  expect(resxNames("p2c_/strings/sales.1033.resx", 1033)).toEqual(["p2c_/strings/sales.1033.resx"]);
});
