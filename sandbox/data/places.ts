/** A country of the demo company's customers, with what makes an address, a phone number and a company name look local. */
export interface Place {
  /** As people of the demo company write it in Sales. */
  country: string;
  currency: "USD" | "EUR" | "GBP" | "CAD" | "JPY" | "BRL" | "SEK";
  /** How many of the demo accounts are here. */
  accounts: number;
  /** `city|state|postal code`; # stands for a digit, @ for a capital letter. */
  cities: string[];
  streets: string[];
  /** How a street and a house number join; {n} is the number. */
  line: string;
  /** # stands for a digit. */
  phone: string;
  legalForms: string[];
}

export const places: readonly Place[] = [
  {
    country: "United States", currency: "USD", accounts: 78, phone: "+1 ###-555-01##", line: "{n} {s}",
    cities: ["Seattle|WA|981##", "Portland|OR|972##", "Denver|CO|802##", "Austin|TX|787##", "Chicago|IL|606##", "Columbus|OH|432##", "Atlanta|GA|303##", "Raleigh|NC|276##", "Boston|MA|021##", "Boise|ID|837##"],
    streets: ["Harbor Avenue", "Mill Creek Road", "Foundry Street", "Lakeview Drive", "Depot Street", "Prairie Way", "Orchard Lane", "Quarry Road"],
    legalForms: ["Inc.", "LLC", "Corporation", "Company"],
  },
  {
    country: "Canada", currency: "CAD", accounts: 28, phone: "+1 ###-555-01##", line: "{n} {s}",
    cities: ["Vancouver|BC|V6B #@#", "Calgary|AB|T2P #@#", "Toronto|ON|M5V #@#", "Ottawa|ON|K1P #@#", "Halifax|NS|B3J #@#", "Québec|QC|G1R #@#"],
    streets: ["Maple Grove Road", "Granville Lane", "King Street West", "rue des Érables", "Lakeshore Drive", "Birch Hill Road"],
    legalForms: ["Ltd.", "Inc.", "Limited"],
  },
  {
    country: "United Kingdom", currency: "GBP", accounts: 30, phone: "+44 1632 960###", line: "{n} {s}",
    cities: ["Leeds||LS1 #@@", "Bristol||BS1 #@@", "Manchester||M2 #@@", "York||YO1 #@@", "Norwich||NR2 #@@", "Glasgow||G2 #@@"],
    streets: ["Station Road", "Canal Wharf", "Old Brewery Lane", "Castle Street", "Weavers Yard", "Church View"],
    legalForms: ["Ltd", "plc", "LLP"],
  },
  {
    country: "Germany", currency: "EUR", accounts: 34, phone: "+49 ### 5550##", line: "{s} {n}",
    cities: ["Bremen||281##", "Kassel||341##", "Leipzig||041##", "Nürnberg||904##", "Stuttgart||701##", "Münster||481##", "Köln||506##"],
    streets: ["Hafenstraße", "Am Mühlgraben", "Schillerweg", "Industriestraße", "Lindenallee", "Bahnhofplatz", "Zur alten Ziegelei"],
    legalForms: ["GmbH", "AG", "KG", "GmbH & Co. KG"],
  },
  {
    country: "France", currency: "EUR", accounts: 30, phone: "+33 1 99 00 ## ##", line: "{n} {s}",
    cities: ["Lyon||690##", "Nantes||440##", "Lille||590##", "Toulouse||310##", "Rennes||350##", "Besançon||250##"],
    streets: ["rue des Tanneurs", "quai de la Loire", "avenue de la République", "rue du Moulin", "place du Marché", "chemin des Vignes"],
    legalForms: ["SARL", "SAS", "SA"],
  },
  {
    country: "Netherlands", currency: "EUR", accounts: 18, phone: "+31 ## 555 01##", line: "{s} {n}",
    cities: ["Utrecht||35## @@", "Rotterdam||30## @@", "Eindhoven||56## @@", "Groningen||97## @@"],
    streets: ["Kanaalweg", "Molenstraat", "Havenkade", "Parklaan", "Nieuwe Gracht"],
    legalForms: ["B.V.", "N.V."],
  },
  {
    country: "Sweden", currency: "SEK", accounts: 16, phone: "+46 8 465 00# ##", line: "{s} {n}",
    cities: ["Göteborg||411 ##", "Malmö||211 ##", "Uppsala||753 ##", "Örebro||702 ##"],
    streets: ["Hamngatan", "Skogsvägen", "Kvarngatan", "Björkallén", "Södra Kajen"],
    legalForms: ["AB", "HB"],
  },
  {
    country: "Japan", currency: "JPY", accounts: 16, phone: "+81 3-0000-01##", line: "{n}-{m} {s}",
    cities: ["Osaka||530-00##", "Nagoya||450-00##", "Sapporo||060-00##", "Fukuoka||810-00##"],
    streets: ["Minato-machi", "Sakura-dori", "Kita-ku", "Hon-machi", "Aoba-cho"],
    legalForms: ["K.K.", "G.K."],
  },
  {
    country: "Brazil", currency: "BRL", accounts: 18, phone: "+55 ## 5550-01##", line: "{s}, {n}",
    cities: ["São Paulo|SP|01###-###", "Curitiba|PR|80###-###", "Belo Horizonte|MG|30###-###", "Recife|PE|50###-###"],
    streets: ["Rua das Palmeiras", "Avenida do Porto", "Rua da Fábrica", "Travessa do Mercado", "Alameda dos Ipês"],
    legalForms: ["Ltda.", "S.A."],
  },
  {
    country: "Spain", currency: "EUR", accounts: 14, phone: "+34 910 555 0##", line: "{s}, {n}",
    cities: ["Valencia||460##", "Sevilla||410##", "Bilbao||480##", "Zaragoza||500##"],
    streets: ["Calle del Molino", "Avenida del Puerto", "Plaza Mayor", "Calle de la Seda"],
    legalForms: ["S.L.", "S.A."],
  },
  {
    country: "Italy", currency: "EUR", accounts: 12, phone: "+39 02 5550 01##", line: "{s}, {n}",
    cities: ["Torino||101##", "Bologna||401##", "Verona||371##", "Genova||161##"],
    streets: ["Via dei Mulini", "Corso del Lavoro", "Via San Lorenzo", "Piazza del Mercato"],
    legalForms: ["S.r.l.", "S.p.A."],
  },
  {
    country: "Australia", currency: "USD", accounts: 8, phone: "+61 2 5550 01##", line: "{n} {s}",
    cities: ["Brisbane|QLD|40##", "Hobart|TAS|70##", "Perth|WA|60##", "Newcastle|NSW|22##"],
    streets: ["Jetty Road", "Wattle Street", "Gum Tree Drive", "Copper Lane"],
    legalForms: ["Pty Ltd"],
  },
];
