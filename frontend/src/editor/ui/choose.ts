/** Ask the person for files of their device. */
export function chooseFiles(accept: string, take: (files: File[]) => void): void {
  const input = document.createElement("input")
  input.type = "file"
  input.accept = accept
  input.addEventListener("change", () => take([...(input.files ?? [])]))
  input.click()
}
