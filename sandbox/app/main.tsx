import * as React from "react";
import * as ReactDOM from "react-dom";

ReactDOM.render(<p>Sales Hub</p>, document.getElementById("app"));
