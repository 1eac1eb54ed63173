import { conditionsText } from "./conditions";
import type { Preferences } from "./preferences";

/** The one page of the app; everything else is drawn by `/_static/app.js`. No inline script: the policy forbids it. */
export function mainPage({ language, theme, conditions }: Preferences): string {
  return `<!doctype html>
<html lang="${language === 1036 ? "fr" : "en"}" dir="${conditions.rtl ? "rtl" : "ltr"}" data-theme="${theme}" data-client="${conditions.client}" data-conditions="${conditionsText(conditions).replace(/&/g, "&amp;")}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Sales Hub</title>
<link rel="stylesheet" href="/_static/app.css">
</head>
<body>
<div id="app"></div>
<script src="/_static/react.js"></script>
<script src="/_static/fluent.js"></script>
<script src="/_static/app.js"></script>
</body>
</html>
`;
}

/** The frame in which form scripts and command libraries run: they share no `window` with the controls. */
export const scriptFramePage = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Scripts</title></head><body></body></html>
`;
