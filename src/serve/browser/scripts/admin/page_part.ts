/** Finds an element of the page by its ID. */
export function findPart<Part extends HTMLElement = HTMLElement>(id: string): Part {
  return document.getElementById(id) as Part;
}
