import "./editor.css"
import { EditorElement } from "./element"

customElements.define("mh-editor", EditorElement)
