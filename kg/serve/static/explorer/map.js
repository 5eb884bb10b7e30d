// The map of places; drawn when it is first opened.
import { byId, make } from "/view/tools.js";
import { site } from "./state.js";

export async function openMap() {
  byId("view-map").replaceChildren(make("p", { cls: "hint", text: site.words.noPlaces }));
}
