export { dayText } from "../shared/day";
