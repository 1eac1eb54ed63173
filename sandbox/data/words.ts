/** First words of made-up company names. */
export const firstWords: readonly string[] = [
  "Alder", "Amberline", "Anchor", "Arbor", "Argent", "Ashgrove", "Aurelia", "Baltic", "Basalt", "Beacon", "Birchwood", "Bluefield", "Boreal", "Brasswell", "Brightwater",
  "Calder", "Cardinal", "Cedarline", "Cinder", "Clearbrook", "Cobalt", "Copperleaf", "Coral", "Crestline", "Delta", "Driftwood", "Eastgate", "Elmstead", "Ember", "Equinox",
  "Fairwind", "Falcon", "Fernhill", "Firth", "Flint", "Forge", "Foxglove", "Gallant", "Garnet", "Glacier", "Goldcrest", "Granite", "Greenway", "Halcyon", "Harrow", "Hawthorn",
  "Heron", "Highmoor", "Indigo", "Ironbridge", "Juniper", "Kestrel", "Keystone", "Lantern", "Larkspur", "Linden", "Lodestar", "Longacre", "Lumen", "Maplewood", "Marlin",
  "Meridian", "Millrace", "Mistral", "Moorland", "Nightingale", "Northgate", "Oakhaven", "Obsidian", "Ochre", "Onyx", "Orchid", "Osprey", "Pelican", "Pinecrest", "Polaris",
  "Quarry", "Quill", "Ravine", "Redstone", "Ridgeway", "Rivet", "Rowan", "Sable", "Saffron", "Sandpiper", "Seabright", "Sequoia", "Silverline", "Skylark", "Solstice",
  "Stonebridge", "Summit", "Tamarack", "Tern", "Thistle", "Tidewater", "Timberline", "Topaz", "Trellis", "Umber", "Vantage", "Verdant", "Vesper", "Waypoint", "Westmark",
  "Wildrose", "Willow", "Windrush", "Zenith",
];

/** What the companies do; the number is the industry of the standard choice list. */
export const trades: readonly [string, number][] = [
  ["Bearings", 12], ["Bicycles", 12], ["Ceramics", 12], ["Components", 12], ["Electrics", 12], ["Foods", 17], ["Furniture", 12], ["Garden Supply", 22], ["Glassworks", 12],
  ["Hydraulics", 12], ["Instruments", 12], ["Lighting", 12], ["Logistics", 30], ["Machine Tools", 12], ["Marine", 30], ["Medical", 12], ["Optics", 12], ["Outdoor", 22],
  ["Packaging", 10], ["Paper", 18], ["Plastics", 12], ["Power", 31], ["Precision", 12], ["Pumps", 12], ["Robotics", 12], ["Sports", 22], ["Steel", 12], ["Textiles", 18],
  ["Tiles", 5], ["Tools", 12], ["Trading", 33], ["Valves", 12],
];

export const firstNames: readonly string[] = [
  "Adele", "Amara", "Anders", "Beatriz", "Bram", "Camille", "Chiara", "Daichi", "Elif", "Emeka", "Farah", "Greta", "Hana", "Henrik", "Imani", "Ivo", "Jonas", "Kaito", "Lea", "Liam",
  "Mateo", "Mei", "Nadia", "Nils", "Olivia", "Paolo", "Priya", "Rafael", "Sanne", "Sofia", "Tariq", "Thea", "Ulrike", "Valentin", "Wren", "Yuki", "Zoe",
];

export const lastNames: readonly string[] = [
  "Abara", "Almeida", "Bakker", "Bergstrom", "Carver", "Conti", "Delacroix", "Ekwueme", "Falk", "Fournier", "Greenhalgh", "Haas", "Ishida", "Jansen", "Keller", "Kowalski", "Lindqvist",
  "Marlowe", "Moreau", "Nakata", "Okafor", "Pereira", "Quist", "Rossi", "Santos", "Schreiber", "Thorne", "Urbina", "Vasquez", "Whitlock", "Yamane", "Zeller",
];

export const jobTitles: readonly string[] = [
  "Purchasing Manager", "Head of Operations", "Owner", "Plant Manager", "Buyer", "Finance Director", "Logistics Coordinator", "Managing Director", "Office Manager",
];

/** Memos a salesperson might have left on an account. */
export const memos: readonly string[] = [
  "Orders quarterly; wants delivery before the 10th.",
  "Prefers to be called in the morning.\nSpeaks English and French.",
  "New warehouse opens next year; expects larger orders.",
  "Asked for a framework agreement.",
  "Met at the trade fair; interested in the whole range.",
];
