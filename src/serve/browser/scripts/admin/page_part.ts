/** A part of the page. */
export function findPart<Part extends HTMLElement = HTMLElement>(id: string): Part {
  return document.getElementById(id) as Part;
}
