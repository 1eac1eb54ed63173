import { FormMergeError, mergeForm } from "./formMerge";
import { attribute, descendants, parseXml } from "./xml";

const base = `<form><tabs>
  <tab name="first" id="{AAAAAAAA-0000-0000-0000-000000000001}"><labels><label description="First" languagecode="1033"/></labels><columns><column width="50%"><sections>
    <section name="one" id="{aaaaaaaa-0000-0000-0000-000000000002}"><rows><row><cell id="{aaaaaaaa-0000-0000-0000-000000000003}"><control id="name" datafieldname="name"/></cell></row>
      <row><cell id="{aaaaaaaa-0000-0000-0000-000000000004}"><control id="fax" datafieldname="fax"/></cell></row></rows></section></sections></column>
    <column width="50%"><sections><section name="two" id="{aaaaaaaa-0000-0000-0000-000000000005}"><rows/></section></sections></column></columns></tab>
  <tab name="second" id="{aaaaaaaa-0000-0000-0000-000000000006}"/></tabs>
  <events><event name="onload" application="true"><Handlers><Handler functionName="Old.load" libraryName="old.js" handlerUniqueId="{1}"/></Handlers></event></events></form>`;

const names = (xml: string, tag: string) => descendants(parseXml(xml, "merged"), tag).map((e) => attribute(e, "name") || attribute(e, "id") || attribute(e, "functionName"));
const tabDiff = (tab: string) => mergeForm(base, `<form><tabs>${tab}</tabs></form>`);
const inSection = (rows: string) => tabDiff(`<tab id="aaaaaaaa-0000-0000-0000-000000000001"><columns><column id="0"><sections><section name="one"><rows>${rows}</rows></section></sections></column></columns></tab>`);

describe("mergeForm", () => {
  test("an added tab stands where its ordinal says; ties come after", () => {
    const added = (ordinal: number) => `<tab name="new" id="{b}" ordinalvalue="${ordinal}" solutionaction="Added"/>`;
    expect(names(tabDiff(added(0)), "tab")).toEqual(["first", "new", "second"]);
    expect(names(tabDiff(added(50)), "tab")).toEqual(["first", "second", "new"]);
    expect(names(tabDiff(added(-1)), "tab")).toEqual(["new", "first", "second"]);
  });

  test("later additions order themselves by the ordinal of earlier ones", () => {
    const first = tabDiff('<tab name="late" id="{b}" ordinalvalue="50" solutionaction="Added"/>');
    const both = mergeForm(first, '<form><tabs><tab name="early" id="{c}" ordinalvalue="40" solutionaction="Added"/></tabs></form>');
    expect(names(both, "tab")).toEqual(["first", "second", "early", "late"]);
  });

  test("the outcome is plain: no action, and ordinals only on what was added", () => {
    const merged = tabDiff('<tab name="new" id="{b}" ordinalvalue="5" solutionaction="Added"><columns><column id="0"><sections><section name="s" ordinalvalue="0"/></sections></column></columns></tab>');
    expect(merged).not.toContain("solutionaction");
    expect(merged.match(/ordinalvalue/g)).toHaveLength(1);
  });

  test("applying the same diff twice changes nothing more", () => {
    const diff = '<form><tabs><tab name="new" id="{b}" ordinalvalue="5" solutionaction="Added"/></tabs><formLibraries solutionaction="Added"><Library name="new.js"/></formLibraries></form>';
    const once = mergeForm(base, diff);
    expect(mergeForm(once, diff)).toBe(once);
  });

  test("a path by id or by name leads to an existing section; an added section goes into that column", () => {
    const merged = tabDiff('<tab name="first"><columns><column id="1"><sections><section name="three" id="{d}" ordinalvalue="0" solutionaction="Added"/></sections></column></columns></tab>');
    const second = descendants(parseXml(merged, "m"), "column")[1];
    expect(second ? descendants(second, "section").map((s) => attribute(s, "name")) : []).toEqual(["two", "three"]);
  });

  test("an added cell makes a row in its place, or stands beside the cell its row names", () => {
    const own = inSection('<row><cell id="{e}" ordinalvalue="10000" solutionaction="Added"><control id="new"/></cell></row>');
    expect(names(own, "control")).toEqual(["name", "new", "fax"]);
    expect(descendants(parseXml(own, "m"), "row")).toHaveLength(3);
    const beside = inSection('<row><cell id="{AAAAAAAA-0000-0000-0000-000000000003}"/><cell id="{e}" solutionaction="Added"><control id="new"/></cell></row>');
    expect(descendants(parseXml(beside, "m"), "row")).toHaveLength(2);
    expect(names(beside, "control")).toEqual(["name", "new", "fax"]);
  });

  test("modified sets attributes and keeps what is inside; removed removes", () => {
    const merged = tabDiff('<tab name="first" id="{AAAAAAAA-0000-0000-0000-000000000001}" visible="false" solutionaction="Modified"/><tab id="{aaaaaaaa-0000-0000-0000-000000000006}" solutionaction="Removed"/>');
    expect(names(merged, "tab")).toEqual(["first"]);
    expect(merged).toContain('visible="false"');
    expect(names(merged, "control")).toEqual(["name", "fax"]);
    expect(names(inSection('<row><cell id="{aaaaaaaa-0000-0000-0000-000000000004}" solutionaction="Removed"/></row>'), "control")).toEqual(["name"]);
  });

  test("a label added in another language stands beside the one that is there", () => {
    const merged = tabDiff('<tab name="first"><labels><label description="Premier" languagecode="1036" solutionaction="Added"/></labels></tab>');
    expect(descendants(parseXml(merged, "m"), "label").map((l) => attribute(l, "description"))).toEqual(["First", "Premier"]);
  });

  test("handlers join an event that is there, events and lists are made when they are not", () => {
    const handlers = (event: string) => `<form><events><event name="${event}" application="false" active="false"><Handlers solutionaction="Added"><Handler functionName="New.run" libraryName="new.js" handlerUniqueId="{2}"/></Handlers></event></events></form>`;
    expect(names(mergeForm(base, handlers("onload")), "Handler")).toEqual(["Old.load", "New.run"]);
    const saved = mergeForm(base, handlers("onsave"));
    expect(names(saved, "event")).toEqual(["onload", "onsave"]);
    const described = mergeForm(base, '<form><controlDescriptions><controlDescription forControl="{9}" solutionaction="Added"/></controlDescriptions></form>');
    expect(descendants(parseXml(described, "m"), "controlDescription")).toHaveLength(1);
  });

  test("a change that leads nowhere is refused, naming the node", () => {
    expect(() => tabDiff('<tab name="gone" id="{ff}"><columns/></tab>')).toThrow(FormMergeError);
    expect(() => tabDiff('<tab name="gone" id="{ff}" solutionaction="Modified"/>')).toThrow("the tab 'gone'");
    expect(() => inSection('<row><cell id="{ff}"><control id="x" solutionaction="Added"/></cell></row>')).toThrow("the cell '{ff}'");
    expect(() => tabDiff('<tab name="first" solutionaction="Replaced"/>')).toThrow("'Replaced'");
  });
});
